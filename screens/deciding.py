"""What comes next while the room decides: the consent machine and the vote, as the facilitator sees them."""

from __future__ import annotations

from enum import Enum

from assembly.attendance import has_quorum, quorum_needed
from assembly.circle import Protocol, protocol_for
from assembly.consent import unrecorded, unwritten, waiting_for
from assembly.counting import final_count
from assembly.dialects import Dialect, Position
from assembly.proposals import SETTLED, ConsentRound, Method, Objection, Proposal, Stage, Vote
from assembly.refusal import RuleBroken
from assembly.state import Assembly


class Doing(Enum):
    """The next right thing at the deciding step."""

    PROPOSE = "propose"
    """Nothing is on the table."""
    ASK = "ask"
    ASK_AGAIN = "ask-again"
    """Consent was asked before, and its answers are void."""
    HEAR = "hear"
    """The next person answers."""
    COUNT = "count"
    WRITE = "write"
    """An objection was counted and not written down."""
    OBJECTION = "objection"
    ADOPT = "adopt"
    OPEN_VOTE = "open-vote"
    ENTER_COUNT = "enter-count"
    RECOUNT = "recount"
    """Two tellers differ."""
    MEND = "mend"
    """The numbers do not add up to those present."""
    CALL = "call"
    CLOSE_VOTE = "close-vote"
    GO_ON = "go-on"


def next_of(assembly: Assembly) -> Doing:
    """What Enter does now."""
    proposal = assembly.proposal
    if proposal is None:
        return Doing.PROPOSE
    if proposal.stage in SETTLED:
        return Doing.GO_ON
    if proposal.stage is Stage.VOTE and proposal.vote is not None:
        return next_in_vote(proposal.vote)
    if proposal.stage is Stage.UNDECIDED or dialect_now(assembly) is None:
        return Doing.OPEN_VOTE
    return next_in_consent(assembly, proposal)


def next_in_consent(assembly: Assembly, proposal: Proposal) -> Doing:
    """Everybody answers, then every objection is written and used, then it is adopted or asked again."""
    under_way = proposal.round
    if under_way is not None and _unheard(assembly, under_way):
        return Doing.HEAR if under_way.named else Doing.COUNT
    if unwritten(proposal):
        return Doing.WRITE
    if proposal.open_objections:
        return Doing.OBJECTION
    if under_way is None:
        return Doing.ASK_AGAIN if proposal.rounds_held else Doing.ASK
    if under_way.number_of(Position.OBJECTION) or unrecorded(assembly, under_way):
        return Doing.ASK_AGAIN
    return Doing.ADOPT


def next_in_vote(vote: Vote) -> Doing:
    """Everybody is called, or every teller counts, then the vote is closed."""
    if vote.disputed:
        return Doing.RECOUNT
    if complete(vote):
        return Doing.MEND if vote.counts and final_count(vote).gap else Doing.CLOSE_VOTE
    return Doing.CALL if vote.method is Method.ROLL_CALL else Doing.ENTER_COUNT


def complete(vote: Vote) -> bool:
    """Whether the numbers for a verdict are in."""
    try:
        final_count(vote)
    except RuleBroken:
        return False
    return True


def asked_now(assembly: Assembly) -> str | None:
    """Who is asked now, in a named round or a roll call."""
    proposal = assembly.proposal
    match next_of(assembly):
        case Doing.HEAR if proposal and proposal.round:
            return next(iter(waiting_for(assembly, proposal.round)), None)
        case Doing.CALL if proposal and proposal.vote:
            return next(iter(uncalled(proposal.vote)), None)
        case _:
            return None


def uncalled(vote: Vote) -> tuple[str, ...]:
    """Who on the roll has not answered."""
    return tuple(member for member in vote.roll if member not in vote.choices)


def teller_now(vote: Vote) -> int:
    """Which teller enters a count next."""
    return 2 if vote.method is Method.TELLERS and 1 in vote.counts else 1


def objection_now(proposal: Proposal) -> Objection | None:
    """The first objection that is open."""
    return next(iter(proposal.open_objections), None)


def protocol_now(assembly: Assembly) -> Protocol | None:
    """The protocol for the proposal on the table."""
    return protocol_for(assembly.protocols, assembly.proposal.kind) if assembly.proposal else None


def dialect_now(assembly: Assembly) -> Dialect | None:
    """The dialect of consent for the proposal on the table, if it is not decided by vote."""
    protocol = protocol_now(assembly)
    return protocol.dialect if protocol else None


def missing_quorum(assembly: Assembly) -> int | None:
    """How many are needed to decide, where fewer are here and something is still to be decided."""
    protocol = protocol_now(assembly)
    if protocol is None or next_of(assembly) is Doing.GO_ON or has_quorum(assembly, protocol):
        return None
    return quorum_needed(assembly, protocol)


def _unheard(assembly: Assembly, under_way: ConsentRound) -> bool:
    if under_way.named:
        return bool(waiting_for(assembly, under_way))
    return bool(unrecorded(assembly, under_way)) or not under_way.counted
