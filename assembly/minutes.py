"""The minutes of an assembly, to be read back at its end and kept: values, no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum

from assembly.adopted import adopted_in, recalls_of
from assembly.asking import Asking, askings_of
from assembly.attendance import ordinary_quorum, quorum_needed
from assembly.circle import Kind, protocol_for
from assembly.decision import title_of
from assembly.drawn import DrawShown, draws_of
from assembly.holdings import Ending
from assembly.proposals import Objection, Proposal, Stage
from assembly.reviewing import Learning, Review
from assembly.rounds import Purpose, Round
from assembly.said import Said
from assembly.state import Assembly, NextDate, Parked, Presence
from assembly.value import value
from assembly.votes import Outcome, Verdict


class Became(Enum):
    """What became of a proposal."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PARKED = "parked"
    UNDECIDED = "undecided"


class Why(Enum):
    """Why a proposal is undecided."""

    NO_QUORUM = "no-quorum"
    NO_BASE = "no-base"
    """Nobody voted."""
    UNRECONCILED = "unreconciled"
    """The count does not add up to those present."""
    ABANDONED = "abandoned"
    """The vote was closed without a count."""
    OBJECTIONS_OPEN = "objections-open"
    UNDER_WAY = "under-way"
    """It has not come to the end of its way."""


@value
class ProposalMinuted:
    """A proposal and what became of it."""

    id: str
    kind: Kind
    title: str
    became: Became
    why: Why | None
    """Why it is undecided; None for all others."""
    versions: int
    asking: Asking | None
    """The last consent round, where one was held."""
    verdict: Verdict | None
    """What the vote said, where there was one."""
    quorum_needed: int
    objections: int
    objections_open: int
    raised: tuple[Objection, ...]
    """Every objection with what became of it; who had it is not read back."""
    concerns: int
    settled_at: datetime | None
    ended: Ending | None = None
    """The term that it ended, where it is a recall that was adopted."""


@value
class RoundMinuted:
    """How a round went: how many spoke and passed, and how long it took."""

    purpose: Purpose
    number: int
    asked: int
    heard: int
    passed: int
    seconds: float
    turns: tuple[float, ...]
    """Seconds of each turn, in the order in which they were taken."""


@value
class Attendance:
    """Who was here, in numbers."""

    entitled: int
    present: int
    """Here at the end, or at the moment when the minutes are read."""
    came: int
    """Everyone who was here at some time; in a room that was counted, the most."""
    needed: int
    """The smallest quorum of all protocols."""
    recused: int
    counted_only: bool
    """Whether the room was counted and no names were ticked."""


@value
class Minutes:
    """What is read back to the room."""

    assembly: str
    circle: str
    title: str
    earlier_titles: tuple[str, ...]
    """What it was called before somebody changed it, oldest first."""
    opened_at: datetime
    closed_at: datetime | None
    attendance: Attendance
    facilitators: tuple[str, ...]
    """Member ids in the order in which they facilitated, each once."""
    helpers: Mapping[str, str]
    """Member by role of help."""
    stories: int
    themes: Mapping[str, int]
    """How many stories touched a theme."""
    proposals: tuple[ProposalMinuted, ...]
    roles: Mapping[str, str]
    """What the circle calls its roles, by id."""
    draws: tuple[DrawShown, ...]
    rounds: tuple[RoundMinuted, ...]
    parked: tuple[Parked, ...]
    """What is still on the parking list."""
    settled: tuple[Said, ...]
    """What earlier assemblies left and is done now."""
    reviews: tuple[Review, ...]
    learnings: tuple[Learning, ...]
    words: tuple[Said, ...]
    """Closing words, without who said them."""
    victory: Said
    next_date: NextDate | None
    confirmed: bool


