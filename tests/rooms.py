"""A room to test in: people who ask the rulebook, with a clock that only moves when it is told to."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from assembly.acts.consenting import Adopt, AskConsent, TakePosition
from assembly.acts.drawing import AnswerSeat, ConfirmSeal, LockEntropy, RevealSeat, SealDraw
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.hatting import SetRoles
from assembly.acts.opening import FORMAT, Opened
from assembly.acts.proposing import Propose
from assembly.acts.throwing import calling
from assembly.attendance import next_facilitators
from assembly.circle import Kind, Protocol, Protocols, default_protocols
from assembly.consent import waiting_for
from assembly.dialects import Position
from assembly.journal import Entry, Journal, opened, replaying, take_back
from assembly.lottery import Answer
from assembly.proposals import Draft, Proposal
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.rulebook import Command, decide
from assembly.said import NOTHING_SAID, Said
from assembly.state import Assembly, Presence
from assembly.steps import MOVES, Step

TWO_O_CLOCK = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
DRAFT = Draft("Open the windows at noon", why="The air is bad", who="crew", start=TWO_O_CLOCK.date())
REVIEWED = replace(DRAFT, review=TWO_O_CLOCK.date() + timedelta(weeks=4))
"""A draft for kinds of decision that have to be reviewed."""
FAIR_DICE = "dice 3 5 1 6 2 2 4 1 6 5 3 3 2 6 1 4 4 5 2 1 6 3 5 2 4"
IDS = tuple(f"{letter}{number}" for letter in "QRSTVWXYZ" for number in range(1000, 1200))
"""Fresh ids enough for any test."""


def members(number: int) -> tuple[str, ...]:
    """So many member ids, in the order of the roll."""
    return tuple(f"M{place:03}" for place in range(1, number + 1))


def with_protocol(changed: Protocol) -> Protocols:
    """The default protocols with another one for a kind."""
    return tuple(changed if one.kind is changed.kind else one for one in default_protocols())


def way(start: Step, goal: Step) -> list[Step]:
    """The shortest walk from a step to another, both included."""
    ways = deque([[start]])
    while ways[0][-1] is not goal:
        walked = ways.popleft()
        ways.extend([*walked, there] for there in Step if there in MOVES[walked[-1]] and there not in walked)
    return ways[0]


class Room:
    """An assembly under test."""

    def __init__(self, entitled: int = 9, here: int = 7, opening: Opened | None = None) -> None:
        """Open an assembly and tick the first people of the roll."""
        self.now = TWO_O_CLOCK
        self.journal = opened(opening or opening_of(entitled), self.now)
        self.ids = iter(IDS)
        if here:
            self.come(*self.state.entitled[:here])

    @property
    def state(self) -> Assembly:
        """The assembly as it stands."""
        return self.journal.assembly

    @property
    def proposal(self) -> Proposal:
        """The proposal that is being treated."""
        proposal = self.state.proposal
        assert proposal is not None
        return proposal

    @property
    def last(self) -> Entry:
        """The newest entry."""
        return self.journal.last

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def ask(self, *commands: Command) -> Assembly:
        """Ask for things, five seconds apart, and see them happen."""
        for command in commands:
            self.wait(5)
            self.journal = self.journal.grown(decide(self.state, command), self.now)
        return self.state

    def refusal(self, command: Command) -> RuleBroken:
        """Ask for something that the rules do not allow."""
        before = self.journal
        with pytest.raises(RuleBroken) as refused:
            self.ask(command)
        assert self.journal is before
        return refused.value

    def tried(self, command: Command) -> str | None:
        """Ask for something; the code of the rule that it breaks, or None when it happens."""
        try:
            self.ask(command)
        except RuleBroken as refused:
            return refused.code
        return None

    def code(self, command: Command) -> str:
        """The code of the rule that a request breaks."""
        return self.refusal(command).code

    def undo(self) -> Assembly:
        """Take back the newest thing that can be taken back."""
        self.wait(5)
        self.journal = self.journal.grown(take_back(self.journal), self.now)
        return self.state

    def try_undo(self) -> str | None:
        """Take back what can be taken back; the code of the rule that forbids it, or None."""
        try:
            self.undo()
        except RuleBroken as refused:
            return refused.code
        return None

    def replayed(self) -> Journal:
        """The journal read back from its entries."""
        return replaying(self.journal.entries)

    def come(self, *people: str) -> Assembly:
        """People come in."""
        return self.ask(MarkPresence(people, Presence.HERE))

    def leave(self, *people: str) -> Assembly:
        """People leave."""
        return self.ask(MarkPresence(people, Presence.LEFT))

    def walk_to(self, step: Step, kind: Kind = Kind.OPERATIONAL, draft: Draft | None = None) -> Assembly:
        """Go to a step the shortest way, with a facilitator and a proposal where they are needed."""
        if self.state.facilitator is None and self.state.here:
            self.ask(AcceptFacilitation(next_facilitators(self.state)[0]))
        for here, there in pairwise(way(self.state.step, step)):
            if here is Step.PROPOSAL and there is Step.CLARIFY and self.state.current is None:
                self.propose(kind, draft)
            self.ask(GoTo(there))
        return self.state

    def propose(self, kind: Kind = Kind.OPERATIONAL, draft: Draft | None = None) -> str:
        """Put a proposal forward, at the step for it, and answer with its id."""
        fresh = next(self.ids)
        limited = kind in {Kind.EXPERIMENT, Kind.LAB}
        self.ask(Propose(fresh, kind, draft or (REVIEWED if limited else DRAFT)))
        return fresh

    def answer(self, *objectors: str, position: Position = Position.CONSENT) -> Assembly:
        """Everybody who is still to be asked answers; some of them object."""
        under_way = self.proposal.round
        assert under_way is not None
        for member in waiting_for(self.state, under_way):
            objects = member in objectors
            self.ask(
                TakePosition(
                    member,
                    Position.OBJECTION if objects else position,
                    Said("It hurts us") if objects else NOTHING_SAID,
                )
            )
        return self.state

    def consent(self) -> Assembly:
        """Ask everybody, hear only consent, and adopt."""
        self.ask(AskConsent())
        self.answer()
        return self.ask(Adopt())

    def seal(self, *roles: Role, fresh: str | None = None) -> Assembly:
        """Fill the hats and seal them before two witnesses."""
        return self.ask(SetRoles(roles), SealDraw(fresh or next(self.ids)), ConfirmSeal())

    def draw(self, *roles: Role, answers: Sequence[Answer] = ()) -> Assembly:
        """Draw roles; the first people answer as told, the others accept."""
        self.seal(*roles)
        self.ask(*calling(FAIR_DICE), LockEntropy())
        return self.reveal(*answers)

    def reveal(self, *answers: Answer) -> Assembly:
        """Reveal seat after seat; the first people answer as told, the others accept or pass."""
        told = iter(answers)
        while (draw := self.state.draw) and draw.void is None and not draw.finished:
            shown = self.ask(RevealSeat()).draw
            passes = shown is not None and shown.passes_for is not None
            answer = next(told, Answer.PASSED if passes else Answer.ACCEPTED)
            self.ask(AnswerSeat(answer, Said("on leave") if answer is Answer.INELIGIBLE else NOTHING_SAID))
        return self.state


def opening_of(entitled: int = 9, protocols: Protocols | None = None) -> Opened:
    """An opening with so many entitled people, to be changed with `replace`."""
    return Opened(
        FORMAT, "7K3FQ", "Paint shop", "Weekly", members(entitled), protocols or default_protocols()
    )


@pytest.fixture
def room() -> Room:
    """Nine entitled, seven of them here."""
    return Room()
