"""Lottery: hats, seal, throws, lock, reveal; by the protocol `hat-draw/1`, so that anyone can check it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ContentSwitcher

from assembly.acts.drawing import AnswerSeat, RevealSeat
from assembly.acts.floor import GoTo
from assembly.acts.hatting import MarkConsented, MarkWilling
from assembly.acts.throwing import ReadBack
from assembly.draw.entropy import Promise
from assembly.lottery import READERS, Answer, Draw
from assembly.state import Assembly
from assembly.steps import Step
from screens.lottery_asking import LotteryAsking
from screens.lottery_hats import HatsBody
from screens.lottery_keys import LOTTERY_KEYS
from screens.lottery_phases import FOCUS, OF_THE_LOTTERY, Phase, body_of, buttons, may_do, phase_of
from screens.lottery_reveal import DoneBody, RevealBody, due_answer
from screens.lottery_seal import SealBody
from screens.lottery_throw import ThrowBody
from screens.lottery_verify import VerifyBody
from screens.lottery_words import next_words_of, sentence_of
from screens.step import StepScreen
from tui.widgets.choice import Choices
from words.language import _


class LotteryScreen(LotteryAsking, StepScreen):
    """Give roles away by lot, from who is in which hat to the last answer."""

    AUTO_FOCUS = "#next"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-middle"), (22, "-tall")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = LOTTERY_KEYS
    DEFAULT_CSS = """
    LotteryScreen ContentSwitcher {
        height: 1fr;
        min-height: 3;
    }
    LotteryScreen ContentSwitcher > * {
        height: 1fr;
    }
    LotteryScreen.-sealed #say, LotteryScreen.-sealed #steps, LotteryScreen.-sealed #doing {
        display: none;
    }
    LotteryScreen.-low #doing, LotteryScreen.-low #sources, LotteryScreen.-low #steps {
        display: none;
    }
    LotteryScreen.-verify #steps, LotteryScreen.-low #hat-person, LotteryScreen.-middle.-hats #doing {
        display: none;
    }
    """

    def __init__(self) -> None:
        """Begin with nothing checked."""
        super().__init__()
        self._checked = ""

    @property
    def phase(self) -> Phase:
        """Where the lottery stands."""
        if self.stage.journal is None:
            return Phase.ROLES
        reached, draw = phase_of(self.stage.journal), self.assembly.draw
        if reached is Phase.DONE and draw and self._checked == draw.id:
            return Phase.VERIFY
        return reached

    @property
    def sources(self) -> tuple[Promise, ...]:
        """What the room wants to throw."""
        return self.query_one(HatsBody).sources

    def compose_body(self) -> ComposeResult:
        """A body for each part of the lottery, and what can be done in it."""
        with ContentSwitcher(initial=None):
            yield HatsBody(self.stage, id=Phase.HATS.value)
            yield SealBody(self.stage, id=Phase.SEAL.value)
            yield ThrowBody(self.stage, id=Phase.THROW.value)
            yield RevealBody(self.stage, id=Phase.REVEAL.value)
            yield DoneBody(self.stage, id=Phase.DONE.value)
            yield VerifyBody(self.stage, id=Phase.VERIFY.value)
        yield Choices((), id="doing")

    def follow(self, assembly: Assembly) -> None:
        """Show the part of the lottery that the room is in."""
        phase, journal, draw = self.phase, self.stage.journal, assembly.draw
        if phase is Phase.HATS:
            self.query_one(HatsBody).show(assembly)
        elif journal is not None and draw is not None:
            self.query_one(SealBody).show(journal, draw, self.sentence_now(assembly))
            self.query_one(ThrowBody).show(draw)
            self.query_one(RevealBody).show(draw)
            self.query_one(DoneBody).show(assembly, draw)
            self.query_one(VerifyBody).show(journal, draw)
        self.query_one("#doing", Choices).choices = buttons(phase, assembly)
        self._turn_to(phase)

    def sentence(self, assembly: Assembly) -> str:
        """What to say in each part of the lottery."""
        return sentence_of(self.phase, assembly, self.stage)

    def next_words(self, assembly: Assembly) -> str:
        """What Enter does in each part of the lottery."""
        return next_words_of(self.phase, assembly)

    def go_on(self, assembly: Assembly) -> None:
        """Do the next right thing; what U cannot take back is only asked, and Enter answers no."""
        match self.phase:
            case Phase.ROLES:
                self.action_roles()
            case Phase.HATS if assembly.counted_only:
                self.action_who()
            case Phase.HATS:
                self.action_seal()
            case Phase.SEAL | Phase.REVEAL if not self.stage.all_saved:
                self.stage.say(_("One moment: it is being saved. Then press Enter again."))
            case Phase.SEAL:
                self.action_observers()
            case Phase.VERIFY:
                self.stage.ask(GoTo(Step.CLOSE))
            case phase:
                if assembly.draw is not None:
                    self._go_on_with(assembly.draw, phase)

    def _go_on_with(self, draw: Draw, phase: Phase) -> None:
        match phase:
            case Phase.READ if draw.readers < READERS:
                self.stage.ask(ReadBack())
            case Phase.READ:
                self.action_lock()
            case Phase.REVEAL:
                self.stage.ask(AnswerSeat(due_answer(self.assembly, draw)) if draw.pending else RevealSeat())
            case Phase.DONE:
                self._checked = draw.id
                self.watch_assembly(self.assembly)
            case _:
                self.query_one(ThrowBody).tell_missing()

    def show_sign(self) -> None:
        """The seal waits until it is on disk."""
        super().show_sign()
        journal, draw = self.stage.journal, self.assembly.draw
        if journal is not None and draw is not None and self.phase is Phase.SEAL:
            self.query_one(SealBody).show(journal, draw, self.sentence_now(self.assembly))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the lottery work in their part of it."""
        if action in OF_THE_LOTTERY:
            return may_do(action, self.phase, self.assembly)
        return super().check_action(action, parameters)

    @on(Choices.Picked, "#doing")
    @on(Choices.Picked, "#seal-doing")
    async def do(self, event: Choices.Picked) -> None:
        """The mouse's and the arrows' way to the keys."""
        await self.run_action(event.choice)

    def on_screen_resume(self) -> None:
        """Show what another page opened: the way to the phones."""
        self.watch_assembly(self.assembly)

    def throw(self, method: Promise) -> None:
        """Take what the room throws."""
        self.query_one(HatsBody).method = method

    def roles_were_set(self) -> None:
        """Show the hats, also when the roles are the same as in the draw before."""
        self.watch_assembly(self.assembly)

    def action_another(self) -> None:
        """Ask for the roles of another draw."""
        self.action_roles()

    def action_skip(self) -> None:
        """Go to the close without a lottery."""
        self.stage.ask(GoTo(Step.CLOSE))

    def action_willing(self) -> None:
        """The person at the pointer is not willing today, or, absent, agreed beforehand; or the other way."""
        hats = self.query_one(HatsBody)
        if hats.chosen and hats.chosen not in self.assembly.here:
            agreed = hats.chosen in self.assembly.hatting.consented
            self.stage.ask(MarkConsented(hats.chosen, not agreed))
        elif hats.role and hats.chosen:
            unwilling = hats.role.id in self.assembly.hatting.unwilling.get(hats.chosen, frozenset())
            self.stage.ask(MarkWilling(hats.chosen, hats.role.id, unwilling))

    def action_called(self) -> None:
        """The room calls numbers before it throws, or not."""
        hats = self.query_one(HatsBody)
        hats.calling = not hats.calling

    def action_accept(self) -> None:
        """The person takes the seat."""
        draw = self.assembly.draw
        self.stage.ask(AnswerSeat(Answer.PASSED if draw and draw.passes_for else Answer.ACCEPTED))

    def action_decline(self) -> None:
        """The person declines; no reason is asked."""
        self.stage.ask(AnswerSeat(Answer.DECLINED))

    def _turn_to(self, phase: Phase) -> None:
        switcher = self.query_one(ContentSwitcher)
        self.set_class(phase is Phase.SEAL, "-sealed")
        self.set_class(phase is Phase.VERIFY, "-verify")
        self.set_class(phase is Phase.HATS, "-hats")
        wanted = None if phase is Phase.ROLES else body_of(phase)
        if switcher.current == wanted:
            return
        switcher.current = wanted
        self.call_after_refresh(self.query_one(FOCUS.get(phase, "#next")).focus)
