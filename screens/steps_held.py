"""Which steps of the walk took place: a tick on the step bar is never a courtesy."""

from __future__ import annotations

from assembly.rounds import Purpose
from assembly.state import Assembly
from assembly.steps import Step, walk_of


def steps_held(assembly: Assembly) -> frozenset[Step]:
    """The steps in which something happened."""
    took_place = {
        Step.GATHER: True,
        Step.STORIES: bool(assembly.stories or assembly.rounds_of(Purpose.STORIES)),
        Step.PROPOSAL: bool(assembly.proposals),
        Step.CLARIFY: bool(assembly.rounds_of(Purpose.CLARIFY)),
        Step.REACT: bool(assembly.rounds_of(Purpose.REACT)),
        Step.DECIDE: any(one.rounds or one.votes or one.settled_at for one in assembly.proposals.values()),
        Step.LOTTERY: bool(assembly.draws),
        Step.CLOSE: assembly.closed_at is not None,
    }
    return frozenset(step for step in walk_of(assembly.purpose) if took_place[step])
