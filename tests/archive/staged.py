"""Assemblies made by asking the rulebook, as the program makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import partial

from archive.edition import Edition
from archive.leaves import Leaf, key_of
from archive.pages import render
from assembly.acts import (
    closing,
    consenting,
    drawing,
    floor,
    gathering,
    hatting,
    objecting,
    proposing,
    throwing,
    turns,
    voting,
)
from assembly.acts.opening import Opened
from assembly.circle import Kind, default_protocols
from assembly.decision import decisions_of
from assembly.dialects import Position
from assembly.drawn import draws_of
from assembly.journal import Journal, opened
from assembly.lottery import Answer
from assembly.proposals import Draft, Integration, Method
from assembly.roles import Role
from assembly.rulebook import Command, Happening, decide
from assembly.said import Said
from assembly.state import Assembly, Presence
from assembly.steps import Step
from assembly.votes import Base, Comparator, FractionOfEntitled, Rule

START = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
PEOPLE = tuple(f"M00{number}" for number in range(1, 8))
DICE = "dice 3 5 1 6 2 2 4 1 6 5 3 3 6 1 4 2 5 6 1 1 3 4 2 6 5"
REVIEW = date(2026, 12, 19)
BREAKS = Draft(
    what="Two breaks of fifteen minutes on hot days\nThe line stops for everyone.",
    why="Three people fainted in July.",
    who="Shift coordinator",
    start=date(2026, 12, 1),
    review=REVIEW,
    measure="Nobody faints.",
)
TWO_THIRDS = Rule(Comparator.AT_LEAST, Fraction(2, 3), Base.PRESENT, FractionOfEntitled(Fraction(1, 2)))


class Room:
    """An assembly that is walked by commands, one minute each."""

    def __init__(
        self, circle: str = "Paint shop", title: str = "Weekly assembly", dialect: str = "s3"
    ) -> None:
        protocols = tuple(
            replace(one, dialect_name=dialect) if one.dialect_name else one for one in default_protocols()
        )
        self.journal: Journal = opened(Opened(1, "AAAAA", circle, title, PEOPLE, protocols), START)

    @property
    def assembly(self) -> Assembly:
        return self.journal.assembly

    def asks(self, *commands: Command) -> Room:
        for command in commands:
            self.saw(decide(self.assembly, command))
        return self

    def saw(self, *events: Happening) -> Room:
        """Let things happen that no rule was asked about."""
        for event in events:
            self.journal = self.journal.grown(event, self.journal.last.at + timedelta(minutes=1))
        return self

    def gathered(self, people: tuple[str, ...] = PEOPLE) -> Room:
        return self.asks(floor.MarkPresence(people, Presence.HERE), gathering.AcceptFacilitation(people[0]))

    def counted(self, heads: int) -> Room:
        return self.asks(floor.CountHeads(heads))

    def told(self, theme: str = "Heat") -> Room:
        return self.asks(
            floor.GoTo(Step.STORIES),
            turns.BeginRound(),
            turns.BeginTurn(self.assembly.here[0]),
            turns.TellStory("M002", Said("Ana fainted at the press"), Said("breaks"), theme),
            turns.EndTurn(),
            turns.CloseRound(),
        )

    def proposed(
        self,
        draft: Draft = BREAKS,
        id: str = "7K3FQ",
        kind: Kind = Kind.OPERATIONAL,
        stories: tuple[int, ...] = (),
    ) -> Room:
        return self.asks(
            floor.GoTo(Step.PROPOSAL),
            proposing.Propose(id, kind, draft, "M003", stories),
            floor.GoTo(Step.CLARIFY),
            floor.GoTo(Step.REACT),
            floor.GoTo(Step.DECIDE),
        )

    def consented(self, *others: tuple[str, Position, str]) -> Room:
        """Everyone consents, except for those who take another position."""
        self.asks(consenting.AskConsent())
        different = {member: (position, text) for member, position, text in others}
        for member in self.assembly.here:
            position, text = different.get(member, (Position.CONSENT, ""))
            self.asks(consenting.TakePosition(member, position, Said(text)))
        return self

    def adopted(self) -> Room:
        return self.asks(consenting.Adopt())

    def integrated(self, draft: Draft, note: str, number: int = 1) -> Room:
        return self.asks(
            objecting.TestObjection(number, (True,)),
            objecting.IntegrateObjection(number, Integration.AMEND, draft, Said(note), "M003"),
        )

    def voted(self, yes: int, no: int, abstain: int = 0, not_voting: int = 0) -> Room:
        return self.asks(
            voting.OpenVote(Method.HANDS),
            voting.EnterCount(yes, no, abstain, not_voting),
            voting.CloseVote(),
        )

    def sealed(self, id: str = "DRAW1", label: Callable[[str], str] = str) -> Room:
        roles = (Role("facilitator", "Next facilitator"), Role("observer", "Observers", 2))
        return self.asks(
            floor.GoTo(Step.LOTTERY),
            hatting.SetRoles(roles),
            drawing.SealDraw(id, tuple((member, label(member)) for member in PEOPLE)),
        )

    def locked(self) -> Room:
        return self.asks(drawing.ConfirmSeal(), *throwing.calling(DICE), drawing.LockEntropy())

    def revealed(self, *answers: Answer) -> Room:
        """Reveal seat after seat; answers that are not given are yes."""
        given = iter(answers)
        while not (self.assembly.draw and self.assembly.draw.finished):
            self.asks(
                drawing.RevealSeat(), drawing.AnswerSeat(next(given, Answer.ACCEPTED), Said("on leave"))
            )
        return self

    def closed(self) -> Room:
        return self.asks(floor.GoTo(Step.CLOSE), closing.ConfirmMinutes(), closing.CloseAssembly())


def edition(
    names: dict[str, str] | None = None,
    labels: dict[str, str] | None = None,
    base_url: str = "https://coop.example",
) -> Edition:
    """The words of a circle whose members have these names by id."""
    known, shown = names or {}, labels or {}

    def veil(text: str) -> str:
        for member, name in known.items():
            text = text.replace(name, shown.get(member, member))
        return text

    return Edition("Paint shop", base_url, veil, lambda member: shown.get(member, member))


def pages_of(room: Room, words: Edition | None = None) -> dict[str, bytes]:
    """The public record of one assembly."""
    return render(decisions_of(room.assembly), draws_of(room.assembly), words or edition())


def laid(pages: Mapping[str, bytes]) -> list[Leaf]:
    """Pages that are made already, as publishing takes them."""
    return [Leaf(path, key_of(page.hex()), partial(bytes, page)) for path, page in pages.items()]
