"""The worked draws of the protocol, every field of every one."""

from __future__ import annotations

from typing import Any

from assembly.draw.build import Candidate, build
from assembly.draw.drawing import chances
from assembly.draw.entropy import entropy_line, read_entropy
from assembly.draw.reading import read
from assembly.draw.record import sealed_bytes, written
from assembly.draw.tickets import ticket
from assembly.draw.verify import verify

Vector = dict[str, Any]


def test_the_seal_and_the_seed_are_the_ones_of_the_protocol(vector: Vector) -> None:
    checked = verify(vector["record"].encode(), vector["entropy"])

    assert (checked.commitment, checked.seed) == (vector["commitment"], vector["seed"])


def test_the_plan_and_the_names_are_the_ones_of_the_protocol(vector: Vector) -> None:
    checked = verify(vector["record"].encode(), vector["entropy"])

    assert [list(row) for row in checked.plan] == vector["plan"]
    assert {hat: list(names) for hat, names in checked.result.items()} == vector["result"]


def test_every_ticket_is_the_one_of_the_protocol(vector: Vector) -> None:
    tickets = {name: ticket(vector["seed"], name) for name in vector["tickets"] or {}}

    assert tickets == (vector["tickets"] or {})


def test_every_chance_is_the_one_of_the_protocol(vector: Vector) -> None:
    record = read(vector["record"].encode())
    found = {member.id: chances(record, member.id) for member in record.members}
    told = {member: {hat: str(share) for hat, share in own.items()} for member, own in found.items() if own}

    assert vector["chance"] is None or told == {
        member: own for member, own in vector["chance"].items() if own
    }


def test_the_first_in_reserve_are_the_ones_of_the_protocol(vector: Vector) -> None:
    reserves = verify(vector["record"].encode(), vector["entropy"]).reserves

    assert (
        vector["reserves"] is None
        or {hat: list(names) for hat, names in reserves.items()} == vector["reserves"]
    )


def test_a_record_that_was_read_is_written_with_the_same_bytes(vector: Vector) -> None:
    assert written(read(vector["record"].encode())) == vector["record"]


def test_the_same_hats_and_people_build_the_same_record(vector: Vector) -> None:
    known = read(vector["record"].encode())
    own = {group.id: group.hats for group in known.groups}
    people = [Candidate(member.id, own[member.group], member.label) for member in known.members]

    assert sealed_bytes(build(known.heading, known.hats, people[::-1])) == vector["record"].encode()


def test_an_entropy_line_that_was_read_is_written_the_same(vector: Vector) -> None:
    assert entropy_line(read_entropy(vector["entropy"])) == vector["entropy"]
