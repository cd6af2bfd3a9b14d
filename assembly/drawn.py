"""The draws of an assembly as its public record has them, with everything that is needed to check them."""

from __future__ import annotations

from collections.abc import Mapping

from assembly.decision import Source, source_of
from assembly.draw.barring import Rule
from assembly.draw.throws import Correction
from assembly.lottery import Answer, Draw, record_hash, role_of
from assembly.said import NOTHING_SAID, Said
from assembly.state import Assembly
from assembly.value import value


@value
class HatShown:
    """A hat with what was drawn from it."""

    id: str
    label: str
    seats: int
    drawn: tuple[str, ...]
    """Member ids in the order of the draw; empty until every seat is settled."""
    reserves: tuple[str, ...]


@value
class OfferShown:
    """A drawn person and the answer, in the order of the reveal."""

    hat: str
    label: str
    member: str
    answer: Answer | None
    reason: Said = NOTHING_SAID
    """Why a wrong entry was passed over."""


@value
class Relaxed:
    """A rule that the assembly relaxed before the seal, because there were too few people."""

    label: str
    """What the role is called."""
    rule: Rule


@value
class MissedShown:
    """Somebody who was left out of the hats of a role, or passed over, by mistake."""

    label: str
    """What the role is called."""
    member: str
    passed_over: bool = False
    """Whether they were drawn, and passed over as a wrong entry, which they were not."""


@value
class DrawShown:
    """A draw with everything that is needed to check it."""

    id: str
    number: int
    source: Source
    record: str
    """The sealed text, byte for byte."""
    seal: str
    """SHA-256 of the record, in lower-case hex."""
    witnessed: bool
    entropy: str | None
    hats: tuple[HatShown, ...]
    offers: tuple[OfferShown, ...]
    finished: bool
    void: Said | None
    """Why it was declared void, or None while it is valid."""
    relaxed: tuple[Relaxed, ...] = ()
    called: int = 0
    """How many throws had been called, at least, when it was declared void."""
    corrections: tuple[Correction, ...] = ()
    """The throws that were struck out, with what each of them became."""
    observers: tuple[str, ...] = ()
    """Who took the seal, where they were named."""
    missed: tuple[MissedShown, ...] = ()
    """Who was left out by mistake, as was found after the lock."""


def draws_of(assembly: Assembly) -> tuple[DrawShown, ...]:
    """The draws of an assembly, also void ones, in their order."""
    return tuple(_draw(assembly, draw) for draw in assembly.draws.values())


def _draw(assembly: Assembly, draw: Draw) -> DrawShown:
    labels = _labels(draw)
    return DrawShown(
        id=draw.id,
        number=draw.number,
        source=source_of(assembly),
        record=draw.record,
        seal=record_hash(draw),
        witnessed=draw.witnessed,
        entropy=draw.entropy,
        hats=_hats(draw, labels),
        offers=tuple(
            OfferShown(one.hat, _label(labels, one.hat), one.member, one.answer, one.reason)
            for one in draw.offers
        ),
        finished=draw.finished,
        void=draw.void,
        relaxed=tuple(Relaxed(_label(labels, role), rule) for role, rule in draw.relaxed),
        called=draw.called if draw.void is not None else 0,
        corrections=draw.corrections,
        observers=draw.observers,
        missed=missed_of(draw),
    )


def missed_of(draw: Draw) -> tuple[MissedShown, ...]:
    """Who missed a turn by mistake, and how."""
    labels = _labels(draw)
    return tuple(
        MissedShown(_label(labels, role), member, member in draw.passed_over(role))
        for role, member in draw.missed
    )


def _labels(draw: Draw) -> dict[str, str]:
    return {role.id: role.label for role in draw.roles}


def _hats(draw: Draw, labels: Mapping[str, str]) -> tuple[HatShown, ...]:
    """The hats in record order; names only once each of them was told to the room."""
    if not draw.finished:
        return ()
    return tuple(
        HatShown(hat, _label(labels, hat), len(members), members, tuple(draw.reserves.get(hat, ())))
        for hat, members in draw.seated.items()
    )


def _label(labels: Mapping[str, str], hat: str) -> str:
    return labels.get(role_of(hat), hat)
