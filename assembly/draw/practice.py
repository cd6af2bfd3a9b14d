"""Practice: many draws with throw-away entropy beside the promise, and what their difference means.

Every draw goes the way of a real one, from a line of dice to the names; only the dice are not thrown. They
come from a seed that is given, and the record says PRACTICE, so that its seal is that of no draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from hashlib import sha256
from itertools import count, islice
from math import exp, inf, log

from assembly.draw.drawing import draw
from assembly.draw.entropy import Kind, Source, entropy_line
from assembly.draw.record import Heading, Record, sealed_bytes
from assembly.draw.tickets import commitment_of
from assembly.value import value

TITLE = "PRACTICE"
THROWN = 25
RARE = 1 / 1000
"""A difference less likely than this is no longer put down to chance."""
FEW = 5
"""Chi-square says nothing where so few are expected."""


@value
class Difference:
    """How often somebody was drawn for a hat, beside the promise."""

    hat: str
    member: str
    promised: Fraction
    drawn: int
    draws: int

    @property
    def expected(self) -> Fraction:
        """How often the promise says."""
        return self.promised * self.draws

    @property
    def off(self) -> Fraction:
        """How much more often it was than the promise says."""
        return self.drawn - self.expected

    @property
    def surprise(self) -> float:
        """How surprising it is: the draws times the divergence of what was seen from what was promised."""
        seen, promised = self.drawn / self.draws, float(self.promised)
        return self.draws * (_part(seen, promised) + _part(1 - seen, 1 - promised))


@value
class Practice:
    """What so many draws came to."""

    record: Record
    draws: int
    drawn: Mapping[str, Mapping[str, int]]
    """For every hat in voted order, by member, how often; it grows while the practice goes on."""

    def differences(self) -> Iterator[Difference]:
        """Everybody in every hat that they are in, hats in voted order."""
        promised = promised_by(self.record)
        for hat in self.record.hats:
            for member, shares in promised.items():
                if hat.id in shares:
                    number = self.drawn[hat.id].get(member, 0)
                    yield Difference(hat.id, member, shares[hat.id], number, self.draws)


@value
class Judgement:
    """What chance alone says to the differences of a practice."""

    largest: Difference
    """The most surprising one."""
    likely: float
    """At most so likely where the promise is kept: a difference as surprising, anywhere in the table."""
    square: float | None
    """Chi-square over what each person can be drawn for, or None while it says nothing."""
    average: int
    """What chi-square comes to on average where the promise is kept."""
    as_promised: bool
    """Whether such differences are what chance does."""


def practised(record: Record, seed: str, draws: int, before: Practice | None = None) -> Iterator[Practice]:
    """Draw again and again, and say after every draw how it stands; leave whenever you like.

    Args:
        record: The hats; a heading that it has is replaced by one that says PRACTICE.
        seed: Anything; the same seed and hats give the same practice.
        draws: How many draws to make.
        before: A practice with the same hats and seed that goes on.
    """
    marked = marked_practice(record)
    commitment = commitment_of(sealed_bytes(marked))
    drawn = {hat.id: Counter(before.drawn[hat.id] if before else ()) for hat in marked.hats}
    begun = before.draws if before else 0
    for number in islice(count(begun + 1), draws):
        for hat, members in draw(marked, commitment, thrown_away(seed, number)).result.items():
            drawn[hat].update(members)
        yield Practice(marked, number, drawn)


def marked_practice(record: Record) -> Record:
    """The same hats under a heading that no draw has."""
    return Record(Heading(1, TITLE), record.hats, record.scale, record.groups, record.members)


def thrown_away(seed: str, number: int) -> str:
    """Twenty-five dice that nobody threw."""
    left = int(sha256(f"{TITLE}\n{seed}\n{number}".encode()).hexdigest(), 16)
    faces = []
    for _ in range(THROWN):
        left, face = divmod(left, 6)
        faces.append(str(face + 1))
    return entropy_line([Source(Kind.DICE, tuple(faces))])


def promised_by(record: Record) -> dict[str, dict[str, Fraction]]:
    """The exact chance of every member in each of their hats, also where it is none."""
    places = {hat.id: place for place, hat in enumerate(record.hats)}
    of_group = {
        group.id: {hat: Fraction(group.row[places[hat]], group.size * record.scale) for hat in group.hats}
        for group in record.groups
    }
    return {member.id: of_group[member.group] for member in record.members}


def judged(practice: Practice) -> Judgement | None:
    """What chance alone says; nothing where nobody is in a hat or nothing was drawn yet.

    How often somebody is drawn for a hat is binomial, because the throws of one draw know nothing of the
    others. Chernoff bounds both tails of each, and the bound of all together is the sum: it holds however the
    hats depend on each other. Chi-square, the sum over people of what each can be drawn for, none included,
    is for those who know it: where the promise is kept each person adds, on average, one less than they have
    outcomes, however people and hats depend on each other. Its degrees of freedom are fewer.
    """
    told = tuple(practice.differences()) if practice.draws else ()
    if not told:
        return None
    largest = max(told, key=lambda one: one.surprise)
    likely = min(1.0, 2 * len(told) * exp(-largest.surprise))
    square, average = _chi_square(told)
    return Judgement(largest, likely, square, average, likely >= RARE)


def _part(seen: float, promised: float) -> float:
    if seen <= 0:
        return 0.0
    return seen * log(seen / promised) if promised > 0 else inf


def _chi_square(told: tuple[Difference, ...]) -> tuple[float | None, int]:
    people: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for one in told:
        people.setdefault(one.member, []).append((one.expected, one.off))
    draws = Fraction(told[0].draws)
    square, average, fewest = 0.0, 0, draws
    for own in people.values():
        none = draws - sum(expected for expected, _ in own), -sum((off for _, off in own), Fraction())
        outcomes = [(expected, off) for expected, off in (*own, none) if expected]
        square += sum(float(off * off / expected) for expected, off in outcomes)
        average += len(outcomes) - 1
        fewest = min(fewest, *(expected for expected, _ in outcomes))
    return (square if average and fewest >= FEW else None), average
