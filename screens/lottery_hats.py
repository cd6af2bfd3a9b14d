"""The hats before the seal: who is in which, with which chance, and why everybody else is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from assembly.acts.drawing import DICE, hats_of
from assembly.draw.build import build
from assembly.draw.entropy import Kind, Promise
from assembly.draw.hats import Filled, LeftOut, Why
from assembly.draw.record import Heading
from assembly.lottery import Role, role_of
from assembly.refusal import RuleBroken
from assembly.state import Assembly
from screens.stage import Stage
from screens.throwing_words import promise_words
from tui.language import _, n_
from tui.rule_words import words_for
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row

FINEST = 1000
"""Fractions with a larger denominator are shown as per cent."""
CALLED = Promise(Kind.CALLED, 5)


@dataclass(frozen=True, slots=True)
class HatsShown:
    """The hats of all roles as they stand."""

    roles: tuple[Role, ...] = ()
    people: Mapping[str, int] = field(default_factory=dict)
    """How many are in the hats of a role."""
    inside: Mapping[str, Mapping[str, Fraction | None]] = field(default_factory=dict)
    """For each role, by member, the chance; None while nothing can be drawn."""
    left_out: Mapping[str, Mapping[str, LeftOut]] = field(default_factory=dict)
    refusal: str = ""
    """Why nothing can be drawn, in a sentence, or empty."""


def hats_shown(assembly: Assembly) -> HatsShown:
    """Who is in which hat, with the exact chance that the sealed table will promise."""
    filled = hats_of(assembly)
    refusal = ""
    chances: Mapping[str, Mapping[str, Fraction]] = {}
    try:
        chances = _chances(filled)
    except RuleBroken as broken:
        refusal = words_for(_with_labels(broken, assembly.hatting.roles))
    inside: dict[str, dict[str, Fraction | None]] = {role.id: {} for role in assembly.hatting.roles}
    for member, hats in filled.eligible.items():
        for hat in hats:
            inside[role_of(hat)][member] = chances[member][hat] if chances else None
    return HatsShown(
        roles=assembly.hatting.roles,
        people={role: len(members) for role, members in inside.items()},
        inside=inside,
        left_out=filled.left_out,
        refusal=refusal,
    )


def _chances(filled: Filled) -> Mapping[str, Mapping[str, Fraction]]:
    record = build(Heading(1, ""), filled.hats, filled.candidates())
    of_group = {
        group.id: {
            hat.id: Fraction(entry, group.size * record.scale)
            for hat, entry in zip(record.hats, group.row, strict=True)
        }
        for group in record.groups
    }
    return {member.id: of_group[member.group] for member in record.members}


def _with_labels(broken: RuleBroken, roles: tuple[Role, ...]) -> RuleBroken:
    """The same refusal with the words for its hats instead of their ids."""
    labels = {role.id: role.label for role in roles}
    hats = broken.facts.get("hats")
    if not isinstance(hats, tuple):
        return broken
    named = tuple(dict.fromkeys(labels.get(role_of(hat), hat) for hat in hats))
    return RuleBroken(broken.code, **{**broken.facts, "hats": named})


def chance_words(chance: Fraction | None) -> str:
    """A chance as people say it: 1 in 9."""
    if chance is None:
        return _("in the hat")
    if chance == 1:
        return _("certain")
    if chance == 0:
        return _("no seat")
    if chance.denominator > FINEST:
        return _("{percent} %").format(percent=f"{float(chance * 100):.1f}")
    return _("{part} in {whole}").format(part=chance.numerator, whole=chance.denominator)


def why_words(left_out: LeftOut) -> str:
    """Why somebody is in no hat of a role."""
    return {
        Why.NOT_HERE: _("not here"),
        Why.NOT_WILLING: _("not willing today"),
        Why.OPTED_OUT: _("does not want it today"),
        Why.HELD_LAST: _("held it last time"),
        Why.CONFLICT: _("conflict of interest"),
        Why.TERM_LIMIT: _("the term is over"),
        Why.RECALLED: _("recalled"),
        Why.SERVED_MORE: _("did it {served} times, others {limit}").format(
            served=left_out.served, limit=left_out.limit
        ),
    }[left_out.why]


def role_words(shown: HatsShown, place: int) -> str:
    """The line above the list: the role, its seats and how many are in its hat."""
    role, people = shown.roles[place], shown.people[shown.roles[place].id]
    seats = n_("{number} seat", "{number} seats", role.seats).format(number=role.seats)
    inside = n_("{number} person in the hat", "{number} people in the hat", people).format(number=people)
    if people == 1 and role.seats:
        inside = _("only candidate, so nothing is left to luck")
    words = f"{role.label}: {seats}, {inside}"
    if len(shown.roles) == 1:
        return words
    return f"◀ {place + 1}/{len(shown.roles)} ▶  {words}"


def _counted_words() -> str:
    return _("Heads were counted today. A lottery needs names: press W for each person who is here.")


class HatsBody(Vertical):
    """One role at a time: who is in, with the chance, then who is out, with the reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "turn(-1)", _("Role before"), show=False, id="hats.left", tooltip=_("The role before")
        ),
        Binding("right", "turn(1)", _("Next role"), show=False, id="hats.right", tooltip=_("The next role")),
    ]
    DEFAULT_CSS = """
    HatsBody > Static {
        height: auto;
    }
    HatsBody > #hat {
        text-style: bold;
    }
    HatsBody > #too-few {
        color: $text-error;
        text-style: bold;
    }
    HatsBody > #hat-people {
        min-height: 3;
    }
    """

    class Turned(Message):
        """Another role is shown."""

    place: reactive[int] = reactive(0, init=False)
    """Which role is shown."""
    method: reactive[Promise] = reactive(DICE[0], init=False)
    """What will be thrown."""
    calling: reactive[bool] = reactive(False, init=False)
    """Whether the room calls numbers first."""

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take who knows the names."""
        super().__init__(id=id)
        self._stage = stage
        self._shown = HatsShown()

    def compose(self) -> ComposeResult:
        """The role, what keeps it from being drawn, its people, and how the room will throw."""
        yield Static(id="hat", markup=False)
        yield Static(id="too-few", markup=False)
        yield PeopleList(type_to_find=False, picks=False, id="hat-people")
        yield Static(id="sources", markup=False)

    @property
    def sources(self) -> tuple[Promise, ...]:
        """The sources of chance that the seal will name."""
        return (CALLED, self.method) if self.calling else (self.method,)

    @property
    def role(self) -> Role | None:
        """The role that is shown."""
        return self._shown.roles[self.place] if self._shown.roles else None

    @property
    def chosen(self) -> str | None:
        """The person at the pointer."""
        row = self.query_one("#hat-people", PeopleList).highlighted
        return row.id if row else None

    def show(self, assembly: Assembly) -> None:
        """Follow the hats."""
        self._shown = hats_shown(assembly)
        self.set_reactive(HatsBody.place, max(0, min(self.place, len(self._shown.roles) - 1)))
        too_few = self.query_one("#too-few", Static)
        too_few.update(_counted_words() if assembly.counted_only else self._shown.refusal)
        too_few.display = assembly.counted_only or bool(self._shown.refusal)
        self._paint()

    def watch_place(self) -> None:
        """Show the people of another role."""
        self._paint()
        self.post_message(self.Turned())

    def watch_method(self) -> None:
        """Say what will be thrown."""
        self._paint()

    def watch_calling(self) -> None:
        """Say what will be called."""
        self._paint()

    @on(PeopleList.Toggled, "#hat-people")
    async def toggle(self) -> None:
        """Space says who is not willing today."""
        await self.screen.run_action("willing")

    def action_turn(self, by: int) -> None:
        """Show the role before or after."""
        if self._shown.roles:
            self.place = (self.place + by) % len(self._shown.roles)

    def _paint(self) -> None:
        role = self.role
        if role is None:
            return
        self.query_one("#hat", Static).update(role_words(self._shown, self.place))
        self.query_one("#hat-people", PeopleList).rows = self._rows(role)
        throws = " + ".join(promise_words(promise) for promise in self.sources)
        self.query_one("#sources", Static).update(_("We throw: {throws} (M)").format(throws=throws))

    def _rows(self, role: Role) -> tuple[Row, ...]:
        name_of = self._stage.name_of
        inside = [
            Row(member, name_of(member), "●", chance_words(chance))
            for member, chance in self._shown.inside[role.id].items()
        ]
        outside = [
            Row(member, name_of(member), "○", _("not in"), why_words(why))
            for member, why in self._shown.left_out[role.id].items()
        ]
        return (*inside, *outside)
