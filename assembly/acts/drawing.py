"""Lottery: hats, seal, dice, lock, reveal, by the protocol `hat-draw/1` in `assembly.draw`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from assembly.acts.proposing import need_fresh_id
from assembly.draw.build import build
from assembly.draw.drawing import Drawing, draw, reserve
from assembly.draw.entropy import Kind, Promise, more_than_promised, read_entropy
from assembly.draw.hats import Filled, Person, fill_hats
from assembly.draw.hats import Role as HatRole
from assembly.draw.reading import read as read_record
from assembly.draw.record import Heading, written
from assembly.lottery import Answer, Draw, Hatting, Offer, Role
from assembly.refusal import RuleBroken
from assembly.said import Said, need_text
from assembly.state import Assembly

DICE: tuple[Promise, ...] = (Promise(Kind.DICE, 25),)
"""What is thrown unless the room wants something else: 25 six-sided dice, 64.6 bits."""

POLICY = "decline=reserve; later vacancy=new draw; wrong entry=skip"

ROLE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,27}")
"""A hat id without dots, short enough for a tier after it."""


@dataclass(frozen=True, slots=True)
class SetRoles:
    """Say which roles are drawn, most powerful first, and who opted out of which beforehand."""

    roles: tuple[Role, ...]
    opted_out: tuple[tuple[str, str], ...] = ()
    """Member and role id."""


@dataclass(frozen=True, slots=True)
class RolesSet:
    """The roles of the next draw are known."""

    roles: tuple[Role, ...]
    opted_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkWilling:
    """A person wants, or does not want, to be in the hat for a role today; no reason is asked."""

    member: str
    role: str
    willing: bool


@dataclass(frozen=True, slots=True)
class WillingMarked:
    """A person said whether to be in the hat for a role."""

    member: str
    role: str
    willing: bool


@dataclass(frozen=True, slots=True)
class SealDraw:
    """Seal the hats as they are, before any entropy exists."""

    id: str
    labels: tuple[tuple[str, str], ...] = ()
    """Member and the public label that they released."""
    sources: tuple[Promise, ...] = DICE


@dataclass(frozen=True, slots=True)
class DrawSealed:
    """A numbered draw was sealed: its record can never change."""

    id: str
    number: int
    record: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class ConfirmSeal:
    """Two observers say that they have the seal."""


@dataclass(frozen=True, slots=True)
class SealWitnessed:
    """Two observers have the seal."""

    id: str


@dataclass(frozen=True, slots=True)
class LockEntropy:
    """Lock what was thrown, after two people read it back."""

    line: str


@dataclass(frozen=True, slots=True)
class EntropyLocked:
    """The entropy is locked and with it the result."""

    id: str
    line: str


@dataclass(frozen=True, slots=True)
class RevealSeat:
    """Show the next name."""


@dataclass(frozen=True, slots=True)
class SeatRevealed:
    """A name was shown."""

    id: str
    hat: str
    member: str


@dataclass(frozen=True, slots=True)
class AnswerSeat:
    """The person whose name was shown accepts or declines; no reason is asked."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class SeatAnswered:
    """The person whose name was shown answered."""

    id: str
    hat: str
    member: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class VoidDraw:
    """Declare a sealed draw void, before any entropy: a wrong entry was found."""

    reason: Said


@dataclass(frozen=True, slots=True)
class DrawVoided:
    """A sealed draw is void; it stays in the log with its reason."""

    id: str
    reason: Said


Command = SetRoles | MarkWilling | SealDraw | ConfirmSeal | LockEntropy | RevealSeat | AnswerSeat | VoidDraw
Event = (
    RolesSet
    | WillingMarked
    | DrawSealed
    | SealWitnessed
    | EntropyLocked
    | SeatRevealed
    | SeatAnswered
    | DrawVoided
)


def decide(assembly: Assembly, command: Command) -> Event:
    """Answer a request with what it makes happen, or say which rule it breaks."""
    match command:
        case SetRoles(roles, opted_out):
            check_roles(assembly, roles)
            return RolesSet(roles, opted_out)
        case MarkWilling(member, role, willing):
            check_willing(assembly, member, role)
            return WillingMarked(member, role, willing)
        case SealDraw():
            return seal(assembly, command)
        case ConfirmSeal():
            return confirm(assembly)
        case LockEntropy(line):
            return lock(assembly, line)
        case RevealSeat():
            return reveal(assembly)
        case AnswerSeat(answer):
            return answer_seat(assembly, answer)
        case VoidDraw(reason):
            return void(assembly, reason)


