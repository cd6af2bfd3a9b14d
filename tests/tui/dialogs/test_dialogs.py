"""Dialogs answer to keys and to the mouse, at any size, and lose nothing that was typed."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from tests.tui.painted import Stage, faint, lines
from tui.dialogs.ask_number import AskNumber
from tui.dialogs.ask_numbers import AskNumbers
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose, with_letters
from tui.dialogs.confirm import Confirm
from tui.dialogs.cover import Cover
from tui.dialogs.form import Field, Refused
from tui.dialogs.message import Message
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice

SIZES = ((80, 24), (60, 18), (40, 12))
OOPS = "[/oops] [bold]Ivan[/]"


class Room(Stage):
    """A stage that notes what a dialog answered."""

    answered: list[Any]

    def ask(self, dialog: ModalScreen[Any]) -> None:
        self.answered = []
        self.push_screen(dialog, self.answered.append)


async def ask(pilot: Pilot[None], dialog: ModalScreen[Any]) -> Room:
    room = pilot.app
    assert isinstance(room, Room)
    room.ask(dialog)
    await pilot.pause()
    await pilot.pause()
    return room


def room() -> Room:
    return Room(Static("The room behind"))


def everything() -> list[ModalScreen[Any]]:
    people = [Choice(f"m{number}", f"Person {number}") for number in range(60)]
    return [
        AskText(
            "A story", [Field("grievance", OOPS), Field("response", "What helps?", multiline=True)], draft={}
        ),
        AskNumbers(
            "Count the hands",
            [Field(name, name.title()) for name in ("yes", "no", "abstain", "not voting")],
            draft={},
            sum_line=lambda numbers: f"{sum(number or 0 for number in numbers.values())} of 31",
        ),
        AskNumber("Heads", "How many are here?", draft={}),
        Choose("How to vote?", [Choice("hands", "Hands"), Choice("paper", "Paper", closed="No paper here.")]),
        Choose("Who speaks?", people, question=OOPS),
        Confirm("Take back?", f"This takes back: {OOPS}", yes="Take it back"),
        Message("I am stuck", "\n".join(f"Line {number} {OOPS}" for number in range(40))),
        Cover(),
    ]


@pytest.mark.parametrize("look", ["room-dark", "room-light"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", range(len(everything())))
async def test_every_text_of_every_dialog_can_be_read(look: str, size: tuple[int, int], place: int) -> None:
    async with Room(Static("The room behind"), theme=look).run_test(size=size) as pilot:
        app = await ask(pilot, everything()[place])

        assert faint(app) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", range(len(everything()) - 1))
async def test_title_and_answers_are_in_sight_at_every_size(size: tuple[int, int], place: int) -> None:
    dialog = everything()[place]
    async with room().run_test(size=size) as pilot:
        app = await ask(pilot, dialog)
        screen = app.screen

        for part in ("#title", "#answers"):
            region = screen.query_one(part).region
            assert screen.region.contains_region(region)
            assert region.height > 0
        body = screen.query_one("#body")
        assert body.region.height >= min(3, body.virtual_size.height)


async def test_text_is_answered_by_field() -> None:
    draft: dict[str, str] = {}
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Story", [Field("what", "What?"), Field("who", "Who?")], draft=draft))
        await pilot.press(*"cold", "enter", *"we", "enter")

        assert app.answered == [{"what": "cold", "who": "we"}]


async def test_escape_loses_nothing() -> None:
    draft: dict[str, str] = {}
    fields = [Field("what", "What?"), Field("why", "Why?", multiline=True)]
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Story", fields, draft=draft))
        await pilot.press(*"cold", "tab", *"a", "enter", *"b", "escape")
        assert app.answered == [None]

        app = await ask(pilot, AskText("Story", fields, draft=draft))

        assert app.screen.query_one(Input).value == "cold"
        assert app.screen.query_one(TextArea).text == "a\nb"


async def test_what_does_not_fit_is_said_and_stays_typed() -> None:
    def check(texts: Any) -> str | None:
        return None if texts["what"] else f"Write at least one word, {OOPS}."

    async with room().run_test(size=(40, 12)) as pilot:
        app = await ask(pilot, AskText("Story", [Field("what", "What?")], draft={}, check=check))
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
        assert app.answered == []
        assert "[/oops]" in " ".join(lines(app))

        await pilot.press(*"now", "enter")

        assert app.answered == [{"what": "now"}]


async def test_what_does_not_fit_is_gone_to_and_typed_anew() -> None:
    def check(texts: Any) -> Refused | None:
        return None if texts["when"] == "Monday" else Refused("No day.", "when")

    fields = [Field("what", "What?", multiline=True), Field("when", "When?"), Field("who", "Who?", "we")]
    async with room().run_test(size=(40, 12)) as pilot:
        app = await ask(pilot, AskText("Try", fields, draft={"when": "nex monday"}, check=check))
        await pilot.press(*"cold", "ctrl+s")
        await pilot.pause()
        assert "No day." in " ".join(lines(app))

        await pilot.press(*"Monday", "ctrl+s")

        assert app.answered == [{"what": "cold", "when": "Monday", "who": "we"}]


async def test_a_text_area_at_fault_is_gone_to_and_loses_nothing() -> None:
    def check(texts: Any) -> Refused | None:
        return Refused("Too short.", "what") if len(texts["what"]) < 5 else None

    fields = [Field("what", "What?", multiline=True), Field("who", "Who?")]
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Try", fields, draft={}, check=check))
        await pilot.press(*"cold", "tab", "ctrl+s", "x", "ctrl+s")

        assert app.answered == [{"what": "coldx", "who": ""}]


async def test_a_long_label_is_read_to_its_end_in_a_narrow_window() -> None:
    label = "How many object? Nobody is asked to explain it here."
    async with room().run_test(size=(40, 12)) as pilot:
        app = await ask(pilot, AskNumber("Objections", label, draft={}))

        assert "explain it here." in " ".join(lines(app))


async def test_keep_and_back_work_with_the_mouse() -> None:
    async with room().run_test(size=(40, 12)) as pilot:
        app = await ask(pilot, AskText("Story", [Field("what", "What?", "cold")], draft={}))
        await pilot.click("#answers", offset=(3, 0))

        assert app.answered == [{"what": "cold"}]


async def test_numbers_add_up_while_they_are_typed() -> None:
    def sum_line(numbers: Any) -> str:
        return f"{sum(number or 0 for number in numbers.values())} of 31 counted"

    fields = [Field("yes", "Yes"), Field("no", "No")]
    async with room().run_test() as pilot:
        app = await ask(pilot, AskNumbers("Hands", fields, draft={}, sum_line=sum_line))
        await pilot.press(*"2x0", "enter", "9")
        await pilot.pause()
        assert "29 of 31 counted" in " ".join(lines(app))

        await pilot.press("enter")

        assert app.answered == [{"yes": 20, "no": 9}]


async def test_a_missing_number_is_asked_for_by_its_name() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, AskNumbers("Hands", [Field("yes", "Yes"), Field("no", "No")], draft={}))
        await pilot.press("2", "ctrl+s")
        await pilot.pause()

        assert "No: type a number; 0 if there is nobody." in " ".join(lines(app))


async def test_one_number_is_a_number() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, AskNumber("Heads", "How many?", draft={}, value=3))
        await pilot.press("1", "enter")

        assert app.answered == [1]


async def test_what_stands_in_a_line_at_first_is_replaced_by_typing_and_a_draft_goes_on() -> None:
    fields = [Field("when", "When?", "2026-12-05"), Field("place", "Where?", "the hall")]
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Next", fields, draft={"place": "the yar"}))
        await pilot.press(*"Monday", "enter", "d", "enter")

        assert app.answered == [{"when": "Monday", "place": "the yard"}]


async def test_a_form_with_a_text_area_says_once_how_to_go_on() -> None:
    fields = [Field("what", "What?", multiline=True), Field("more", "More?", multiline=True)]
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Try", fields, draft={}))

        assert " ".join(lines(app)).count("Tab goes on, Ctrl+S keeps") == 1


@pytest.mark.parametrize(("typed", "answer"), [("5", [{"yes": 5, "no": 0}]), ("4", []), ("6", [])])
async def test_an_empty_box_is_nobody_once_everybody_is_counted(typed: str, answer: list[Any]) -> None:
    fields = [Field("yes", "Yes"), Field("no", "No")]
    async with room().run_test() as pilot:
        app = await ask(pilot, AskNumbers("Hands", fields, draft={}).adding_up_to(5))
        await pilot.press(typed, "ctrl+s")

        assert app.answered == answer


@pytest.mark.parametrize(("place", "key"), [(3, "h"), (5, "y"), (5, "n"), (6, "escape")])
async def test_a_key_that_bounces_answers_once_and_leaves_the_room_behind(place: int, key: str) -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, everything()[place])
        for _time in range(3):
            app.simulate_key(key)
        await pilot.pause()
        await pilot.pause()

        assert len(app.answered) == 1
        assert len(app.screen_stack) == 1


async def test_an_answer_that_is_given_twice_at_once_counts_once() -> None:
    dialog = Choose("How to vote?", [Choice("hands", "Hands"), Choice("paper", "Paper")])
    async with room().run_test() as pilot:
        app = await ask(pilot, dialog)
        choices = dialog.query_one("#options", Choices)
        choices.post_message(Choices.Picked(choices, "hands"))
        choices.post_message(Choices.Picked(choices, "paper"))
        await pilot.pause()
        await pilot.pause()

        assert app.answered == ["hands"]
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("place", [3, 5, 6])
async def test_the_full_stop_covers_a_question_and_brings_it_back(place: int) -> None:
    dialog = everything()[place]
    async with room().run_test() as pilot:
        app = await ask(pilot, dialog)
        await pilot.press("full_stop")
        await pilot.pause()
        assert "".join(lines(app)).strip() == "Covered. Press . to come back."

        await pilot.press("full_stop")
        assert app.screen is dialog
        assert app.answered == []


async def test_a_full_stop_that_is_typed_stays_a_full_stop() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Try", [Field("what", "What?")], draft={}))
        await pilot.press("a", "full_stop", "enter")

        assert app.answered == [{"what": "a."}]


async def test_enter_gives_the_safe_answer() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, Confirm("Take back?", "All of it.", yes="Yes, all"))
        await pilot.press("enter")

        assert app.answered == [False]


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("Y", True), ("n", False), ("escape", False)])
async def test_a_letter_answers(key: str, answer: bool) -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, Confirm("Take back?", "All of it.", yes="Yes, all"))
        await pilot.press(key)

        assert app.answered == [answer]


async def test_an_option_is_chosen_by_its_letter() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, Choose("How?", [Choice("hands", "Hands"), Choice("paper", "Paper")]))
        await pilot.press("p")

        assert app.answered == ["paper"]


async def test_a_closed_option_says_why() -> None:
    async with room().run_test() as pilot:
        app = await ask(
            pilot, Choose("How?", [Choice("hands", "Hands"), Choice("p", "Paper", "P", "No paper.")])
        )
        await pilot.press("p")
        await pilot.pause()

        assert app.answered == []
        assert [notice.message for notice in app._notifications] == ["No paper."]


async def test_one_of_many_is_found_by_typing() -> None:
    people = [Choice(f"m{number}", f"Person {number}") for number in range(60)]
    async with room().run_test(size=(40, 12)) as pilot:
        app = await ask(pilot, Choose("Who?", people))
        await pilot.press("4", "2", "enter")

        assert app.answered == ["m42"]


def test_every_option_has_a_letter_of_its_own() -> None:
    options = [Choice(str(number), label) for number, label in enumerate(["Park", "Pass", "Pap", "P"])]

    assert [option.key for option in with_letters(options)] == ["P", "A", "3", "4"]


async def test_a_long_message_is_read_with_a_clicker() -> None:
    text = "\n".join(f"line {number}" for number in range(40))
    async with room().run_test(size=(40, 12)) as pilot:
        app = await ask(pilot, Message("Help", text))
        assert "line 0" in " ".join(lines(app))

        await pilot.press("pagedown", "pagedown", "end")
        await pilot.pause()
        assert "line 39" in " ".join(lines(app))

        await pilot.press("pageup", "home", "enter")
        assert app.answered == [None]


async def test_the_cover_hides_the_room_and_its_toasts() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, Cover())
        app.notify("Anna spoke")
        await pilot.pause()

        shown = "".join(lines(app))
        assert shown.strip() == "Covered. Press . to come back."


async def test_only_the_full_stop_lifts_the_cover() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, Cover())
        await pilot.press("a", "enter", "escape", "space", "pagedown")
        await pilot.click(offset=(1, 1))
        assert app.answered == []

        await pilot.press("full_stop")

        assert app.answered == [None]


def fields_to_go_on_with() -> list[Field]:
    return [Field("what", "What?", multiline=True), Field("place", "Where?", "the hall")]


async def test_a_form_that_was_left_with_an_empty_line_does_not_say_that_something_was_typed() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Story", fields_to_go_on_with(), draft={"what": "\n"}))

        assert "This was typed before" not in " ".join(lines(app))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_form_that_goes_on_with_what_was_typed_says_so_and_begins_afresh(
    size: tuple[int, int],
) -> None:
    draft = {"what": "cold", "place": "the yard"}
    async with room().run_test(size=size) as pilot:
        app = await ask(pilot, AskText("Story", fields_to_go_on_with(), draft=draft))
        assert "This was typed before and not kept." in " ".join(lines(app))
        assert "Begin afresh (Ctrl+N)" in " ".join(lines(app))

        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "What was typed is put aside." in " ".join(lines(app))
        await pilot.press(*"heat", "tab", *"roof", "ctrl+s")

        assert app.answered == [{"what": "heat", "place": "roof"}]


async def test_what_was_put_aside_comes_back_with_the_same_key_also_after_the_program_ended() -> None:
    draft = {"what": "cold"}
    async with room().run_test() as pilot:
        await ask(pilot, AskText("Story", fields_to_go_on_with(), draft=draft))
        await pilot.press("ctrl+n", *"heat", "escape")

    kept = dict(draft)
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Story", fields_to_go_on_with(), draft=kept))
        assert app.screen.query_one(TextArea).text == "heat"
        await pilot.press("ctrl+n")
        assert app.screen.query_one(TextArea).text == "cold"
        await pilot.press("ctrl+n")
        assert app.screen.query_one(TextArea).text == "heat"
        await pilot.press("ctrl+n", *"er", "ctrl+s")

        assert app.answered == [{"what": "colder", "place": "the hall"}]


async def test_what_stood_there_at_first_is_replaced_by_typing_after_beginning_afresh_too() -> None:
    fields = [Field("place", "Where?", "the hall")]
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Next", fields, draft={"place": "the yard"}))
        await pilot.press("ctrl+n", *"roof", "enter")

        assert app.answered == [{"place": "roof"}]


async def test_beginning_afresh_works_with_the_mouse_too() -> None:
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Story", [Field("what", "What?")], draft={"what": "cold"}))
        answers = app.screen.query_one("#answers", Choices)
        shown = answers.render_line(0).text
        await pilot.click("#answers", offset=(shown.index("Begin"), 0))
        await pilot.pause()

        assert app.screen.query_one(Input).value == ""
        assert app.answered == []


async def test_a_form_that_nobody_typed_in_says_nothing_and_keeps_nothing() -> None:
    draft: dict[str, str] = {}
    async with room().run_test() as pilot:
        app = await ask(pilot, AskText("Story", fields_to_go_on_with(), draft=draft))
        assert "Ctrl+N" not in " ".join(lines(app))
        await pilot.press("ctrl+n", "x", "backspace", "escape")

        assert app.answered == [None]
        assert draft == {}
