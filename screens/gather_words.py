"""How presence, past service and unfinished business read on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assembly.attendance import Past
from assembly.history import History
from assembly.leftovers import REVIEW, Unfinished, has_lapsed
from assembly.roles import FACILITATOR
from assembly.state import Assembly, Presence
from screens.words import presence_name
from words.dates import say_distance
from words.language import _, n_

SHAPES = {Presence.HERE: "✓", Presence.AWAY: "·", Presence.LEFT: "←", Presence.RECUSED: "✗"}


def mark_of_presence(assembly: Assembly, member: str) -> tuple[str, str]:
    """Where somebody is, by sign and word."""
    presence = assembly.presence.get(member, Presence.AWAY)
    return SHAPES[presence], presence_name(presence)


def past_words(past: Past, member: str) -> str:
    """How often somebody facilitated before."""
    if member == past.drawn_facilitator:
        return _("drawn by lot last time")
    times = sum(one.times for one in past.served if one.role == FACILITATOR and one.member == member)
    if not times:
        return _("has never facilitated")
    return n_("facilitated {number} time", "facilitated {number} times", times).format(number=times)


def leftovers(things: Sequence[Unfinished], today: date) -> str:
    """What earlier assemblies left to this one, what is due first."""
    lines = [leftover(thing, today) for thing in things]
    return "\n".join([_("Left from before; L opens it:"), *lines]) if lines else ""


def rule_lines(history: History, today: date, *, met: bool = False) -> Iterator[str]:
    """When the circle meets by its rule, and whether it missed the time before; nothing without a rule.

    Args:
        history: What earlier assemblies agreed.
        today: The day on which it is read.
        met: Whether there is an assembly today.
    """
    agreed = history.next_date
    if agreed is None or not agreed.rule:
        return
    from words.recurrence import say_standing  # noqa: PLC0415 - only circles that meet by a rule need it

    yield from say_standing(agreed, {*history.assembly_dates, *((today,) if met else ())}, today)


def due(history: History, today: date) -> list[Unfinished]:
    """What is due by today, or has no date, the longest due first."""
    waiting = [thing for thing in history.unfinished if thing.due is None or thing.due <= today]
    return sorted(waiting, key=lambda thing: thing.due or today)


def leftover(thing: Unfinished, today: date) -> str:
    """One thing that was left, with how long it has been due."""
    if thing.due is None:
        return _("· parked: {title}").format(title=thing.title)
    words = _("! review due {since}: {title}") if thing.what == REVIEW else _("! ended {since}: {title}")
    if has_lapsed(thing, today):
        words = _("× lapsed, due {since} and not kept: {title}")
    return words.format(since=say_distance(thing.due, today), title=thing.title)