def check_roles(assembly: Assembly, roles: tuple[Role, ...]) -> None:
    """Each role has an id of its own and seats; nothing changes while a draw is sealed."""
    need_no_draw(assembly)
    if not roles:
        raise RuleBroken("no-roles")
    if len({role.id for role in roles}) < len(roles):
        raise RuleBroken("role-twice")
    for role in roles:
        if not ROLE_ID.fullmatch(role.id):
            raise RuleBroken("role-id", role=role.id)
        if role.seats < 0:
            raise RuleBroken("draw-seats", hat=role.id, seats=role.seats)


def check_willing(assembly: Assembly, member: str, role: str) -> None:
    """People here decide for themselves, until the seal."""
    need_no_draw(assembly)
    if member not in assembly.here:
        raise RuleBroken("not-here")
    if role not in {one.id for one in assembly.hatting.roles}:
        raise RuleBroken("no-such-role", role=role)


def seal(assembly: Assembly, command: SealDraw) -> DrawSealed:
    """A draw has the next number and the hash of the record before: two seals for one number are cheating."""
    need_no_draw(assembly)
    if not assembly.hatting.roles:
        raise RuleBroken("no-roles")
    if assembly.counted_only:
        raise RuleBroken("names-not-ticked")
    need_fresh_id(assembly, command.id)
    for role in assembly.hatting.roles:
        need_not_drawn(assembly, role)
    number = assembly.draw.number + 1 if assembly.draw else assembly.draws_before + 1
    heading = Heading(
        number=number,
        title=f"{assembly.circle}: {assembly.title}" if assembly.title else assembly.circle,
        date=assembly.opened_at.date().isoformat(),
        previous=_previous(assembly),
        entropy=command.sources,
        policy=POLICY,
    )
    filled = hats_of(assembly)
    record = build(heading, filled.hats, filled.candidates(dict(command.labels)))
    return DrawSealed(command.id, number, written(record), assembly.hatting.roles)


def confirm(assembly: Assembly) -> SealWitnessed:
    """The seal is with two observers before anything can be thrown."""
    sealed = need_sealed(assembly)
    if sealed.witnessed:
        raise RuleBroken("already-witnessed")
    return SealWitnessed(sealed.id)


def lock(assembly: Assembly, line: str) -> EntropyLocked:
    """Entropy comes once, after the witnesses, from the sources that the seal names."""
    sealed = need_sealed(assembly)
    if not sealed.witnessed:
        raise RuleBroken("witnesses-first")
    drawing = drawing_of(sealed, line)
    need_no_more(drawing)
    return EntropyLocked(sealed.id, line)


def need_no_more(drawing: Drawing) -> None:
    """Exactly as much chance as the seal names: one throw more is one draw more to choose from."""
    promises = drawing.record.heading.entropy or ()
    for promise, source in zip(promises, read_entropy(drawing.entropy), strict=False):
        if more_than_promised((promise,), (source,)):
            raise RuleBroken("draw-entropy-too-many", kind=promise.kind.value, expected=promise.count)


def reveal(assembly: Assembly) -> SeatRevealed:
    """One name at a time, the least powerful role first."""
    locked = need_locked(assembly)
    if locked.pending:
        raise RuleBroken("answer-first")
    offer = locked.following
    if offer is None:
        raise RuleBroken("draw-finished")
    return SeatRevealed(locked.id, offer.hat, offer.member)


def answer_seat(assembly: Assembly, answer: Answer) -> SeatAnswered:
    """Only the person whose name was shown answers."""
    locked = need_locked(assembly)
    if locked.pending is None:
        raise RuleBroken("nobody-revealed")
    return SeatAnswered(locked.id, locked.pending.hat, locked.pending.member, answer)


def void(assembly: Assembly, reason: Said) -> DrawVoided:
    """A draw can be void only before its entropy: afterwards it would be repeated until it pleases."""
    return DrawVoided(need_sealed(assembly).id, need_text(reason))


def need_not_drawn(assembly: Assembly, role: Role) -> None:
    """A role whose seats were drawn and taken today is not drawn again, by its id or by its label."""
    label = role.label.casefold().split()
    for earlier in assembly.draws.values():
        for drawn in earlier.roles:
            same = drawn.id == role.id or drawn.label.casefold().split() == label
            if same and drawn.seats and len(earlier.holders(drawn.id)) >= drawn.seats:
                raise RuleBroken("role-already-drawn", role=role.id, number=earlier.number)


