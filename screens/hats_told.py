"""What is told of the hats before the seal: the lines of the roles, the people, and what happened to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assembly.draw.barring import Why
from assembly.roles import Role
from assembly.state import Assembly
from screens.hats_shown import HatsShown, chance_words, change_words, first_words, why_words
from screens.stage import words_of
from tui.widgets.hat_list import HatLine
from tui.widgets.people_rows import Row
from words.draws import rule_name, say_called
from words.language import _, n_

MOST_CHANGES = 4
"""Changes that are told beside the roles; the others stand in the list of people."""


def hat_lines(shown: HatsShown) -> tuple[HatLine, ...]:
    """A line for each role: seats, people in it, the chance of one of them."""
    return tuple(
        HatLine(
            role.label, str(role.seats), str(shown.people[role.id]), _chance(shown, role), _short(shown, role)
        )
        for role in shown.roles
    )


def rows_of(shown: HatsShown, role: Role, name_of: Callable[[str], str]) -> tuple[Row, ...]:
    """Who is in the hat of a role with the chance, then who is not with the reason."""
    inside = [
        Row(member, name_of(member), "●", chance_words(chance), _marks(member, role, shown, name_of))
        for member, chance in shown.inside[role.id].items()
    ]
    outside = [
        Row(member, name_of(member), "○", _("not in"), why_words(why, role, shown))
        for member, why in shown.left_out[role.id].items()
    ]
    return (*inside, *outside)


def _marks(member: str, role: Role, shown: HatsShown, name_of: Callable[[str], str]) -> str:
    """What else there is to say of somebody in a hat."""
    day = shown.first.get(role.id, {}).get(member)
    came = any(one.came and one.role == role.id and one.member == member for one in shown.changes)
    others = shown.apart[role.id].get(member, ())
    apart = _("apart from {number}").format(number=len(others))
    if len(others) == 1:
        apart = _("apart from {name}").format(name=name_of(others[0]))
    first = [first_words(day, shown.today)] if day is not None else []
    return ", ".join(first + [_("new in it")] * came + [apart] * bool(others))


def person_words(shown: HatsShown, role: Role, member: str, name_of: Callable[[str], str]) -> str:
    """One person in the hat of a role, or why not, and what can be done about it on the spot."""
    name, left_out = name_of(member), shown.left_out[role.id].get(member)
    if left_out is None:
        return _("{name} is in. Space takes the name out.").format(name=name)
    if left_out.why is Why.NOT_HERE:
        return _("{name}: not here. Space: agreed beforehand to be drawn. W: is here after all.").format(
            name=name
        )
    if left_out.why is Why.OPTED_OUT:
        return _("{name}: opted out. Space puts the name in again.").format(name=name)
    return _("{name}: {why}.").format(name=name, why=why_words(left_out, role, shown))


def traces_of(assembly: Assembly, shown: HatsShown, name_of: Callable[[str], str]) -> Iterator[str]:
    """What the room should know before it seals: void draws, rules that gave way, pairs, and changes."""
    yield from void_lines(assembly)
    hatting = assembly.hatting
    for role, rule in hatting.relaxed:
        yield _("Relaxed for {role}: {rule}").format(role=shown.labels.get(role, role), rule=rule_name(rule))
    for one, other in hatting.pairs:
        yield _("Kept apart: {one} and {other}").format(one=name_of(one), other=name_of(other))
    for member in sorted(hatting.consented):
        yield _("Agreed beforehand: {name}").format(name=name_of(member))
    yield from _changes(assembly, shown, name_of)


def void_lines(assembly: Assembly) -> Iterator[str]:
    """The draws of today that were declared void, with their reason."""
    for draw in assembly.draws.values():
        if draw.void is not None:
            yield _("Draw {number} is void: {why}").format(number=draw.number, why=words_of(draw.void))
            if draw.called:
                yield say_called(draw.called)


def _changes(assembly: Assembly, shown: HatsShown, name_of: Callable[[str], str]) -> Iterator[str]:
    if shown.changes:
        void = assembly.draw is not None and assembly.draw.void is not None
        yield _("Since the draw that is void:") if void else _("Since the last draw:")
    for change in shown.changes[:MOST_CHANGES]:
        role = shown.labels.get(change.role, change.role)
        sign, words = "+" if change.came else "−", change_words(change, shown)
        yield f"{sign} {role}: {name_of(change.member)} {words}"
    more = len(shown.changes) - MOST_CHANGES
    if more > 0:
        yield n_("… and {number} more", "… and {number} more", more).format(number=more)


def _chance(shown: HatsShown, role: Role) -> str:
    """The chance of one person in the hat, where all have the same."""
    chances = set(shown.inside[role.id].values())
    if not chances:
        return "–"
    if len(chances) > 1:
        return _("differs")
    (chance,) = chances
    return (
        "–"
        if chance is None
        else _("only one")
        if chance == 1 and shown.people[role.id] == 1
        else chance_words(chance)
    )


def _short(shown: HatsShown, role: Role) -> bool:
    return role.id in shown.short
