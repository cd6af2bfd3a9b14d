"""The public record as static pages, the same for the room's server and for any web host.

A permalink `/D/7K3FQ` is a folder with an `index.html`: every static host answers it, most by adding the
slash. Links inside the pages are relative, so that the set also works below a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from archive.draw_sheets import DrawSheet, draw_sheet
from archive.edition import Edition
from archive.sheets import DecisionSheet, FromSheet, decision_sheet, from_sheet
from assembly.decision import Decision
from assembly.drawn import DrawShown
from assembly.value import value
from words.language import _

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "/style.css"
STYLE_SHEET = TEMPLATES / "style.css"
VERIFIER = "/verify.js"
"""What computes a draw again in the browser of the reader."""
VERIFIER_SCRIPT = TEMPLATES / "verify.js"
Pages = Mapping[str, bytes]
"""The bytes of each page by its path, which begins with a slash."""


@value
class Day:
    """An assembly on the index, with what came out of it."""

    origin: FromSheet
    decisions: tuple[DecisionSheet, ...]
    draws: tuple[DrawSheet, ...]


def render(decisions: Sequence[Decision], draws: Sequence[DrawShown], edition: Edition) -> dict[str, bytes]:
    """Every page of the public record, by path."""
    decided = {one.id: decision_sheet(one, edition) for one in decisions}
    drawn = {one.id: draw_sheet(one, edition) for one in draws}
    pages = {STYLE: STYLE_SHEET.read_bytes()}
    for sheet in decided.values():
        linked = tuple(drawn[id] for id in sheet.draws if id in drawn)
        pages[f"/D/{sheet.id}/index.html"] = _page(
            "decision.html.j2", edition, up="../../", sheet=sheet, draws=linked
        )
    if drawn:
        pages[VERIFIER] = VERIFIER_SCRIPT.read_bytes()
    for draw in drawn.values():
        pages[f"/V/{draw.id}/index.html"] = _page("draw.html.j2", edition, up="../../", sheet=draw)
        if draw.intact:
            pages[f"/V/{draw.id}/record.txt"] = draw.record.encode()
    days = tuple(_days(decisions, draws, decided, drawn, edition))
    pages["/index.html"] = _page("index.html.j2", edition, up="", days=days)
    return pages


def _days(
    decisions: Iterable[Decision],
    draws: Iterable[DrawShown],
    decided: Mapping[str, DecisionSheet],
    drawn: Mapping[str, DrawSheet],
    edition: Edition,
) -> Iterator[Day]:
    """Assemblies with their decisions and draws, the newest first."""
    found = [*(one.source for one in decisions), *(one.source for one in draws)]
    sources = {source.assembly: source for source in found}
    for source in sorted(sources.values(), key=lambda source: source.at, reverse=True):
        yield Day(
            from_sheet(source, edition),
            tuple(one for one in decided.values() if one.origin.assembly == source.assembly),
            tuple(one for one in drawn.values() if one.origin.assembly == source.assembly),
        )


def _page(template: str, edition: Edition, **facts: object) -> bytes:
    from archive.press import pressed  # noqa: PLC0415 - jinja2 takes 50 ms that the start does not have

    return pressed(
        template,
        _=_,
        circle=edition.line(edition.circle),
        language=edition.language.replace("_", "-"),
        **facts,
    )
