"""Which complaint comes back where: the stories of all assemblies by theme, department and month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from assembly.heard import Heard
from assembly.value import value

FEWEST_SHOWN = 3
"""Fewer people than this are not counted in public: their colleagues would know who they are."""


@value
class Cell:
    """The stories of one theme in one department, the newest first."""

    theme: str
    """As it is most often written; empty where none was given."""
    department: str
    stories: tuple[Heard, ...]

    @property
    def number(self) -> int:
        """How many stories."""
        return len(self.stories)

    @property
    def people(self) -> int:
        """How many people at least told them; all whose ids are not known count as one."""
        return len({story.member for story in self.stories})

    @property
    def decisions(self) -> tuple[str, ...]:
        """What was decided because of them, the newest first, each once."""
        return tuple(dict.fromkeys(one for story in self.stories for one in story.decisions))


@value
class Patterns:
    """The heat map, and a line for each theme."""

    themes: tuple[str, ...]
    """The one with the most stories first."""
    departments: tuple[str, ...]
    """By name; those without one last."""
    cells: Mapping[tuple[str, str], Cell]
    """By theme and department; only where there are stories."""
    months: tuple[str, ...]
    """Every month from the first story to the last, such as 2026-11."""
    lines: Mapping[str, tuple[int, ...]]
    """For each theme how many stories in each of the months; in public some themes have none."""

    def cell(self, theme: str, department: str) -> Cell:
        """The stories of a theme in a department, perhaps none."""
        return self.cells.get((theme, department), Cell(theme, department, ()))

    def number(self, theme: str) -> int:
        """How many stories of a theme."""
        return sum(cell.number for cell in self.cells.values() if cell.theme == theme)

    @property
    def most(self) -> int:
        """The largest number in a cell."""
        return max((cell.number for cell in self.cells.values()), default=0)


def patterns_of(heard: Iterable[Heard]) -> Patterns:
    """The heat map of these stories, in any order; the same word in capitals is the same theme."""
    stories = sorted(heard, key=attrgetter("on", "assembly", "number"), reverse=True)
    theme_of = _spelling(one.theme for one in stories)
    department_of = _spelling(one.department for one in stories)
    found: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for story in stories:
        found[theme_of(story.theme), department_of(story.department)].append(story)
    cells = {place: Cell(*place, tuple(told)) for place, told in found.items()}
    return _drawn_up(cells)


def published(patterns: Patterns) -> Patterns:
    """What may be shown to everybody: no cell and no line in which a number is fewer than three people.

    A theme keeps its line only where every month that is not empty has three people, and nothing is summed up
    over what is left out: nobody can find a hidden number by subtraction. Who told a story is left out too.
    """
    cells = {place: _nameless(cell) for place, cell in patterns.cells.items() if cell.people >= FEWEST_SHOWN}
    shown = _drawn_up(cells)
    tellers: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for place in cells:
        for story in patterns.cells[place].stories:
            tellers[place[0], _month(story.on)].add(story.member)
    few = {theme for (theme, _), people in tellers.items() if len(people) < FEWEST_SHOWN}
    lines = {theme: line for theme, line in shown.lines.items() if theme not in few}
    return replace(shown, lines=lines)


def between(heard: Iterable[Heard], since: date | None, until: date | None) -> tuple[Heard, ...]:
    """The stories told from one day to another, both included."""
    return tuple(
        one for one in heard if (since is None or one.on >= since) and (until is None or one.on <= until)
    )


def _drawn_up(cells: Mapping[tuple[str, str], Cell]) -> Patterns:
    stories = [story for cell in cells.values() for story in cell.stories]
    months = _months_between([story.on for story in stories])
    place_of = {month: place for place, month in enumerate(months)}
    lines: dict[str, list[int]] = {}
    for cell in cells.values():
        line = lines.setdefault(cell.theme, [0] * len(months))
        for day, stories_told in Counter(story.on for story in cell.stories).items():
            line[place_of[_month(day)]] += stories_told
    themes = sorted(lines, key=lambda theme: (-sum(lines[theme]), not theme, theme.casefold()))
    departments = sorted(
        {cell.department for cell in cells.values()}, key=lambda one: (not one, one.casefold())
    )
    return Patterns(
        tuple(themes),
        tuple(sorted(departments, key=lambda one: (not one, one.casefold()))),
        cells,
        months,
        {theme: tuple(lines[theme]) for theme in themes},
    )


def _spelling(words: Iterable[str]) -> Callable[[str], str]:
    """How a word is most often written, whatever its capitals and blanks; of several the first by name."""
    often: dict[str, Counter[str]] = defaultdict(Counter)
    keys: dict[str, str] = {}
    for word, times in Counter(words).items():
        keys[word] = _key(word)
        often[keys[word]][" ".join(word.split())] += times
    chosen = {key: min(ways, key=lambda way: (-ways[way], way)) for key, ways in often.items()}
    return lambda word: chosen[keys[word]]


def _key(word: str) -> str:
    return " ".join(word.casefold().split())


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _months_between(days: Sequence[date]) -> tuple[str, ...]:
    if not days:
        return ()
    first, last = (day.year * 12 + day.month - 1 for day in (min(days), max(days)))
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))


def _nameless(cell: Cell) -> Cell:
    return replace(cell, stories=tuple(story.nameless for story in cell.stories))


NOTHING_HEARD = patterns_of(())
