"""Which screen belongs to which step; each is imported when the room comes to it, as a start needs none."""

# ruff: noqa: PLC0415 - that is the purpose of this module

from __future__ import annotations

from typing import assert_never

from textual.screen import Screen

from assembly.steps import Step


def act_of(step: Step) -> type[Screen[None]]:  # noqa: C901, PLR0911 - a table
    """The screen of a step: to add a step, add its screen here."""
    match step:
        case Step.GATHER:
            from screens.gather import GatherScreen

            return GatherScreen
        case Step.STORIES:
            from screens.stories import StoriesScreen

            return StoriesScreen
        case Step.PROPOSAL:
            from screens.proposal import ProposalScreen

            return ProposalScreen
        case Step.CLARIFY:
            from screens.clarify import ClarifyScreen

            return ClarifyScreen
        case Step.REACT:
            from screens.react import ReactScreen

            return ReactScreen
        case Step.DECIDE:
            from screens.decide import DecideScreen

            return DecideScreen
        case Step.LOTTERY:
            from screens.lottery import LotteryScreen

            return LotteryScreen
        case Step.CLOSE:
            from screens.close import CloseScreen

            return CloseScreen
    assert_never(step)


def after_the_last() -> type[Screen[None]]:
    """The screen of an assembly that is closed."""
    from screens.closed import ClosedScreen

    return ClosedScreen


def first_of_all() -> type[Screen[None]]:
    """The screen of a shelf without a circle."""
    from screens.first_run import FirstRunScreen

    return FirstRunScreen


def learn() -> None:
    """Import every screen, so that no key waits for one."""
    for step in Step:
        act_of(step)
    after_the_last()
