"""Old decisions as the published record of a shelf has them: `commons.json`, whole or in parts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assembly.asking import Asking
from assembly.circle import Kind
from assembly.decision import ByConsent, ByVote, Decision, How, Imported, ObjectionShown, Source, Wording
from assembly.dialects import DIALECTS, Absent
from assembly.proposals import Draft, Integration, Method, ObjectionState
from assembly.refusal import RuleBroken
from assembly.reviewing import Afterwards, Learning, LearningKind, Outcome, Review
from assembly.said import Said
from assembly.value import value
from assembly.votes import Count, verdict_of
from assembly.votes.notation import parse_rule
from store.decisions_look import Bad, Came, DecisionsLook, Shelved, looked_at
from store.plain_facts import Facts
from store.roll_text import RowTrouble

FORMAT = 1


_EARLIER = re.compile(r".*/commons/([1-9][0-9]{0,5})\.json")


@value
class Part:
    """A file of a record, as far as it could be read."""

    file: str
    number: int = 0
    """Counted from the oldest, from 1; 0 where the file is no part of anything."""
    came: tuple[Came, ...] = ()
    troubles: tuple[RowTrouble, ...] = ()


def read_commons(texts: Mapping[str, str], shelf: Shelved) -> DecisionsLook:
    """What a published record would bring, all its files together.

    Args:
        texts: Each file by what it is called where something is wrong with it.
        shelf: Where it would come to.
    """
    parts = [_part(file, text) for file, text in texts.items()]
    came = [one for part in parts for one in part.came]
    wrong = [one for part in parts for one in part.troubles]
    return looked_at(came, (*wrong, *_missing(parts)), shelf, numbered=True)


def _part(file: str, text: str) -> Part:
    try:
        plain = json.loads(text)
    except RecursionError:
        return _no_part(file, "not-commons")
    except ValueError as error:
        return _no_part(file, "not-json", str(getattr(error, "lineno", 1)))
    if not isinstance(plain, dict) or not isinstance(plain.get("decisions"), list) or "format" not in plain:
        return _no_part(file, "not-commons")
    if plain["format"] != FORMAT:
        return _no_part(file, "other-format", str(plain["format"])[:20])
    if not (number := _number(plain.get("earlier"))):
        return _no_part(file, "not-as-the-schema", "earlier")
    came, wrong = [], []
    for place, one in enumerate(plain["decisions"], 1):
        try:
            came.append(Came(place, _decision(_object(one)), file))
        except Bad as bad:
            code, what = bad.args
            wrong.append(RowTrouble(place, code, what, file))
    return Part(file, number, tuple(came), tuple(wrong))


def _no_part(file: str, code: str, what: str = "") -> Part:
    return Part(file, troubles=(RowTrouble(0, code, what, file),))


def _number(earlier: Any) -> int:
    """Which part it is that names this one as the earlier; 0 where that is no part."""
    if earlier is None:
        return 1
    found = _EARLIER.fullmatch(earlier) if isinstance(earlier, str) else None
    return int(found[1]) + 1 if found else 0


def _missing(parts: Sequence[Part]) -> Iterator[RowTrouble]:
    """A record comes whole: pages keep it in parts, and each leads to the one before."""
    newest = max(parts, key=lambda part: part.number)
    there = {part.number for part in parts}
    if away := [f"commons/{number}.json" for number in range(1, newest.number) if number not in there]:
        yield RowTrouble(0, "earlier-missing", ", ".join(away), newest.file)


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
