"""Changing one role: its name, seats, term, who comes first, who may not have it, its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assembly.refusal import RuleBroken
from assembly.roles import Role, Turns
from assembly.settling import check_settled
from screens.at_fault import role_field_at_fault
from screens.home_words import on_the_roll
from screens.role_words import labels_of, short_rules, turns_name
from screens.roles_draft import Making
from screens.stage import Stage
from screens.ticking import ticked
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field, Refused
from tui.rule_words import words_for
from tui.terms import read_term, term_text
from tui.widgets.choice_layout import Choice
from words.language import _

DONE, PLACE, UP, DOWN, REMOVE = "done", "place", "up", "down", "remove"


class RoleEditor:
    """Offers what can be changed about a role until it is right."""

    def __init__(self, stage: Stage, making: Making, role: str, changed: Callable[[Making], None]) -> None:
        """Take the roles in the making, the id of one, and whom to tell of every change at once."""
        self._stage = stage
        self._making = making
        self._id = role
        self._changed = changed

    async def run(self) -> None:
        """Offer, change, and offer again."""
        while (chosen := await self._choose()) not in {None, DONE}:
            making = await self._after(str(chosen))
            if making is None:
                continue
            self._making = making
            self._changed(making)
            if all(role.id != self._id for role in making.roles):
                return

    async def _choose(self) -> str | None:
        labels = labels_of(self._making.roles)
        question = ", ".join(short_rules(self._role, labels))
        return await self._stage.push_screen_wait(
            Choose(self._role.label, editor_choices(self._role), question=question)
        )

    async def _after(self, chosen: str) -> Making | None:
        if chosen == PLACE:
            return await self._ask_place()
        changes = {
            "label": self._ask_label,
            "numbers": self._ask_numbers,
            "turns": self._ask_turns,
            "twice": self._turn_twice,
            "who": self._ask_who,
        }
        role = await changes[chosen]()
        return None if role is None else with_role(self._making, role)

    async def _ask_place(self) -> Making | None:
        ways = place_choices(self._making, self._id)
        match await self._stage.push_screen_wait(Choose(self._role.label, ways)):
            case "up":
                return moved(self._making, self._id, -1)
            case "down":
                return moved(self._making, self._id, 1)
            case "remove":
                return without(self._making, self._id)
            case _:
                return None

    async def _ask_label(self) -> Role | None:
        return await self._form(
            _("What is it called?"),
            [Field("label", _("Name of the role"), self._role.label)],
            lambda typed: replace(self._role, label=typed["label"]),
        )

    async def _ask_numbers(self) -> Role | None:
        role = self._role
        fields = [
            Field("seats", _("How many people at a time?"), str(role.seats)),
            Field("term", _("For how long?"), term_text(role.term), _("6 months, or: 4 assemblies")),
            Field("most", _("At most how often in all?"), str(role.most_terms or ""), _("without a limit")),
            Field("strata", _("A seat for each …"), role.strata or "", _tags_hint(self._stage)),
        ]
        tags = tags_of(self._stage)
        return await self._form(_("Seats and term"), fields, lambda typed: _numbered(role, typed, tags))

    async def _ask_turns(self) -> Role | None:
        options = [Choice(turns.value, turns_name(turns)) for turns in Turns]
        chosen = await self._stage.push_screen_wait(Choose(_("Who comes first?"), options))
        return None if chosen is None else replace(self._role, turns=Turns(chosen))

    async def _turn_twice(self) -> Role | None:
        return replace(self._role, twice_in_a_row=not self._role.twice_in_a_row)

    async def _ask_who(self) -> Role | None:
        ways = (
            Choice("roles", _("Whoever has another role"), "R"),
            Choice("people", _("People that the circle names"), "P"),
        )
        match await self._stage.push_screen_wait(Choose(_("Who may not have it?"), ways)):
            case "roles":
                others = {role.id: role.label for role in self._making.roles if role.id != self._id}
                title = _("Not for whoever is …")
                return replace(
                    self._role,
                    excludes=await ticked(self._stage, title, others, self._role.excludes, things=True),
                )
            case "people":
                today = self._stage.now().date()
                members = on_the_roll(self._stage.desk.people(), today)
                names = {one.id: self._stage.name_of(one.id) for one in members}
                names |= {one: self._stage.name_of(one) for one in self._role.excluded}
                title = _("Not for these people")
                return replace(
                    self._role, excluded=await ticked(self._stage, title, names, self._role.excluded)
                )
            case _:
                return None

    async def _form(
        self, title: str, fields: Sequence[Field], role_of: Callable[[Mapping[str, str]], Role]
    ) -> Role | None:
        def check(typed: Mapping[str, str]) -> Refused | None:
            try:
                settling(self._stage, with_role(self._making, role_of(typed)))
            except RuleBroken as refusal:
                return Refused(words_for(refusal), role_field_at_fault(refusal))
            return None

        draft = self._stage.draft(f"role {self._id} {title}")
        answer = await self._stage.push_screen_wait(AskText(title, fields, draft=draft, check=check))
        if answer is None:
            return None
        draft.clear()
        return role_of(answer)

    @property
    def _role(self) -> Role:
        return next(role for role in self._making.roles if role.id == self._id)


def editor_choices(role: Role) -> tuple[Choice, ...]:
    """What can be changed; what Enter finds first is to leave it as it is."""
    twice = _("Not twice in a row") if role.twice_in_a_row else _("Also twice in a row")
    return (
        Choice(DONE, _("This is right"), "T"),
        Choice("numbers", _("Seats and term"), "S"),
        Choice("turns", _("Who comes first"), "F"),
        Choice("twice", twice, "W"),
        Choice("who", _("Who may not have it"), "N"),
        Choice("label", _("Another name"), "A"),
        Choice(PLACE, _("Move or remove it"), "M"),
    )


def place_choices(making: Making, id: str) -> tuple[Choice, ...]:
    """Where it can go; the least powerful role is drawn first."""
    place = [role.id for role in making.roles].index(id)
    moves = []
    if place > 0:
        moves.append(Choice(UP, _("Up: more powerful"), "U"))
    if place + 1 < len(making.roles):
        moves.append(Choice(DOWN, _("Down: less powerful"), "D"))
    return (*moves, Choice(REMOVE, _("Remove this role"), "R"))


def with_role(making: Making, role: Role) -> Making:
    """The roles with one of them changed."""
    return replace(making, roles=tuple(role if one.id == role.id else one for one in making.roles))


def without(making: Making, id: str) -> Making:
    """The roles without one, which shuts nobody out any more."""
    return replace(
        making,
        roles=tuple(
            replace(one, excludes=tuple(other for other in one.excludes if other != id))
            for one in making.roles
            if one.id != id
        ),
    )


def moved(making: Making, id: str, by: int) -> Making:
    """The roles with one of them further up or down; at either end it stays there."""
    roles = list(making.roles)
    place = next(place for place, role in enumerate(roles) if role.id == id)
    role = roles.pop(place)
    roles.insert(max(0, place + by), role)
    return replace(making, roles=tuple(roles))


def making_refused(stage: Stage, making: Making) -> str | None:
    """Why these roles could not be drawn, in a sentence, or None."""
    try:
        settling(stage, making)
    except RuleBroken as refusal:
        return words_for(refusal)
    return None


def settling(stage: Stage, making: Making) -> None:
    """Refuse roles that could not be drawn, as `check_settled` does."""
    check_settled(making.roles, making.relax_order, (one.id for one in stage.desk.people()))


def tags_of(stage: Stage) -> tuple[str, ...]:
    """The tags that people on the roll have, such as shift."""
    return tuple(dict.fromkeys(tag for person in stage.desk.people() for tag in person.tags))


def _tags_hint(stage: Stage) -> str:
    tags = _(" or ").join(tags_of(stage))
    return tags or _("nobody has a shift or department yet")


def _numbered(role: Role, typed: Mapping[str, str], tags: Sequence[str]) -> Role:
    strata = typed["strata"].casefold() or None
    if strata and strata != role.strata and strata not in tags:
        raise RuleBroken("strata-unknown", tag=strata)
    return replace(
        role,
        seats=_whole(typed, "seats") if typed["seats"] else 1,
        term=read_term(typed["term"]),
        most_terms=_whole(typed, "most") if typed["most"] else None,
        strata=strata,
    )


def _whole(typed: Mapping[str, str], field: str) -> int:
    """A number as it was typed, or `number-unread`."""
    text = typed[field]
    if text.isascii() and text.isdigit() and int(text[:6]) > 0 and len(text) <= 6:
        return int(text)
    raise RuleBroken("number-unread", text=text, field=field)
