"""A proposal on its way: versions, positions, objections, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime
from enum import Enum

from assembly.circle import Kind
from assembly.dialects import Position
from assembly.said import NOTHING_SAID, Said
from assembly.value import value
from assembly.votes import Count, Rule, Verdict


class Stage(Enum):
    """Where a proposal is."""

    PRESENTED = "presented"
    CLARIFIED = "clarified"
    REACTED = "reacted"
    CONSENT = "consent"
    """A consent round on the present version is under way."""
    VOTE = "vote"
    """A vote is open, or its count is being made."""
    ADOPTED = "adopted"
    REJECTED = "rejected"
    UNDECIDED = "undecided"
    """The vote had no quorum, no base, or a count that does not add up."""
    WITHDRAWN = "withdrawn"
    PARKED = "parked"


SETTLED = frozenset({Stage.ADOPTED, Stage.REJECTED, Stage.WITHDRAWN})
"""Stages that nothing follows within this assembly."""


class Integration(Enum):
    """The ways to make use of an objection."""

    AMEND = "amend"
    SHORTEN = "shorten"
    MEASURE = "measure"
    DEFER = "defer"
    DELEGATE = "delegate"
    INFORM = "inform"
    REPLACE = "replace"


@value
class Recall:
    """Whose role a proposal ends when it is adopted; by ids, never by a name."""

    role: str
    member: str


@value
class Draft:
    """The text of a proposal: who does what, from when, until when, and how we will know."""

    what: str
    why: str = ""
    who: str = ""
    """Who is responsible: a role, or a description; never needed as a name."""
    start: date | None = None
    until: date | None = None
    review: date | None = None
    measure: str = ""
    conditions: tuple[str, ...] = ()
    """What integrating objections added: deferred parts, mandates, information that was asked for."""
    amends: str = ""
    """Id of the decision whose place it takes when it is adopted, or empty."""
    recalls: Recall | None = None
    """Who is recalled from which role when it is adopted, or None; no new version changes that."""


@value
class Version:
    """A text of the proposal and who wrote it."""

    number: int
    draft: Draft
    author: str | None
    at: datetime


class ObjectionState(Enum):
    """What became of an objection."""

    RAISED = "raised"
    STANDS = "stands"
    INTEGRATED = "integrated"
    CONCERN = "concern"
    """It was dropped to a concern."""


@value
class Objection:
    """A reason not to go on with a version of the proposal."""

    number: int
    version: int
    round: int
    text: Said
    member: str | None
    """Who objected, for the private view only; None in a counted round."""
    state: ObjectionState = ObjectionState.RAISED
    how: Integration | None = None
    note: Said = NOTHING_SAID

    @property
    def open(self) -> bool:
        """Whether it still keeps the proposal from being adopted."""
        return self.state in {ObjectionState.RAISED, ObjectionState.STANDS}


@value
class ConsentRound:
    """The answers to one asking for consent; a new version or an integrated objection clears them."""

    number: int
    version: int
    named: bool
    asked: tuple[str, ...]
    """Everyone here when it began, in the order in which they are asked; empty when counted."""
    positions: Mapping[str, Position] = field(default_factory=dict)
    counted: Mapping[Position, int] = field(default_factory=dict)

    def number_of(self, position: Position) -> int:
        """How many took a position."""
        return self.counted.get(position, 0) + sum(one is position for one in self.positions.values())


class Method(Enum):
    """How a vote is taken."""

    HANDS = "hands"
    TELLERS = "tellers"
    PAPER = "paper"
    ROLL_CALL = "roll-call"


class Choice(Enum):
    """What a person answers in a roll call."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_VOTING = "not-voting"


@value
class Vote:
    """A vote on one version, with the base frozen when it opened."""

    version: int
    method: Method
    rule: Rule
    present: int
    entitled: int
    roll: tuple[str, ...] = ()
    """Who is called, in a roll call."""
    choices: Mapping[str, Choice] = field(default_factory=dict)
    counts: Mapping[int, Count] = field(default_factory=dict)
    """What each teller counted, the newest last; a single count stands under 1."""
    verdict: Verdict | None = None

    @property
    def disputed(self) -> bool:
        """Whether two tellers counted differently."""
        return len(set(self.counts.values())) > 1


@value
class Proposal:
    """A proposal with everything that happened to it."""

    id: str
    kind: Kind
    versions: tuple[Version, ...]
    stage: Stage = Stage.PRESENTED
    objections: tuple[Objection, ...] = ()
    concerns: tuple[Said, ...] = ()
    rounds: tuple[ConsentRound, ...] = ()
    vote: Vote | None = None
    votes: tuple[Vote, ...] = ()
    """Earlier votes that settled nothing, oldest first: abandoned, without quorum or base, not reconciled."""
    settled_at: datetime | None = None
    stories: tuple[int, ...] = ()
    """Numbers of the stories that led to it."""

    @property
    def version(self) -> Version:
        """The present text."""
        return self.versions[-1]

    @property
    def round(self) -> ConsentRound | None:
        """The consent round on the present version, or None: answers to an older one do not count."""
        if self.stage is not Stage.CONSENT or not self.rounds:
            return None
        return self.rounds[-1] if self.rounds[-1].version == self.version.number else None

    @property
    def rounds_held(self) -> tuple[ConsentRound, ...]:
        """The consent rounds in which somebody answered; one that was left at once is not told."""
        return tuple(one for one in self.rounds if one.positions or one.counted)

    @property
    def asked(self) -> bool:
        """Whether the room was asked already, by consent or by vote."""
        return bool(self.rounds or self.votes or self.vote)

    @property
    def vote_laid_by(self) -> Proposal:
        """The proposal with its present vote, if any, among the earlier ones."""
        return replace(self, vote=None, votes=(*self.votes, self.vote)) if self.vote else self

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Objections that were neither integrated nor dropped."""
        return tuple(objection for objection in self.objections if objection.open)
