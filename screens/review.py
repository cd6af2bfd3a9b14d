"""A review in five minutes: what did we say, what did we measure, do we keep it, and until when."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import date
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.acts.reviewing import ReviewDecision
from assembly.decision import Decision
from assembly.reviewing import Outcome
from assembly.state import Assembly
from screens.asking_day import AskDay
from screens.decision_words import decision_sections
from screens.page import painted
from screens.review_clock import ReviewClock
from screens.review_steps import (
    AMENDING,
    DAYS_REFUSED,
    MEASURED,
    NEXT,
    OBJECTIONS,
    OUTCOME,
    READ,
    Point,
    Points,
    impossible_objections,
    next_words,
    outcomes,
    refusal_of,
    to_say,
    told_lines,
    ways_out,
)
from screens.view import View
from tui.dialogs.ask_number import AskNumber
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.dialogs.message import Message
from tui.letters import letter
from tui.rule_words import say_refusal
from tui.widgets.clock import Clock
from tui.widgets.sentence import Sentence
from words.language import _
from words.reviews import outcome_name

FIVE_MINUTES = 300


class ReviewScreen(View):
    """One decision, looked at again; nothing is recorded before the last Enter."""

    AUTO_FOCUS = "#next"
    BINDINGS: ClassVar[list[BindingType]] = [
        letter("u", "step_back", _("Back one point"), _("Take back what was noted last"), show=True),
        letter("h", "stuck", _("Stuck"), _("I am stuck: what now?"), show=True),
    ]
    DEFAULT_CSS = """
    ReviewScreen #told, ReviewScreen #decision {
        height: auto;
        padding: 0 1;
        margin-top: 1;
    }
    ReviewScreen.-low #told, ReviewScreen.-low #decision {
        margin-top: 0;
    }
    """

    def __init__(self, decision: Decision) -> None:
        """Take the decision."""
        super().__init__()
        self._decision = decision

    def compose_body(self) -> ComposeResult:
        """What to say, the clock, what was noted, and the decision as it was taken."""
        self._clock.go_on(self.stage.now())
        yield Sentence(id="say")
        yield Clock(lambda: self._clock.seconds(self.stage.now()), FIVE_MINUTES, id="clock")
        yield Static(id="told", markup=False)
        yield Static(id="decision", markup=False)

    def follow(self) -> None:
        """Show the point that the review has come to."""
        super().follow()
        today = self._today
        self.query_one("#say", Sentence).said = self.sentence()
        self.query_one("#told", Static).update("\n".join(told_lines(self._decision, self._points, today)))
        sections = decision_sections(self._decision, today, self.stage.desk.veil)
        self.query_one("#decision", Static).update(painted(sections))

    def title_words(self) -> str:
        """Which decision it is."""
        return _("Review: {title}").format(title=self._decision.title)

    def next_words(self) -> str:
        """What Enter does now."""
        return next_words(self._points.point, self._points.outcome)

    def sentence(self) -> str:
        """What the facilitator may say at this point."""
        key, facts = to_say(self._decision, self._points, self._today)
        return self.stage.sentences.say(key, **facts)

    def go_on(self) -> None:
        """Do the next right thing at this point."""
        match self._points.point:
            case Point.READ:
                self._note(READ, "yes")
            case Point.MEASURED:
                self._ask_measured()
            case Point.OUTCOME:
                self._ask_outcome()
            case Point.OBJECTIONS:
                self._ask_objections()
            case Point.OBJECTED:
                self._note(AMENDING, "yes")
            case Point.NEXT:
                self._ask_next()
            case Point.CONFIRM:
                self._record()

    def action_step_back(self) -> None:
        """Take back what was noted last; nothing of it was recorded."""
        last = self._points.before()
        if last is None:
            self.stage.say(_("Nothing is noted yet. Esc leaves the review for later."), severity="warning")
        else:
            del self._draft[last]
            self.follow()

    @work
    async def action_stuck(self) -> None:
        """Offer what helps when nobody knows how to go on."""
        match await self.app.push_screen_wait(Choose(_("You are not alone in this"), ways_out())):
            case "say":
                await self._tell(_("Say now"), self.sentence())
            case "room":
                await self._tell(_("Ask the room"), self.stage.sentences.say("review.stuck"))
            case "amend":
                self._note(AMENDING, "yes")
            case "later":
                self.action_back()
            case "keys":
                self.action_keys()
            case _:
                pass

    def action_back(self) -> None:
        """Back; what was noted stays."""
        self._clock.leave(self.stage.now())
        self.dismiss()

    @work
    async def _ask_measured(self) -> None:
        field = Field(MEASURED, _("What did we measure or notice?"), multiline=True)
        await self._ask(AskText(_("What we measured"), [field], draft=self._typed), MEASURED)

    @work
    async def _ask_outcome(self) -> None:
        chosen = await self.app.push_screen_wait(Choose(_("What becomes of it?"), outcomes()))
        if chosen:
            self._note(OUTCOME, chosen)

    @work
    async def _ask_objections(self) -> None:
        label = _("How many object? Nobody is asked to explain it here.")
        check = partial(impossible_objections, present=self._assembly.present)
        dialog = AskNumber(_("Objections"), label, draft={}, value=0, check=check)
        number = await self.app.push_screen_wait(dialog)
        if number is not None:
            self._note(OBJECTIONS, str(number))

    @work
    async def _ask_next(self) -> None:
        field = Field(NEXT, _("Looked at again"), placeholder=_("such as: in 6 weeks"))
        title = _("When do we look at it again?")
        await self._ask(AskDay(title, field, self._typed, self._today, self._day_refused), NEXT)

    async def _ask(self, dialog: AskText, point: str) -> None:
        answer = await self.app.push_screen_wait(dialog)
        if answer is not None:
            self._typed.clear()
            self._note(point, answer[point])

    def _record(self) -> None:
        command = self._command()
        if command is not None and self.stage.ask(command):
            self._draft.clear()
            name = outcome_name(command.outcome)
            self.stage.say(_("Written down: {outcome}. U takes it back.").format(outcome=name))
            self.dismiss()

    def _command(self) -> ReviewDecision | None:
        """What is asked of the rules; a day that they refuse is asked for again."""
        command = self._points.command(self._decision, self._today)
        refusal = refusal_of(self._assembly, command)
        if refusal is None:
            return command
        self.stage.say(say_refusal(refusal), severity="warning")
        if self._points.outcome is Outcome.KEEP and refusal.code in DAYS_REFUSED:
            self._draft.pop(NEXT, None)
            self.follow()
        return None

    def _day_refused(self, typed: str) -> str | None:
        command = Points({**self._draft, NEXT: typed}).command(self._decision, self._today)
        refusal = refusal_of(self._assembly, command)
        return say_refusal(refusal) if refusal and refusal.code in DAYS_REFUSED else None

    def _note(self, point: str, words: str) -> None:
        self._draft[point] = words
        self.follow()

    async def _tell(self, title: str, text: str) -> None:
        await self.app.push_screen_wait(Message(title, text))

    @property
    def _assembly(self) -> Assembly:
        assert self.stage.journal is not None, "a review belongs to an assembly"
        return self.stage.journal.assembly

    @property
    def _clock(self) -> ReviewClock:
        assert self.stage.journal is not None, "a review belongs to an assembly"
        return ReviewClock(self._draft, self.stage.journal.entries)

    @property
    def _draft(self) -> MutableMapping[str, str]:
        return self.stage.draft(f"review {self._decision.id}")

    @property
    def _typed(self) -> MutableMapping[str, str]:
        return self.stage.draft(f"typed {self._decision.id}")

    @property
    def _points(self) -> Points:
        return Points(self._draft)

    @property
    def _today(self) -> date:
        return self.stage.now().date()
