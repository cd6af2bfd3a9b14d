"""What is due: terms that end, seats without a holder, and what changed since the last visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from assembly.daybook import Circle
from assembly.history import History
from assembly.holdings import end_of, is_term, next_expiries
from assembly.leftovers import ENDS, REVIEW, has_lapsed
from assembly.reviewing import Outcome
from assembly.roles import FACILITATOR
from words.dates import say_date, say_distance
from words.language import _, n_

SOON = timedelta(weeks=4)
"""A term is named so long before it ends."""
A_FORTNIGHT = timedelta(weeks=2)
MOST_TERMS = 4


def term_lines(circle: Circle, history: History, today: date, names: Mapping[str, str]) -> Iterator[str]:
    """Who holds what not much longer; what is held for a single day is no term."""
    labels = {role.id: role.label for role in circle.roles}
    ending = [
        (one, end)
        for one in next_expiries(history.holdings, history.assembly_dates, today)
        if (end := end_of(one, history.assembly_dates)) is not None
        and end <= today + SOON
        and end > one.since + timedelta(days=1)
    ]
    for one, end in ending[:MOST_TERMS]:
        last = end - timedelta(days=1)
        yield _("{sign}  {role}: {name}, until {day} ({when})").format(
            sign="!" if last <= today else "·",
            role=labels.get(one.role, one.role),
            name=names.get(one.member, one.member),
            day=say_date(last),
            when=say_distance(last, today),
        )


def empty_lines(circle: Circle, history: History, today: date) -> Iterator[str]:
    """Which seats nobody holds, and since when; the way to a draw stands below them."""
    empty = empty_seats(circle, history, today)
    for label, since in empty[:MOST_TERMS]:
        if since is None:
            yield _("○  {role}: nobody has held it yet").format(role=label)
        else:
            words = _("○  {role}: no holder since {day}")
            yield words.format(role=label, day=say_date(since))
    more = len(empty) - MOST_TERMS
    if more > 0:
        yield n_("… and {number} more seat", "… and {number} more seats", more).format(number=more)
    if empty:
        yield _("L draws them now, the next assembly at its lottery; W shows every role.")


def role_dues(circle: Circle, history: History, today: date, facilitates: str = "") -> str:
    """The same in three lines at most, for an assembly that gathers; whoever facilitates holds that today."""
    labels = {role.id: role.label for role in circle.roles}
    ending = [
        labels.get(one.role, one.role)
        for one in next_expiries(history.holdings, history.assembly_dates, today)
        if (end := end_of(one, history.assembly_dates)) is not None
        and end <= today + A_FORTNIGHT
        and end > one.since + timedelta(days=1)
    ]
    lines = []
    empty = [label for label, _since in empty_seats(circle, history, today)]
    if facilitates and (label := labels.get(FACILITATOR)) in empty:
        lines.append(_("✓ {role}: {name}, today").format(role=label, name=facilitates))
        empty.remove(label)
    if empty:
        lines.append(_("○ Without a holder: {roles}").format(roles=", ".join(dict.fromkeys(empty))))
    if ending:
        lines.append(_("◐ Ends within two weeks: {roles}").format(roles=", ".join(dict.fromkeys(ending))))
    return "\n".join(lines)


def empty_seats(circle: Circle, history: History, today: date) -> tuple[tuple[str, date | None], ...]:
    """The label of every seat that nobody holds today, and since when, most powerful first."""
    if not circle.roles:
        return ()
    from assembly.board import board  # noqa: PLC0415 - a start without roles has no board

    labels = {role.id: role.label for role in circle.roles}
    seats = board(circle.roles, history.holdings, history.assembly_dates, today)
    return tuple((labels[seat.role], seat.since) for seat in seats if seat.holder is None)


def news_lines(circle: Circle, history: History, since: datetime | None, today: date) -> Iterator[str]:
    """What changed since somebody looked last; nothing on the day of the first visit."""
    if since is None:
        return
    decided = sum(one.at > since for one in history.decided)
    if decided:
        yield n_("{number} new decision", "{number} new decisions", decided).format(number=decided)
    yield from _looked_back(circle, history, since)
    yield from _turned(history, since.date(), today)
    yield from _handed_over(history, since, today)


def _looked_back(circle: Circle, history: History, since: datetime) -> Iterator[str]:
    """What reviews came to, and how much was learned, in assemblies and between them."""
    fresh = Counter(one.outcome for one in history.looked_back if one.at > since)
    learned = fresh.pop(None, 0) + sum(one.at > since for one in circle.learnings)
    reviewed = fresh.total()
    if reviewed:
        came_to = {
            Outcome.KEEP: _("{number} kept"),
            Outcome.AMEND: _("{number} to be amended"),
            Outcome.END: _("{number} ended"),
        }
        results = ", ".join(
            words.format(number=fresh[outcome]) for outcome, words in came_to.items() if fresh[outcome]
        )
        words = n_("{number} review: {results}", "{number} reviews: {results}", reviewed)
        yield words.format(number=reviewed, results=results)
    if learned:
        words = n_("{number} thing was learned", "{number} things were learned", learned)
        yield words.format(number=learned)


def _turned(history: History, since: date, today: date) -> Iterator[str]:
    """What the days that went by brought: reviews that came due, last days, trials that lapsed."""
    left = [(one, one.due) for one in (*history.unfinished, *history.lapsed) if one.due is not None]
    lapses = {one.decision: due for one, due in left if has_lapsed(one, today)}
    stand = [(one.what, due) for one, due in left if one.decision not in lapses]
    fresh = sum(what == REVIEW and since < due <= today for what, due in stand)
    ended = sum(what == ENDS and since <= due < today for what, due in stand)
    lapsed = sum(since <= due < today for due in lapses.values())
    if fresh:
        yield n_("{number} review came due", "{number} reviews came due", fresh).format(number=fresh)
    if ended:
        words = n_("{number} decision had its last day", "{number} decisions had their last day", ended)
        yield words.format(number=ended)
    if lapsed:
        words = n_(
            "{number} trial lapsed: nobody kept it", "{number} trials lapsed: nobody kept them", lapsed
        )
        yield words.format(number=lapsed)


def _handed_over(history: History, since: datetime, today: date) -> Iterator[str]:
    """How many terms began and how many are over; what is held for a single day is no term."""
    begun = sum(at > since for at in history.terms_begun)
    ends = [end_of(one, history.assembly_dates) for one in history.holdings if is_term(one)]
    over = sum(end is not None and since.date() < end <= today for end in ends)
    if begun:
        yield n_("{number} term of a role began", "{number} terms of roles began", begun).format(number=begun)
    if over:
        yield n_("{number} term of a role ended", "{number} terms of roles ended", over).format(number=over)
