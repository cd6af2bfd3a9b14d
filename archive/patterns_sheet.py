"""Which complaint comes back where: how many stories, wherever three people or more told them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from archive.edition import Edition
from archive.leaves import Leaf, key_of
from archive.setting import page
from archive.sheets import Day
from archive.volumes import Volume
from assembly.heard import Heard
from assembly.history import BookFacts
from assembly.patterns import Cell, Patterns, patterns_of, published
from assembly.value import value
from words.dates import say_month
from words.language import _

NEWEST = 24
"""Months on the page, the latest ones."""
LONGEST = 60
"""Characters of a theme or a department; they stand in the heads of a table."""


@value
class Box:
    """A number with its shade; none where nothing may be said."""

    number: int
    level: int
    """From 1 to 4, a quarter of the largest each; 0 for none."""


@value
class Boxes:
    """The numbers of a theme."""

    theme: str
    boxes: tuple[Box, ...]


@value
class CameOf:
    """The decisions that came of the stories of one theme in one department: id and title."""

    theme: str
    department: str
    decisions: tuple[tuple[str, str], ...]


@value
class PatternsSheet:
    """Everything on the page."""

    departments: tuple[str, ...]
    themes: tuple[Boxes, ...]
    months: tuple[Day, ...]
    lines: tuple[Boxes, ...]
    came: tuple[CameOf, ...]


def patterns_told(books: Iterable[BookFacts]) -> Patterns:
    """What of the stories everybody may see; those of an assembly that is not closed are still being told."""
    return _counted(tuple(one for facts in books if facts.closed for one in facts.heard))


@lru_cache(maxsize=1)
def _counted(heard: tuple[Heard, ...]) -> Patterns:
    """The room's pages are made anew with every event, of which few are the end of an assembly."""
    return published(patterns_of(heard))


def patterns_leaf(volumes: Sequence[Volume], edition: Edition, edition_key: str) -> Leaf:
    """The page of what comes back.

    Args:
        volumes: Those whose decisions may be linked to.
        edition: Whose page it is.
        edition_key: What all pages depend on.
    """
    wanted = {id for cell in edition.patterns.cells.values() for id in cell.decisions}
    rows = (row for volume in volumes for row in volume.contents.decisions)
    sheet = _sheet(edition, {row.id: row.title for row in rows if row.id in wanted})
    key = key_of(edition_key, str(edition.whole), repr(sheet))
    return Leaf("/patterns/index.html", key, partial(_page, sheet, edition))


def pattern_facts(edition: Edition) -> list[dict[str, Any]]:
    """The numbers for machines."""
    return [
        {
            "theme": edition.line(cell.theme, LONGEST),
            "department": edition.line(cell.department, LONGEST),
            "stories": cell.number,
            "decisions": list(cell.decisions),
        }
        for cell in _in_order(edition.patterns)
    ]


def _page(sheet: PatternsSheet, edition: Edition) -> bytes:
    return page("patterns.html.j2", edition, "../", sheet=sheet, more=not edition.whole)


def _sheet(edition: Edition, titles: dict[str, str]) -> PatternsSheet:
    patterns = edition.patterns
    months = patterns.months[-NEWEST:]
    lines = {theme: line[-NEWEST:] for theme, line in patterns.lines.items() if any(line[-NEWEST:])}
    most = max((number for line in lines.values() for number in line), default=0)
    return PatternsSheet(
        departments=tuple(_department(one, edition) for one in patterns.departments),
        themes=tuple(
            Boxes(
                _theme(theme, edition),
                tuple(_box(patterns.cell(theme, one).number, patterns.most) for one in patterns.departments),
            )
            for theme in patterns.themes
        ),
        months=tuple(Day(month, say_month(month)) for month in months) if lines else (),
        lines=tuple(
            Boxes(_theme(theme, edition), tuple(_box(number, most) for number in line))
            for theme, line in lines.items()
        ),
        came=tuple(_came(patterns, edition, titles)),
    )


def _came(patterns: Patterns, edition: Edition, titles: dict[str, str]) -> Iterator[CameOf]:
    for cell in _in_order(patterns):
        decisions = tuple((id, titles[id]) for id in cell.decisions if id in titles)
        if decisions:
            yield CameOf(_theme(cell.theme, edition), _department(cell.department, edition), decisions)


def _in_order(patterns: Patterns) -> Iterator[Cell]:
    for theme in patterns.themes:
        for department in patterns.departments:
            if (theme, department) in patterns.cells:
                yield patterns.cell(theme, department)


def _box(number: int, most: int) -> Box:
    return Box(number, -(-4 * number // most) if most else 0)


def _theme(theme: str, edition: Edition) -> str:
    return edition.line(theme, LONGEST) or _("(no theme)")


def _department(department: str, edition: Edition) -> str:
    return edition.line(department, LONGEST) or _("(no department)")
