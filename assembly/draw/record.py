"""The record that is sealed: who is in which hat, with which expectation."""

from __future__ import annotations

from collections.abc import Iterator

from assembly.draw.entropy import Promise, promised_line
from assembly.draw.seating import Room
from assembly.value import value

VERSION = "hat-draw/1"
NO_PREVIOUS = "0" * 64


@value
class Hat:
    """A role with its seats."""

    id: str
    seats: int
    label: str


@value
class Group:
    """Members with the same hats, and what the table expects for them together."""

    id: str
    hats: tuple[str, ...]
    size: int
    row: tuple[int, ...]
    """Expected seats times the scale, one for each hat of the record."""


@value
class Member:
    """One person in the record, by an id that is never a name."""

    id: str
    group: str
    label: str


@value
class Heading:
    """What stands above the hats."""

    number: int
    title: str
    previous: str = NO_PREVIOUS
    """SHA-256 of the record of the draw before, in lower-case hex."""
    date: str | None = None
    entropy: tuple[Promise, ...] | None = None
    """The sources of chance in their order, promised before the seal."""
    policy: str | None = None


@value
class Record:
    """Everything that a draw depends on, except chance."""

    heading: Heading
    hats: tuple[Hat, ...]
    scale: int
    groups: tuple[Group, ...]
    members: tuple[Member, ...]


def written(record: Record) -> str:
    """The canonical text of a record."""
    return "".join(f"{line}\n" for line in _lines(record))


def sealed_bytes(record: Record) -> bytes:
    """The bytes whose SHA-256 is the seal."""
    return written(record).encode()


def room_of(record: Record) -> Room:
    """The seats, the groups and who may sit where, without names."""
    place = {hat.id: number for number, hat in enumerate(record.hats)}
    return Room(
        hats=tuple(hat.id for hat in record.hats),
        seats=tuple(hat.seats for hat in record.hats),
        sizes=tuple(group.size for group in record.groups),
        within=tuple(tuple(place[hat] for hat in group.hats) for group in record.groups),
    )


def _lines(record: Record) -> Iterator[str]:
    yield VERSION
    yield from _heading_lines(record.heading)
    for hat in record.hats:
        yield f"hat\t{hat.id}\t{hat.seats}\t{hat.label}"
    yield f"scale\t{record.scale}"
    for group in record.groups:
        yield f"group\t{group.id}\t{','.join(group.hats) or '-'}\t{' '.join(map(str, group.row))}"
    for member in record.members:
        yield f"member\t{member.id}\t{member.group}\t{member.label}"
    yield "end"


def _heading_lines(heading: Heading) -> Iterator[str]:
    yield f"draw: {heading.number}"
    yield f"title: {heading.title}"
    if heading.date is not None:
        yield f"date: {heading.date}"
    yield f"previous: {heading.previous}"
    if heading.entropy is not None:
        yield f"entropy: {promised_line(heading.entropy)}"
    if heading.policy is not None:
        yield f"policy: {heading.policy}"
