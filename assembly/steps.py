"""The walk: where an assembly can be, and where it may go from there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum


class Occasion(StrEnum):
    """Why people come together."""

    ASSEMBLY = "assembly"
    DRAW = "draw"
    """Only to draw, between assemblies: a vacancy, a pool, a pair."""


class Step(Enum):
    """A step of the walk, in the order of the walk."""

    GATHER = "gather"
    STORIES = "stories"
    PROPOSAL = "proposal"
    CLARIFY = "clarify"
    REACT = "react"
    DECIDE = "decide"
    LOTTERY = "lottery"
    CLOSE = "close"


WALK: tuple[Step, ...] = tuple(Step)

MOVES: Mapping[Step, frozenset[Step]] = {
    Step.GATHER: frozenset({Step.STORIES, Step.PROPOSAL, Step.LOTTERY, Step.CLOSE}),
    Step.STORIES: frozenset({Step.GATHER, Step.PROPOSAL, Step.LOTTERY, Step.CLOSE}),
    Step.PROPOSAL: frozenset({Step.GATHER, Step.STORIES, Step.CLARIFY, Step.LOTTERY, Step.CLOSE}),
    Step.CLARIFY: frozenset({Step.PROPOSAL, Step.REACT, Step.STORIES}),
    Step.REACT: frozenset({Step.PROPOSAL, Step.CLARIFY, Step.DECIDE}),
    Step.DECIDE: frozenset({Step.STORIES, Step.PROPOSAL, Step.CLARIFY, Step.REACT, Step.LOTTERY, Step.CLOSE}),
    Step.LOTTERY: frozenset({Step.STORIES, Step.PROPOSAL, Step.CLOSE}),
    Step.CLOSE: frozenset({Step.STORIES, Step.PROPOSAL, Step.LOTTERY}),
}
"""Where the facilitator may go from each step; what must be finished first is said by `rulebook`."""

WALK_OF_A_DRAW = (Step.GATHER, Step.LOTTERY, Step.CLOSE)


def walk_of(occasion: Occasion) -> tuple[Step, ...]:
    """The steps in their order."""
    return WALK_OF_A_DRAW if occasion is Occasion.DRAW else WALK


def moves_from(step: Step, occasion: Occasion) -> frozenset[Step]:
    """Where the facilitator may go from a step."""
    return MOVES[step] & frozenset(walk_of(occasion))


def following(step: Step, occasion: Occasion = Occasion.ASSEMBLY) -> Step | None:
    """The next step of the walk, or None after the last."""
    walk = walk_of(occasion)
    place = walk.index(step) + 1
    return walk[place] if place < len(walk) else None