def need_no_draw(assembly: Assembly) -> None:
    """No sealed draw waits for its dice or its answers."""
    if assembly.draw and assembly.draw.unfinished:
        raise RuleBroken("draw-unfinished", number=assembly.draw.number)


def need_sealed(assembly: Assembly) -> Draw:
    """The sealed draw that waits for its dice."""
    waiting = assembly.draw
    if waiting is None or waiting.void is not None:
        raise RuleBroken("nothing-sealed")
    if waiting.entropy is not None:
        raise RuleBroken("entropy-locked", number=waiting.number)
    return waiting


def need_locked(assembly: Assembly) -> Draw:
    """The draw whose names are being shown."""
    locked = assembly.draw
    if locked is None or locked.entropy is None:
        raise RuleBroken("entropy-first")
    return locked


def hats_of(assembly: Assembly) -> Filled:
    """Who is in which hat as things stand, with a reason for everyone left out."""
    roles = [_hat_role(assembly, role) for role in assembly.hatting.roles]
    here = frozenset(assembly.here)
    people = [
        Person(member, here=member in here, opted_out=assembly.hatting.unwilling.get(member, frozenset()))
        for member in assembly.entitled
    ]
    return fill_hats(roles, people)


def _hat_role(assembly: Assembly, role: Role) -> HatRole:
    past = [one for one in assembly.served if one.role == role.id]
    served = {one.member: one.times for one in past}
    newest = max((one.last for one in past if one.last), default=None)
    last_holders = frozenset(one.member for one in past if one.last and one.last == newest)
    if role.id == "facilitator" and assembly.facilitators:
        last_holders = frozenset(assembly.facilitators)
        served = served | {one: served.get(one, 0) + 1 for one in last_holders}
    return HatRole(role.id, role.seats, role.label, served=served, last_holders=last_holders)


def _previous(assembly: Assembly) -> str:
    return sha256(assembly.draw.record.encode()).hexdigest() if assembly.draw else assembly.last_record


def drawing_of(sealed: Draw, line: str) -> Drawing:
    """The draw that a sealed record and a line of entropy make."""
    text = sealed.record.encode()
    return draw(read_record(text), sha256(text).hexdigest(), line)


def evolve(assembly: Assembly, event: Event, at: datetime) -> Assembly:  # noqa: ARG001 - every act has this shape
    """The assembly after something happened in the lottery."""
    match event:
        case RolesSet(roles, opted_out):
            return replace(assembly, hatting=_hatting(roles, opted_out))
        case WillingMarked(member, role, willing):
            return replace(assembly, hatting=_marked(assembly.hatting, member, role, willing))
        case DrawSealed(id, number, record, roles):
            return _with_draw(assembly, Draw(id, number, record, roles))
        case _:
            return _with_draw(assembly, _drawn(assembly.draws[event.id], event))


def _drawn(
    before: Draw, event: SealWitnessed | EntropyLocked | SeatRevealed | SeatAnswered | DrawVoided
) -> Draw:
    match event:
        case SealWitnessed():
            return replace(before, witnessed=True)
        case EntropyLocked(_, line):
            drawing = drawing_of(before, line)
            reserves = {hat: reserve(drawing, hat) for hat in drawing.result}
            return replace(before, entropy=line, seated=drawing.result, reserves=reserves)
        case SeatRevealed(_, hat, member):
            return replace(before, offers=(*before.offers, Offer(hat, member)))
        case SeatAnswered(_, hat, member, answer):
            return replace(before, offers=(*before.offers[:-1], Offer(hat, member, answer)))
        case DrawVoided(_, reason):
            return replace(before, void=reason)


def _hatting(roles: tuple[Role, ...], opted_out: tuple[tuple[str, str], ...]) -> Hatting:
    unwilling: dict[str, frozenset[str]] = {}
    for member, role in opted_out:
        unwilling[member] = unwilling.get(member, frozenset()) | {role}
    return Hatting(roles, unwilling)


def _marked(hatting: Hatting, member: str, role: str, willing: bool) -> Hatting:
    before = hatting.unwilling.get(member, frozenset())
    after = before - {role} if willing else before | {role}
    return replace(hatting, unwilling={**hatting.unwilling, member: after})


def _with_draw(assembly: Assembly, changed: Draw) -> Assembly:
    return replace(assembly, draws={**assembly.draws, changed.id: changed})
