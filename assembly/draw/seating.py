"""Whether the seats can be filled at all, and which hats have too few people if not."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assembly.refusal import RuleBroken
from assembly.value import value

Filling = list[dict[int, int]]
"""For each group, how much of each hat it takes."""


@value
class Room:
    """Who could sit where, without names."""

    hats: tuple[str, ...]
    seats: tuple[int, ...]
    sizes: tuple[int, ...]
    """People in each group."""
    within: tuple[tuple[int, ...], ...]
    """For each group, the places of its hats in ascending order."""

    def people(self) -> list[int]:
        """How many people are in each hat."""
        people = [0] * len(self.hats)
        for size, hats in zip(self.sizes, self.within, strict=True):
            for hat in hats:
                people[hat] += size
        return people


class Seating:
    """A way to fill seats, improved by letting people change seats until everything wanted has a place."""

    def __init__(
        self, room: Room, within: Sequence[Sequence[int]], wanted: Sequence[int], limits: Sequence[int]
    ) -> None:
        """Start with every seat empty.

        Args:
            room: Names the hats in a refusal.
            within: For each group, the hats it may take.
            wanted: What each hat must give out in all.
            limits: What each group can take in all.
        """
        self._room = room
        self._missing = list(wanted)
        self.free = list(limits)
        self.taken: Filling = [dict.fromkeys(hats, 0) for hats in within]
        self._groups: list[list[int]] = [[] for _ in wanted]
        for group, hats in enumerate(within):
            for hat in hats:
                self._groups[hat].append(group)

    def give(self, group: int, hat: int, most: int) -> None:
        """Let a group take of a hat, as far as there is some left and the group is not full."""
        amount = min(most, self._missing[hat], self.free[group])
        self.taken[group][hat] += amount
        self.free[group] -= amount
        self._missing[hat] -= amount

    def fill(self) -> None:
        """Give out everything wanted, or name the hats that together have too few people."""
        for hat, groups in enumerate(self._groups):
            for group in groups:
                self.give(group, hat, self._missing[hat])
        for hat in range(len(self._groups)):
            while self._missing[hat]:
                self._change_seats(hat)

    def possible(self) -> list[list[int]]:
        """For each group, the hats it takes in at least one way to fill every seat.

        Call it when everything is given out. A group that takes nothing of a hat could do so exactly if hat
        and group lie on one circle of changes.
        """
        circle = _circles(self._changes())
        shift = len(self._groups)
        return [
            [hat for hat, amount in hats.items() if amount or circle[hat] == circle[shift + group]]
            for group, hats in enumerate(self.taken)
        ]

    def _changes(self) -> list[list[int]]:
        """What could move where: hats to groups, groups back to hats, groups to and from having no role."""
        shift = len(self._groups)
        idle = shift + len(self.taken)
        ways: list[list[int]] = [[shift + group for group in groups] for groups in self._groups]
        for group, hats in enumerate(self.taken):
            onward = [hat for hat, amount in hats.items() if amount]
            ways.append([*onward, idle] if self.free[group] else onward)
        ways.append([shift + group for group, hats in enumerate(self.taken) if any(hats.values())])
        return ways

    def _change_seats(self, hat: int) -> None:
        """Fill some of what a hat misses along the shortest chain of changes."""
        chain = self._chain(hat)
        movable = [self.taken[group][onward] for (_, group), (onward, _) in pairwise(chain)]
        last = chain[-1][1]
        amount = min([self._missing[hat], self.free[last], *movable])
        for (to_hat, group), (onward, _) in pairwise(chain):
            self.taken[group][to_hat] += amount
            self.taken[group][onward] -= amount
        self.taken[last][chain[-1][0]] += amount
        self.free[last] -= amount
        self._missing[hat] -= amount

    def _chain(self, start: int) -> list[tuple[int, int]]:
        """Steps (hat, group): the group takes of that hat and gives away the hat of the next step."""
        came: dict[int, tuple[int, int] | None] = {start: None}
        met: set[int] = set()
        waiting = deque([start])
        while waiting:
            hat = waiting.popleft()
            for group in self._groups[hat]:
                if group in met:
                    continue
                met.add(group)
                if self.free[group]:
                    return _backward(came, (hat, group))
                for other, amount in self.taken[group].items():
                    if amount and other not in came:
                        came[other] = (hat, group)
                        waiting.append(other)
        raise self._too_few(sorted(came), met)

    def _too_few(self, hats: list[int], groups: set[int]) -> RuleBroken:
        return RuleBroken(
            "draw-too-few-people",
            hats=tuple(self._room.hats[hat] for hat in hats),
            seats=sum(self._room.seats[hat] for hat in hats),
            people=sum(self._room.sizes[group] for group in groups),
        )


def _backward(came: dict[int, tuple[int, int] | None], step: tuple[int, int]) -> list[tuple[int, int]]:
    chain = [step]
    while (before := came[chain[-1][0]]) is not None:
        chain.append(before)
    return chain[::-1]


def _circles(ways: list[list[int]]) -> list[int]:
    """The number of the strongly connected part that each node lies in (Tarjan, without recursion)."""
    return _Circles(ways).number


class _Circles:
    def __init__(self, ways: list[list[int]]) -> None:
        self._ways = ways
        self._order: dict[int, int] = {}
        self._low = [0] * len(ways)
        self._open: list[int] = []
        self.number = [-1] * len(ways)
        for node in range(len(ways)):
            if node not in self._order:
                self._explore(node)

    def _explore(self, root: int) -> None:
        trail = [(root, self._enter(root))]
        while trail:
            node, rest = trail[-1]
            onward = next((other for other in rest if self.number[other] < 0), None)
            if onward is None:
                trail.pop()
                self._leave(node, trail[-1][0] if trail else node)
            elif onward in self._order:
                self._low[node] = min(self._low[node], self._order[onward])
            else:
                trail.append((onward, self._enter(onward)))

    def _enter(self, node: int) -> Iterator[int]:
        self._low[node] = self._order[node] = len(self._order)
        self._open.append(node)
        return iter(self._ways[node])

    def _leave(self, node: int, parent: int) -> None:
        self._low[parent] = min(self._low[parent], self._low[node])
        if self._low[node] == self._order[node]:
            while self.number[node] < 0:
                self.number[self._open.pop()] = node
