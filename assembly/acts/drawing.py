"""Draw: seal, witnesses, dice, lock, reveal, answers, by the protocol `hat-draw/1` in `assembly.draw`."""

from __future__ import annotations

from dataclasses import replace

from assembly.acts.hatting import need_no_draw
from assembly.acts.proposing import need_fresh_id
from assembly.acts.throwing import need_read, need_sealed, need_voidable, need_witnessed
from assembly.chances import need_seats_for_strata
from assembly.draw.barring import Rule
from assembly.draw.entropy import Kind, Promise
from assembly.draw.record import written
from assembly.drawable import need_drawable
from assembly.hats_today import hats_of
from assembly.lottery import Answer, Draw, Offer
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.said import NOTHING_SAID, Said, need_text
from assembly.sealing import drawing_of, locked_with, need_in_order, next_record, pairs_of
from assembly.state import Assembly
from assembly.value import value

DICE: tuple[Promise, ...] = (Promise(Kind.DICE, 25),)
"""What is thrown unless the room wants something else: 25 six-sided dice, 64.6 bits."""

OBSERVERS = 2
"""How many people take the seal with them."""


@value
class SealDraw:
    """Seal the hats as they are, before any entropy exists."""

    id: str
    labels: tuple[tuple[str, str], ...] = ()
    """Member and the public label that they released."""
    sources: tuple[Promise, ...] = DICE


