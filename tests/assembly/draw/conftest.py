from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from assembly.draw.build import Candidate, build
from assembly.draw.drawing import Drawing, draw
from assembly.draw.record import Hat, Heading, Record, sealed_bytes
from assembly.draw.tickets import commitment_of

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("hat-draw-1.json").read_text("utf-8"))[
    "vectors"
]

DICE = "dice 3 5 1 6 2 2 4 1 6 5 3 3 6 1 4 2 5 6 1 1 3 4 2 6 5"


@pytest.fixture(params=VECTORS, ids=lambda vector: vector["name"])
def vector(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


@pytest.fixture(scope="session")
def dice() -> str:
    return DICE


@pytest.fixture(scope="session")
def throw() -> Callable[[int], str]:
    """Twenty-five dice that depend on a number only."""

    def thrown(number: int) -> str:
        dice = random.Random(number)
        return "dice " + " ".join(str(dice.randint(1, 6)) for _ in range(25))

    return thrown


@pytest.fixture(scope="session")
def record_of() -> Callable[[Mapping[str, int], Mapping[str, Sequence[str]]], Record]:
    """A record out of seats by hat and hats by member."""

    def made(seats: Mapping[str, int], own: Mapping[str, Sequence[str]]) -> Record:
        hats = [Hat(hat, number, hat.title()) for hat, number in seats.items()]
        return build(
            Heading(1, "Weekly assembly"), hats, [Candidate(member, mine) for member, mine in own.items()]
        )

    return made


@pytest.fixture(scope="session")
def drawn() -> Callable[[Record, str], Drawing]:
    def made(record: Record, entropy: str) -> Drawing:
        return draw(record, commitment_of(sealed_bytes(record)), entropy)

    return made
