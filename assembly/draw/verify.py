"""The check that anyone can make: a record and a line of entropy in, the whole draw out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from assembly.draw import tickets
from assembly.draw.drawing import Drawing, draw, reserve
from assembly.draw.entropy import Kind, Source, called_late, more_than_promised, read_entropy
from assembly.draw.plan import Plan
from assembly.draw.reading import read
from assembly.draw.record import Record, room_of
from assembly.draw.table import is_crowded
from assembly.draw.text import clean
from assembly.refusal import RuleBroken
from assembly.value import value

RESERVES_SHOWN = 3


class Remark(StrEnum):
    """What a valid record leaves open."""

    NO_DATE = "draw-remark-no-date"
    NO_SOURCES = "draw-remark-no-sources"
    NO_POLICY = "draw-remark-no-policy"
    UNCLEAN_TEXT = "draw-remark-unclean-text"
    CALLED_LATE = "draw-remark-called-late"
    MORE_THROWN = "draw-remark-more-thrown"
    BEACON_UNCHECKED = "draw-remark-beacon-unchecked"
    CROWDED = "draw-remark-crowded"


@value
class Verification:
    """A draw recomputed from nothing but its record and its entropy."""

    drawing: Drawing
    remarks: tuple[Remark, ...]

    @property
    def commitment(self) -> str:
        """The seal, to be compared with the one that was photographed."""
        return self.drawing.commitment

    @property
    def seed(self) -> str:
        """What the seal and the entropy together come to."""
        return self.drawing.seed

    @property
    def plan(self) -> Plan:
        """Seats of each group in each hat."""
        return self.drawing.plan

    @property
    def result(self) -> dict[str, tuple[str, ...]]:
        """The members drawn for each hat."""
        return dict(self.drawing.result)

    @property
    def hashes_for_reserves(self) -> int:
        """How many hashes it takes at most to find who is in reserve: one for each person in each hat."""
        return sum(len(group.hats) * group.size for group in self.drawing.record.groups)

    @property
    def reserves(self) -> dict[str, tuple[str, ...]]:
        """The first in reserve for each hat; computed when asked, because large draws have many."""
        return {hat.id: reserve(self.drawing, hat.id, RESERVES_SHOWN) for hat in self.drawing.record.hats}


def verify(record_text: bytes, entropy: str, seal: str | None = None) -> Verification:
    """Recompute a draw from its record, or refuse with the fault.

    Args:
        record_text: The bytes of the record, exactly as they were sealed.
        entropy: The one line that was locked.
        seal: The SHA-256 that observers kept, when it is to be compared.
    """
    commitment = tickets.commitment_of(record_text)
    if seal is not None and seal != commitment:
        raise RuleBroken("draw-seal-differs", expected=seal, found=commitment)
    record = read(record_text)
    drawing = draw(record, commitment, entropy)
    return Verification(drawing, tuple(_remarks(record, read_entropy(entropy))))


def _remarks(record: Record, sources: tuple[Source, ...]) -> Iterator[Remark]:
    heading, promised = record.heading, record.heading.entropy
    found = {
        Remark.NO_DATE: heading.date is None,
        Remark.NO_SOURCES: promised is None,
        Remark.MORE_THROWN: promised is not None and more_than_promised(promised, sources),
        Remark.CALLED_LATE: called_late(sources),
        Remark.NO_POLICY: heading.policy is None,
        Remark.UNCLEAN_TEXT: any(text != clean(text) for text in _texts(record)),
        Remark.BEACON_UNCHECKED: any(source.kind is Kind.BEACON for source in sources),
        Remark.CROWDED: is_crowded(room_of(record)),
    }
    return (remark for remark, so in found.items() if so)


def _texts(record: Record) -> Iterator[str]:
    yield record.heading.title
    yield record.heading.policy or ""
    for hat in record.hats:
        yield hat.label
    for member in record.members:
        yield member.label
