"""Gather: who is here, who facilitates, the rules read out, what earlier assemblies left."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static
from textual.worker import Worker

from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation, NameHelper, PassFacilitation, ReadRules
from assembly.attendance import next_facilitators, ordinary_quorum
from assembly.leftovers import PARKED, Unfinished
from assembly.state import Assembly, Presence
from assembly.steps import Occasion, Step
from screens.due_words import role_dues
from screens.gather_words import due, leftovers, mark_of_presence, past_words, rule_lines
from screens.looking_back import LookingBack, left_for
from screens.rules_words import rules_aloud
from screens.step import StepScreen
from tui.dialogs.ask_number import AskNumber
from tui.letters import letter
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from tui.widgets.tally_bar import Bar
from words.language import _


class GatherScreen(LookingBack, StepScreen):
    """Tick who is here, agree who facilitates, read the rules out."""

    AUTO_FOCUS = "#people"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", _("Tick"), id="tick", tooltip=_("Here, or not here")),
        letter("a", "all", _("All here"), _("Everybody is here; untick who is missing"), show=True),
        letter("c", "count", _("Count"), _("Count heads instead of ticking names")),
        letter("x", "pass", _("Pass on"), _("The person proposed does not facilitate today"), show=True),
        letter("t", "helper", _("Timekeeper"), _("Somebody keeps the time")),
        letter("r", "rules", _("Rules"), _("Read the rules out")),
        letter("l", "look_back", _("Left over"), _("What was left from before: reviews and more"), show=True),
    ]

    def __init__(self) -> None:
        """Begin with nothing offered."""
        super().__init__()
        self._offered = False

    def compose_body(self) -> ComposeResult:
        """Who is here, whether that is enough, who facilitates, what is left from before."""
        yield Bar(0, 0, _("{value} here, {goal} needed"), id="quorum")
        yield Static(id="facilitator", markup=False)
        yield PeopleList(type_to_find=False, picks=False, id="people")
        yield Static(id="leftovers", markup=False)

    def follow(self, assembly: Assembly) -> None:
        """Show who is here and who facilitates."""
        quorum = self.query_one("#quorum", Bar)
        quorum.value, quorum.goal = assembly.present, ordinary_quorum(assembly)
        self.query_one("#facilitator", Static).update(self._facilitator_words(assembly))
        self.query_one("#people", PeopleList).rows = self._rows(assembly)
        self.query_one("#leftovers", Static).update(self._left(assembly))

    def sentence(self, assembly: Assembly) -> str:
        """Welcome; ask who facilitates; read the rules."""
        say = self.stage.sentences.say
        if not assembly.present:
            return say("gather")
        proposed = self._proposed(assembly)
        if proposed:
            return say("gather.facilitator", name=self.stage.name_of(proposed))
        needed = ordinary_quorum(assembly)
        if assembly.present < needed:
            return say("gather.quorum-missing", present=assembly.present, needed=needed)
        if assembly.purpose is Occasion.DRAW:
            return say("gather.draw")
        if not assembly.rules_read:
            return say("gather.rules")
        return say("gather.due") if self._offers(assembly) else say("gather.ready")

    def next_words(self, assembly: Assembly) -> str:
        """What Enter does while gathering."""
        if not assembly.present:
            return _("All are here; untick who is not")
        proposed = self._proposed(assembly)
        if proposed:
            return _("{name} facilitates today").format(name=self.stage.name_of(proposed))
        if assembly.purpose is Occasion.DRAW:
            return _("Go on to the lottery")
        if not assembly.rules_read:
            return _("Read the rules out")
        return _("Look again at what is due") if self._offers(assembly) else _("Go on to the stories")

    def go_on(self, assembly: Assembly) -> None:
        """Tick, the facilitator, the rules, what is due, the stories; before a draw only tick and ask."""
        proposed = self._proposed(assembly)
        if not assembly.present:
            self.action_all()
        elif proposed:
            self.stage.ask(AcceptFacilitation(proposed))
        elif assembly.purpose is Occasion.DRAW:
            self.stage.ask(GoTo(Step.LOTTERY))
        elif not assembly.rules_read:
            self.action_rules()
        elif self._offers(assembly):
            self.action_look_back()
        else:
            self.stage.ask(GoTo(Step.STORIES))

    @on(PeopleList.Toggled, "#people")
    def toggle(self, event: PeopleList.Toggled) -> None:
        """Tick or untick somebody."""
        here = self.assembly.presence.get(event.person) is Presence.HERE
        left = Presence.LEFT if self.assembly.facilitator else Presence.AWAY
        self.stage.ask(MarkPresence((event.person,), left if here else Presence.HERE))

    def action_look_back(self) -> Worker[None]:
        """Show what was left from before; from then on Enter goes on to the stories."""
        self._offered = True
        self.watch_assembly(self.assembly)
        return super().action_look_back()

    def action_tick(self) -> None:
        """Tick whoever the list points at."""
        self.query_one("#people", PeopleList).action_tick()

    def action_all(self) -> None:
        """Everybody is here."""
        self.stage.ask(MarkPresence(self.assembly.entitled, Presence.HERE))

    @work
    async def action_count(self) -> None:
        """Count heads instead of ticking names."""
        label = _("How many of the {number} on the roll are here?").format(number=len(self.assembly.entitled))
        heads = await self.app.push_screen_wait(
            AskNumber(_("Count heads"), label, draft={}, value=self.assembly.heads)
        )
        if heads is not None:
            self.stage.ask(CountHeads(heads))

    def action_pass(self) -> None:
        """Whoever is proposed does not facilitate today; the next one is proposed."""
        proposed = self._proposed(self.assembly)
        if proposed:
            self.stage.ask(PassFacilitation(proposed))

    @work
    async def action_helper(self) -> None:
        """Somebody keeps the time."""
        member = await self._pick(self.assembly.here, _("Who keeps the time?"))
        if member:
            self.stage.ask(NameHelper("timekeeper", member))

    @work
    async def action_rules(self) -> None:
        """Show the rules in words to read out, and note that they were read."""
        await self._tell(_("Read this out"), rules_aloud(self.assembly.protocols))
        if not self.assembly.rules_read and self.assembly.present:
            self.stage.ask(ReadRules())

    def _offers(self, assembly: Assembly) -> bool:
        """Whether decisions are due that were not offered since this page stands; Esc goes on."""
        things = self._left_from_before(assembly)
        return not self._offered and any(thing.what != PARKED for thing in things)

    def _left_from_before(self, assembly: Assembly) -> tuple[Unfinished, ...]:
        return left_for(assembly, due(self.stage.desk.history(), assembly.opened_at.date()))

    def _left(self, assembly: Assembly) -> str:
        today = assembly.opened_at.date()
        circle, history = self.stage.desk.circle(), self.stage.desk.history()
        left = leftovers(self._left_from_before(assembly), today)
        facilitates = self.stage.name_of(assembly.facilitator) if assembly.facilitator else ""
        lines = (left, role_dues(circle, history, today, facilitates), *rule_lines(history, today, met=True))
        return "\n".join(filter(None, lines))

    def _proposed(self, assembly: Assembly) -> str | None:
        if assembly.facilitator is not None or assembly.counted_only:
            return None
        return next(iter(next_facilitators(assembly)), None)

    def _facilitator_words(self, assembly: Assembly) -> str:
        if assembly.facilitator:
            lines = [_("Facilitator: {name}").format(name=self.stage.name_of(assembly.facilitator))]
            lines += [f"{role}: {self.stage.name_of(member)}" for role, member in assembly.helpers.items()]
            return " · ".join(lines)
        proposed = self._proposed(assembly)
        if proposed is None:
            return _("Facilitator: nobody yet. Nobody facilitates twice before everybody did once.")
        past = past_words(assembly, proposed)
        return _("Proposed: {name}, {past}. Enter accepts, X passes, F hands over.").format(
            name=self.stage.name_of(proposed), past=past
        )

    def _rows(self, assembly: Assembly) -> tuple[Row, ...]:
        return tuple(
            Row(member, self.stage.name_of(member), *mark_of_presence(assembly, member))
            for member in assembly.entitled
        )
