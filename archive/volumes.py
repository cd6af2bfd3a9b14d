"""The assemblies behind the pages: what stands on every list, and the rest when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from archive.draw_sheets import veiled_record
from archive.edition import Edition
from archive.leaves import key_of
from archive.rows import DecisionRow, DrawRow
from assembly.decision import Decision, Source
from assembly.drawn import DrawShown
from assembly.reviewing import OVER
from assembly.state import NextDate
from assembly.value import value
from words.decisions import decided_by, kind_of
from words.language import _
from words.reviews import days_of

SUMMARY_LENGTH = 280
"""Characters of the text in a feed and below a title."""


class Contents(NamedTuple):
    """What an assembly leaves to the lists, with no name that nobody released."""

    assembly: str
    circle: str
    title: str
    at: str
    final: bool
    next: str
    """When the circle meets again; empty where nobody said."""
    place: str
    imported: bool = False
    """Whether it is no assembly, and was brought along from before."""
    rule: str = ""
    """By which the circle goes on meeting, as in RFC 5545; empty without one."""
    zone: str = ""
    """Whose summer time the rule follows; empty where that is not known."""
    decisions: tuple[DecisionRow, ...] = ()
    draws: tuple[DrawRow, ...] = ()


@value
class Opened:
    """Everything public that an assembly brought about."""

    decisions: Sequence[Decision]
    draws: Sequence[DrawShown]


@value
class Volume:
    """An assembly whose book is opened only where a page of it is missing."""

    key: str
    """A digest of its book; the same key, the same contents."""
    contents: Contents
    open: Callable[[], Opened]


def volume_of(opened: Opened, source: Source, next_date: NextDate | None, edition: Edition) -> Volume:
    """The volume of an assembly that is in memory anyway."""
    key = key_of(repr(opened), repr(source), repr(next_date))
    return Volume(key, contents_of(opened, source, next_date, edition), lambda: opened)


def contents_of(opened: Opened, source: Source, next_date: NextDate | None, edition: Edition) -> Contents:
    """What an assembly leaves to the lists."""
    return Contents(
        assembly=source.assembly,
        circle=edition.line(source.circle),
        title=edition.line(source.title),
        at=source.at.isoformat(),
        final=source.final,
        next=next_date.at.isoformat() if next_date else "",
        place=edition.line(next_date.place) if next_date else "",
        decisions=tuple(_decision_row(one, edition) for one in opened.decisions),
        draws=tuple(_draw_row(one, edition) for one in opened.draws),
        imported=_from_before(opened.decisions),
        rule=next_date.rule if next_date else "",
        zone=next_date.zone if next_date else "",
    )


def meeting_again(volumes: Sequence[Volume]) -> Contents | None:
    """What says when the circle meets again: the last assembly, or the one that set the rule in force.

    Args:
        volumes: Oldest first.
    """
    told = [volume.contents for volume in volumes]
    if told and told[-1].next:
        return told[-1]
    said = next((contents for contents in reversed(told) if contents.next), None)
    return said if said is not None and said.rule else None


def gathered(
    decisions: Iterable[Decision],
    draws: Iterable[DrawShown],
    edition: Edition,
    next_date: NextDate | None = None,
) -> tuple[Volume, ...]:
    """Volumes of decisions and draws that were read already, oldest first.

    Args:
        decisions: Of any assemblies.
        draws: Of any assemblies.
        edition: Whose they are.
        next_date: When the circle meets again.
    """
    found: dict[str, tuple[Source, list[Decision], list[DrawShown]]] = {}
    for decision in decisions:
        source = source_from_before(decision) if decision.brought else decision.source
        found.setdefault(source.assembly, (source, [], []))[1].append(decision)
    for draw in draws:
        found.setdefault(draw.source.assembly, (draw.source, [], []))[2].append(draw)
    in_order = sorted(found.values(), key=lambda one: (not _from_before(one[1]), one[0].at))
    return tuple(
        volume_of(Opened(decided, drawn), source, next_date if place == len(in_order) else None, edition)
        for place, (source, decided, drawn) in enumerate(in_order, 1)
    )


def _from_before(decisions: Iterable[Decision]) -> bool:
    return any(one.brought for one in decisions)


def source_from_before(newest: Decision) -> Source:
    """Where an import stands on the lists, given its newest decision."""
    title = _("Decided before Shopmoot (imported, not sealed)")
    return Source(newest.brought, newest.source.circle, title, newest.adopted, True)


def _decision_row(decision: Decision, edition: Edition) -> DecisionRow:
    draft, stands = decision.draft, decision.standing(date.min) not in OVER
    days = days_of(decision)
    return DecisionRow(
        id=decision.id,
        title=edition.line(decision.title) or decision.id,
        summary=edition.line(draft.what, SUMMARY_LENGTH),
        kind=kind_of(decision.kind),
        how=decided_by(decision.how),
        adopted=decision.adopted.isoformat(),
        review=days.review.isoformat() if days.review and stands else "",
        until=days.until.isoformat() if days.until and stands else "",
        imported=bool(decision.brought),
        updated=max((decision.adopted, *_looked_back(decision))).isoformat(),
        over=not stands,
    )


def _looked_back(decision: Decision) -> Iterator[datetime]:
    yield from (one.at for one in decision.reviews)
    yield from (one.at for one in decision.afterwards.learnings)


def _draw_row(draw: DrawShown, edition: Edition) -> DrawRow:
    intact = veiled_record(draw.record, edition) == draw.record
    return DrawRow(draw.id, draw.number, _state(draw), intact)


def _state(draw: DrawShown) -> str:
    if draw.void is not None:
        return "void"
    return "finished" if draw.finished else "sealed"


PART_LENGTH = 100
"""Decisions after which the next part of lists, export and search index begins."""


@value
class Part:
    """Assemblies that share one part of each list; only the newest part still grows."""

    number: int
    """Counted from the oldest, from 1."""
    volumes: tuple[Volume, ...]
    """Oldest first."""

    @property
    def key(self) -> str:
        """A digest of everything in it."""
        return key_of(*(volume.key for volume in self.volumes))

    @property
    def name(self) -> str:
        """What its files are called."""
        return str(self.number)


def in_parts(volumes: Sequence[Volume]) -> tuple[Part, ...]:
    """Assemblies in parts of about a hundred decisions; there is always one part.

    Args:
        volumes: Oldest first.
    """
    parts: list[list[Volume]] = [[]]
    held = 0
    for volume in volumes:
        if held >= PART_LENGTH:
            parts.append([])
            held = 0
        parts[-1].append(volume)
        held += max(1, len(volume.contents.decisions))
    return tuple(Part(number, tuple(part)) for number, part in enumerate(parts, 1))
