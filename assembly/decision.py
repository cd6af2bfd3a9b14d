"""The decisions of an assembly as its public record has them: without a word about who said what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from textwrap import shorten
from typing import TypeAlias

from assembly.asking import Asking, askings_of
from assembly.attendance import quorum_needed
from assembly.circle import Kind, protocol_for
from assembly.dialects import Absent
from assembly.proposals import (
    Draft,
    Integration,
    Method,
    Objection,
    ObjectionState,
    Proposal,
    Stage,
    Vote,
)
from assembly.reviewing import NOTHING_AFTERWARDS, Afterwards, Days, Review, Standing, days_now, standing
from assembly.said import Said
from assembly.state import Assembly
from assembly.value import value
from assembly.votes import Rule, Verdict


@value
class Source:
    """The assembly that something comes from."""

    assembly: str
    circle: str
    title: str
    at: datetime
    final: bool
    """Whether the assembly is closed, so that nothing of it can be taken back."""


@value
class Wording:
    """One version of the text; who wrote it is not part of the public record."""

    number: int
    draft: Draft
    at: datetime


@value
class ByConsent:
    """Nobody had an objection that was left open."""

    dialect: str
    absent: Absent
    quorum_needed: int
    entitled: int


@value
class ByVote:
    """A vote with its verdict."""

    method: Method
    rule: Rule
    verdict: Verdict


@value
class Imported:
    """It was decided before this record began, and no seal of it vouches for that."""

    rule: str = ""
    """As people wrote it down."""
    numbers: ByConsent | ByVote | None = None


How: TypeAlias = ByConsent | ByVote | Imported


@value
class ObjectionShown:
    """An objection without the person who had it."""

    number: int
    version: int
    text: Said
    state: ObjectionState
    how: Integration | None
    note: Said
    """How it was made use of, in words; often nothing was written."""


@value
class Decision:
    """What was decided, why, by which rule, and what it owes to those who objected."""

    id: str
    source: Source
    kind: Kind
    wordings: tuple[Wording, ...]
    adopted: datetime
    how: How
    rounds: tuple[Asking, ...]
    """Consent rounds, also those before a vote."""
    votes_before: tuple[ByVote, ...]
    """Earlier votes whose numbers decided nothing."""
    objections: tuple[ObjectionShown, ...]
    concerns: tuple[Said, ...]
    themes: tuple[str, ...]
    """Themes of the stories that led to it; the stories themselves stay in the room."""
    draws: tuple[str, ...]
    """Ids of the draws of the same assembly."""
    afterwards: Afterwards = NOTHING_AFTERWARDS
    brought: str = ""
    """Id of the import that brought it along, or empty."""

    @property
    def draft(self) -> Draft:
        """The text that was adopted."""
        return self.wordings[-1].draft

    @property
    def title(self) -> str:
        """The first line of what was decided."""
        return title_of(self.draft)

    @property
    def review(self) -> date | None:
        """When it is looked at again: the day that it set for itself, or that the last review set."""
        return days_now(self._days, self.afterwards.reviews).review

    @property
    def amends(self) -> str:
        """Id of the decision whose place it took, or empty."""
        return self.draft.amends

    @property
    def reviews(self) -> tuple[Review, ...]:
        """Its reviews, oldest first."""
        return self.afterwards.reviews

    def standing(self, today: date) -> Standing:
        """Whether it stands today."""
        return standing(self._days, self.afterwards, today)

    @property
    def _days(self) -> Days:
        return Days(self.kind, self.draft.review, self.draft.until)


def decisions_of(assembly: Assembly) -> tuple[Decision, ...]:
    """What an assembly adopted, in the order in which it was adopted."""
    adopted = [_decision(assembly, one) for one in assembly.proposals.values() if one.stage is Stage.ADOPTED]
    return tuple(sorted(adopted, key=lambda decision: decision.adopted))


def followed(decision: Decision, afterwards: Mapping[str, Afterwards]) -> Decision:
    """The decision with what happened to it after it was adopted."""
    after = afterwards.get(decision.id)
    return decision if after is None else replace(decision, afterwards=after)


def source_of(assembly: Assembly) -> Source:
    """Where a decision or a draw of this assembly comes from."""
    closed = assembly.closed_at is not None
    return Source(assembly.id, assembly.circle, assembly.title, assembly.opened_at, closed)


LONGEST_TITLE = 400
"""Characters of a title; the text itself has no limit."""


def title_of(draft: Draft) -> str:
    """The whole of what is done, on one line: what an objection added at the end is read aloud too."""
    told = shorten(draft.what, LONGEST_TITLE, placeholder="…")
    return told if told != "…" else f"{draft.what.split()[0][: LONGEST_TITLE - 1]}…"


def _decision(assembly: Assembly, proposal: Proposal) -> Decision:
    return Decision(
        id=proposal.id,
        source=source_of(assembly),
        kind=proposal.kind,
        wordings=tuple(Wording(one.number, one.draft, one.at) for one in proposal.versions),
        adopted=proposal.settled_at or proposal.version.at,
        how=_how(assembly, proposal),
        rounds=askings_of(proposal),
        votes_before=tuple(shown for vote in proposal.votes if (shown := _by_vote(vote))),
        objections=tuple(_objection(one) for one in proposal.objections),
        concerns=proposal.concerns,
        themes=_themes(assembly, proposal),
        draws=tuple(assembly.draws),
    )


def _how(assembly: Assembly, proposal: Proposal) -> ByConsent | ByVote:
    if proposal.vote and (carried := _by_vote(proposal.vote)):
        return carried
    protocol = protocol_for(assembly.protocols, proposal.kind)
    absent = protocol.dialect.absent if protocol.dialect else Absent.BOUND
    needed = quorum_needed(assembly, protocol)
    return ByConsent(protocol.dialect_name or "", absent, needed, len(assembly.entitled))


def _by_vote(vote: Vote) -> ByVote | None:
    return ByVote(vote.method, vote.rule, vote.verdict) if vote.verdict else None


def _objection(objection: Objection) -> ObjectionShown:
    return ObjectionShown(
        objection.number,
        objection.version,
        objection.text,
        objection.state,
        objection.how,
        objection.note,
    )


def _themes(assembly: Assembly, proposal: Proposal) -> tuple[str, ...]:
    told = (story.theme for story in assembly.stories if story.number in proposal.stories and story.theme)
    return tuple(dict.fromkeys(told))
