"""Decisions, draws and protocols as plain facts, with no name that nobody released."""

from __future__ import annotations

from datetime import date
from typing import Any

from archive.code import page_url
from archive.draw_sheets import veiled_record
from archive.edition import Edition
from assembly.asking import Asking
from assembly.circle import Protocol
from assembly.decision import ByConsent, ByVote, Decision, How, Imported, ObjectionShown, Source, Wording
from assembly.drawn import DrawShown
from assembly.proposals import Draft, Recall
from assembly.reviewing import Learning, Review
from assembly.roles import Role
from assembly.votes import Verdict
from assembly.votes.notation import write_rule

Facts = dict[str, Any]
"""An object of the export; JSON has no types."""


def decision_facts(decision: Decision, edition: Edition) -> Facts:
    """Everything public of a decision; a text that was redacted is null."""
    return {
        "id": decision.id,
        "url": f"{page_url(edition.base_url, decision.id)}/",
        "title": edition.line(decision.title) or decision.id,
        "kind": decision.kind.value,
        "adopted": decision.adopted.isoformat(),
        "assembly": _source(decision.source, edition),
        "text": _draft(decision.draft, edition),
        "imported": bool(decision.brought),
        "decided": _decided(decision.how, edition),
        "rounds": [_round(asking) for asking in decision.rounds],
        "votes_before": [_decided(vote, edition) for vote in decision.votes_before],
        "objections": [_objection(one, edition) for one in decision.objections],
        "concerns": [edition.quoted(one) for one in decision.concerns],
        "themes": [edition.shown(theme) for theme in decision.themes],
        "versions": [_wording(one, edition) for one in decision.wordings],
        "draws": list(decision.draws),
        "amends": decision.amends or None,
        "recalls": _recall(decision.draft.recalls),
        "amended_by": list(decision.afterwards.amended_by),
        "reviews": [_review(one, edition) for one in decision.reviews],
        "learnings": [_learning(one, edition) for one in decision.afterwards.learnings],
    }


def draw_facts(draw: DrawShown, edition: Edition) -> Facts:
    """Everything public of a draw; the record is null where a name keeps it from being shown as sealed."""
    intact = veiled_record(draw.record, edition) == draw.record
    return {
        "id": draw.id,
        "url": f"{page_url(edition.base_url, draw.id, 'V')}/",
        "number": draw.number,
        "assembly": _source(draw.source, edition),
        "record": draw.record if intact else None,
        "seal": draw.seal,
        "witnessed": draw.witnessed,
        "entropy": draw.entropy,
        "finished": draw.finished,
        "void": draw.void is not None,
        "hats": [
            {
                "id": hat.id,
                "label": edition.line(hat.label),
                "drawn": list(hat.drawn),
                "reserves": list(hat.reserves),
            }
            for hat in draw.hats
        ],
        "offers": [
            {"hat": one.hat, "member": one.member, "answer": one.answer.value if one.answer else None}
            for one in draw.offers
        ],
    }


def protocol_facts(protocol: Protocol) -> Facts:
    """How one kind of decision is made."""
    return {
        "kind": protocol.kind.value,
        "dialect": protocol.dialect_name,
        "rule": write_rule(protocol.rule) if protocol.rule else None,
        "review_within_weeks": protocol.review_within_weeks,
    }


def role_facts(role: Role, edition: Edition) -> Facts:
    """A role with everybody who held it, by member id."""
    return {
        "id": role.id,
        "label": edition.line(role.label),
        "seats": role.seats,
        "terms": [
            {"member": one.member, "since": _day(one.since), "end": _day(one.end), "early": one.early}
            for one in edition.terms
            if one.role == role.id
        ],
    }


def _source(source: Source, edition: Edition) -> Facts:
    return {
        "id": source.assembly,
        "circle": edition.line(source.circle),
        "title": edition.line(source.title),
        "opened": source.at.isoformat(),
        "final": source.final,
    }


def _draft(draft: Draft, edition: Edition) -> Facts:
    return {
        "what": edition.shown(draft.what),
        "why": edition.shown(draft.why),
        "who": edition.shown(draft.who),
        "start": _day(draft.start),
        "until": _day(draft.until),
        "review": _day(draft.review),
        "measure": edition.shown(draft.measure),
        "conditions": [edition.shown(one) for one in draft.conditions],
    }


def _recall(recall: Recall | None) -> Facts | None:
    return {"role": recall.role, "member": recall.member} if recall is not None else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _decided(how: How, edition: Edition) -> Facts:
    match how:
        case ByConsent():
            return {
                "by": "consent",
                "dialect": how.dialect,
                "absent": how.absent.value,
                "quorum_needed": how.quorum_needed,
                "entitled": how.entitled,
            }
        case ByVote():
            return {"by": "vote", "method": how.method.value, **_verdict(how.verdict)}
        case Imported(rule, numbers):
            told = {"by": "told", "rule": edition.shown(rule)}
            return _decided(numbers, edition) if numbers else told


def _verdict(verdict: Verdict) -> Facts:
    count = verdict.count
    return {
        "rule": write_rule(verdict.rule),
        "outcome": verdict.outcome.value,
        "base": verdict.base,
        "needed": verdict.needed,
        "quorum_needed": verdict.quorum_needed,
        "entitled": count.entitled,
        "present": count.present,
        "yes": count.yes,
        "no": count.no,
        "abstain": count.abstain,
        "not_voting": count.not_voting,
    }


def _round(asking: Asking) -> Facts:
    return {
        "number": asking.number,
        "version": asking.version,
        "named": asking.named,
        "consents": asking.consents,
        "concerns": asking.concerns,
        "objections": asking.objections,
    }


def _objection(objection: ObjectionShown, edition: Edition) -> Facts:
    return {
        "version": objection.version,
        "text": edition.quoted(objection.text),
        "state": objection.state.value,
        "integrated_by": objection.how.value if objection.how else None,
        "note": edition.quoted(objection.note),
    }


def _wording(wording: Wording, edition: Edition) -> Facts:
    return {
        "number": wording.number,
        "at": wording.at.isoformat(),
        "text": _draft(wording.draft, edition),
    }


def _review(review: Review, edition: Edition) -> Facts:
    return {
        "outcome": review.outcome.value,
        "at": review.at.isoformat(),
        "assembly": review.where,
        "measured": edition.quoted(review.measured),
        "next": _day(review.next),
        "objections": review.objections,
    }


def _learning(learned: Learning, edition: Edition) -> Facts:
    return {
        "kind": learned.kind.value,
        "at": learned.at.isoformat(),
        "text": edition.quoted(learned.text),
    }
