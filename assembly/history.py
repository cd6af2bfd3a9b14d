"""What earlier assemblies leave to the next one: who served, which draw was last, what is unfinished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from assembly.adopted import Adopted, OldFacts, adopted_in, recalls_of
from assembly.coming_first import found_here, made_good
from assembly.handed_out import drawn_for, hats_drawn, holdings_of, in_turn, served_of, skipped_in
from assembly.heard import Heard, heard_in
from assembly.holdings import Ending, Holding, ended_early, is_term
from assembly.leftovers import PARKED, Leftovers, Unfinished, dropped_in, same_words, unfinished_in
from assembly.lottery import record_hash
from assembly.missed import Missed, still_missed
from assembly.recurrence import last_rhythm, still_agreed
from assembly.reviewing import Afterwards, Learning, LookBack, Review, afterwards_of, looks_back
from assembly.roles import FACILITATOR
from assembly.state import Assembly, NextDate, Served, Skipped
from assembly.steps import Occasion
from assembly.value import value


@value
class BookFacts:
    """What a later assembly needs to know of an earlier one; a fold over its book, never the truth."""

    assembly: str
    at: datetime
    closed: bool
    holdings: tuple[Holding, ...]
    """One for each time a role was held or accepted."""
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
    hats: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For each role that was drawn the members who were in its hats."""
    purpose: Occasion = Occasion.ASSEMBLY
    heard: tuple[Heard, ...] = ()
    """The stories that were told, without their words."""
    missed: tuple[Missed, ...] = ()
    """Who was found left out of a hat by mistake, and still comes first."""
    made_good: tuple[tuple[str, str], ...] = ()
    """Role and member, for those who came first and had their turn."""
    skipped: tuple[Skipped, ...] = ()
    """What a wrong entry left empty, so that it is not drawn again that day."""


