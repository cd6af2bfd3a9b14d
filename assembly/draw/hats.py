"""The rules of a circle turned into hats, before anything random exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembly.draw.barring import NOTHING, RULE_OF, LeftOut, Person, RoleToDraw, Rule, Why, barriers
from assembly.draw.build import Candidate
from assembly.draw.division import Division, Strata, divided, strata_of, stratum_of, turn_of
from assembly.draw.record import Hat
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

    def candidates(self, labels: Mapping[str, str] | None = None) -> Iterator[Candidate]:
        """The people as the record lists them, under the labels that they released."""
        released = labels or {}
        for member, hats in self.eligible.items():
            yield Candidate(member, hats, released.get(member, ""))


def fill_hats(roles: Sequence[RoleToDraw], people: Iterable[Person]) -> Filled:
    """Decide who is in which hat, with a reason for everyone left out."""
    everybody = _once_each(people)
    eligible: dict[str, list[str]] = {person.id: [] for person in everybody}
    hats: list[Hat] = []
    left_out: dict[str, Mapping[str, LeftOut]] = {}
    strata: dict[str, Strata] = {}
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
    return Filled(tuple(hats), {member: tuple(own) for member, own in eligible.items()}, left_out, strata)


def rules_at_work(wanted: RoleToDraw, people: Sequence[Person]) -> frozenset[Rule]:
    """The rules that keep willing people out of a role, or in hats that are too small for it."""
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
    inside = {member for _, members in division.hats for member in members}
    counts = {person.id: wanted.past.get(person.id, NOTHING) for person in allowed}
    shares = strata_of(wanted, allowed) if division.strata.reserved else {}
    common = {member for _, members in division.hats[len(shares) :] for member in members}
    for person in allowed:
        if person.id in inside:
            continue
        own = shares.get(stratum_of(person, wanted.role.strata or ""), [])
        first = [counts[member].served for member in {*own, *common} & inside]
        past = counts[person.id]
        if first:
            yield person.id, LeftOut(Why.SERVED_MORE, past.served, max(first), past.last)
        else:
            yield person.id, LeftOut(Why.RESERVED)
