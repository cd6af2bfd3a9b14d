"""An assembly in the words of `hat-draw/1`: the record that a seal fixes, and what a throw makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assembly.draw.build import build
from assembly.draw.drawing import Drawing, draw
from assembly.draw.entropy import Promise, more_than_promised, read_entropy
from assembly.draw.hats import Filled
from assembly.draw.reading import read
from assembly.draw.record import Heading, Record
from assembly.draw.tickets import commitment_of
from assembly.history import record_hash
from assembly.lottery import Draw
from assembly.refusal import RuleBroken
from assembly.state import Assembly

POLICY = "decline=reserve; later vacancy=new draw; wrong entry=skip"


def next_record(
    assembly: Assembly, filled: Filled, labels: Mapping[str, str], sources: tuple[Promise, ...]
) -> Record:
    """The record of the next draw: numbered on from the draw before and holding its hash."""
    before = assembly.draw
    heading = Heading(
        number=before.number + 1 if before else assembly.draws_before + 1,
        title=f"{assembly.circle}: {assembly.title}" if assembly.title else assembly.circle,
        date=assembly.opened_at.date().isoformat(),
        previous=record_hash(before) if before else assembly.last_record,
        entropy=sources,
        policy=POLICY,
    )
    return build(heading, filled.hats, filled.candidates(labels))


def drawing_of(sealed: Draw, line: str) -> Drawing:
    """The draw that a sealed record and a line of entropy make."""
    return _drawing(sealed.record, line)


def need_no_more(drawing: Drawing) -> None:
    """Exactly as much chance as the seal names: one throw more is one draw more to choose from."""
    promises = drawing.record.heading.entropy or ()
    for promise, source in zip(promises, read_entropy(drawing.entropy), strict=False):
        if more_than_promised((promise,), (source,)):
            raise RuleBroken("draw-entropy-too-many", kind=promise.kind.value, expected=promise.count)


@lru_cache(maxsize=4)
def _drawing(sealed: str, line: str) -> Drawing:
    """Kept, because the rule at the lock, what the lock makes of it and every undo ask for the same draw."""
    text = sealed.encode()
    return draw(read(text), commitment_of(text), line)
