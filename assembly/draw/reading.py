"""A sealed record read back, line by line, with a refusal for everything that is not as the protocol says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from assembly.draw.build import HAT_ID, MEMBER_ID, SEAL, is_date
from assembly.draw.entropy import Promise, read_promises
from assembly.draw.record import VERSION, Group, Hat, Heading, Member, Record, room_of
from assembly.draw.table import Table, check_table
from assembly.refusal import RuleBroken

_DRAW = re.compile(r"[1-9][0-9]{0,17}")
_SEATS = re.compile(r"0|[1-9][0-9]{0,8}")
_SCALE = re.compile(r"[1-9][0-9]{0,15}")
_ROW = re.compile(r"(?:0|[1-9][0-9]{0,29})(?: (?:0|[1-9][0-9]{0,29}))*")


def read(sealed: bytes) -> Record:
    """The record in these bytes, or a refusal that names the line and what is wrong there."""
    lines = _Lines(_text(sealed))
    heading = _heading(lines)
    hats = _hats(lines)
    scale = _scale(lines)
    groups = _groups(lines, hats)
    members = _members(lines, {group.id for group in groups})
    lines.end()
    try:
        record = Record(heading, hats, scale, _sized(groups, members), members)
        check_table(room_of(record), Table(scale, tuple(group.row for group in record.groups)))
    except RuleBroken as refusal:
        raise lines.located(refusal) from refusal
    return record


def _text(sealed: bytes) -> str:
    if sealed.startswith(b"\xef\xbb\xbf"):
        raise RuleBroken("draw-record-byte-order-mark")
    try:
        text = sealed.decode()
    except UnicodeDecodeError as fault:
        raise RuleBroken("draw-record-not-utf8", line=sealed.count(b"\n", 0, fault.start) + 1) from None
    if not text.startswith(f"{VERSION}\n"):
        raise _no_record(text)
    if "\r" in text:
        raise RuleBroken("draw-record-line-ends", line=text.count("\n", 0, text.index("\r")) + 1)
    if not text.endswith("\nend\n"):
        raise _cut_off(text)
    return text


def _no_record(text: str) -> RuleBroken:
    first = text.partition("\n")[0].rstrip("\r")
    if re.fullmatch(r"hat-draw/[0-9]{1,9}", first) and first != VERSION:
        return RuleBroken("draw-record-version", version=first)
    return (
        RuleBroken("draw-record-line-ends", line=1) if first == VERSION else RuleBroken("draw-not-a-record")
    )


def _cut_off(text: str) -> RuleBroken:
    before, end, after = text.rpartition("\nend\n")
    if end and after:
        return RuleBroken("draw-record-after-end", line=before.count("\n") + 3)
    return RuleBroken("draw-record-cut-off", line=text.count("\n") + (not text.endswith("\n")))


class _Lines:
    """The lines of a record, taken one after the other."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")[:-1]
        self.number = 1

    def next_is(self, opening: str) -> bool:
        return self._lines[self.number].startswith(opening)

    def value(self, name: str) -> str:
        """What stands after `name: ` on the next line."""
        if not self.next_is(f"{name}: "):
            raise RuleBroken("draw-line-expected", line=self.number + 1, expected=name)
        self.number += 1
        return self._lines[self.number - 1][len(name) + 2 :]

    def optional(self, name: str) -> str | None:
        return self.value(name) if self.next_is(f"{name}: ") else None

    def fields(self, name: str, number: int) -> list[str]:
        """What stands between the tabs after `name` on the next line."""
        if not self.next_is(f"{name}\t"):
            raise RuleBroken("draw-line-expected", line=self.number + 1, expected=name)
        self.number += 1
        fields = self._lines[self.number - 1].split("\t")[1:]
        if len(fields) != number:
            raise self.broken("draw-line-fields", expected=number, found=len(fields))
        return fields

    def end(self) -> None:
        if self._lines[self.number] != "end":
            raise RuleBroken("draw-line-expected", line=self.number + 1, expected="end")
        self.number += 1
        if len(self._lines) > self.number:
            raise RuleBroken("draw-record-after-end", line=self.number + 1)

    def located(self, refusal: RuleBroken) -> RuleBroken:
        """The same refusal with the line of the group, hat or scale that it speaks of."""
        spoken = next(
            (f"{name}\t{refusal.facts[name]}\t" for name in ("group", "hat") if name in refusal.facts),
            "scale\t",
        )
        line = next(number for number, text in enumerate(self._lines, 1) if text.startswith(spoken))
        return RuleBroken(refusal.code, line=line, **refusal.facts)

    def broken(self, code: str, **facts: object) -> RuleBroken:
        return RuleBroken(code, line=self.number, **facts)


