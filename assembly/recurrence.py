"""Rules by which a circle meets again and again, in the words of RFC 5545 (RRULE)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from assembly.refusal import RuleBroken
from assembly.state import NextDate
from assembly.value import value

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
"""The last one of a month."""
LONGEST = 99
"""The most days, weeks, months or years between two assemblies."""


class Every(StrEnum):
    """What is counted from one assembly to the next."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@value
class Rule:
    """When a circle meets again and again."""

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    """Days of the week, Monday is 0; one of them where they are counted in a month."""
    nth: int = 0
    """Which of these weekdays in a month, or `LAST`; 0 where they are not counted."""
    day: int = 0
    """The day of a month, or `LAST`; 0 where none is named."""
    month: int = 0
    """The month of a year; 0 where none is named."""

    @property
    def text(self) -> str:
        """The rule as a calendar program reads it, such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`."""
        return ";".join(f"{name}={told}" for name, told in self._parts())

    def _parts(self) -> Iterator[tuple[str, str]]:
        yield "FREQ", self.every.value
        if self.interval != 1:
            yield "INTERVAL", str(self.interval)
        if self.month:
            yield "BYMONTH", str(self.month)
        if self.day:
            yield "BYMONTHDAY", str(self.day)
        if self.weekdays:
            yield "BYDAY", ",".join(f"{self.nth or ''}{DAYS[one]}" for one in self.weekdays)


def rule_of(text: str) -> Rule:
    """The rule that was written down.

    Raises:
        RuleBroken: `recurrence-unknown`: no circle of this program meets by such a rule.
    """
    parts = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    try:
        rule = _read(parts)
    except ValueError:
        raise RuleBroken("recurrence-unknown", text=text) from None
    if rule.text != text:
        raise RuleBroken("recurrence-unknown", text=text)
    return rule


def still_agreed(since: Iterable[NextDate | None], ever: Sequence[NextDate | None]) -> NextDate | None:
    """When a circle meets again; a single day is over with the assembly after it, and a rule is not.

    Args:
        since: What was agreed in the last assembly and after it, the newest first.
        ever: What was agreed in all of them, the newest last.
    """
    before = next((one for one in reversed(ever) if one), None)
    return next((one for one in since if one), before if before and before.rule else None)


def last_rhythm(ever: Sequence[NextDate | None]) -> NextDate | None:
    """The last rule that was agreed, also where a single day came after it; oldest first."""
    return next((one for one in reversed(ever) if one and one.rule), None)


def check_rule(rule: Rule) -> Rule:
    """A rule that asks for a day that some month has, and waits no lifetime for the next one.

    Raises:
        RuleBroken: `recurrence-interval`, `recurrence-never`.
    """
    if not 1 <= rule.interval <= LONGEST:
        raise RuleBroken("recurrence-interval", number=rule.interval, most=LONGEST)
    longest = 31 if rule.month == 0 else (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[rule.month - 1]
    if not LAST <= rule.day <= longest or not LAST <= rule.nth <= 5:
        raise RuleBroken("recurrence-never")
    return rule


def _read(parts: Mapping[str, str]) -> Rule:
    days = parts.get("BYDAY", "")
    counts = {one[:-2] for one in days.split(",")} if days else {""}
    (count,) = counts
    rule = Rule(
        Every(parts.get("FREQ", "")),
        int(parts.get("INTERVAL", "1")),
        tuple(DAYS.index(one[-2:]) for one in days.split(",")) if days else (),
        int(count or "0"),
        int(parts.get("BYMONTHDAY", "0")),
        int(parts.get("BYMONTH", "0")),
    )
    if not 0 <= rule.month <= 12 or not _whole(rule):
        raise ValueError(rule)
    try:
        return check_rule(rule)
    except RuleBroken as refusal:
        raise ValueError(refusal.code) from None


def _whole(rule: Rule) -> bool:
    """Whether a rule names what it counts, and nothing else."""
    said = (len(rule.weekdays), rule.nth != 0, rule.day != 0, rule.month != 0)
    match rule.every:
        case Every.DAY:
            return said == (0, False, False, False)
        case Every.WEEK:
            return said == (max(1, len(rule.weekdays)), False, False, False)
        case Every.MONTH:
            return said in {(1, True, False, False), (0, False, True, False)}
        case Every.YEAR:
            return said == (0, False, True, True) and rule.day > 0
