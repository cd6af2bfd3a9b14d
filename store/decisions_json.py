"""Old decisions as the published record of a shelf has them: `commons.json`, as its schema says."""

from __future__ import annotations

import json
from typing import Any

from assembly.asking import Asking
from assembly.circle import Kind
from assembly.decision import ByConsent, ByVote, Decision, How, Imported, ObjectionShown, Source, Wording
from assembly.dialects import DIALECTS, Absent
from assembly.proposals import Draft, Integration, Method, ObjectionState
from assembly.refusal import RuleBroken
from assembly.reviewing import Afterwards, Learning, LearningKind, Outcome, Review
from assembly.said import Said
from assembly.votes import Count, verdict_of
from assembly.votes.notation import parse_rule
from store.decisions_look import Bad, Came, DecisionsLook, Shelved, looked_at
from store.plain_facts import Facts
from store.roll_text import RowTrouble

FORMAT = 1


def read_commons(text: str, shelf: Shelved) -> DecisionsLook:
    """What a published record would bring."""
    try:
        plain = json.loads(text)
    except RecursionError:
        return DecisionsLook(troubles=(RowTrouble(1, "not-commons", ""),))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        return DecisionsLook(troubles=(RowTrouble(line, "not-json", ""),))
    if not isinstance(plain, dict) or not isinstance(plain.get("decisions"), list):
        return DecisionsLook(troubles=(RowTrouble(1, "not-commons", ""),))
    if "format" not in plain:
        return DecisionsLook(troubles=(RowTrouble(1, "not-commons", ""),))
    if plain["format"] != FORMAT:
        return DecisionsLook(troubles=(RowTrouble(1, "other-format", str(plain["format"])[:20]),))
    came, wrong = [], []
    for place, one in enumerate(plain["decisions"], 1):
        try:
            came.append(Came(place, _decision(_object(one))))
        except Bad as bad:
            wrong.append(RowTrouble(place, *bad.args))
    return looked_at(came, wrong, shelf, numbered=True)


def _object(plain: Any) -> Facts:
    if not isinstance(plain, dict):
        raise Bad("not-as-the-schema", "decisions")
    return Facts(plain)


def _decision(facts: Facts) -> Decision:
    id, kind = facts.id("id"), facts.one_of("kind", Kind)
    wordings = _wordings(facts)
    return Decision(
        id=id,
        source=_source(facts.inside("assembly")),
        kind=kind,
        wordings=wordings,
        adopted=facts.moment("adopted"),
        how=_imported(facts.inside("decided")),
        rounds=tuple(map(_round, facts.all("rounds"))),
        votes_before=tuple(map(_vote, facts.all("votes_before"))),
        objections=tuple(_objection(place, one) for place, one in enumerate(facts.all("objections"), 1)),
        concerns=_concerns(facts),
        themes=facts.texts("themes"),
        draws=(),
        afterwards=Afterwards(
            tuple(_review(one, id, kind, facts.text("title")) for one in facts.all("reviews")),
            tuple(_learning(one, id) for one in facts.all("learnings")),
            facts.texts("amended_by"),
        ),
    )


def _wordings(facts: Facts) -> tuple[Wording, ...]:
    amends = "" if facts.plain.get("amends") is None else facts.id("amends")
    last = _draft(facts.inside("text"), amends)
    told = [
        Wording(one.number("number"), _draft(one.inside("text")), one.moment("at"))
        for one in facts.all("versions")
    ]
    if not told:
        return (Wording(1, last, facts.moment("adopted")),)
    return (*told[:-1], Wording(told[-1].number, last, told[-1].at))


def _draft(facts: Facts, amends: str = "") -> Draft:
    what = facts.text("what")
    if not what.strip():
        raise Bad("cell-missing", "what")
    return Draft(
        what=what,
        why=facts.text("why"),
        who=facts.text("who"),
        start=facts.day("start"),
        until=facts.day("until"),
        review=facts.day("review"),
        measure=facts.text("measure"),
        conditions=facts.texts("conditions"),
        amends=amends,
    )


def _source(facts: Facts) -> Source:
    circle, title = facts.text("circle"), facts.text("title")
    return Source(facts.id("id"), circle, title, facts.moment("opened"), facts.at("final", bool))


def _imported(facts: Facts) -> How:
    by = facts.text("by")
    if by == "told":
        return Imported(facts.text("rule"))
    if by == "consent":
        absent = facts.one_of("absent", Absent)
        needed, entitled = facts.number("quorum_needed"), facts.number("entitled")
        return Imported(numbers=ByConsent(_dialect(facts), absent, needed, entitled))
    if by == "vote":
        return Imported(numbers=_vote(facts))
    raise facts.bad("by")


def _dialect(facts: Facts) -> str:
    """One that the program knows: what it is called stands on pages as it is."""
    name = facts.text("dialect")
    if name not in DIALECTS:
        raise facts.bad("dialect")
    return name


def _vote(facts: Facts) -> ByVote:
    """A vote is counted again: what its numbers do not carry is not taken over."""
    try:
        rule = parse_rule(facts.text("rule"))
        verdict = verdict_of(rule, _count(facts))
    except RuleBroken:
        raise facts.bad("rule") from None
    told = (facts.text("outcome"), facts.number("base"), facts.number("needed"))
    if told != (verdict.outcome.value, verdict.base, verdict.needed):
        raise Bad("sum-differs", f"{facts.where}outcome")
    return ByVote(facts.one_of("method", Method), rule, verdict)


def _count(facts: Facts) -> Count:
    quiet = None if facts.plain.get("not_voting") is None else facts.number("not_voting")
    yes, no, abstain = (facts.number(name) for name in ("yes", "no", "abstain"))
    return Count(yes, no, abstain, facts.number("present"), facts.number("entitled"), quiet)


def _round(facts: Facts) -> Asking:
    counts = (facts.number(name) for name in ("consents", "concerns", "objections"))
    return Asking(facts.number("number"), facts.number("version"), facts.at("named", bool), *counts)


def _objection(number: int, facts: Facts) -> ObjectionShown:
    how = None if facts.plain.get("integrated_by") is None else facts.one_of("integrated_by", Integration)
    state = facts.one_of("state", ObjectionState)
    return ObjectionShown(number, facts.number("version"), facts.said("text"), state, how, facts.said("note"))


def _concerns(facts: Facts) -> tuple[Said, ...]:
    listed = {str(place): one for place, one in enumerate(facts.at("concerns", list))}
    inner = Facts(listed, "concerns.")
    return tuple(inner.said(place) for place in listed)


def _review(facts: Facts, decision: str, kind: Kind, title: str) -> Review:
    return Review(
        decision=decision,
        outcome=facts.one_of("outcome", Outcome),
        kind=kind,
        title=title,
        at=facts.moment("at"),
        where=facts.id("assembly"),
        measured=facts.said("measured"),
        next=facts.day("next"),
        objections=facts.number("objections"),
    )


def _learning(facts: Facts, decision: str) -> Learning:
    return Learning(decision, facts.one_of("kind", LearningKind), facts.said("text"), facts.moment("at"))