def _heading(lines: _Lines) -> Heading:
    number = lines.value("draw")
    if not _DRAW.fullmatch(number):
        raise lines.broken("draw-number")
    title = lines.value("title")
    day = lines.optional("date")
    if day is not None and not is_date(day):
        raise lines.broken("draw-date")
    previous = lines.value("previous")
    if not SEAL.fullmatch(previous):
        raise lines.broken("draw-previous")
    return Heading(int(number), title, previous, day, _promises(lines), lines.optional("policy"))


def _promises(lines: _Lines) -> tuple[Promise, ...] | None:
    named = lines.optional("entropy")
    try:
        return None if named is None else read_promises(named)
    except RuleBroken as refusal:
        raise lines.broken("draw-promise", why=refusal.code, **refusal.facts) from refusal


def _hats(lines: _Lines) -> tuple[Hat, ...]:
    hats: dict[str, Hat] = {}
    while not hats or lines.next_is("hat\t"):
        name, seats, label = lines.fields("hat", 3)
        if not HAT_ID.fullmatch(name):
            raise lines.broken("draw-hat-id")
        if name in hats:
            raise lines.broken("draw-hat-twice", hat=name)
        if not _SEATS.fullmatch(seats):
            raise lines.broken("draw-seats", hat=name)
        hats[name] = Hat(name, int(seats), label)
    return tuple(hats.values())


def _scale(lines: _Lines) -> int:
    (scale,) = lines.fields("scale", 1)
    if not _SCALE.fullmatch(scale):
        raise lines.broken("draw-scale")
    return int(scale)


def _groups(lines: _Lines, hats: Sequence[Hat]) -> list[Group]:
    """The groups, still without their sizes."""
    order = {hat.id: place for place, hat in enumerate(hats)}
    groups: list[Group] = []
    before = ""
    while lines.next_is("group\t"):
        name, joined, row = lines.fields("group", 3)
        if name != f"g{len(groups) + 1}":
            raise lines.broken("draw-group-name", expected=f"g{len(groups) + 1}")
        if joined <= before:
            raise lines.broken("draw-groups-order", group=name)
        if not _ROW.fullmatch(row):
            raise lines.broken("draw-table-number", group=name)
        groups.append(Group(name, _group_hats(lines, joined, order), 0, tuple(map(int, row.split(" ")))))
        before = joined
    return groups


def _group_hats(lines: _Lines, joined: str, order: dict[str, int]) -> tuple[str, ...]:
    hats = () if joined == "-" else tuple(joined.split(","))
    unknown = set(hats) - order.keys()
    if unknown:
        raise lines.broken("draw-hat-unknown", hat=min(unknown))
    places = [order[hat] for hat in hats]
    if any(place >= following for place, following in pairwise(places)):
        raise lines.broken("draw-group-hats-order")
    return hats


def _members(lines: _Lines, groups: set[str]) -> tuple[Member, ...]:
    members: list[Member] = []
    before = ""
    while lines.next_is("member\t"):
        name, group, label = lines.fields("member", 3)
        if not MEMBER_ID.fullmatch(name):
            raise lines.broken("draw-member-id")
        if name <= before:
            raise lines.broken("draw-member-twice" if name == before else "draw-members-order", member=name)
        if group not in groups:
            raise lines.broken("draw-group-unknown", member=name)
        members.append(Member(name, group, label))
        before = name
    return tuple(members)


def _sized(groups: Sequence[Group], members: Sequence[Member]) -> tuple[Group, ...]:
    sizes = Counter(member.group for member in members)
    for group in groups:
        if not sizes[group.id]:
            raise RuleBroken("draw-group-empty", group=group.id)
    return tuple(Group(group.id, group.hats, sizes[group.id], group.row) for group in groups)
