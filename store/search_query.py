"""A query as the index understands it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from assembly.circle import Kind
from assembly.reviewing import Standing
from assembly.search import Query
from assembly.value import value
from store.search_docs import Veil
from store.search_tables import place_after_day, place_of_day
from store.search_words import mark_of, marked, matching

_LASTS = "over IS NULL AND (until IS NULL OR until >= :today)"
_NO_TRIAL = "kind NOT IN (:trial, :other)"
STATES: Mapping[Standing, str] = {
    Standing.AMENDED: "over = 'amended'",
    Standing.ENDED: "(over = 'ended' OR over IS NULL AND until < :today)",
    Standing.IN_FORCE: f"{_LASTS} AND (review IS NULL OR review > :today)",
    Standing.REVIEW_DUE: f"{_LASTS} AND (review = :today OR review < :today AND {_NO_TRIAL})",
    Standing.LAPSED: f"{_LASTS} AND review < :today AND NOT {_NO_TRIAL}",
}
"""The same as `assembly.reviewing.standing`, in the language of the index."""


@value
class Sought:
    """What follows SELECT, without its order."""

    source: str
    key: str
    """The column with the places."""
    facts: Mapping[str, object]


def sought(query: Query, after: int | None, today: date, veil: Veil) -> Sought:
    """Where the decisions that fit a query are found; a name is looked for under its label."""
    match = expression(query, veil)
    key = "words.rowid" if match else "decided.place"
    facts: dict[str, object] = {
        "match": match,
        "today": today.isoformat(),
        "trial": Kind.EXPERIMENT.value,
        "other": Kind.LAB.value,
        "after": after,
        "since": place_of_day(query.since) if query.since else None,
        "until": place_after_day(query.until) if query.until else None,
    }
    table = "words JOIN decided ON decided.place = words.rowid" if match else "decided"
    where = " AND ".join(_conditions(query, after, key, match)) or "1"
    return Sought(f"FROM {table} WHERE {where}", key, facts)


def expression(query: Query, veil: Veil) -> str:
    """What the words and the marks of a query are in the syntax of the index; empty for neither."""
    marks = [mark_of("theme", query.theme)] if query.theme else []
    marks += [mark_of("who", query.who)] if query.who else []
    marks += [mark_of("kind", query.kind.value)] if query.kind else []
    words = matching(query.words, veil(query.words))
    parts = ([f"({words})"] if words else []) + ([marked(*marks)] if marks else [])
    return " AND ".join(parts)


def _conditions(query: Query, after: int | None, key: str, match: str) -> Iterator[str]:
    if match:
        yield "words MATCH :match"
    if after is not None:
        yield f"{key} < :after"
    if query.since:
        yield f"{key} >= :since"
    if query.until:
        yield f"{key} < :until"
    if query.state:
        yield STATES[query.state]