@value
class History:
    """What the next assembly starts from."""

    served: tuple[Served, ...] = ()
    drawn_facilitator: str | None = None
    draws_before: int = 0
    last_record: str = "0" * 64
    next_date: NextDate | None = None
    """What the last assembly agreed; where it agreed nothing, the rule that was agreed before goes on."""
    rhythm: NextDate | None = None
    """The last rule by which the circle met, also where it moved once since."""
    unfinished: tuple[Unfinished, ...] = ()
    decided: tuple[Adopted, ...] = ()
    """What was adopted, the newest first."""
    holdings: tuple[Holding, ...] = ()
    """What was ever held, also before the first book, with the early endings."""
    assembly_dates: tuple[date, ...] = ()
    """The days of all assemblies, oldest first; mere draws are not among them."""
    hats_before: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For each role the members who were in its hats at its last valid draw."""
    missed: tuple[Missed, ...] = ()
    """Who comes first in a role, because a draw left them out by mistake."""
    skipped: tuple[Skipped, ...] = ()
    """What a wrong entry left empty, so that it is not drawn again that day; of any day."""
    looked_back: tuple[LookBack, ...] = ()
    """When assemblies looked back at decisions, the newest first."""
    lapsed: tuple[Unfinished, ...] = ()
    """Trials that lapsed before the last assembly and are not unfinished any more, oldest first."""
    terms_begun: tuple[datetime, ...] = ()
    """When those who were drawn for a term met, once for each, oldest first."""


@value
class Service:
    """Who held what through all books."""

    holdings: tuple[Holding, ...]
    """Also from before the first book, with the early endings."""
    assembly_dates: tuple[date, ...] = ()
    """The days of all assemblies, oldest first; mere draws are not among them."""


def facts_of(assembly: Assembly) -> BookFacts:
    """What later assemblies need to know of this one."""
    last = assembly.draw
    return BookFacts(
        assembly=assembly.id,
        at=assembly.opened_at,
        closed=assembly.closed_at is not None,
        holdings=tuple(holdings_of(assembly)),
        drawn_facilitator=next(drawn_for(assembly, FACILITATOR), None),
        draws=last.number if last else assembly.draws_before,
        last_record=record_hash(last) if last else assembly.last_record,
        next_date=assembly.next_date,
        unfinished=tuple(unfinished_in(assembly)),
        decisions=adopted_in(assembly.proposals.values()),
        dropped=tuple(dropped_in(assembly)),
        reviews=assembly.reviews,
        learnings=assembly.learnings,
        hats=hats_drawn(assembly),
        purpose=assembly.purpose,
        heard=heard_in(assembly),
        missed=found_here(assembly),
        made_good=made_good(assembly),
        skipped=tuple(skipped_in(assembly)),
    )


def afterwards_in(
    books: Iterable[BookFacts | OldFacts], learnings: Iterable[Learning] = ()
) -> Mapping[str, Afterwards]:
    """What happened to decisions after they were adopted, by decision; learnings also from between books."""
    known = tuple(books)
    return afterwards_of(
        (review for facts in known for review in facts.reviews),
        (*learnings, *(learned for facts in known for learned in facts.learnings)),
        ((one.id, one.amends) for facts in known for one in facts.decisions if one.amends),
    )


def history_of(
    books: Iterable[BookFacts],
    brought: Iterable[Holding] = (),
    endings: Iterable[Ending] = (),
    old: Iterable[OldFacts] = (),
) -> History:
    """What the next assembly starts from.

    Args:
        books: The facts of all earlier ones, in any order.
        brought: What was held before the first book, as somebody brought it along.
        endings: Who stopped early, between assemblies; what recalls end is in the books.
        old: Decisions from before the first book.
    """
    in_order = sorted(books, key=_moment)
    service = service_in(in_order, brought, endings)
    before = tuple(old)
    left = _left_by(in_order, before)
    held = History(
        served=served_of(service.holdings),
        unfinished=tuple(left),
        decided=_decided(in_order, before),
        holdings=service.holdings,
        assembly_dates=service.assembly_dates,
        missed=still_missed((facts.made_good, facts.missed) for facts in in_order),
        skipped=tuple(one for facts in in_order for one in facts.skipped),
        looked_back=looks_back(
            (review for facts in in_order for review in facts.reviews),
            (learned for facts in in_order for learned in facts.learnings),
        ),
        lapsed=tuple(left.lapsed),
        terms_begun=tuple(facts.at for facts in in_order for one in facts.holdings if is_term(one)),
    )
    return _carried_on(held, in_order) if in_order else held


def service_in(
    books: Iterable[BookFacts], brought: Iterable[Holding] = (), endings: Iterable[Ending] = ()
) -> Service:
    """Who held what through all books.

    Args:
        books: The facts of all of them, in any order.
        brought: What was held before the first one.
        endings: Who stopped early, between assemblies.
    """
    in_order = sorted(books, key=_moment)
    dates = tuple(facts.at.date() for facts in in_order if facts.purpose is Occasion.ASSEMBLY)
    given = (*brought, *in_turn((facts.at.date(), facts.purpose, facts.holdings) for facts in in_order))
    return Service(ended_early(given, (*endings, *recalls_of(_decided(in_order, ()))), dates), dates)


def _moment(facts: BookFacts) -> datetime:
    return facts.at


def _carried_on(held: History, in_order: Sequence[BookFacts]) -> History:
    last = in_order[-1]
    newest, agreed = _since_last_assembly(in_order), [one.next_date for one in in_order]
    return replace(
        held,
        drawn_facilitator=_still_drawn(held.holdings, newest),
        draws_before=last.draws,
        last_record=last.last_record,
        next_date=still_agreed([one.next_date for one in newest], agreed),
        rhythm=last_rhythm(agreed),
        hats_before=tuple(sorted({role: hat for facts in in_order for role, hat in facts.hats}.items())),
    )


def _decided(in_order: Sequence[BookFacts], old: Sequence[OldFacts]) -> tuple[Adopted, ...]:
    before = sorted((one for facts in old for one in facts.decisions), key=lambda one: one.at, reverse=True)
    return (*(one for facts in reversed(in_order) for one in reversed(facts.decisions)), *before)


def _left_by(books: Iterable[BookFacts], old: Iterable[OldFacts]) -> Leftovers:
    """What no later assembly took up under the same words; of several the newest."""
    left = Leftovers(one for facts in old for one in facts.unfinished)
    for facts in books:
        left.review(facts.reviews, [one.amends for one in facts.decisions if one.amends])
        if facts.closed and facts.purpose is Occasion.ASSEMBLY:
            left.lapse(facts.at.date())
        adopted = {same_words(one.title) for one in facts.decisions}
        left.take_up(adopted, map(same_words, facts.dropped))
        for thing in facts.unfinished:
            if thing.what != PARKED or same_words(thing.title) not in adopted:
                left.add(thing)
    return left


def _since_last_assembly(in_order: Sequence[BookFacts]) -> list[BookFacts]:
    """The mere draws after the last assembly, newest first, and that assembly."""
    newest: list[BookFacts] = []
    for facts in reversed(in_order):
        newest.append(facts)
        if facts.purpose is Occasion.ASSEMBLY:
            break
    return newest


def _still_drawn(holdings: Iterable[Holding], newest: Iterable[BookFacts]) -> str | None:
    """Who was drawn to facilitate next and has not stopped since."""
    stopped = {(one.member, one.since) for one in holdings if one.role == FACILITATOR and one.ended}
    drawn = (
        facts.drawn_facilitator
        for facts in newest
        if facts.drawn_facilitator and (facts.drawn_facilitator, facts.at.date()) not in stopped
    )
    return next(drawn, None)
