"""Roles, seats and terms in words: who holds what until when, by sign and word, and by which rules."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta

from assembly.board import Seat
from assembly.holdings import A_DAY, EndedBy, Holding, end_of
from assembly.roles import Role, Turns
from screens.roles_draft import Making
from tui.terms import say_term
from words.dates import say_date, say_day, say_distance
from words.language import _, n_

HELD, ENDS_SOON, EMPTY = "●", "◐", "○"
SOON = timedelta(weeks=2)
"""A term is marked so long before it ends."""

NameOf = Callable[[str | None], str]
"""What to call a member."""


def labels_of(roles: Iterable[Role]) -> Mapping[str, str]:
    """What each role is called, by id."""
    return {role.id: role.label for role in roles}


def ends_soon(seat: Seat, today: date) -> bool:
    """Whether a seat is held for two weeks more at most, or until the end of the next assembly."""
    if seat.holder is None:
        return False
    return seat.assemblies == 1 or (seat.until is not None and seat.until - A_DAY <= today + SOON)


def mark_of(seat: Seat, today: date) -> str:
    """The sign of a seat, which tells its state without colour."""
    if seat.holder is None:
        return EMPTY
    return ENDS_SOON if ends_soon(seat, today) else HELD


def seat_line(seat: Seat, role: Role, name_of: NameOf, today: date) -> str:
    """A seat as the board shows it."""
    called = role.label if role.seats == 1 and seat.place == 1 else f"{role.label} {seat.place}"
    state = _held(seat, name_of, today) if seat.holder is not None else _empty(seat, name_of)
    return f"{mark_of(seat, today)} {' '.join(called.split())}: {state}"


def waiting_words(making: Making | None) -> str:
    """How many roles are chosen and not settled, or nothing where none wait."""
    if making is None:
        return ""
    number = len(making.roles)
    words = n_(
        "{number} role is chosen and not settled yet; S goes on.",
        "{number} roles are chosen and not settled yet; S goes on.",
        number,
    )
    return words.format(number=number)


def drawn_words(holdings: Iterable[Holding], settled: Container[str], name_of: NameOf) -> str:
    """What was drawn last for roles that the circle has not settled, and for how long that is."""
    drawn = [one for one in holdings if one.source and one.role not in settled]
    newest = max((one.since for one in drawn), default=None)
    if newest is None:
        return ""
    last = (one for one in drawn if one.since == newest)
    lines = [f"{one.role.replace('-', ' ').capitalize()}: {name_of(one.member)}" for one in last]
    head = _("Drawn on {day}, without settled roles and so without a term:").format(day=say_date(newest))
    return "\n".join((head, *lines, _("Settle the roles, and the next draw lasts as long as you say.")))


def summary(seats: Sequence[Seat], today: date) -> str:
    """How the board stands, in one line."""
    empty = sum(seat.holder is None for seat in seats)
    soon = sum(ends_soon(seat, today) for seat in seats)
    held = len(seats) - empty - soon
    parts = (
        (HELD, held, _("{number} held")),
        (ENDS_SOON, soon, n_("{number} ends soon", "{number} end soon", soon)),
        (EMPTY, empty, _("{number} empty")),
    )
    told = (f"{sign} {words.format(number=number)}" for sign, number, words in parts if number)
    return "  ".join(told)


def rule_parts(role: Role, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The rules of a role, one short phrase for each."""
    return tuple(_rules(role, labels))


def short_rules(role: Role, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The term, and whatever differs from how a role usually goes round."""
    usual = rule_parts(Role("", ""), {})
    term = say_term(role.term)
    return tuple(part for part in rule_parts(role, labels) if part == term or part not in usual)


def past_lines(
    holdings: Iterable[Holding], dates: Sequence[date], say: Callable[[Holding], str], imports: Set[str]
) -> tuple[str, ...]:
    """What was held, newest first: when, who or what, how it came about, and how it ended.

    Args:
        holdings: What is told.
        dates: The days of all assemblies, oldest first.
        say: The person or the role of a line.
        imports: The ids under which something was brought along.
    """
    newest = sorted(holdings, key=lambda one: (one.since, one.member), reverse=True)
    return tuple(f"{_when(one, dates)}  {say(one)}, {_how(one, imports)}" for one in newest)


def why_early(why: EndedBy | None, decision: str = "") -> str:
    """How a term ended before its day and by which decision, or nothing."""
    if why is EndedBy.RECALLED and decision:
        return _("recalled by decision {id}").format(id=decision)
    words = {
        EndedBy.RESIGNED: _("resigned"),
        EndedBy.RECALLED: _("recalled"),
        EndedBy.LEFT: _("left the circle"),
    }
    return words[why] if why is not None else ""


def turns_name(turns: Turns) -> str:
    """Who comes first for a role."""
    return {
        Turns.FEWEST_FIRST: _("nobody twice before everybody once"),
        Turns.NOVICES_FIRST: _("those who never did it come first"),
        Turns.EVERYBODY: _("everybody is in one hat"),
    }[turns]


def _held(seat: Seat, name_of: NameOf, today: date) -> str:
    name = name_of(seat.holder)
    if seat.until is None:
        left = seat.assemblies or 0
        words = n_("{name}, until after the next assembly", "{name}, for {number} more assemblies", left)
        return words.format(name=name, number=left)
    last = seat.until - A_DAY
    words = _("{name}, ends {day} ({when})") if ends_soon(seat, today) else _("{name}, held until {day}")
    return words.format(name=name, day=say_day(last), when=say_distance(last, today))


def _empty(seat: Seat, name_of: NameOf) -> str:
    if seat.since is None:
        return _("nobody has held it yet")
    why = why_early(seat.why, seat.decision)
    last = f"{name_of(seat.last)}, {why}" if why else name_of(seat.last)
    return _("no holder since {day} (last: {last})").format(day=say_day(seat.since), last=last)


def _rules(role: Role, labels: Mapping[str, str]) -> Iterator[str]:
    yield n_("{number} seat", "{number} seats", role.seats).format(number=role.seats)
    yield say_term(role.term)
    yield turns_name(role.turns)
    yield _("also twice in a row") if role.twice_in_a_row else _("not twice in a row")
    if role.most_terms is not None:
        yield n_("at most {number} term", "at most {number} terms", role.most_terms).format(
            number=role.most_terms
        )
    if role.strata is not None:
        yield _("a seat for each {tag}").format(tag=role.strata)
    if role.excludes:
        others = ", ".join(labels.get(other, other) for other in role.excludes)
        yield _("not for whoever is {roles}").format(roles=others)
    if role.excluded:
        number = len(role.excluded)
        yield n_("not for {number} person", "not for {number} people", number).format(number=number)


def _when(one: Holding, dates: Sequence[date]) -> str:
    end = end_of(one, dates)
    if end is None:
        return _("since {day}").format(day=say_day(one.since))
    last = end - A_DAY
    if last <= one.since:
        return say_date(one.since)
    return _("{first} to {last}").format(first=say_day(one.since), last=say_day(last))


def _how(one: Holding, imports: Set[str]) -> str:
    if not one.source:
        how = _("facilitated")
    elif one.source in imports:
        how = _("brought along from before")
    else:
        how = _("drawn by lot ({draw})").format(draw=one.source)
    early = why_early(one.why, one.decision)
    return f"{how}, {early}" if early else how
