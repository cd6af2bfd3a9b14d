"""The roles of a draw as people type them: one to a line, with the seats behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from assembly.acts.hatting import SetRoles
from assembly.board import Seat
from assembly.drawable import need_free_seats
from assembly.holdings import A_DAY
from assembly.refusal import RuleBroken
from assembly.roles import FACILITATOR, Role, same_role
from assembly.state import Assembly
from assembly.vacancies import free_seats, seats_tomorrow
from screens.desk import Person
from words.dates import say_date
from words.language import _

LONGEST_ID = 28
_SEATS = re.compile(r"(?P<label>.*?\S)\s+(?:[x×*]\s*)?(?P<seats>\d{1,4})")
_BETWEEN = re.compile(r"[^a-z0-9]+")


def roles_of(text: str) -> tuple[Role, ...]:
    """The roles in a text such as "Facilitator", then "note taker 2" on the next line."""
    return tuple(role for role, _said in typed_roles(text))


def typed_roles(text: str) -> tuple[tuple[Role, bool], ...]:
    """The roles in a text, each with whether its seats were typed."""
    return tuple(_role(line.strip()) for line in text.splitlines() if line.strip())


def roles_text(roles: Iterable[Role]) -> str:
    """Roles as they would be typed."""
    return "\n".join(role.label if role.seats == 1 else f"{role.label} {role.seats}" for role in roles)


def role_id(label: str) -> str:
    """The id of a role: plain letters where the label has them, so that every meeting finds the same one.

    A label in another script gets a fingerprint instead of a number: the second role of this week must not
    be taken for another second role last week, or the wrong people would have served.
    """
    name = " ".join(label.casefold().split())
    if name in {FACILITATOR, _("Facilitator").casefold()}:
        return FACILITATOR
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if any(letter.isalnum() and not _latin(letter) for letter in name):
        plain = ""
    words = _BETWEEN.sub("-", plain).strip("-")
    if words and len(words) <= LONGEST_ID:
        return words
    return f"role-{sha256(name.encode()).hexdigest()[:8]}"


def first_roles(assembly: Assembly) -> str:
    """What stands in the form at first: the roles still to be drawn, else the circle's empty seats.

    A circle that has settled no roles draws its next facilitator.
    """
    waiting = tuple(_still_free(assembly, assembly.hatting.roles))
    if waiting:
        return roles_text(waiting)
    if assembly.roles:
        due = _still_free(assembly, assembly.roles)
        return "\n".join(f"{role.label} {role.seats}" for role in due if role.seats)
    facilitator = Role(FACILITATOR, _("Facilitator"))
    return roles_text(_still_free(assembly, (facilitator,)))


def _still_free(assembly: Assembly, roles: Iterable[Role]) -> Iterator[Role]:
    """The roles that may be drawn now, each with no more seats than are free."""
    for role in roles:
        offered = replace(role, seats=min(role.seats, free_seats(assembly, role)))
        if (offered.seats or not role.seats) and _may_be_drawn(assembly, offered):
            yield offered


def to_draw(assembly: Assembly, text: str, people: Sequence[Person]) -> SetRoles:
    """The request that a text makes, with the rules of the circle and what the roll says of its people.

    A role that the circle settled has its rules, under its name or its id, and its seats unless others are
    typed.
    """
    roles = tuple(_settled(assembly, role, said) for role, said in typed_roles(text))
    tags = {role.strata for role in roles}
    shifts = (
        (person.id, tag, name)
        for person in people
        if person.id in assembly.entitled
        for tag, name in person.tags.items()
        if tag in tags and name.strip()
    )
    hatting = assembly.hatting
    return SetRoles(
        roles,
        opted_out(assembly, roles, people),
        tuple(sorted(shifts)),
        hatting.pairs,
        tuple(sorted(hatting.consented)),
    )


def opted_out(
    assembly: Assembly, roles: Iterable[Role], people: Iterable[Person]
) -> tuple[tuple[str, str], ...]:
    """Who does not want which role: on the roll beforehand, or said today."""
    wanted = {role.id for role in roles}
    entitled = set(assembly.entitled)
    on_the_roll = {
        (person.id, _settled(assembly, Role(role_id(role), role)).id)
        for person in people
        if person.id in entitled
        for role in person.opt_outs
    }
    # Who was asked today has the last word on the roles that were asked about.
    asked = {role.id for role in assembly.hatting.roles}
    today = {(member, role) for member, roles in assembly.hatting.unwilling.items() for role in roles}
    kept = {pair for pair in on_the_roll if pair[1] not in asked} | today
    return tuple(sorted(pair for pair in kept if pair[1] in wanted))


def _settled(assembly: Assembly, typed: Role, seats_typed: bool = False) -> Role:
    """A typed role with the rules that the circle settled for it, if it did."""
    for role in assembly.roles:
        if same_role(role, typed):
            return replace(role, seats=typed.seats) if seats_typed else role
    return typed


def settled_roles(assembly: Assembly, name_of: Callable[[str], str]) -> tuple[tuple[Role, str], ...]:
    """The roles of the circle, each with who holds it, or that a seat is empty."""
    today = assembly.opened_at.date()
    held: dict[str, list[str]] = {}
    for seat in seats_tomorrow(assembly):
        words = _seat_words(seat, name_of, today)
        if _for_today_only(assembly, seat):
            words = _("{name} facilitates today; drawn anew for next time").format(
                name=name_of(seat.last or "")
            )
        held.setdefault(seat.role, []).append(words)
    return tuple((role, ", ".join(dict.fromkeys(held.get(role.id, ())))) for role in assembly.roles)


def _for_today_only(assembly: Assembly, seat: Seat) -> bool:
    """Whether a seat is empty tomorrow because somebody leads just this assembly, and no longer term ends."""
    if seat.role != FACILITATOR or seat.holder or not seat.last or seat.last != assembly.facilitator:
        return False
    own = [one for one in assembly.holdings if one.role == FACILITATOR and one.member == seat.last]
    return all(one.counts or one.assemblies == 1 for one in own)


def _seat_words(seat: Seat, name_of: Callable[[str], str], today: date) -> str:
    if seat.holder is None:
        if seat.since is not None and seat.since > today:
            return _("the term of {name} ends today").format(name=name_of(seat.last or ""))
        return _("no holder")
    if seat.until is None:
        return _("{name} holds it").format(name=name_of(seat.holder))
    day = say_date(seat.until - A_DAY)
    return _("{name} until {day}").format(name=name_of(seat.holder), day=day)


def _may_be_drawn(assembly: Assembly, role: Role) -> bool:
    try:
        need_free_seats(assembly, role)
    except RuleBroken:
        return False
    return True


def _role(line: str) -> tuple[Role, bool]:
    found = _SEATS.fullmatch(line)
    label, seats = (found["label"], int(found["seats"])) if found else (line, 1)
    return Role(role_id(label), label, seats), found is not None


def _latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.normalize("NFKD", letter)[0].isascii()
