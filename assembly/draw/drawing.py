"""The draw itself: from a sealed record and locked entropy to names, reserves and exact chances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from heapq import nsmallest
from itertools import islice

from assembly.draw import tickets
from assembly.draw.entropy import check_enough, check_promised, read_entropy
from assembly.draw.plan import Plan, exact_rounding
from assembly.draw.record import Group, Record
from assembly.refusal import RuleBroken
from assembly.value import value


@value
class Drawing:
    """What a draw came to, with everything needed to check it."""

    record: Record
    commitment: str
    entropy: str
    seed: str
    plan: Plan
    """Seats of each group in each hat."""
    result: Mapping[str, tuple[str, ...]]
    """For every hat in voted order the members drawn, by group and then by ticket."""


def draw(record: Record, commitment: str, entropy: str) -> Drawing:
    """Draw once the entropy is locked, or refuse entropy that the seal does not allow."""
    sources = read_entropy(entropy)
    check_enough(sources)
    if record.heading.entropy is not None:
        check_promised(record.heading.entropy, sources)
    seed = tickets.seed_of(commitment, entropy)
    plan = exact_rounding(
        [group.row for group in record.groups],
        record.scale,
        [group.size for group in record.groups],
        lambda step, outcomes: tickets.uniform(seed, f"plan/{step}", outcomes),
    )
    return Drawing(record, commitment, entropy, seed, plan, _result(record, seed, plan))


def reserve(drawing: Drawing, hat: str, first: int | None = None) -> tuple[str, ...]:
    """People who could have had this hat and drew none, in the order in which they step in."""
    allowed = {group.id for group in drawing.record.groups if hat in group.hats}
    if not any(hat == known.id for known in drawing.record.hats):
        raise RuleBroken("draw-hat-unknown", hat=hat)
    seated = {member for members in drawing.result.values() for member in members}
    waiting = (
        member.id for member in drawing.record.members if member.group in allowed and member.id not in seated
    )
    key = tickets.reserve_order(drawing.seed, hat)
    return tuple(sorted(waiting, key=key) if first is None else nsmallest(first, waiting, key=key))


class Reserves(Mapping[str, tuple[str, ...]]):
    """Everybody in reserve, by hat; put in order when a hat is first asked for, because few ever are."""

    def __init__(self, drawing: Drawing) -> None:
        """Take the draw; nothing is computed yet."""
        self._drawing = drawing
        self._known: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, hat: str) -> tuple[str, ...]:
        """The reserve of a hat, in its order."""
        if hat not in self._drawing.result:
            raise KeyError(hat)
        if hat not in self._known:
            self._known[hat] = reserve(self._drawing, hat)
        return self._known[hat]

    def __iter__(self) -> Iterator[str]:
        """The hats, in voted order."""
        return iter(self._drawing.result)

    def __len__(self) -> int:
        """How many hats there are."""
        return len(self._drawing.result)


def chances(record: Record, member: str) -> dict[str, Fraction]:
    """The exact chance of a member in each hat, zeros left out; together at most 1."""
    group = group_of(record, member)
    promised = group.size * record.scale
    return {
        hat.id: Fraction(entry, promised) for hat, entry in zip(record.hats, group.row, strict=True) if entry
    }


def in_ticket_order(drawing: Drawing, group: str) -> list[str]:
    """The members of a group by ascending ticket."""
    own = (member.id for member in drawing.record.members if member.group == group)
    return sorted(own, key=tickets.ticket_order(drawing.seed))


def group_of(record: Record, member: str) -> Group:
    """The group of a member, or a refusal where there is no such member."""
    name = next((known.group for known in record.members if known.id == member), None)
    if name is None:
        raise RuleBroken("draw-member-unknown", member=member)
    return next(group for group in record.groups if group.id == name)


def _result(record: Record, seed: str, plan: Plan) -> dict[str, tuple[str, ...]]:
    own: dict[str, list[str]] = {group.id: [] for group in record.groups}
    for member in record.members:
        own[member.group].append(member.id)
    order = tickets.ticket_order(seed)
    drawn: dict[str, list[str]] = {hat.id: [] for hat in record.hats}
    for members, seats in zip(own.values(), plan, strict=True):
        going = iter(nsmallest(sum(seats), members, key=order))
        for names, number in zip(drawn.values(), seats, strict=True):
            names.extend(islice(going, number))
    return {hat: tuple(names) for hat, names in drawn.items()}
