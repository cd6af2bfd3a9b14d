"""Which letters do something while the room decides, and which of them are offered as buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from assembly.acts.consenting import AskConsent
from assembly.acts.proposing import Withdraw
from assembly.acts.voting import AbandonVote, OpenVote
from assembly.attendance import has_quorum
from assembly.dialects import Position
from assembly.proposals import Method, Proposal, Stage
from assembly.refusal import RuleBroken
from assembly.rulebook import Command, decide
from assembly.state import Assembly
from screens.decide_consent import named_now
from screens.deciding import Doing, dialect_now, next_of, protocol_now
from tui.widgets.choice_layout import Choice
from words.language import _

REQUESTS: Mapping[str, Command] = {
    "ask_anew": AskConsent(),
    "other_way": AskConsent(),
    "vote": OpenVote(Method.HANDS),
    "abandon": AbandonVote(),
    "amend": Withdraw(),
    "park_proposal": Withdraw(),
    "withdraw": Withdraw(),
}
"""What each letter asks of the rules, or what has to be possible for it."""


def allowed_now(assembly: Assembly, action: str) -> bool:
    """Whether a letter means this now; what has no place now leaves its letter to something else."""
    if action in REQUESTS:
        return _may(assembly, REQUESTS[action])
    proposal, doing = assembly.proposal, next_of(assembly)
    stage = proposal.stage if proposal else None
    places = {
        **{position.value: doing is Doing.HEAR and position in _positions(assembly) for position in Position},
        **dict.fromkeys((action for action, _words, _key in _calls()), doing is Doing.CALL),
        "pages": stage is Stage.ADOPTED,
        "another": stage is not Stage.VOTE,
        "close_anyway": doing is Doing.MEND,
        "recount": stage is Stage.VOTE and bool(proposal and proposal.vote and proposal.vote.counts),
    }
    return places.get(action, True)


def acts_of(assembly: Assembly) -> tuple[Choice, ...]:
    """What answers the question of the moment."""
    return _possible(assembly, _FIRST.get(next_of(assembly), _recounts)())


def more_of(assembly: Assembly) -> tuple[Choice, ...]:
    """What else can be done with the proposal."""
    settled = next_of(assembly) is Doing.GO_ON
    return () if settled else _possible(assembly, _ways(assembly, assembly.proposal))


def _possible(assembly: Assembly, offers: Iterable[tuple[str, str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(action, words, key) for action, words, key in offers if allowed_now(assembly, action))


def _answers() -> tuple[tuple[str, str, str], ...]:
    return (
        (Position.CONSENT.value, _("Consents"), "C"),
        (Position.CONCERN.value, _("Concern"), "D"),
        (Position.OBJECTION.value, _("Objects"), "O"),
    )


def _calls() -> tuple[tuple[str, str, str], ...]:
    return (
        ("vote_yes", _("Yes"), "Y"),
        ("vote_no", _("No"), "N"),
        ("vote_abstain", _("Abstains"), "A"),
        ("vote_none", _("Does not vote"), "X"),
    )


def _afterwards() -> tuple[tuple[str, str, str], ...]:
    return (
        ("pages", _("Show it on the phones"), "O"),
        ("another", _("Another proposal"), "A"),
    )


def _recounts() -> tuple[tuple[str, str, str], ...]:
    return (("recount", _("Count again"), "R"),)


def _closing_anyway() -> tuple[tuple[str, str, str], ...]:
    return (("close_anyway", _("Close it as unreconciled"), "L"),)


_FIRST: Mapping[Doing, Callable[[], tuple[tuple[str, str, str], ...]]] = {
    Doing.HEAR: _answers,
    Doing.CALL: _calls,
    Doing.MEND: _closing_anyway,
    Doing.GO_ON: _afterwards,
}


def _ways(assembly: Assembly, proposal: Proposal | None) -> tuple[tuple[str, str, str], ...]:
    other = _("Count hands instead") if named_now(assembly) else _("Ask by name instead")
    anew = (("ask_anew", _("Ask everybody anew"), "R"),) if proposal and proposal.round else ()
    vote = (("vote", _("Go to a vote"), "V"),) if dialect_now(assembly) else ()
    return (
        *anew,
        ("other_way", other, "M"),
        *vote,
        ("abandon", _("Call the vote off"), "B"),
        ("amend", _("Edit"), "E"),
        ("park_proposal", _("Put aside"), "Z"),
        ("withdraw", _("Withdraw"), "X"),
    )


def _positions(assembly: Assembly) -> tuple[Position, ...]:
    dialect = dialect_now(assembly)
    return dialect.positions if dialect else ()


def _may(assembly: Assembly, command: Command) -> bool:
    try:
        decide(assembly, command)
    except RuleBroken as refusal:
        # Without quorum the letter stays, so that it can say what is missing.
        return refusal.code == "no-quorum" and _lacks_quorum(assembly)
    return True


def _lacks_quorum(assembly: Assembly) -> bool:
    protocol = protocol_now(assembly)
    return protocol is not None and not has_quorum(assembly, protocol)
