"""The stories of all assemblies as two tables: theme by department, and theme by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from assembly.heard import Heard, Retold
from assembly.patterns import Cell, Patterns
from assembly.state import Story
from assembly.value import value
from screens.stage import words_of
from tui.spans import Span, say_span
from tui.widgets.number_table import Grid
from tui.widgets.wrapping import one_line
from words.dates import say_day, say_month
from words.language import _, n_

Veil = Callable[[str], str]

SHADES = ("  ", "░░", "▒▒", "▓▓", "██")
BARS = " ▁▂▃▄▅▆▇█"
MOST_THEMES = 100
"""So many themes are shown, those with the most stories; nobody walks through more."""
MOST_TOLD = 50
"""So many stories of a cell are read from their books, the newest."""


@value
class Spot:
    """What a cell of a table leads to."""

    heading: str
    stories: tuple[Heard, ...]
    """The newest first."""

    @property
    def decisions(self) -> tuple[str, ...]:
        """What was decided because of them, the newest first, each once."""
        return Cell("", "", self.stories).decisions


@value
class Chart:
    """A table of numbers, and what each leads to."""

    grid: Grid
    spots: tuple[tuple[Spot, ...], ...]
    most: int
    """The largest number in it."""

    @property
    def start(self) -> tuple[int, int]:
        """Where the pointer begins: the largest number of the commonest theme, of several the last."""
        numbers = [len(spot.stories) for spot in self.spots[0]] if self.spots else []
        return 0, max(range(len(numbers)), key=lambda place: (numbers[place], place), default=0)


def map_of(patterns: Patterns, veil: Veil) -> Chart:
    """How many stories of each theme came from each department."""
    themes, spots = patterns.themes[:MOST_THEMES], []
    places = [department_name(one, veil) for one in patterns.departments]
    for theme in themes:
        name = theme_name(theme, veil)
        cells = (patterns.cell(theme, department) for department in patterns.departments)
        spots.append(
            tuple(
                Spot(_("{theme} in {department}").format(theme=name, department=place), cell.stories)
                for place, cell in zip(places, cells, strict=True)
            )
        )
    return _chart(patterns, veil, tuple(places), tuple(spots), shaded)


def months_of(patterns: Patterns, veil: Veil) -> Chart:
    """How many stories of each theme were told in each month."""
    told: dict[tuple[str, str], list[Heard]] = defaultdict(list)
    for cell in patterns.cells.values():
        for story in cell.stories:
            told[cell.theme, f"{story.on:%Y-%m}"].append(story)
    spots = tuple(
        tuple(
            Spot(
                _("{theme} in {month}").format(theme=theme_name(theme, veil), month=say_month(month)),
                tuple(sorted(told[theme, month], key=lambda one: (one.on, one.number), reverse=True)),
            )
            for month in patterns.months
        )
        for theme in patterns.themes[:MOST_THEMES]
    )
    headings = tuple(f"{say_month(month)[:3]}\n{month[:4]}" for month in patterns.months)
    return _chart(patterns, veil, headings, spots, barred)


def _chart(
    patterns: Patterns,
    veil: Veil,
    columns: tuple[str, ...],
    spots: tuple[tuple[Spot, ...], ...],
    written: Callable[[int, int], str],
) -> Chart:
    themes = patterns.themes[:MOST_THEMES]
    most = max((len(spot.stories) for row in spots for spot in row), default=0)
    cells = tuple(tuple(written(len(spot.stories), most) for spot in row) for row in spots)
    totals = tuple(patterns.number(theme) for theme in themes)
    width = max((len(cell) for row in cells for cell in row), default=1)
    return Chart(
        Grid(columns, tuple(theme_name(one, veil) for one in themes), totals, cells, width), spots, most
    )


def shaded(number: int, most: int) -> str:
    """A number with a shade of its share of the largest."""
    digits = len(str(most))
    return f"{number:>{digits}} {SHADES[level_of(number, most)]}" if number else f"{'·':>{digits}}"


def barred(number: int, most: int) -> str:
    """A number with a bar as high as its share of the largest."""
    digits = len(str(most))
    return f"{number:>{digits}}{BARS[-(-8 * number // most)]}" if number else f"{'·':>{digits}}"


def level_of(number: int, most: int) -> int:
    """How full a cell is, in quarters of the fullest, begun ones counted."""
    return -(-4 * number // most) if most else 0


def level_words(level: int) -> str:
    """A shade in a word."""
    return (_("none"), _("few"), _("some"), _("many"), _("most"))[level]


def legend() -> str:
    """What the shades mean."""
    return "  ".join(f"{SHADES[level]} {level_words(level)}" for level in range(1, 5))


def pointed_words(spot: Spot, most: int) -> str:
    """The cell that is pointed at, in words."""
    number = len(spot.stories)
    if not number:
        return _("{cell}: no story").format(cell=spot.heading)
    said = n_("{cell}: {number} story", "{cell}: {number} stories", number)
    words = said.format(cell=spot.heading, number=number)
    came = len(spot.decisions)
    decided = n_("{number} decision came of it", "{number} decisions came of it", came).format(number=came)
    decided = decided if came else _("nothing was decided because of it yet")
    return " · ".join((words, level_words(level_of(number, most)), decided))


def found_words(patterns: Patterns, span: Span) -> str:
    """How many stories there are, from when."""
    number, themes = sum(cell.number for cell in patterns.cells.values()), len(patterns.themes)
    stories = n_("{number} story", "{number} stories", number).format(number=number)
    about = n_("{number} theme", "{number} themes", themes).format(number=themes)
    shown = [_("the {number} commonest are shown").format(number=MOST_THEMES)] * (themes > MOST_THEMES)
    return " · ".join(filter(None, (stories, about, *shown, say_span(span))))


def nothing_words(span: Span) -> str:
    """What to do where there is no story."""
    if span.since or span.until:
        return _("No story was told {span}. Esc shows all of them.").format(span=say_span(span))
    return _(
        "Nobody's story is written down yet. In an assembly, tell stories with a theme and a department: "
        "here you see which complaint comes back where."
    )


def story_lines(retold: Sequence[Retold], veil: Veil) -> Iterator[str]:
    """The stories in their words, without a name."""
    for one in retold:
        day = say_day(one.heard.on)
        if one.story is None:
            yield f"{day}: " + _("The book with this story cannot be read.")
            continue
        place = ", ".join(filter(None, (one.story.theme, one.story.department)))
        yield veil(
            f"{day}: {' '.join(words_of(one.story.grievance).split()) or _('(no words were written)')}"
        )
        yield from _more(one.story, veil)
        yield veil(f"   ({place})") if place else ""


def older_words(number: int) -> str:
    """What to say of stories that are not shown, or nothing."""
    words = n_("… and {number} older story", "… and {number} older stories", number).format(number=number)
    return "\n" + words + ". " + _("A shorter time shows them.") if number > 0 else ""


def _more(story: Story, veil: Veil) -> Iterable[str]:
    response = " ".join(words_of(story.response).split())
    if response:
        yield "   " + _("What could be done: {response}").format(response=veil(response))


def theme_name(theme: str, veil: Veil) -> str:
    """What a theme is called."""
    return one_line(veil(theme)) or _("(no theme)")


def department_name(department: str, veil: Veil) -> str:
    """What a department is called."""
    return one_line(veil(department)) or _("(no department)")
