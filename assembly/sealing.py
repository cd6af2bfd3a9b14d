"""An assembly in the words of `hat-draw/1`: the record that a seal fixes, and what a throw makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from assembly.draw.build import build
from assembly.draw.drawing import Drawing, Reserves, draw
from assembly.draw.entropy import Kind, Promise, promised_line, read_promises
from assembly.draw.hats import Filled
from assembly.draw.reading import read
from assembly.draw.record import Heading, Record
from assembly.draw.throws import Throws
from assembly.draw.tickets import commitment_of, ticket
from assembly.lottery import Draw, record_hash, role_of
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
        policy=policy_of(assembly, filled),
    )
    return build(heading, filled.hats, filled.candidates(labels))


def policy_of(assembly: Assembly, filled: Filled) -> str:
    """What holds after the draw, which rules the assembly relaxed, and which pairs do not sit together."""
    relaxed = [f"relaxed={rule.value} {role}" for role, rule in assembly.hatting.relaxed]
    pairs = ",".join(f"{one}+{other}" for one, other in pairs_of(assembly, filled))
    return "; ".join([POLICY, *relaxed, *([f"pairs={pairs}"] if pairs else [])])


def pairs_of(assembly: Assembly, filled: Filled) -> tuple[tuple[str, str], ...]:
    """The pairs of which both are in the hats of one role."""
    roles = {member: {role_of(hat) for hat in hats} for member, hats in filled.eligible.items()}
    return tuple(
        (one, other)
        for one, other in assembly.hatting.pairs
        if roles.get(one, set()) & roles.get(other, set())
    )


def drawing_of(sealed: Draw, line: str) -> Drawing:
    """The draw that a sealed record and a line of entropy make."""
    return _drawing(sealed.record, line)


def locked_with(sealed: Draw, line: str) -> Draw:
    """A sealed draw with the entropy that was locked, and so with its names."""
    drawing = drawing_of(sealed, line)
    paired = {member: ticket(drawing.seed, member) for pair in sealed.pairs for member in pair}
    return replace(sealed, entropy=line, seated=drawing.result, reserves=Reserves(drawing), tickets=paired)


def need_in_order(sources: tuple[Promise, ...]) -> None:
    """Numbers are called before anything is thrown: whoever calls last could choose the result.

    Raises:
        RuleBroken: A source comes twice, promises nothing, or numbers are called after a throw.
    """
    kinds = [one.kind for one in read_promises(promised_line(sources))]
    if len(set(kinds)) < len(kinds):
        raise RuleBroken("source-twice")
    if Kind.CALLED in kinds[1:]:
        raise RuleBroken("called-first")


def called_for(sealed: Draw) -> Throws:
    """The throws that were called for a sealed draw, against the sources that its seal names."""
    return Throws(heading_of(sealed).entropy or (), sealed.throws)


def heading_of(draw: Draw) -> Heading:
    """What stands above the hats in a sealed record."""
    return _heading(draw.record)


@lru_cache(maxsize=4)
def _heading(sealed: str) -> Heading:
    """Kept, because every throw asks for the same one."""
    return read(sealed.encode()).heading


@lru_cache(maxsize=4)
def _drawing(sealed: str, line: str) -> Drawing:
    """Kept, because the rule at the lock, what the lock makes of it and every undo ask for the same draw."""
    text = sealed.encode()
    return draw(read(text), commitment_of(text), line)
