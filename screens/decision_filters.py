"""What narrows the list of decisions down, in words: kind, state, theme, who is responsible, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assembly.circle import Kind
from assembly.refusal import RuleBroken
from assembly.reviewing import Standing
from assembly.search import Found, Known, Query, Row
from tui.rule_words import words_for
from tui.spans import ALWAYS, Span, read_span, say_span
from tui.widgets.chips import Chip
from tui.widgets.choice_layout import Choice
from tui.widgets.finder import Entry
from tui.widgets.wrapping import clipped, one_line
from words.decisions import kind_of
from words.language import _, n_
from words.reviews import SIGNS

LINK = re.compile(r"(?:https?://\S*)?/D/([0-9A-Z][0-9A-Z-]{0,31})/?", re.IGNORECASE)
"""The address of the page of a decision, as it is copied, or its end."""
KIND, STATE, THEME, WHO, WHEN = "kind", "state", "theme", "who", "when"


def chips() -> tuple[Chip, ...]:
    """The ways to narrow down, with words short enough for a narrow window."""
    return (
        Chip(KIND, _("Kind")),
        Chip(STATE, _("State")),
        Chip(THEME, _("Theme")),
        Chip(WHO, _("Who")),
        Chip(WHEN, _("When")),
    )


def chosen_in(query: Query) -> Mapping[str, str]:
    """What each chip shows."""
    return {
        KIND: kind_of(query.kind) if query.kind else "",
        STATE: state_name(query.state) if query.state else "",
        THEME: query.theme,
        WHO: query.who,
        WHEN: say_span(Span(query.since, query.until)),
    }


def options_of(chip: str, known: Known) -> tuple[Choice, ...]:
    """What can be chosen for a chip."""
    match chip:
        case "kind":
            return tuple(Choice(kind.value, kind_of(kind)) for kind in Kind)
        case "state":
            return tuple(Choice(state.value, state_name(state)) for state in Standing)
        case _:
            texts = known.themes if chip == THEME else known.whos
            return tuple(Choice(str(place), one_line(text)) for place, text in enumerate(texts))


def narrowed(query: Query, chip: str, chosen: str, known: Known) -> Query:
    """The query with what was chosen for a chip."""
    match chip:
        case "kind":
            return replace(query, kind=Kind(chosen))
        case "state":
            return replace(query, state=Standing(chosen))
        case "theme":
            return replace(query, theme=known.themes[int(chosen)])
        case _:
            return replace(query, who=known.whos[int(chosen)])


def widened(query: Query, chip: str) -> Query:
    """The query without what was chosen for a chip."""
    match chip:
        case "kind":
            return replace(query, kind=None)
        case "state":
            return replace(query, state=None)
        case "theme":
            return replace(query, theme="")
        case "who":
            return replace(query, who="")
        case _:
            return replace(query, since=None, until=None)


def meant(typed: str) -> str:
    """The words that are looked for: of the address of a page only the id of its decision."""
    link = LINK.fullmatch(typed.strip())
    return link[1] if link else typed


def within(query: Query, words: str, today: date) -> Query:
    """The query with a span of time as it was typed."""
    span = span_of(words, today)
    return replace(query, since=span.since, until=span.until)


def span_of(words: str, today: date) -> Span:
    """A span of time that has begun; where nothing was typed, all the time.

    Raises:
        RuleBroken: `span-unreadable`, or `span-ahead` where nothing can have happened yet.
    """
    if not words.strip():
        return ALWAYS
    span = read_span(words, today)
    if span.since is not None and span.since > today:
        raise RuleBroken("span-ahead", text=clipped(words.strip()))
    return span


def span_refused(words: str, today: date) -> str | None:
    """Why a span of time cannot be read, in a sentence; None when it can."""
    try:
        span_of(words, today)
    except RuleBroken as refusal:
        return words_for(refusal)
    return None


def nothing_to_choose(chip: str) -> str:
    """What to say where nothing could be chosen."""
    if chip == THEME:
        return _("No decision has a theme yet: themes come from the stories that led to it.")
    return _("No decision says yet who is responsible.")


def question_of(chip: str) -> str:
    """What is asked when a chip is taken."""
    return {
        KIND: _("Which kind of decision?"),
        STATE: _("How does it stand today?"),
        THEME: _("Which theme?"),
        WHO: _("Who is responsible?"),
        WHEN: _("When was it adopted?"),
    }[chip]


def chip_words(*, chosen: bool) -> str:
    """What Enter does on a chip, and how what was chosen is taken away again."""
    if chosen:
        return _("Choose again; Del takes it away")
    return _("Choose what to narrow it down to")


def state_name(state: Standing) -> str:
    """How a decision stands, in a word or two."""
    return {
        Standing.IN_FORCE: _("in force"),
        Standing.REVIEW_DUE: _("review due"),
        Standing.LAPSED: _("lapsed"),
        Standing.ENDED: _("ended"),
        Standing.AMENDED: _("amended"),
    }[state]


def entry_of(row: Row) -> Entry:
    """The line of a decision in the list."""
    state = "" if row.state is Standing.IN_FORCE else f" ({SIGNS[row.state]} {state_name(row.state)})"
    brought = f" [{_('imported')}]" if row.imported else ""
    return Entry(row.id, f"{row.at.isoformat()}  {one_line(row.title)}{state}{brought}")


def number_in(found: Found) -> str:
    """How many there are in all."""
    if found.total is None:
        return _("What we decided: many decisions")
    return n_(
        "What we decided: {number} decision", "What we decided: {number} decisions", found.total
    ).format(number=found.total)


def how_many(found: Found, query: Query, *, troubled: bool = False) -> str:
    """How many were found, or what to do where nothing was; with a shelf in trouble that says little."""
    if not found.rows and query.empty:
        nothing = _("Nothing is decided yet. What an assembly adopts stands here.")
        return _("Nothing can be read now; what is wrong stands above.") if troubled else nothing
    if not found.rows:
        words = clipped(query.words.strip())
        if not words:
            return _("Nothing fits what you narrowed down. Esc shows everything.")
        if replace(query, words="").empty:
            return _("Nothing holds “{sought}”. Esc shows everything.").format(sought=words)
        return _("“{sought}” is not among these. Esc widens.").format(sought=words)
    if found.total is None:
        return _("More than 1,000 found, the newest first")
    return n_("{found} found", "{found} found", found.total).format(found=found.total)


def reading_words(done: int, number: int, width: int) -> str:
    """How far the reading is, with a bar."""
    said = _("Reading {number} books once, so that they can be searched: {done} read").format(
        number=number, done=done
    )
    room = max(10, min(40, width - 4))
    full = room * done // max(1, number)
    return f"{said}\n{'█' * full}{'░' * (room - full)}"
