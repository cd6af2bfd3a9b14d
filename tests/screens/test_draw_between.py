"""A draw between assemblies, by the keys that a facilitator presses: gather, draw, close."""

from __future__ import annotations

from assembly.steps import Occasion, Step
from screens.app import Assemblies
from tests.screens.fake_desk import FakeDesk
from tests.screens.one_act import press, write
from tui.dialogs.form import Form
from tui.widgets.choice import Choices
from tui.widgets.sentence import Sentence
from tui.widgets.stepbar import StepBar


def step_of(app: Assemblies) -> Step:
    assert app.journal is not None
    return app.journal.assembly.step


async def test_a_draw_between_assemblies_goes_straight_to_the_lottery_and_the_close() -> None:
    desk = FakeDesk()
    app = Assemblies(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        app.journal = desk.begin("A vacancy", 20, Occasion.DRAW)
        await pilot.pause()
        steps = app.screen.query_one(StepBar)
        assert len(steps.labels) == 3

        await press(pilot, "enter", "enter")
        assert "only draw" in app.screen.query_one("#say", Sentence).said
        await press(pilot, "enter")
        assert step_of(app) is Step.LOTTERY
        assert app.screen.query_one(StepBar).now == 1

        app.screen.set_focus(None)
        await press(pilot, "g")
        ways = [choice.id for choice in app.screen.query_one("#options", Choices).choices]
        assert ways == ["close"]


async def test_what_a_draw_was_opened_for_stands_in_its_roles_as_kept_and_not_as_left_over() -> None:
    app = Assemblies(FakeDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "l", "4", *"Bread", "tab")
        await write(pilot, "cook 2")
        await press(pilot, "ctrl+s", *["enter"] * 4)

        form = app.screen
        assert isinstance(form, Form)
        assert form.typed["roles"] == "cook 2"
        assert not form.query_one("#reopened").has_class("-said")
