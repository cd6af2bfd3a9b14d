"""Events for the tests of the store: invented ones, and every kind by hypothesis."""

from __future__ import annotations

import time
import types
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from assembly.acts.closing import Closed, NextDateSet
from assembly.acts.opening import FORMAT, Opened
from assembly.acts.sidelines import NoteTaken
from assembly.acts.turns import StoryTold
from assembly.circle import default_protocols
from assembly.journal import Entry
from assembly.said import Said
from assembly.votes import AllBut, Base, Comparator, Count, FixedNumber, FractionOfEntitled, NoQuorum, Rule

CET = timezone(timedelta(hours=1))
EVENING = datetime(2026, 11, 21, 18, 30, tzinfo=CET)


def opened(assembly: str = "7K3FQ", previous_seal: str = "") -> Opened:
    return Opened(
        format=FORMAT,
        assembly=assembly,
        circle="Bakery",
        title="November",
        entitled=("M001", "M002", "M003"),
        protocols=default_protocols(),
        previous_seal=previous_seal,
    )


def entry(n: int, event: Any, at: datetime = EVENING) -> Entry:
    return Entry(n, at + timedelta(seconds=n), event)


def evening(notes: int = 2, *, assembly: str = "7K3FQ", closed: bool = True) -> tuple[Entry, ...]:
    """An assembly with a story, some notes and, if it is closed, its end."""
    story = StoryTold(1, "M002", Said("Anna kommt jeden Tag zu spät"), Said("mit Anna reden"), "time")
    events: list[Any] = [opened(assembly), story]
    events += [NoteTaken(Said(f"note {number} — «ё» 🥖")) for number in range(1, notes + 1)]
    events += [Closed()] if closed else []
    return tuple(entry(n, event) for n, event in enumerate(events, start=1))


def until(come: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    give_up = time.monotonic() + 10.0
    while not come() and time.monotonic() < give_up:
        time.sleep(0.002)


shares = st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(999, 1000), max_denominator=1000)
numbers = st.integers(min_value=0, max_value=300)


def fixed(at: datetime) -> datetime:
    """The same moment without the zone's rules: Python compares no others in a repeated hour."""
    return at.replace(tzinfo=timezone(at.utcoffset() or timedelta(0)), fold=0)


moments = st.datetimes(timezones=st.timezones() | st.just(UTC), allow_imaginary=False).map(fixed)
quorums = st.one_of(
    st.builds(FractionOfEntitled, shares),
    st.builds(AllBut, numbers),
    st.builds(FixedNumber, numbers.map(lambda number: number + 1)),
    st.just(NoQuorum()),
)
words = st.builds(Said, st.none() | st.text())
RULES = ("", "FREQ=WEEKLY;BYDAY=FR", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31")
BY_HAND: dict[Any, st.SearchStrategy[Any]] = {
    Fraction: shares,
    Said: words,
    datetime: moments,
    int: st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1),
    Count: st.builds(
        Count,
        numbers,
        numbers,
        numbers,
        numbers,
        numbers.map(lambda number: number + 300),
        st.none() | numbers,
    ),
    Rule: st.builds(Rule, st.sampled_from(Comparator), shares, st.sampled_from(Base), quorums),
    FractionOfEntitled: quorums,
    NextDateSet: st.builds(NextDateSet, moments, st.text(), st.sampled_from(RULES), st.text()),
}


def values_of(annotation: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line for each form
    """Any value that an annotation allows."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation in BY_HAND:
        return BY_HAND[annotation]
    if set(inner) == {FractionOfEntitled, AllBut, FixedNumber, NoQuorum}:
        return quorums
    if origin in {Union, types.UnionType}:
        return st.one_of(*(values_of(one) for one in inner))
    if origin is tuple and inner[1:] == (...,):
        return st.lists(values_of(inner[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(values_of(one) for one in inner))
    if hasattr(annotation, "__dataclass_fields__"):
        return records_of(annotation)
    return st.from_type(annotation)


def records_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a dataclass, with every field drawn."""
    annotations = get_type_hints(kind)
    return st.builds(kind, **{name: values_of(annotation) for name, annotation in annotations.items()})
