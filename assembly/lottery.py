"""The draws of an assembly: what was sealed, thrown, revealed and answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from itertools import takewhile

from assembly.draw.barring import Rule
from assembly.draw.throws import Correction, Struck, corrections, words_on
from assembly.roles import Role
from assembly.said import NOTHING_SAID, Said
from assembly.value import value

READERS = 2
"""How many people read the throws back before they are locked."""


class Answer(Enum):
    """What a drawn person says; no reason is asked."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    INELIGIBLE = "ineligible"
    """A wrong entry found after the entropy was locked: skipped, never a new draw."""
    PASSED = "passed"
    """The other of a pair that does not sit in one pool together has a seat."""


@value
class Offer:
    """A seat offered to a person, in the order of the reveal."""

    hat: str
    member: str
    answer: Answer | None = None
    reason: Said = NOTHING_SAID
    """Why a wrong entry was passed over; nobody else is asked for one."""


@value
class Draw:
    """One numbered draw, from its seal to the last answer."""

    id: str
    number: int
    record: str
    """The sealed text, `hat-draw/1`."""
    roles: tuple[Role, ...]
    witnessed: bool = False
    """Two observers said that they have the seal."""
    observers: tuple[str, ...] = ()
    """Who they are, where they were named."""
    throws: tuple[str, ...] = ()
    """What was called and stands, throw by throw."""
    struck: tuple[Struck, ...] = ()
    """What was called and struck out, oldest first."""
    called: int = 0
    """How many throws lay on the table at most; in books before format 3 at least."""
    whole: bool = False
    """Whether all throws were called once: whoever wrote them down could compute the names."""
    readings: tuple[str, ...] = ()
    """The lines that were read back, one for each person who read."""
    entropy: str | None = None
    seated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who was drawn for each hat, known from the lock on; hats in record order."""
    reserves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    void: Said | None = None
    """Why it was declared void, or None while it is valid."""
    offers: tuple[Offer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Members in the same hats who do not sit in one pool together."""
    tickets: Mapping[str, str] = field(default_factory=dict)
    """The tickets of those who are one of a pair, known from the lock on."""
    relaxed: tuple[tuple[str, Rule], ...] = ()
    """Role and rule that the assembly relaxed before the seal."""
    missed: tuple[tuple[str, str], ...] = ()
    """Role and member left out of its hats by mistake, as was found after the lock."""

    @property
    def readers(self) -> int:
        """How many people in a row have read back the very throws that stand."""
        standing = takewhile(lambda line: words_on(line) == self.throws, reversed(self.readings))
        return sum(1 for _line in standing)

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The throws that were struck out, with what each of them became."""
        return corrections(self.struck, self.throws)

    @property
    def pending(self) -> Offer | None:
        """The seat that waits for its answer."""
        return next((offer for offer in self.offers if offer.answer is None), None)

    @property
    def accepted(self) -> Mapping[str, tuple[str, ...]]:
        """Who took a seat, by hat."""
        return {
            hat: tuple(one.member for one in self.offers if one.hat == hat and one.answer is Answer.ACCEPTED)
            for hat in self.seated
        }

    @property
    def following(self) -> Offer | None:
        """The next seat to reveal, least powerful role first, or None when every seat is settled.

        The hats stand in voted order, the most powerful first; the reveal goes the other way round. A seat
        that was declined goes to the next in reserve who has none.
        """
        accepted = self.accepted
        for hat in reversed(tuple(self.seated)):
            if len(accepted[hat]) < len(self.seated[hat]):
                candidate = self._next_for(hat)
                if candidate is not None:
                    return Offer(hat, candidate)
        return None

    @property
    def passes_for(self) -> str | None:
        """Who keeps a seat, so that the other of a pair, whose name is shown, passes."""
        return self._kept_by(self.pending.member, role_of(self.pending.hat)) if self.pending else None

    def holders(self, role: str) -> tuple[str, ...]:
        """Who accepted a seat of a role, in whichever of its hats."""
        return tuple(
            one.member for one in self.offers if role_of(one.hat) == role and one.answer is Answer.ACCEPTED
        )

    def passed_over(self, role: str) -> frozenset[str]:
        """Who was drawn for a role, and passed over as a wrong entry."""
        wrong = (one for one in self.offers if one.answer is Answer.INELIGIBLE)
        return frozenset(one.member for one in wrong if role_of(one.hat) == role)

    def skipped(self, role: str) -> bool:
        """Whether a wrong entry of a role was passed over and a seat of it stayed empty."""
        seats = sum(one.seats for one in self.roles if one.id == role)
        return bool(self.passed_over(role)) and len(self.holders(role)) < seats

    @property
    def finished(self) -> bool:
        """Whether the entropy is locked and every seat is settled."""
        return self.entropy is not None and self.pending is None and self.following is None

    @property
    def unfinished(self) -> bool:
        """Whether it is valid and still waits for its dice or for an answer."""
        return self.void is None and not self.finished

    def _kept_by(self, member: str, role: str) -> str | None:
        """Of two who were drawn the one with the lower ticket keeps the seat; the reserve never displaces."""
        answers = {one.member: one.answer for one in self.offers if role_of(one.hat) == role}
        drawn = {one for hat, members in self.seated.items() if role_of(hat) == role for one in members}
        for other in self._partners(member):
            if answers.get(other) is Answer.ACCEPTED:
                return other
            waits = other in drawn and answers.get(other) is None
            first = member not in drawn or self.tickets[other] < self.tickets[member]
            if waits and first and self._kept_by(other, role) is None:
                return other
        return None

    def _partners(self, member: str) -> Iterator[str]:
        for one, other in self.pairs:
            if member in (one, other):
                yield other if member == one else one

    def _next_for(self, hat: str) -> str | None:
        asked = {one.member for one in self.offers if one.hat == hat}
        seated = {member for members in self.seated.values() for member in members}
        declined = {one.member for one in self.offers if one.answer is not Answer.ACCEPTED}
        taken = {one.member for one in self.offers if one.answer is Answer.ACCEPTED} | (seated - declined)
        for member in self._in_turn(hat):
            if member not in asked and (member in self.seated[hat] or member not in taken):
                return member
        return None

    def _in_turn(self, hat: str) -> Iterator[str]:
        """Those drawn for a hat, then its reserve, which is put in order only if it comes to that."""
        yield from self.seated[hat]
        yield from self.reserves[hat]


def role_of(hat: str) -> str:
    """The role that a hat belongs to: `facilitator.1` and `facilitator.2` are tiers of one role."""
    return hat.partition(".")[0]


@value
class Hatting:
    """What goes into the hats before anything is sealed."""

    roles: tuple[Role, ...] = ()
    unwilling: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Members who do not want a role today, by role id."""
    strata: tuple[tuple[str, str, str], ...] = ()
    """Member, tag and shift or department, for roles that are shared out."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Members who do not sit in one pool together."""
    consented: frozenset[str] = frozenset()
    """Absent members who agreed beforehand to be drawn."""
    relaxed: tuple[tuple[str, Rule], ...] = ()
    """Role and rule that the assembly relaxed, in their order."""


def record_hash(draw: Draw) -> str:
    """SHA-256 of a sealed record, in lower-case hex."""
    from hashlib import sha256  # noqa: PLC0415 - a start seals nothing

    return sha256(draw.record.encode()).hexdigest()