def minutes_of(assembly: Assembly) -> Minutes:
    """The minutes of an assembly as it stands."""
    return Minutes(
        assembly=assembly.id,
        circle=assembly.circle,
        title=assembly.title,
        earlier_titles=assembly.earlier_titles,
        opened_at=assembly.opened_at,
        closed_at=assembly.closed_at,
        attendance=_attendance(assembly),
        facilitators=tuple(dict.fromkeys(assembly.facilitators)),
        helpers=dict(assembly.helpers),
        stories=len(assembly.stories),
        themes=Counter(story.theme for story in assembly.stories if story.theme),
        proposals=tuple(_proposal(assembly, one) for one in assembly.proposals.values()),
        roles={role.id: role.label for role in assembly.roles},
        draws=draws_of(assembly),
        rounds=tuple(_round(one) for one in assembly.rounds),
        parked=tuple(thing for thing in assembly.parked if thing.open),
        settled=assembly.settled,
        reviews=assembly.reviews,
        learnings=assembly.learnings,
        words=tuple(assembly.words.values()),
        victory=assembly.victory,
        next_date=assembly.next_date,
        confirmed=assembly.minutes_confirmed,
    )


def _attendance(assembly: Assembly) -> Attendance:
    return Attendance(
        entitled=len(assembly.entitled),
        present=assembly.present,
        came=_came(assembly),
        needed=ordinary_quorum(assembly),
        recused=len(assembly.recused),
        counted_only=assembly.counted_only,
    )


def _came(assembly: Assembly) -> int:
    """Everyone but those who were never here; who was ticked by mistake counts as never here."""
    if assembly.counted_only:
        return assembly.most_heads
    return sum(presence is not Presence.AWAY for presence in assembly.presence.values())


def _proposal(assembly: Assembly, proposal: Proposal) -> ProposalMinuted:
    became = BECAME.get(proposal.stage, Became.UNDECIDED)
    protocol = protocol_for(assembly.protocols, proposal.kind)
    return ProposalMinuted(
        id=proposal.id,
        kind=proposal.kind,
        title=title_of(proposal.version.draft),
        became=became,
        why=why_undecided(proposal) if became is Became.UNDECIDED else None,
        versions=proposal.version.number,
        asking=next(reversed(askings_of(proposal)), None),
        verdict=proposal.vote.verdict if proposal.vote else None,
        quorum_needed=quorum_needed(assembly, protocol),
        objections=len(proposal.objections),
        objections_open=len(proposal.open_objections),
        raised=tuple(replace(one, member=None) for one in proposal.objections),
        concerns=len(proposal.concerns),
        settled_at=proposal.settled_at,
        ended=next(iter(recalls_of(adopted_in((proposal,)))), None),
    )


BECAME: Mapping[Stage, Became] = {
    Stage.ADOPTED: Became.ADOPTED,
    Stage.REJECTED: Became.REJECTED,
    Stage.WITHDRAWN: Became.WITHDRAWN,
    Stage.PARKED: Became.PARKED,
}
"""Stages with an outcome of their own; at all others a proposal is undecided."""


def why_undecided(proposal: Proposal) -> Why:
    """What kept a proposal from being decided."""
    if proposal.stage is Stage.UNDECIDED:
        verdict = proposal.vote.verdict if proposal.vote else None
        return _why(verdict) if verdict else Why.ABANDONED
    return Why.OBJECTIONS_OPEN if proposal.open_objections else Why.UNDER_WAY


def _why(verdict: Verdict) -> Why:
    if not verdict.reconciled:
        return Why.UNRECONCILED
    return Why.NO_QUORUM if verdict.outcome is Outcome.NO_QUORUM else Why.NO_BASE


def _round(one: Round) -> RoundMinuted:
    return RoundMinuted(
        purpose=one.purpose,
        number=one.number,
        asked=len(one.order),
        heard=len(one.heard),
        passed=len(one.passed),
        seconds=sum(turn.seconds for turn in one.turns),
        turns=tuple(turn.seconds for turn in one.turns if not turn.passed),
    )
