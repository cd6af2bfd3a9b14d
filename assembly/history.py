"""What earlier assemblies leave to the next one: who served, which draw was last, what is unfinished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256

from assembly.decision import title_of
from assembly.leftovers import (
    ENDS,
    PARKED,
    REVIEW,
    Left,
    Unfinished,
    after_reviews,
    same_words,
    without_lapsed,
)
from assembly.lottery import Draw
from assembly.proposals import SETTLED, Stage
from assembly.reviewing import Afterwards, Learning, Review, afterwards_of
from assembly.state import Assembly, NextDate, Served
from assembly.value import value

FACILITATOR = "facilitator"


@value
class Adopted:
    """A decision as a list of the newest ones names it."""

    id: str
    title: str
    at: datetime
    amends: str = ""
    """Id of the decision whose place it took, or empty."""


@value
class BookFacts:
    """What a later assembly needs to know of an earlier one; a fold over its book, never the truth."""

    assembly: str
    at: datetime
    closed: bool
    roles: tuple[tuple[str, str], ...]
    """Role and member, once for each time a role was held or accepted."""
    drawn_facilitator: str | None
    draws: int
    """The number of the last draw, also of a void one."""
    last_record: str
    next_date: NextDate | None
    unfinished: tuple[Unfinished, ...]
    decisions: tuple[Adopted, ...]
    """What was adopted, in order."""
    dropped: tuple[str, ...] = ()
    """The words of what was rejected, withdrawn, or taken off the parking list."""
    reviews: tuple[Review, ...] = ()
    learnings: tuple[Learning, ...] = ()


@value
class History:
    """What the next assembly starts from."""

    served: tuple[Served, ...] = ()
    drawn_facilitator: str | None = None
    draws_before: int = 0
    last_record: str = "0" * 64
    next_date: NextDate | None = None
    unfinished: tuple[Unfinished, ...] = ()
    decided: tuple[Adopted, ...] = ()
    """What was adopted, the newest first."""


def facts_of(assembly: Assembly) -> BookFacts:
    """What later assemblies need to know of this one."""
    last = assembly.draw
    return BookFacts(
        assembly=assembly.id,
        at=assembly.opened_at,
        closed=assembly.closed_at is not None,
        roles=tuple(_roles(assembly)),
        drawn_facilitator=next(iter(_holders(assembly, FACILITATOR)), None),
        draws=last.number if last else assembly.draws_before,
        last_record=record_hash(last) if last else assembly.last_record,
        next_date=assembly.next_date,
        unfinished=tuple(_unfinished(assembly)),
        decisions=tuple(sorted(_adopted(assembly), key=lambda one: one.at)),
        dropped=tuple(_dropped(assembly)),
        reviews=assembly.reviews,
        learnings=assembly.learnings,
    )


def record_hash(draw: Draw) -> str:
    """SHA-256 of a sealed record, in lower-case hex."""
    return sha256(draw.record.encode()).hexdigest()


def afterwards_in(books: Iterable[BookFacts], learnings: Iterable[Learning] = ()) -> Mapping[str, Afterwards]:
    """What happened to decisions after they were adopted, by decision; learnings also from between books."""
    known = tuple(books)
    return afterwards_of(
        (review for facts in known for review in facts.reviews),
        (*learnings, *(learned for facts in known for learned in facts.learnings)),
        ((one.id, one.amends) for facts in known for one in facts.decisions if one.amends),
    )


def history_of(books: Iterable[BookFacts]) -> History:
    """What the next assembly starts from, given all earlier ones in any order."""
    in_order = sorted(books, key=lambda facts: facts.at)
    if not in_order:
        return History()
    last = in_order[-1]
    return History(
        served=_served(in_order),
        drawn_facilitator=last.drawn_facilitator,
        draws_before=last.draws,
        last_record=last.last_record,
        next_date=last.next_date,
        unfinished=_still_unfinished(in_order),
        decided=tuple(one for facts in reversed(in_order) for one in reversed(facts.decisions)),
    )


def _still_unfinished(books: Iterable[BookFacts]) -> tuple[Unfinished, ...]:
    """What no later assembly took up under the same words; of several the newest."""
    left: Left = {}
    for facts in books:
        amended = {one.amends for one in facts.decisions if one.amends}
        left = after_reviews(left, facts.reviews, amended)
        if facts.closed:
            left = without_lapsed(left, facts.at.date())
        adopted = {same_words(one.title) for one in facts.decisions}
        parked_no_more = adopted | set(map(same_words, facts.dropped))
        left = {
            (what, words): thing
            for (what, words), thing in left.items()
            if words not in (parked_no_more if what == PARKED else adopted)
        }
        for thing in facts.unfinished:
            words = same_words(thing.title)
            left.pop((thing.what, words), None)
            if thing.what != PARKED or words not in adopted:
                left[thing.what, words] = thing
    return tuple(left.values())


def _served(books: Iterable[BookFacts]) -> tuple[Served, ...]:
    times: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], date] = {}
    for facts in books:
        for holding in facts.roles:
            times[holding] += 1
            last[holding] = facts.at.date()
    return tuple(
        Served(role, member, times[role, member], last[role, member]) for role, member in sorted(times)
    )


def _adopted(assembly: Assembly) -> Iterable[Adopted]:
    for one in assembly.proposals.values():
        if one.stage is Stage.ADOPTED:
            draft = one.version.draft
            yield Adopted(one.id, title_of(draft), one.settled_at or one.version.at, draft.amends)


def _roles(assembly: Assembly) -> Iterable[tuple[str, str]]:
    for member in dict.fromkeys(assembly.facilitators):
        yield FACILITATOR, member
    for draw in assembly.draws.values():
        for role in draw.roles:
            if role.id != FACILITATOR and draw.void is None:
                yield from ((role.id, member) for member in draw.holders(role.id))


def _holders(assembly: Assembly, role: str) -> Iterable[str]:
    for draw in assembly.draws.values():
        if draw.void is None:
            yield from draw.holders(role)


def _unfinished(assembly: Assembly) -> Iterable[Unfinished]:
    for proposal in assembly.proposals.values():
        draft = proposal.version.draft
        if proposal.stage is Stage.ADOPTED and draft.review:
            yield Unfinished(REVIEW, title_of(draft), proposal.id, draft.review, proposal.kind)
        if proposal.stage is Stage.ADOPTED and draft.until:
            yield Unfinished(ENDS, title_of(draft), proposal.id, draft.until, proposal.kind)
        if proposal.stage not in SETTLED:
            yield Unfinished(PARKED, title_of(draft), proposal.id)
    for thing in assembly.parked:
        if thing.open and thing.text.text:
            yield Unfinished(PARKED, thing.text.text)


def _dropped(assembly: Assembly) -> Iterable[str]:
    for proposal in assembly.proposals.values():
        if proposal.stage in {Stage.REJECTED, Stage.WITHDRAWN}:
            yield title_of(proposal.version.draft)
    yield from (thing.text.text for thing in assembly.parked if thing.text.text and not thing.open)
    yield from (text.text for text in assembly.settled if text.text)
