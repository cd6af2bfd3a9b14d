"""How far consent is: who has answered, which objections are open, whether enough people are here."""

from __future__ import annotations

from dataclasses import replace

from assembly.attendance import has_quorum, quorum_needed
from assembly.circle import protocol_for
from assembly.dialects import Dialect, Position
from assembly.proposals import ConsentRound, Objection, Proposal
from assembly.refusal import RuleBroken
from assembly.said import Said
from assembly.state import Assembly


def dialect_of(assembly: Assembly, proposal: Proposal) -> Dialect:
    """The dialect in which consent is asked; a kind decided by vote has none."""
    dialect = protocol_for(assembly.protocols, proposal.kind).dialect
    if dialect is None:
        raise RuleBroken("decided-by-vote", kind=proposal.kind)
    return dialect


def waiting_for(assembly: Assembly, under_way: ConsentRound) -> tuple[str, ...]:
    """Who is still to be asked, in the order of the round; late comers last."""
    late = tuple(member for member in assembly.here if member not in under_way.asked)
    queue = (*under_way.asked, *late)
    return tuple(one for one in queue if one in assembly.here and one not in under_way.positions)


def unrecorded(assembly: Assembly, under_way: ConsentRound) -> int:
    """How many people here have not answered; below zero, how many left after the count."""
    if under_way.named:
        silent = len(set(assembly.here) - set(under_way.positions))
        return max(silent, assembly.present - len(under_way.positions))
    return assembly.present - sum(under_way.counted.values())


def unwritten(proposal: Proposal) -> int:
    """How many objections of the last round were counted and not written down, also after a new version."""
    under_way = proposal.rounds[-1] if proposal.rounds else None
    if under_way is None or under_way.named:
        return 0
    written = sum(one.round == under_way.number for one in proposal.objections)
    return max(0, under_way.number_of(Position.OBJECTION) - written)


def need_round(proposal: Proposal) -> ConsentRound:
    """The consent round on the present version."""
    if proposal.round is None:
        raise RuleBroken("consent-not-asked")
    return proposal.round


def need_quorum(assembly: Assembly, proposal: Proposal) -> None:
    """Enough of the entitled are here, and somebody is."""
    if not assembly.present:
        raise RuleBroken("nobody-here")
    protocol = protocol_for(assembly.protocols, proposal.kind)
    if not has_quorum(assembly, protocol):
        needed = quorum_needed(assembly, protocol)
        raise RuleBroken("no-quorum", present=assembly.present, needed=needed)


def need_no_objection(proposal: Proposal) -> None:
    """Every objection was integrated or dropped."""
    waiting = len(proposal.open_objections) + unwritten(proposal)
    if waiting:
        raise RuleBroken("objections-open", number=waiting)


def objected(proposal: Proposal, text: Said, member: str | None) -> Proposal:
    """The proposal with one more objection, raised in its last consent round."""
    under_way = proposal.rounds[-1]
    number = len(proposal.objections) + 1
    objection = Objection(number, under_way.version, under_way.number, text, member)
    return replace(proposal, objections=(*proposal.objections, objection))
