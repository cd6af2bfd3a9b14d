"""Find yourself: a few letters of a name or an id, and every hat with its chance, or why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from assembly.chances import Chances, chances_of
from assembly.roles import Role
from assembly.state import Assembly
from screens.hats_shown import HatsShown, chance_words, hats_shown, why_words
from screens.lottery_phases import as_sealed
from screens.page import Section, painted
from screens.view import View
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from words.language import _, n_


class Everyone(PeopleList):
    """The people by name and id; a letter or a digit finds, every other key keeps its meaning."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Only what a name or an id is made of is typed to find somebody."""
        typed = character is not None and (character.isalnum() or character in "-'")
        return typed and super().check_consume_key(key, character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space does nothing, and Esc is left to the page while everybody is in sight."""
        if action == "forget":
            return bool(self.sought or self._finding)
        return False if action == "tick" else super().check_action(action, parameters)


class FindYourselfScreen(View):
    """Everybody with the chance of any role; Enter says the rest about one of them."""

    AUTO_FOCUS = "#everyone"

    def compose_body(self) -> ComposeResult:
        """The list, or what to do while there is nothing to find."""
        yield Static(_("No roles yet. Esc, then R says which roles are drawn."), id="empty", markup=False)
        yield Everyone(id="everyone")

    def on_mount(self) -> None:
        """Say on the button whom Enter is about."""
        super().on_mount()
        self.watch(self.query_one(Everyone), "cursor", self._say_next)
        self.watch(self.query_one(Everyone), "sought", self._say_next)

    def follow(self) -> None:
        """Show everybody as the hats stand."""
        assembly = self.assembly
        roles = assembly.hatting.roles if assembly else ()
        everyone = self.query_one(Everyone)
        everyone.display = bool(roles)
        self.query_one("#empty").display = not roles
        if assembly and roles:
            everyone.rows = tuple(self._rows(assembly))
        super().follow()

    @property
    def assembly(self) -> Assembly | None:
        """The assembly under way; from the seal on, as it was sealed."""
        return as_sealed(self.stage.journal) if self.stage.journal else None

    def title_words(self) -> str:
        """What this is."""
        return _("Find yourself: the chance of any role")

    def next_words(self) -> str:
        """Whom Enter is about."""
        pointed = self._pointed
        return _("The hats of {name}").format(name=self.stage.name_of(pointed.id)) if pointed else _("Back")

    def go_on(self) -> None:
        """Say everything about the person at the pointer."""
        if self._pointed is None:
            self.action_back()
        else:
            self.query_one(Everyone).action_pick()

    @on(PeopleList.Picked, "#everyone")
    def tell(self, event: PeopleList.Picked) -> None:
        """Say everything about one person."""
        if self.is_current and self.assembly is not None:
            name = self.stage.name_of(event.person)
            self.app.push_screen(ChancesScreen(self.assembly, event.person, name))

    @property
    def _pointed(self) -> Row | None:
        everyone = self.query_one(Everyone)
        return everyone.highlighted if everyone.display else None

    def _say_next(self) -> None:
        View.follow(self)

    def _rows(self, assembly: Assembly) -> Iterator[Row]:
        shown = hats_shown(assembly)
        for member in assembly.entitled:
            own = [shown.inside[role.id][member] for role in shown.roles if member in shown.inside[role.id]]
            name = self.stage.name_of(member)
            called = name if member in name else f"{name} ({member})"
            if own:
                inside = n_("in {number} hat", "in {number} hats", len(own)).format(number=len(own))
                yield Row(member, called, "●", _any(own), inside)
            else:
                yield Row(member, called, "○", _("in no hat"))


class ChancesScreen(View):
    """One person: in which hats, with which chance, and why not in the others."""

    def __init__(self, assembly: Assembly, member: str, name: str) -> None:
        """Take the assembly as it stands."""
        super().__init__()
        self._assembly = assembly
        self._member = member
        self._called = name

    def compose_body(self) -> ComposeResult:
        """The text."""
        yield Static(id="chances", markup=False)

    def follow(self) -> None:
        """Say it."""
        super().follow()
        shown = hats_shown(self._assembly)
        chances = chances_of(self._assembly, self._member)
        self.query_one("#chances", Static).update(
            painted(chance_sections(chances, shown, self.stage.name_of))
        )

    def title_words(self) -> str:
        """Who it is, and the id by which the record knows them."""
        return self._called if self._member in self._called else f"{self._called} ({self._member})"

    def next_words(self) -> str:
        """What Enter does now."""
        return _("Back to everybody")


def chance_sections(chances: Chances, shown: HatsShown, name_of: Callable[[str], str]) -> tuple[Section, ...]:
    """The chance of any role, the hats with their chances, and the roles without a hat with their reasons."""
    inside = tuple(
        f"● {role.label}: {chance_words(chances.roles[role.id])}"
        for role in shown.roles
        if role.id in chances.roles
    )
    return (
        Section(_("Any role today"), (any_words(chances, shown),)),
        Section(_("In the hat for"), inside),
        Section(_("Kept apart"), tuple(_apart(chances, shown, name_of))),
        Section(_("Not in the hat for"), tuple(_reasons(chances, shown))),
    )


def _apart(chances: Chances, shown: HatsShown, name_of: Callable[[str], str]) -> Iterator[str]:
    """For each role of a pair, that the chance is one of being drawn, and not yet of the seat."""
    labels = {role.id: role.label for role in shown.roles}
    for role, others in chances.apart.items():
        words = _("{role}: a chance to be drawn. Where {names} is drawn too, one of the two passes.")
        yield words.format(role=labels[role], names=_(" or ").join(map(name_of, others)))


def any_words(chances: Chances, shown: HatsShown) -> str:
    """The chance of any role, in per cent and exactly."""
    if not chances.hats:
        return _("no seat: in no hat today")
    if chances.any_role is None:
        return shown.refusal or _("nothing can be drawn yet")
    percent = _percent(chances.any_role)
    exact = chance_words(chances.any_role)
    return percent if exact == percent else f"{percent} ({exact})"


def _reasons(chances: Chances, shown: HatsShown) -> Iterator[str]:
    for role in shown.roles:
        if role.id not in chances.roles:
            yield f"○ {role.label}: {_why(chances, role, shown)}"


def _why(chances: Chances, role: Role, shown: HatsShown) -> str:
    left_out = chances.left_out.get(role.id)
    return why_words(left_out, role, shown) if left_out else _("not entitled")


def _any(own: list[Fraction | None]) -> str:
    """The chance of any of these hats; nobody is drawn for two."""
    known = [chance for chance in own if chance is not None]
    return _percent(sum(known, Fraction())) if len(known) == len(own) else _("in the hat")


def _percent(chance: Fraction) -> str:
    return _("{percent} %").format(percent=f"{float(chance * 100):.1f}")
