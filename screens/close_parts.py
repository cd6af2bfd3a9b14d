"""The parts of the close, in their order: what is done, what comes next, and the list of both."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum

from assembly.acts.closing import SetNextDate
from assembly.decision import decisions_of
from assembly.history import History
from assembly.refusal import RuleBroken
from assembly.rounds import Purpose
from assembly.rulebook import decide
from assembly.state import Assembly, NextDate
from assembly.steps import Occasion
from screens.stage import words_of
from tui.dialogs.confirm import Confirm
from tui.dialogs.form import Refused
from tui.recurrence import read_meeting
from tui.rule_words import words_for
from words.language import _, n_
from words.recurrence import anchored, say_next, standing

DONE, SKIPPED, OPEN = "✓", "–", "○"


class Part(Enum):
    """What the room does before it goes home."""

    MINUTES = "minutes"
    WORDS = "words"
    VICTORY = "victory"
    DATE = "date"
    END = "end"


def part_of(assembly: Assembly, skipped: Collection[Part] = ()) -> Part:
    """The first part that is neither done nor skipped."""
    open_parts = (part for part in parts_of(assembly) if part not in skipped and not is_done(assembly, part))
    return next(open_parts, Part.END)


def parts_of(assembly: Assembly) -> tuple[Part, ...]:
    """The parts in their order; who came together only to draw reads the minutes back and goes."""
    return (Part.MINUTES, Part.END) if assembly.purpose is Occasion.DRAW else tuple(Part)


def is_done(assembly: Assembly, part: Part) -> bool:
    """Whether the room is through with a part."""
    match part:
        case Part.MINUTES:
            return assembly.minutes_confirmed
        case Part.WORDS:
            rounds = assembly.rounds_of(Purpose.WORD)
            return rounds[-1].closed if rounds else not assembly.present
        case Part.VICTORY:
            return bool(assembly.victory)
        case Part.DATE:
            return assembly.next_date is not None
        case Part.END:
            return assembly.closed_at is not None


def enter_words(part: Part, more_below: bool) -> str:
    """What Enter does in each part while there is no round; minutes are read to their end first."""
    return {
        Part.MINUTES: _("Read on") if more_below else _("The minutes are right"),
        Part.WORDS: _("Begin the round of words"),
        Part.VICTORY: _("Name something to celebrate"),
        Part.DATE: _("Set the next date"),
        Part.END: _("All said? Press C to close"),
    }[part]


def list_lines(assembly: Assembly, skipped: Collection[Part]) -> Iterator[str]:
    """Every part with a sign whether it is done, and what it came to."""
    for part in parts_of(assembly):
        sign = DONE if is_done(assembly, part) else SKIPPED if part in skipped else OPEN
        yield f"{sign} {_part_words(assembly, part)}"


def _part_words(assembly: Assembly, part: Part) -> str:
    match part:
        case Part.MINUTES:
            return _("The minutes are read back and confirmed")
        case Part.WORDS:
            written = len(assembly.words)
            if not written:
                return _("A word from everybody")
            return n_(
                "A word from everybody, {number} written down",
                "A word from everybody, {number} written down",
                written,
            ).format(number=written)
        case Part.VICTORY:
            return _("To celebrate (V): {text}").format(text=words_of(assembly.victory) or "…")
        case Part.DATE:
            return _("The next assembly (D): {moment}").format(moment=date_words(assembly))
        case Part.END:
            return _("Close the assembly (C)")


def date_words(assembly: Assembly) -> str:
    """When and where the circle meets again."""
    return say_next(assembly.next_date) if assembly.next_date else "…"


def suggested(assembly: Assembly, history: History) -> NextDate:
    """What was agreed, or what the last rule says, or when the circle would meet if it met every week.

    A circle that met once on another day goes back to its rule without typing it again.
    """
    if assembly.next_date is not None:
        return assembly.next_date
    rule, today = history.rhythm, assembly.opened_at.date()
    following = standing(rule, {today}, today).next if rule is not None else None
    if rule is None or following is None:
        return NextDate(assembly.opened_at + timedelta(weeks=1))
    return replace(rule, at=anchored(following.replace(tzinfo=rule.at.tzinfo), rule.zone))


def set_by(typed: Mapping[str, str], now: datetime, zone: str) -> SetNextDate:
    """What was typed, as a date to set."""
    agreed = read_meeting(typed["when"], now, zone)
    return SetNextDate(agreed.at, typed["place"], agreed.rule, agreed.zone)


def date_fault(assembly: Assembly, now: datetime, zone: str, typed: Mapping[str, str]) -> Refused | None:
    """Why this cannot be the next date, in a sentence; nothing typed leaves the date open."""
    if not typed["when"]:
        return None
    try:
        decide(assembly, set_by(typed, now, zone))
    except RuleBroken as refusal:
        return Refused(words_for(refusal), "when")
    return None


def last_question(assembly: Assembly) -> Confirm:
    """What closing does, before it is done."""
    number = len(decisions_of(assembly))
    kept = n_("{number} decision goes on record", "{number} decisions go on record", number)
    will = _(
        "Its book is sealed: nothing is added any more, and U takes nothing back. {kept}. "
        "A correction is a matter for the next assembly."
    ).format(kept=kept.format(number=number))
    return Confirm(_("Close the assembly?"), will, yes=_("Close it"), no=_("Not yet"))
