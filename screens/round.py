"""A step in which everyone is asked once: the round with its list, its clock and its keys."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from assembly.acts.turns import AddTime, BeginRound, BeginTurn, CloseRound, EndTurn, PassTurn
from assembly.attendance import people_in_turn
from assembly.rounds import Round
from assembly.rulebook import Command
from assembly.state import Assembly
from screens.step import StepScreen
from screens.words import ASKED_NOW
from tui.letters import letter
from tui.widgets.bigname import BigName
from tui.widgets.clock import Clock
from tui.widgets.people_list import PeopleList
from tui.widgets.people_rows import Row
from words.language import _, n_

ROUND_KEYS: list[BindingType] = [
    letter("x", "pass", _("Pass"), _("The person who was asked passes"), show=True),
    letter("e", "extra", _("+30 s"), _("Half a minute more, once a turn")),
    letter("z", "close_round", _("End round"), _("End the round now, or go on without one")),
]
OF_A_TURN = frozenset({"pass", "extra"})


class RoundScreen(StepScreen):
    """Everyone once; passing is fine; whoever passed may come back."""

    AUTO_FOCUS = "#next"
    BINDINGS: ClassVar[list[BindingType]] = ROUND_KEYS
    SECONDS_A_TURN: int | None = 120
    """The limit of the clock, or None for no limit."""

    def compose_body(self) -> ComposeResult:
        """Who is speaking, the clock, and everybody in the order of the round."""
        with Horizontal(id="round"):
            with Vertical(id="turn"):
                yield BigName(id="speaker")
                yield Clock(self._seconds_spoken, self.SECONDS_A_TURN, id="clock")
            yield PeopleList(type_to_find=False, id="people")

    def follow(self, assembly: Assembly) -> None:
        """Show who is speaking and who was heard."""
        under_way = assembly.round
        self.set_class(under_way is not None, "-asking")
        speaking = under_way.speaking if under_way else None
        speaker = self.query_one("#speaker", BigName)
        speaker.shown = self.stage.name_of(speaking) if speaking else ""
        speaker.display = speaking is not None
        clock = self.query_one("#clock", Clock)
        clock.display, clock.whose = speaking is not None, speaker.shown
        if self.SECONDS_A_TURN is not None and under_way:
            clock.limit = self.SECONDS_A_TURN + under_way.extra
        people = self.query_one("#people", PeopleList)
        self.query_one("#round").display = under_way is not None
        people.rows = self._rows(under_way) if under_way else ()
        if under_way and speaking in under_way.order:
            people.keep_in_sight(under_way.order.index(speaking))

    def next_words(self, assembly: Assembly) -> str:
        """What Enter does in a round."""
        under_way = assembly.round
        if under_way is None:
            return self.between_words(assembly)
        if under_way.waiting:
            name = self.stage.name_of(under_way.waiting[0])
            words = _("Thank you. Next: {name}") if under_way.speaking else _("Ask {name}")
            return words.format(name=name)
        if again := once_more(under_way, people_in_turn(assembly)):
            words = _("Thank you. Ask {name} once more") if under_way.speaking else _("Ask {name} once more")
            return words.format(name=self.stage.name_of(again[0]))
        if under_way.speaking:
            return _("Thank you. Everyone was asked")
        return _("End the round")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a turn work while somebody is asked."""
        if action in OF_A_TURN and (self.assembly is None or self.assembly.round is None):
            return False
        return super().check_action(action, parameters)

    @abstractmethod
    def between_words(self, assembly: Assembly) -> str:
        """What Enter does while there is no round."""

    def go_on(self, assembly: Assembly) -> None:
        """Ask the next person, or end the round."""
        if assembly.round is None:
            self.between(assembly)
        else:
            self.stage.ask(next_in_round(assembly.round, people_in_turn(assembly)))

    def turn_words(self, under_way: Round, says: str) -> str:
        """What to say in a round: to whoever speaks, to those who passed, or when everyone was asked."""
        say = self.stage.sentences.say
        speaking = under_way.speaking
        if speaking:
            if any(turn.member == speaking for turn in under_way.turns):
                return say("round.again", name=self.stage.name_of(speaking))
            turn = say(f"{says}.turn", name=self.stage.name_of(speaking))
            just_passed = under_way.turns and under_way.turns[-1].passed
            return f"{say('stories.passed')} {turn}" if just_passed else turn
        again = once_more(under_way, people_in_turn(self.assembly))
        if again and not under_way.waiting:
            return say("round.again", name=self.stage.name_of(again[0]))
        return say(f"{says}.close")

    @abstractmethod
    def between(self, assembly: Assembly) -> None:
        """Do the next right thing while there is no round."""

    def begin_round(self) -> None:
        """Begin a round and give the word to the first person at once."""
        if self.stage.ask(BeginRound()) and self.assembly.round:
            self.stage.ask(BeginTurn(self.assembly.round.waiting[0]))

    @on(PeopleList.Picked, "#people")
    def ask_somebody(self, event: PeopleList.Picked) -> None:
        """Give the word to somebody out of order, or to somebody who passed; Enter goes on from there."""
        self.query_one("#next").focus()
        self.stage.ask(BeginTurn(event.person))

    def action_pass(self) -> None:
        """The person who was asked passes; the next is asked."""
        if self.stage.ask(PassTurn()) and self.assembly.round and self.assembly.round.waiting:
            self.stage.ask(BeginTurn(self.assembly.round.waiting[0]))

    def action_extra(self) -> None:
        """Half a minute more."""
        self.stage.ask(AddTime())

    def action_close_round(self) -> None:
        """End the round now, or go on without one."""
        if self.assembly.round is None:
            self.skip_round()
        else:
            self.stage.ask(CloseRound())

    def skip_round(self) -> None:
        """Go on without a round."""
        self.stage.say(_("There is no round to end."))

    def _seconds_spoken(self) -> float:
        under_way = self.assembly.round
        return under_way.watch.seconds(self.stage.now()) if under_way else 0.0

    def _rows(self, under_way: Round) -> tuple[Row, ...]:
        return tuple(
            Row(member, self.stage.name_of(member), *mark_of(under_way, member)) for member in under_way.order
        )


def next_in_round(under_way: Round, here: Collection[str]) -> Command:
    """The next person, then whoever passed once more, the end of the last turn, the end of the round."""
    to_ask = under_way.waiting or once_more(under_way, here)
    if to_ask:
        return BeginTurn(to_ask[0])
    return EndTurn() if under_way.speaking else CloseRound()


def once_more(under_way: Round, here: Collection[str]) -> tuple[str, ...]:
    """Those who passed once and are here; after everyone was asked, each of them is asked once more."""
    passes = Counter(turn.member for turn in under_way.turns if turn.passed)
    return tuple(one for one in under_way.passed if passes[one] == 1 and one in here)


def mark_of(under_way: Round, member: str) -> tuple[str, str]:
    """How a person stands in a round, by sign and word."""
    if member == under_way.speaking:
        return ASKED_NOW, _("speaking")
    if member in under_way.heard:
        return "✓", _("heard")
    if member in under_way.passed:
        return "↷", _("passed")
    return "·", _("waiting")


def heard_words(under_way: Round) -> str:
    """How many were heard and how many passed."""
    heard = n_("{number} person was heard", "{number} people were heard", len(under_way.heard)).format(
        number=len(under_way.heard)
    )
    if not under_way.passed:
        return heard
    return _("{heard}, {passed} passed and may come back").format(heard=heard, passed=len(under_way.passed))
