"""What helps where nothing was found: what is in the way of finding more, or where a time is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from assembly.search import Found, Query
from screens.decision_filters import KIND, STATE, THEME, WHEN, WHO, chosen_in, span_refused, widened
from words.language import _

WORDS = "words"

Look = Callable[[Query], Found]
"""Looks for something else."""


def what_helps(query: Query, look: Look, today: date) -> str:
    """What finds more than this query, which found nothing; empty where only everything does."""
    wider = tuple(_wider(query))
    if len(wider) > 1:
        found = ((name, look(one)) for name, one in wider)
        return " ".join(_said(name, one) for name, one in found if one.rows)
    if wider and wider[0][0] == WORDS:
        return _for_words(query.words, today)
    return ""


def _wider(query: Query) -> Iterator[tuple[str, Query]]:
    """The query without each of what narrows it down."""
    if query.words.strip():
        yield WORDS, replace(query, words="")
    yield from ((chip, widened(query, chip)) for chip, chosen in chosen_in(query).items() if chosen)


def _said(name: str, found: Found) -> str:
    number = _("more than 1,000") if found.total is None else str(found.total)
    return {
        WORDS: _("Without the words: {number}."),
        KIND: _("Without the kind: {number}."),
        STATE: _("Without the state: {number}."),
        THEME: _("Without the theme: {number}."),
        WHO: _("Without who is responsible: {number}."),
        WHEN: _("Without the time: {number}."),
    }[name].format(number=number)


def _for_words(words: str, today: date) -> str:
    if span_refused(words, today) is None:
        return _("For a time press F2, then choose When.")
    return _("Every word has to be in it: fewer find more.") if len(words.split()) > 1 else ""
