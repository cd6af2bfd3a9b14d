"""Which sentence the facilitator says while the room decides, with what is filled into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assembly.counting import final_count
from assembly.dialects import Test
from assembly.proposals import Method, Proposal, Stage
from assembly.state import Assembly
from assembly.votes import Outcome, Verdict, need_before
from screens.decide_words import objection_sentence, short_words
from screens.deciding import (
    Doing,
    asked_now,
    dialect_now,
    missing_quorum,
    next_of,
    objection_now,
    protocol_now,
)
from screens.reading import as_sentence
from screens.vote_words import sum_aloud
from words.dates import say_date
from words.sums import say_gap

NameOf = Callable[[str | None], str]
Said = tuple[str, Mapping[str, object]]
"""The key of a sentence and its facts."""


def sentence_of(assembly: Assembly, name_of: NameOf) -> Said:
    """What is said now."""
    proposal, needed = assembly.proposal, missing_quorum(assembly)
    if proposal is None:
        return "decide.nothing", {}
    if needed:
        return "quorum-lost", {"present": assembly.present, "needed": needed}
    if proposal.stage in {Stage.ADOPTED, Stage.REJECTED, Stage.UNDECIDED}:
        return _verdict(proposal)
    doing = next_of(assembly)
    return _special(assembly, proposal, doing) or (_KEYS[doing], {"name": name_of(asked_now(assembly))})


def _special(assembly: Assembly, proposal: Proposal, doing: Doing) -> Said | None:
    """What needs more than the name of who is asked."""
    if doing is Doing.OBJECTION:
        return _objection(assembly, proposal)
    if doing is Doing.OPEN_VOTE:
        return "decide.vote.before", {"needed": _needed(assembly)}
    if doing is Doing.MEND and proposal.vote:
        return "decide.vote.gap", {"gap": say_gap(final_count(proposal.vote))}
    by_paper = doing is Doing.ENTER_COUNT and proposal.vote and proposal.vote.method is Method.PAPER
    return ("decide.vote.papers", {}) if by_paper else None


def reading_of(assembly: Assembly) -> Mapping[str, object]:
    """What is read aloud before everybody is asked about a text that was changed; or nothing."""
    proposal = assembly.proposal
    if proposal is None or next_of(assembly) not in {Doing.ASK, Doing.ASK_AGAIN}:
        return {}
    version = proposal.version
    asked = any(one.version == version.number for one in proposal.rounds)
    if version.number == 1 or asked or missing_quorum(assembly):
        return {}
    return {"number": version.number, "what": as_sentence(version.draft.what)}


_KEYS: Mapping[Doing, str] = {
    Doing.ASK: "decide.consent.open",
    Doing.ASK_AGAIN: "decide.consent.again",
    Doing.HEAR: "decide.consent.ask",
    Doing.COUNT: "decide.consent.count",
    Doing.WRITE: "decide.objection",
    Doing.ADOPT: "decide.consent.all",
    Doing.ENTER_COUNT: "decide.vote.count",
    Doing.RECOUNT: "decide.vote.differ",
    Doing.CALL: "decide.vote.call",
    Doing.CLOSE_VOTE: "decide.vote.close",
}


def _objection(assembly: Assembly, proposal: Proposal) -> Said:
    objection, dialect = objection_now(proposal), dialect_now(assembly)
    if objection is None:
        return "decide.objection", {}
    test = dialect.test if dialect else Test.NOBODY
    return objection_sentence(objection, test), {"objection": short_words(objection)}


def _needed(assembly: Assembly) -> int:
    protocol = protocol_now(assembly)
    if protocol is None or protocol.rule is None:
        return 0
    return need_before(protocol.rule, assembly.present, len(assembly.entitled)).number


def _verdict(proposal: Proposal) -> Said:
    verdict = proposal.vote.verdict if proposal.vote else None
    if verdict is not None and not verdict.reconciled:
        return "decide.vote.unreconciled", {"gap": say_gap(verdict.count)}
    if verdict is not None:
        return _result(verdict), _numbers(proposal, verdict)
    if proposal.stage is not Stage.ADOPTED:
        return "decide.vote.off", {}
    draft = proposal.version.draft
    if draft.review is None:
        return "decide.adopted-no-review", {"what": as_sentence(draft.what)}
    return "decide.adopted", {"what": as_sentence(draft.what), "review": say_date(draft.review)}


def _result(verdict: Verdict) -> str:
    if verdict.outcome is Outcome.ADOPTED:
        return "decide.vote.adopted"
    if verdict.outcome is not Outcome.REJECTED:
        return "decide.vote.result"
    return "decide.vote.rejected" if verdict.short_by else "decide.vote.outnumbered"


def _numbers(proposal: Proposal, verdict: Verdict) -> Mapping[str, object]:
    count = verdict.count
    return {
        "title": as_sentence(proposal.version.draft.what),
        "needed": verdict.needed,
        "yes": count.yes,
        "no": count.no,
        "abstain": count.abstain,
        "sum": sum_aloud(verdict),
    }
