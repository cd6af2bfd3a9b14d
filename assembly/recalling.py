"""Recall: a proposal like any other, and when it is adopted the authority ends that day by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assembly.adopted import adopted_in, recalls_of
from assembly.holdings import Ending, Holding, ended_early, holds_on
from assembly.proposals import SETTLED, Draft, Proposal, Recall
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from assembly.steps import Occasion


def recallable(assembly: Assembly) -> tuple[Holding, ...]:
    """What is held on the day of an assembly and was not handed out in it, in the order of its roles."""
    places = {role.id: place for place, role in enumerate(assembly.roles)}
    held = holds_on(assembly.holdings, assembly.opened_at.date(), _dates(assembly))
    known = {(one.role, one.member): one for one in held}
    return tuple(sorted(known.values(), key=lambda one: (places.get(one.role, len(places)), _order(one))))


def need_recallable(assembly: Assembly, draft: Draft) -> None:
    """Only a holder is recalled, by one proposal at a time.

    Raises:
        RuleBroken: `recall-not-held` or `recall-twice`.
    """
    recall = draft.recalls
    if recall is None:
        return
    if recall not in (Recall(one.role, one.member) for one in recallable(assembly)):
        raise RuleBroken("recall-not-held", role=recall.role)
    for proposal in assembly.proposals.values():
        if proposal.version.draft.recalls == recall and proposal.stage not in SETTLED:
            raise RuleBroken("recall-twice", id=proposal.id)


def check_recall_days(draft: Draft, today: date) -> None:
    """A recall holds from the day of its adoption on, and for good: a role is given back by a draw.

    Raises:
        RuleBroken: `recall-at-once`.
    """
    if draft.recalls is None:
        return
    if draft.start is not None and draft.start > today:
        raise RuleBroken("recall-at-once", which="start")
    if draft.until is not None:
        raise RuleBroken("recall-at-once", which="until")


def need_same_recall(before: Draft, draft: Draft) -> None:
    """Who is recalled is no matter of wording: it can only be withdrawn.

    Raises:
        RuleBroken: `recall-is-fixed`.
    """
    if draft.recalls is not None and draft.recalls != before.recalls:
        raise RuleBroken("recall-is-fixed")


def after_deciding(assembly: Assembly, proposal: Proposal) -> Assembly:
    """The assembly with what an adopted recall ends; any other proposal ends nothing."""
    ended = recalls_of(adopted_in((proposal,)))
    if not ended:
        return assembly
    return replace(assembly, holdings=ended_early(assembly.holdings, ended, _dates(assembly)))


def recalls_in(assembly: Assembly) -> tuple[Ending, ...]:
    """The terms that an assembly ended by adopting a recall."""
    return recalls_of(adopted_in(assembly.proposals.values()))


def _dates(assembly: Assembly) -> tuple[date, ...]:
    """Today, where it counts for terms in assemblies."""
    return (assembly.opened_at.date(),) if assembly.purpose is Occasion.ASSEMBLY else ()


def _order(holding: Holding) -> tuple[str, date, str]:
    return holding.role, holding.since, holding.member
