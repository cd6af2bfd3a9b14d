"""The rules of a circle turned into hats, before anything random exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from assembly.draw.barring import NOTHING, RULE_OF, LeftOut, Person, RoleToDraw, Rule, Why, barriers
from assembly.draw.build import Candidate, build
from assembly.draw.division import Division, Strata, divided, strata_of, stratum_of, turn_of
from assembly.draw.record import Hat, Heading
from assembly.refusal import RuleBroken
from assembly.value import value


@value
class Filled:
    """The hats with the people in them, and everybody who was left out."""

    hats: tuple[Hat, ...]
    eligible: Mapping[str, tuple[str, ...]]
    """For each member the hats they are in, in voted order."""
    left_out: Mapping[str, Mapping[str, LeftOut]]
    """For each role, by member, why they are in none of its hats."""
    strata: Mapping[str, Strata]
    """For each role, for which shifts or departments it has reserved seats."""
    first: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    """For each role who comes first, by member with the day on which they were left out by mistake."""

    def candidates(self, labels: Mapping[str, str] | None = None) -> Iterator[Candidate]:
        """The people as the record lists them, under the labels that they released."""
        released = labels or {}
        for member, hats in self.eligible.items():
            yield Candidate(member, hats, released.get(member, ""))


def fill_hats(roles: Sequence[RoleToDraw], people: Iterable[Person]) -> Filled:
    """Decide who is in which hat, with a reason for everyone left out.

    Who was left out by mistake before comes first. Where that alone makes a draw impossible, because nobody
    is drawn for two roles, it waits: the more powerful role goes first, and in a role the older mistake.
    """
    everybody = _once_each(people)
    kept = [_waiting(wanted) for wanted in roles]
    filled = _filled(kept, everybody)
    for place, wanted in enumerate(roles):
        for member, day in sorted(_first_in(wanted).items(), key=lambda one: (one[1], one[0])):
            tried = [*kept[:place], _with_first(kept[place], member, day), *kept[place + 1 :]]
            ahead = _filled(tried, everybody)
            if _can_be_drawn(ahead):
                kept, filled = tried, ahead
    return filled


def _filled(roles: Sequence[RoleToDraw], everybody: Sequence[Person]) -> Filled:
    eligible: dict[str, list[str]] = {person.id: [] for person in everybody}
    hats: list[Hat] = []
    left_out: dict[str, Mapping[str, LeftOut]] = {}
    strata: dict[str, Strata] = {}
    first: dict[str, Mapping[str, date]] = {}
    for wanted in roles:
        barred = {person.id: bars[0] for person in everybody if (bars := barriers(wanted, person))}
        allowed = [person for person in everybody if person.id not in barred]
        division = divided(wanted, allowed, everybody)
        for hat, members in division.hats:
            hats.append(hat)
            for member in members:
                eligible[member].append(hat.id)
        left_out[wanted.role.id] = barred | dict(_later(wanted, allowed, division))
        strata[wanted.role.id] = division.strata
        inside = division.inside
        first[wanted.role.id] = {one: day for one, day in _first_in(wanted).items() if one in inside}
    people = {member: tuple(own) for member, own in eligible.items()}
    return Filled(tuple(hats), people, left_out, strata, first)


def _first_in(wanted: RoleToDraw) -> dict[str, date]:
    """Who comes first in a role, unless the assembly relaxed that."""
    if Rule.TURNS in wanted.relaxed:
        return {}
    return {member: past.missed for member, past in wanted.past.items() if past.missed is not None}


def _waiting(wanted: RoleToDraw) -> RoleToDraw:
    """A role in which nobody comes first because of a mistake."""
    return replace(wanted, past={one: replace(past, missed=None) for one, past in wanted.past.items()})


def _with_first(wanted: RoleToDraw, member: str, day: date) -> RoleToDraw:
    past = replace(wanted.past.get(member, NOTHING), missed=day)
    return replace(wanted, past={**wanted.past, member: past})


def _can_be_drawn(filled: Filled) -> bool:
    try:
        build(Heading(1, ""), filled.hats, filled.candidates())
    except RuleBroken:
        return False
    return True


def rules_at_work(wanted: RoleToDraw, people: Sequence[Person]) -> frozenset[Rule]:
    """The rules that keep willing people out of a role, or in hats that are too small for it."""
    wanted = _waiting(wanted)
    rules: set[Rule] = set()
    allowed: list[Person] = []
    for person in people:
        bars = [RULE_OF.get(left_out.why) for left_out in barriers(wanted, person)]
        if None not in bars:
            rules.update(rule for rule in bars if rule is not None)
        if not bars:
            allowed.append(person)
    if len({turn_of(wanted, person.id) for person in allowed}) > 1:
        rules.add(Rule.TURNS)
    if strata_of(wanted, allowed):
        rules.add(Rule.STRATA)
    return frozenset(rules)


def _once_each(people: Iterable[Person]) -> tuple[Person, ...]:
    known: dict[str, Person] = {}
    for person in people:
        if person.id in known:
            raise RuleBroken("draw-member-twice", member=person.id)
        known[person.id] = person
    return tuple(known.values())


def _later(
    wanted: RoleToDraw, allowed: Sequence[Person], division: Division
) -> Iterator[tuple[str, LeftOut]]:
    """Those whose turn has not come, with the highest count that came into a hat where they could be."""
    inside = division.inside
    counts = {person.id: wanted.past.get(person.id, NOTHING) for person in allowed}
    shares = strata_of(wanted, allowed) if division.strata.reserved else {}
    common = {member for _, members in division.hats[len(shares) :] for member in members}
    for person in allowed:
        if person.id in inside:
            continue
        own = shares.get(stratum_of(person, wanted.role.strata or ""), [])
        before = {*own, *common} & inside
        first = [counts[member].served for member in before if counts[member].missed is None]
        past = counts[person.id]
        if before and not first:
            yield person.id, LeftOut(Why.OTHERS_FIRST)
        elif first:
            yield person.id, LeftOut(Why.SERVED_MORE, past.served, max(first), past.last)
        else:
            yield person.id, LeftOut(Why.RESERVED)