@value
class DrawSealed:
    """A numbered draw was sealed: its record can never change."""

    id: str
    number: int
    record: str
    roles: tuple[Role, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    """Members in the same hats who do not sit in one pool together."""
    relaxed: tuple[tuple[str, Rule], ...] = ()
    """Role and rule that the assembly relaxed for this draw."""


@value
class ConfirmSeal:
    """Two observers say that they have the seal."""

    observers: tuple[str, ...] = ()
    """Who they are; nobody is named where they are guests, or where heads were counted."""


@value
class SealWitnessed:
    """Two observers have the seal."""

    id: str
    observers: tuple[str, ...] = ()


@value
class LockEntropy:
    """Lock what was thrown, after two people read it back."""


@value
class EntropyLocked:
    """The entropy is locked and with it the result."""

    id: str
    line: str


@value
class RevealSeat:
    """Show the next name."""


@value
class SeatRevealed:
    """A name was shown."""

    id: str
    hat: str
    member: str


@value
class AnswerSeat:
    """The person whose name was shown accepts or declines; only a wrong entry needs a reason."""

    answer: Answer
    reason: Said = NOTHING_SAID


@value
class SeatAnswered:
    """The person whose name was shown answered."""

    id: str
    hat: str
    member: str
    answer: Answer
    reason: Said = NOTHING_SAID
    """Why a wrong entry was passed over."""


@value
class VoidDraw:
    """Declare a sealed draw void before its last throw: a wrong entry was found."""

    reason: Said


@value
class DrawVoided:
    """A sealed draw is void; it stays in the log with its reason."""

    id: str
    reason: Said
    called: int = 0
    """How many throws had been called; in books before format 3 at least."""


Command = SealDraw | ConfirmSeal | LockEntropy | RevealSeat | AnswerSeat | VoidDraw
Event = DrawSealed | SealWitnessed | EntropyLocked | SeatRevealed | SeatAnswered | DrawVoided


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case SealDraw():
            return seal(assembly, command)
        case ConfirmSeal(observers):
            return confirm(assembly, observers)
        case LockEntropy():
            return lock(assembly)
        case RevealSeat():
            return reveal(assembly)
        case AnswerSeat(answer, reason):
            return answer_seat(assembly, answer, reason)
        case VoidDraw(reason):
            sealed = need_voidable(need_sealed(assembly))
            return DrawVoided(sealed.id, need_text(reason), sealed.called)


def seal(assembly: Assembly, command: SealDraw) -> DrawSealed:
    """A draw has the next number and the hash of the record before: two seals for one number are cheating."""
    need_no_draw(assembly)
    if assembly.counted_only:
        raise RuleBroken("names-not-ticked")
    need_fresh_id(assembly, command.id)
    need_drawable(assembly)
    need_in_order(command.sources)
    filled = hats_of(assembly)
    need_seats_for_strata(assembly, filled)
    record = next_record(assembly, filled, dict(command.labels), command.sources)
    pairs, hatting = pairs_of(assembly, filled), assembly.hatting
    number = record.heading.number
    return DrawSealed(command.id, number, written(record), hatting.roles, pairs, hatting.relaxed)


def confirm(assembly: Assembly, observers: tuple[str, ...]) -> SealWitnessed:
    """The seal is with two observers, none of them the facilitator, before anything can be thrown."""
    sealed = need_sealed(assembly)
    if sealed.witnessed:
        raise RuleBroken("already-witnessed")
    if observers and (len(observers) != OBSERVERS or len(set(observers)) < OBSERVERS):
        raise RuleBroken("two-observers", number=len(set(observers)))
    if assembly.facilitator in observers:
        raise RuleBroken("observer-facilitates")
    if not set(observers) <= {*assembly.here, *assembly.recused}:
        raise RuleBroken("not-here")
    return SealWitnessed(sealed.id, observers)


def lock(assembly: Assembly) -> EntropyLocked:
    """Entropy comes once, after the witnesses, as it was called throw by throw and read back by two."""
    sealed = need_witnessed(assembly)
    line = need_read(sealed)
    drawing_of(sealed, line)
    return EntropyLocked(sealed.id, line)


def reveal(assembly: Assembly) -> SeatRevealed:
    """One name at a time, the least powerful role first."""
    locked = need_locked(assembly)
    if locked.pending:
        raise RuleBroken("answer-first")
    offer = locked.following
    if offer is None:
        raise RuleBroken("draw-finished")
    return SeatRevealed(locked.id, offer.hat, offer.member)


def answer_seat(assembly: Assembly, answer: Answer, reason: Said = NOTHING_SAID) -> SeatAnswered:
    """Only the person whose name was shown answers; one of a pair passes, a wrong entry has a reason."""
    locked = need_locked(assembly)
    if locked.pending is None:
        raise RuleBroken("nobody-revealed")
    if answer is Answer.ACCEPTED and locked.passes_for is not None:
        raise RuleBroken("pair-passes")
    if answer is Answer.PASSED and locked.passes_for is None:
        raise RuleBroken("no-pair")
    why = need_text(reason) if answer is Answer.INELIGIBLE else NOTHING_SAID
    return SeatAnswered(locked.id, locked.pending.hat, locked.pending.member, answer, why)


def need_locked(assembly: Assembly) -> Draw:
    """The draw whose names are being shown."""
    locked = assembly.draw
    if locked is None or locked.entropy is None:
        raise RuleBroken("entropy-first")
    return locked


def evolve(assembly: Assembly, event: Event) -> Assembly:
    """The assembly after something happened in a draw."""
    match event:
        case DrawSealed(id, number, record, roles, pairs, relaxed):
            changed = Draw(id, number, record, roles, pairs=pairs, relaxed=relaxed)
        case _:
            changed = _drawn(assembly.draws[event.id], event)
    return replace(assembly, draws={**assembly.draws, changed.id: changed})


def _drawn(
    before: Draw, event: SealWitnessed | EntropyLocked | SeatRevealed | SeatAnswered | DrawVoided
) -> Draw:
    match event:
        case SealWitnessed(_, observers):
            return replace(before, witnessed=True, observers=observers)
        case EntropyLocked(_, line):
            return locked_with(before, line)
        case SeatRevealed(_, hat, member):
            return replace(before, offers=(*before.offers, Offer(hat, member)))
        case SeatAnswered(_, hat, member, answer, reason):
            return replace(before, offers=(*before.offers[:-1], Offer(hat, member, answer, reason)))
        case DrawVoided(_, reason, called):
            return replace(before, void=reason, called=max(before.called, called))
