"""From hats and people to the record that will be sealed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assembly.draw.entropy import check_enough
from assembly.draw.record import Group, Hat, Heading, Member, Record
from assembly.draw.seating import Room
from assembly.draw.table import table
from assembly.draw.text import clean
from assembly.refusal import RuleBroken
from assembly.value import value

HAT_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")
MEMBER_ID = re.compile(r"[A-Z0-9][A-Z0-9-]{0,15}")
SEAL = re.compile(r"[0-9a-f]{64}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_SEATS = 10**9 - 1
MOST_DRAWS = 10**18 - 1


@value
class Candidate:
    """A person and the hats that the rules leave them in."""

    member: str
    hats: Collection[str]
    label: str = ""
    """What the person released; the id when empty."""


def build(heading: Heading, hats: Sequence[Hat], candidates: Iterable[Candidate]) -> Record:
    """The record of a draw, or a refusal: a wrong id, a hat that does not exist, too few people."""
    order = _checked_hats(hats)
    people = _checked_people(candidates)
    grouped = _grouped(order, people)
    names = {own: f"g{number}" for number, own in enumerate(sorted(set(grouped), key=_group_order), 1)}
    sizes = dict.fromkeys(names, 0)
    for own in grouped:
        sizes[own] += 1
    room = Room(
        tuple(order), tuple(hat.seats for hat in hats), tuple(sizes.values()), _places(order, tuple(names))
    )
    found = table(room)
    return Record(
        heading=checked_heading(heading),
        hats=tuple(replace(hat, label=clean(hat.label) or hat.id) for hat in hats),
        scale=found.scale,
        groups=tuple(
            Group(name, own, sizes[own], row)
            for (own, name), row in zip(names.items(), found.rows, strict=True)
        ),
        members=tuple(
            Member(person.member, names[own], clean(person.label) or person.member)
            for person, own in zip(people, grouped, strict=True)
        ),
    )


def checked_heading(heading: Heading) -> Heading:
    """The heading with clean text, or a refusal of what cannot be sealed."""
    if not 0 < heading.number <= MOST_DRAWS:
        raise RuleBroken("draw-number")
    if not SEAL.fullmatch(heading.previous):
        raise RuleBroken("draw-previous")
    if heading.date is not None and not is_date(heading.date):
        raise RuleBroken("draw-date")
    if heading.entropy is not None:
        check_enough(heading.entropy)
    policy = None if heading.policy is None else clean(heading.policy)
    return replace(heading, title=clean(heading.title), policy=policy)


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar, written 2026-11-21."""
    try:
        return bool(DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _group_order(own: tuple[str, ...]) -> str:
    return ",".join(own) or "-"


def _checked_hats(hats: Sequence[Hat]) -> dict[str, int]:
    """The place of each hat in voted order."""
    if not hats:
        raise RuleBroken("draw-no-hats")
    order: dict[str, int] = {}
    for place, hat in enumerate(hats, 1):
        if not HAT_ID.fullmatch(hat.id):
            raise RuleBroken("draw-hat-id", place=place)
        if hat.id in order:
            raise RuleBroken("draw-hat-twice", hat=hat.id)
        if not 0 <= hat.seats <= MOST_SEATS:
            raise RuleBroken("draw-seats", hat=hat.id)
        order[hat.id] = place - 1
    return order


def _checked_people(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Everybody by ascending id."""
    people: dict[str, Candidate] = {}
    for place, person in enumerate(candidates, 1):
        if not MEMBER_ID.fullmatch(person.member):
            raise RuleBroken("draw-member-id", place=place)
        if person.member in people:
            raise RuleBroken("draw-member-twice", member=person.member)
        people[person.member] = person
    return [people[member] for member in sorted(people)]


def _grouped(order: Mapping[str, int], people: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """Everybody's hats in voted order; the same hats give the same tuple."""
    known: dict[frozenset[str], tuple[str, ...]] = {}
    grouped = []
    for person in people:
        own = frozenset(person.hats)
        if own not in known:
            known[own] = _in_order(order, own)
        grouped.append(known[own])
    return grouped


def _in_order(order: Mapping[str, int], own: frozenset[str]) -> tuple[str, ...]:
    unknown = own - order.keys()
    if unknown:
        raise RuleBroken("draw-hat-unknown", hat=min(unknown))
    return tuple(sorted(own, key=order.__getitem__))


def _places(order: Mapping[str, int], groups: Sequence[tuple[str, ...]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(order[hat] for hat in own) for own in groups)
