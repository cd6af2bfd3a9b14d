"""Practice: thousands of draws beside what the hats promise, loudly marked, and nothing of it counts."""

from __future__ import annotations

from asyncio import sleep
from time import perf_counter
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.widgets import Static

from assembly.draw.practice import Practice, practised
from screens.practice_words import (
    PracticeHats,
    count_words,
    head_words,
    invented_hats,
    judgement_words,
    practice_rows,
)
from screens.view import View
from tui.widgets.people_list import PeopleList
from words.language import _, n_

GROUP = "practice"
"""The group of the worker that draws."""
SLICE, REST, SHOWN = 0.008, 0.002, 0.25
"""Seconds: drawn at a stretch, left to the keys after it, between two looks at the numbers."""


class DrawnList(PeopleList):
    """The people of a role; nobody is ticked or chosen here."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space does nothing, and Esc is left to the page while everybody is in sight."""
        if action == "forget":
            return bool(self.sought or self._finding)
        return False if action == "tick" else super().check_action(action, parameters)


class PracticeScreen(View):
    """Draws on, a little at a time, so that every key is answered at once."""

    AUTO_FOCUS = "#drawn"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "turn(-1)", _("Role before"), show=False, id="practice.left", tooltip=_("The role before")
        ),
        Binding(
            "right", "turn(1)", _("Next role"), show=True, id="practice.right", tooltip=_("The next role")
        ),
    ]
    DEFAULT_CSS = """
    PracticeScreen > #status, PracticeScreen #marked {
        background: $warning;
        color: $background;
        text-style: bold;
    }
    PracticeScreen #marked {
        height: 1;
        text-align: center;
        text-wrap: nowrap;
    }
    PracticeScreen #hat {
        text-style: bold;
        height: auto;
    }
    PracticeScreen #drawn {
        height: 1fr;
        min-height: 3;
    }
    PracticeScreen #judged {
        height: auto;
    }
    PracticeScreen.-low #marked {
        display: none;
    }
    PracticeScreen.-low #hat {
        height: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, hats: PracticeHats | None = None, seed: str = "") -> None:
        """Take the hats, or invent a circle; the seed only matters to who wants the same practice again."""
        super().__init__()
        self._hats = hats or invented_hats()
        self._seed = seed
        self._place = 0
        self._wanted = self._hats.round
        self._practice: Practice | None = None

    @property
    def drawing(self) -> bool:
        """Whether draws are still being made."""
        return self._practice is not None and self._practice.draws < self._wanted

    @property
    def made(self) -> int:
        """How many draws were made."""
        return self._practice.draws if self._practice else 0

    def compose_body(self) -> ComposeResult:
        """The mark, the role, its people, and what it comes to."""
        yield Static(" ".join([_("PRACTICE")] * 30), id="marked", markup=False)
        yield Static(id="hat", markup=False)
        yield DrawnList(type_to_find=False, picks=False, id="drawn")
        yield Static(id="judged", markup=False)

    def on_mount(self) -> None:
        """Begin to draw."""
        self._seed = self._seed or f"{self.stage.now().isoformat()} {self.stage.desk.new_id()}"
        record = self._hats.record
        if record is not None:
            self._practice = Practice(record, 0, {hat.id: {} for hat in record.hats})
            self._draw()
        super().on_mount()

    def follow(self) -> None:
        """Show how it stands."""
        super().follow()
        self._show()

    def title_words(self) -> str:
        """That nothing counts here."""
        if self._hats.invented:
            return _("PRACTICE, nothing counts: an invented circle")
        return _("PRACTICE, nothing counts: the hats of today")

    def next_words(self) -> str:
        """Stop, or draw on."""
        if self._practice is None:
            return _("Back")
        if self.drawing:
            return _("PRACTICE: stop here")
        return n_("PRACTICE: draw once more", "PRACTICE: {number} draws more", self._hats.round).format(
            number=f"{self._hats.round:,}"
        )

    def go_on(self) -> None:
        """Stop, or draw on."""
        if self._practice is None:
            self.action_back()
        elif self.drawing:
            self.workers.cancel_group(self, GROUP)
            self._wanted = self.made
            self.follow()
        else:
            self._wanted = self.made + self._hats.round
            self._draw()
            self.follow()

    @on(Click, "#hat")
    def click(self) -> None:
        """The mouse's way to the next role."""
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Show the role before or after."""
        self._place = (self._place + by) % max(1, len(self._hats.roles))
        self._show()

    @work(exclusive=True, group=GROUP)
    async def _draw(self) -> None:
        """Draw for a moment, let the keys through, and draw on."""
        before = self._practice
        if before is None:
            return
        until, look = perf_counter() + SLICE, perf_counter() + SHOWN
        for practice in practised(before.record, self._seed, self._wanted - before.draws, before):
            self._practice = practice
            if perf_counter() >= until:
                await sleep(REST)
                if perf_counter() >= look:
                    self._show()
                    look = perf_counter() + SHOWN
                until = perf_counter() + SLICE
        self.follow()

    def _show(self) -> None:
        hat, drawn, said = (
            self.query_one("#hat", Static),
            self.query_one(DrawnList),
            self.query_one("#judged", Static),
        )
        practice = self._practice
        drawn.display = practice is not None
        if practice is None or not self._hats.roles:
            hat.update(_("Nothing can be drawn yet."))
            said.update(self._hats.refusal)
            return
        hat.update(head_words(practice, self._hats, self._place))
        drawn.rows = practice_rows(practice, self._hats, tuple(self._hats.roles)[self._place])
        counted = count_words(practice.draws, self._wanted, self._hats)
        said.update(
            counted
            if self.drawing or not practice.draws
            else f"{counted}. {judgement_words(practice, self._hats)}"
        )
