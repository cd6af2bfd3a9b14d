"""How long a draw takes, from the rules to the check of a stranger, beside the least that it could take.

The least is to hash the bytes of the record once, which is what the seal is, and to sample the same number of
people with the standard library, which nobody can check.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache, partial
from hashlib import sha256
from statistics import median
from time import perf_counter

from assembly.acts.drawing import DICE, ConfirmSeal, LockEntropy, RevealSeat, SealDraw
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.hatting import SetRoles
from assembly.acts.opening import FORMAT, Opened
from assembly.acts.throwing import calling
from assembly.circle import default_protocols
from assembly.draw import tickets
from assembly.draw.build import Candidate, build
from assembly.draw.drawing import Drawing, draw, reserve
from assembly.draw.record import Hat, Heading, Record, room_of, sealed_bytes
from assembly.draw.table import table
from assembly.draw.verify import verify
from assembly.journal import Journal, opened
from assembly.roles import Role
from assembly.rulebook import Command, decide
from assembly.state import Presence
from assembly.steps import Step
from assembly.value import value
from benchmarks.row import Row

FRAME, SOON = 0.016, 3.0
"""Seconds: one picture of a screen, and what a room waits for without asking what is wrong."""
FIRST_NAMES = 15
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DRAW, CHECK, RESERVES = "draw", "verification", "first 3 in reserve"


@value
class Size:
    """How large a draw is."""

    people: int
    roles: int
    kinds: int
    """In how many ways people opted out of roles; people of one kind are in the same hats."""
    rounds: int

    def __str__(self) -> str:
        """People and roles."""
        return f"{self.people:,}/{self.roles}"


SIZES = (Size(12, 4, 12, 51), Size(300, 12, 300, 11), Size(100_000, 200, 400, 3))
LARGE = SIZES[-1]


def run() -> Iterator[Row]:
    """Every part of a draw at every size; then what was promised in seconds."""
    for size in SIZES:
        record = record_of(size)
        taken = {name: _seconds(part, size.rounds) for name, part in parts_of(record).items()}
        hashing = _seconds(partial(sha256, sealed_bytes(record)), size.rounds)
        sampling = _seconds(partial(_sampled, record), size.rounds)
        for name, seconds in taken.items():
            yield Row(f"draw {size}: {name} / hash the record once", seconds, hashing)
            yield Row(f"draw {size}: {name} / random.sample", seconds, sampling)
        if size is LARGE:
            yield from (Row(f"draw {size}: {part} / 3 s", taken[part], SOON, 1.0) for part in (DRAW, CHECK))
    lock = median(seconds_to_the_first_name(SIZES[1], throw) for throw in range(FIRST_NAMES))
    yield Row(f"draw {SIZES[1]}: from the lock to a name / one frame (16 ms)", lock, FRAME, 1.0)


def record_of(size: Size) -> Record:
    """The record of a draw among people who each opted out of some roles, the same in every run."""
    chance = random.Random(size.people)
    hats = [Hat(f"r{place}", 1 + place % 3, f"Role {place}") for place in range(size.roles)]
    kinds = [frozenset(hat.id for hat in hats if chance.random() < 0.9) for _ in range(size.kinds)]
    people = [Candidate(f"M{place:06}", kinds[place % size.kinds]) for place in range(size.people)]
    heading = Heading(1, "Weekly assembly", date="2026-11-21", entropy=DICE, policy="decline=reserve")
    return build(heading, hats, people)


def parts_of(record: Record) -> dict[str, Callable[[], object]]:
    """What is measured, by its name."""
    sealed, line = sealed_bytes(record), dice(0)
    room, drawn = room_of(record), verify(sealed_bytes(record), line)
    return {
        "table": lambda: table(room),
        "record": lambda: sealed_bytes(record),
        DRAW: lambda: to_the_first_name(record, sealed, line),
        CHECK: lambda: verify(sealed, line),
        RESERVES: lambda: drawn.reserves,
    }


def to_the_first_name(record: Record, sealed: bytes, line: str) -> str | None:
    """The draw, and who would be asked if those who are shown first declined."""
    drawing: Drawing = draw(record, tickets.commitment_of(sealed), line)
    last = record.hats[-1].id
    return next(iter(reserve(drawing, last, 1)), None)


def seconds_to_the_first_name(size: Size, throw: int) -> float:
    """From the key that locks the throws to the first name, by the rules of an assembly."""
    journal = _witnessed(size)
    for call in calling(dice(throw)):
        journal = _asked(journal, call)
    begun = perf_counter()
    for command in (LockEntropy(), RevealSeat()):
        journal = _asked(journal, command)
    return perf_counter() - begun


def dice(number: int) -> str:
    """Twenty-five dice that depend on a number only."""
    thrown = random.Random(number)
    return "dice " + " ".join(str(thrown.randint(1, 6)) for _ in range(DICE[0].count))


@lru_cache
def _witnessed(size: Size) -> Journal:
    """An assembly in which two observers have the seal."""
    members = tuple(f"M{place:03}" for place in range(size.people))
    roles = tuple(Role(f"r{place}", f"Role {place}", 1 + place % 3) for place in range(size.roles))
    chance = random.Random(size.people)
    opening = Opened(FORMAT, "00000", "Paint shop", "Weekly", members, default_protocols())
    unwilling = ((member, role.id) for member in members for role in roles if chance.random() < 0.1)
    journal = opened(opening, NOON)
    before: tuple[Command, ...] = (
        MarkPresence(members, Presence.HERE),
        AcceptFacilitation(members[0]),
        GoTo(Step.LOTTERY),
        SetRoles(roles, tuple(unwilling)),
        SealDraw("00001"),
        ConfirmSeal(),
    )
    for command in before:
        journal = _asked(journal, command)
    return journal


def _asked(journal: Journal, command: Command) -> Journal:
    return journal.grown(decide(journal.assembly, command), NOON)


def _seconds(part: Callable[[], object], rounds: int) -> float:
    """The median; the first round only warms up."""
    taken = []
    for _ in range(rounds + 1):
        begun = perf_counter()
        part()
        taken.append(perf_counter() - begun)
    return median(taken[1:])


def _sampled(record: Record) -> list[str]:
    """As many people as there are seats, all at once and unverifiable."""
    return random.sample([member.id for member in record.members], sum(hat.seats for hat in record.hats))
