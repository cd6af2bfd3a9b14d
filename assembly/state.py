"""The one state of an assembly, made by folding its events and never by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime
from enum import Enum

from assembly.circle import Protocols
from assembly.holdings import Holding
from assembly.lottery import Draw, Hatting
from assembly.missed import Missed
from assembly.proposals import Proposal
from assembly.reviewing import Learning, Review
from assembly.roles import Role
from assembly.rounds import Purpose, Round
from assembly.said import NOTHING_SAID, Said
from assembly.steps import Occasion, Step
from assembly.stopwatch import Stopwatch
from assembly.value import value


class Presence(Enum):
    """Where an entitled person is."""

    AWAY = "away"
    HERE = "here"
    LEFT = "left"
    RECUSED = "recused"
    """In the room, but taking no part in this decision."""


@value
class Served:
    """How often a person held a role before this assembly, and when last."""

    role: str
    member: str
    times: int
    last: date | None = None


@value
class Skipped:
    """A role in which a wrong entry was passed over after the lock, and a seat stayed empty."""

    role: str
    label: str
    number: int
    """Of the draw."""
    on: date


@value
class Story:
    """What somebody told in a story round."""

    number: int
    member: str | None
    grievance: Said
    response: Said
    theme: str = ""
    department: str = ""


@value
class Parked:
    """A thing put aside so that it is not lost."""

    number: int
    text: Said
    open: bool = True


@value
class Note:
    """A note, with the step it was taken in."""

    step: Step
    text: Said


@value
class NextDate:
    """When and where the circle meets again."""

    at: datetime
    place: str = ""
    rule: str = ""
    """By which it goes on from there, as in RFC 5545: `FREQ=WEEKLY;BYDAY=FR`; empty where it is one day."""
    zone: str = ""
    """Whose clock is on the wall, such as `Europe/Berlin`; empty where that is not known."""


@value
class Assembly:
    """Everything that is known of an assembly at one moment."""

    id: str
    circle: str
    title: str
    opened_at: datetime
    entitled: tuple[str, ...]
    """Member ids in the order of the roll."""
    protocols: Protocols
    served: tuple[Served, ...] = ()
    drawn_facilitator: str | None = None
    """Who was drawn for today by the assembly before."""
    draws_before: int = 0
    """The number of the last draw of the circle before this assembly."""
    last_record: str = "0" * 64
    """SHA-256 of the last draw's record before this assembly."""
    previous_seal: str = ""
    demo: bool = False
    minutes_planned: int = 90
    roles: tuple[Role, ...] = ()
    """The roles of the circle, most powerful first."""
    relax_order: tuple[str, ...] = ()
    """The rules that may be relaxed where a hat is short of people, in the order that the circle voted."""
    holdings: tuple[Holding, ...] = ()
    """Who held what before this assembly, as far as the rules of a draw look at it."""
    hats_before: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For each role the members who were in its hats at the last valid draw."""
    purpose: Occasion = Occasion.ASSEMBLY
    missed: tuple[Missed, ...] = ()
    """Who comes first in a role, because an earlier draw left them out by mistake."""
    skipped: tuple[Skipped, ...] = ()
    """What earlier books of the day left empty after a wrong entry, so that it is not drawn today."""

    earlier_titles: tuple[str, ...] = ()
    """What it was called before, oldest first."""
    step: Step = Step.GATHER
    walk: Stopwatch = Stopwatch()
    """Runs from the opening; stands still during a pause."""
    paused: bool = False

    presence: Mapping[str, Presence] = field(default_factory=dict)
    arrived: Mapping[str, datetime] = field(default_factory=dict)
    heads: int | None = None
    """People here by count, when names are not ticked."""
    most_heads: int = 0
    """The most people counted; while gathering a new count corrects the one before."""
    facilitator: str | None = None
    facilitators: tuple[str, ...] = ()
    """Everyone who facilitated today, in order."""
    passed_facilitation: frozenset[str] = frozenset()
    rules_read: bool = False
    helpers: Mapping[str, str] = field(default_factory=dict)
    """Member by role of help, e.g. timekeeper."""

    rounds: tuple[Round, ...] = ()
    stories: tuple[Story, ...] = ()
    stack: tuple[str, ...] = ()
    spoken: Mapping[str, int] = field(default_factory=dict)
    """Turns from the speaking stack, by member."""
    speaker: str | None = None
    """Who was called from the stack."""

    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    current: str | None = None
    """Id of the proposal that is being treated."""
    parked: tuple[Parked, ...] = ()
    notes: tuple[Note, ...] = ()

    reviews: tuple[Review, ...] = ()
    """Decisions of earlier assemblies that were looked at again today."""
    learnings: tuple[Learning, ...] = ()
    settled: tuple[Said, ...] = ()
    """What earlier assemblies left and is done now."""

    hatting: Hatting = Hatting()
    draws: Mapping[str, Draw] = field(default_factory=dict)

    words: Mapping[str, Said] = field(default_factory=dict)
    victory: Said = NOTHING_SAID
    next_date: NextDate | None = None
    minutes_confirmed: bool = False
    closed_at: datetime | None = None

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that is being treated."""
        return self.proposals[self.current] if self.current else None

    @property
    def round(self) -> Round | None:
        """The round under way, or None between rounds."""
        return self.rounds[-1] if self.rounds and not self.rounds[-1].closed else None

    @property
    def draw(self) -> Draw | None:
        """The draw made last, also when it is void."""
        return next(reversed(tuple(self.draws.values())), None)

    @property
    def here(self) -> tuple[str, ...]:
        """Entitled people in the room who take part, in the order of the roll."""
        return self.having(Presence.HERE)

    @property
    def recused(self) -> tuple[str, ...]:
        """People in the room who take no part in this decision."""
        return self.having(Presence.RECUSED)

    @property
    def counted_only(self) -> bool:
        """Whether the room was counted and no names were ticked."""
        return self.heads is not None

    @property
    def present(self) -> int:
        """How many entitled people are here and take part."""
        return self.heads if self.heads is not None else len(self.here)

    def having(self, presence: Presence) -> tuple[str, ...]:
        """Members with this presence, in the order of the roll."""
        return tuple(member for member in self.entitled if self.presence.get(member) is presence)

    def rounds_of(self, purpose: Purpose) -> tuple[Round, ...]:
        """All rounds of this purpose, oldest first."""
        return tuple(one for one in self.rounds if one.purpose is purpose)

    def with_round(self, changed: Round) -> Assembly:
        """The assembly with this round in place of the last one."""
        return replace(self, rounds=(*self.rounds[:-1], changed))
