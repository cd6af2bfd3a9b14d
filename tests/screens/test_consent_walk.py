"""Deciding by consent, by the keys a facilitator presses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from assembly.acts.consenting import Adopt, AskConsent, CountPositions
from assembly.acts.floor import MarkPresence
from assembly.acts.proposing import Amend
from assembly.dialects import Position
from assembly.proposals import Integration, ObjectionState, Stage
from assembly.state import Presence
from assembly.steps import Step
from screens.code_view import CodeScreen
from screens.decide import DecideScreen
from tests.screens.deciders import (
    DRAFT,
    about_to_decide,
    objection_of,
    proposal_of,
    refused,
    speaks,
    with_objection,
)
from tests.screens.fake_desk import FakeDesk
from tests.screens.one_act import SIZES, press, write
from tui.dialogs.form import Form
from tui.widgets.bigname import BigName
from tui.widgets.choice import Choices
from tui.widgets.people_list import PeopleList


async def test_seven_enters_and_two_adopt_what_nobody_objects_to(desk: FakeDesk) -> None:
    app = about_to_decide(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        assert app.screen.query_one("#big", BigName).shown == "Ana"
        assert app.sentence_shown.startswith("Ana, do you see a reason")
        await press(pilot, *["enter"] * 7)
        assert "no objection is left" in app.sentence_shown
        await press(pilot, "enter")

        assert proposal_of(app).stage is Stage.ADOPTED
        assert app.screen.query_one("#big", BigName).shown == "ADOPTED"
        assert "Thursday 31 December 2026" in app.sentence_shown


async def test_letters_take_each_answer_with_its_words(desk: FakeDesk) -> None:
    app = about_to_decide(desk, AskConsent())
    async with app.run_test() as pilot:
        await press(pilot, "C", "d")
        await write(pilot, "Watch the heating")
        await press(pilot, "ctrl+s", "d", "ctrl+s", "o")
        await press(pilot, "ctrl+s")
        assert "There is no text yet" in refused(app)
        await write(pilot, "Too cold")
        await press(pilot, "ctrl+s")

        under_way = proposal_of(app).round
        assert under_way is not None
        assert list(under_way.positions.values()) == [
            Position.CONSENT,
            Position.CONCERN,
            Position.CONCERN,
            Position.OBJECTION,
        ]
        assert objection_of(app).text.text == "Too cold"
        assert "✓ consent 1   △ concern 2   ✗ objection 1   · to ask 3" in app.text("#now")
        assert "△ Watch the heating" in app.text("#objections")


async def test_escape_keeps_the_words_of_an_objection(desk: FakeDesk) -> None:
    app = about_to_decide(desk, AskConsent())
    async with app.run_test() as pilot:
        await press(pilot, "o")
        await write(pilot, "Too")
        await press(pilot, "escape", "o")

        assert isinstance(app.screen, Form)
        assert app.screen.typed == {"text": "Too"}


async def test_anybody_can_be_heard_out_of_order_and_late_comers_are_asked(desk: FakeDesk) -> None:
    app = about_to_decide(desk, MarkPresence(("M007",), Presence.LEFT), AskConsent())
    async with app.run_test() as pilot:
        app.screen.query_one("#people", PeopleList).focus()
        await press(pilot, "down", "down", "enter", "c")
        under_way = proposal_of(app).round
        assert under_way is not None
        assert list(under_way.positions) == ["M003"]

        app.ask(MarkPresence(("M007",), Presence.HERE))
        app.screen.query_one("#next").focus()
        await press(pilot, *["enter"] * 5)

        assert app.screen.query_one("#big", BigName).shown == "Goran"


async def test_sofa_knows_no_concern_and_no_test(desk: FakeDesk) -> None:
    speaks(desk, "sofa")
    app = about_to_decide(desk, AskConsent())
    async with app.run_test() as pilot:
        await press(pilot, "d")
        assert isinstance(app.screen, DecideScreen)
        await press(pilot, "o")
        await write(pilot, "Too cold")
        await press(pilot, "ctrl+s", *["enter"] * 6)
        assert "worry" in app.sentence_shown
        await press(pilot, "enter", "m")
        await press(pilot, "ctrl+a", "ctrl+k")
        await write(pilot, "a thermometer")
        await press(pilot, "ctrl+s")

        assert objection_of(app).how is Integration.MEASURE
        assert proposal_of(app).version.draft.measure == "a thermometer"


async def test_holacracy_asks_for_a_reason_for_each_of_four_criteria(desk: FakeDesk) -> None:
    speaks(desk, "holacracy")
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "y", "y", "y")
        assert objection_of(app).state is ObjectionState.RAISED
        await press(pilot, "n")

        assert objection_of(app).state is ObjectionState.CONCERN
        assert isinstance(app.screen, DecideScreen)


async def test_holacracy_lets_an_objection_with_all_reasons_stand(desk: FakeDesk) -> None:
    speaks(desk, "holacracy")
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "y", "y", "y", "y", "escape")

        assert objection_of(app).state is ObjectionState.STANDS
        assert "stands" in app.text("#objections")


async def test_the_group_may_find_no_harm_and_everybody_is_asked_again(desk: FakeDesk) -> None:
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n")
        assert objection_of(app).state is ObjectionState.CONCERN
        assert "again" in app.sentence_shown
        await press(pilot, *["enter"] * 9)

        assert proposal_of(app).stage is Stage.ADOPTED


async def test_the_objector_may_let_go(desk: FakeDesk) -> None:
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "y", "c")

        assert objection_of(app).state is ObjectionState.CONCERN


@pytest.mark.parametrize(
    ("key", "typed", "how", "reads"),
    [
        ("a", " and at three", Integration.AMEND, "Open the windows at noon and at three"),
        ("r", " or never", Integration.REPLACE, "Open the windows at noon or never"),
        ("m", " counted weekly", Integration.MEASURE, "fewer headaches counted weekly"),
    ],
)
async def test_a_way_that_changes_words_begins_with_those_that_stand(
    desk: FakeDesk, key: str, typed: str, how: Integration, reads: str
) -> None:
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "y", key, "end")
        assert "Too [cold]" in str(app.screen.query_one("#body").query(Static).first().content)
        await write(pilot, typed)
        await press(pilot, "ctrl+s")

        assert objection_of(app).how is how
        draft = proposal_of(app).version.draft
        assert reads in {draft.what, draft.measure}
        assert "All positions are cleared" in app.toasts
        assert "All positions are cleared" in app.text("#now")


async def test_a_trial_is_shortened_by_an_earlier_day_only(desk: FakeDesk) -> None:
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "y", "s", "ctrl+u")
        await write(pilot, "in 40 weeks")
        await press(pilot, "ctrl+s")
        assert "did not get shorter" in refused(app)
        await press(pilot, "ctrl+u")
        await write(pilot, "in 2 weeks")
        await press(pilot, "ctrl+s")

        assert objection_of(app).how is Integration.SHORTEN
        assert str(proposal_of(app).version.draft.until) == "2026-12-05"


@pytest.mark.parametrize(
    ("key", "how", "answers"),
    [
        ("d", Integration.DEFER, ("the colour", "the painters", "in 2 weeks")),
        ("g", Integration.DELEGATE, ("night shift", "find a fan", "in 2 weeks")),
        ("i", Integration.INFORM, ("what it costs", "accounting")),
    ],
)
async def test_a_way_that_adds_a_condition_asks_who_and_when(
    desk: FakeDesk, key: str, how: Integration, answers: tuple[str, ...]
) -> None:
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "y", key, "ctrl+s")
        assert "One line is enough" in refused(app)
        for answer in answers:
            await write(pilot, answer)
            await press(pilot, "enter")

        assert objection_of(app).how is how
        (condition,) = proposal_of(app).version.draft.conditions
        assert all(answer in condition for answer in answers[:2])
        assert proposal_of(app).round is None


async def test_a_counted_room_shows_its_sum_and_writes_each_objection_down(desk: FakeDesk) -> None:
    app = about_to_decide(desk, heads=7)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "enter")
        await press(pilot, "5", "tab", "1", "tab", "2")
        assert "8 counted, 7 here: 1 too many" in str(app.screen.query_one("#sum").render())
        await press(pilot, "ctrl+s")
        assert "8 answers, but 7 people are here" in refused(app)
        await press(pilot, "backspace", "1", "ctrl+s", "enter")
        await write(pilot, "Too cold")
        await press(pilot, "ctrl+s")

        assert objection_of(app).member is None
        await press(pilot, "enter", "n", "enter", "enter", "7", "ctrl+s", "enter")
        assert proposal_of(app).stage is Stage.ADOPTED


async def test_a_counted_room_sees_how_many_objections_are_still_to_be_written(desk: FakeDesk) -> None:
    app = about_to_decide(desk, heads=7)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "enter", "5", "tab", "0", "tab", "2", "ctrl+s")
        now = app.screen.query_one("#now", Static)
        assert "2 objections are still to be written down." in str(now.content)
        await press(pilot, "enter")
        await write(pilot, "Too cold")
        await press(pilot, "ctrl+s")

        assert "1 objection is still to be written down." in str(now.content)


async def test_m_asks_in_the_other_way_and_r_asks_anew(desk: FakeDesk) -> None:
    app = about_to_decide(desk)
    async with app.run_test() as pilot:
        await press(pilot, "m")
        assert proposal_of(app).rounds[-1].named is False
        await press(pilot, "M")
        assert proposal_of(app).rounds[-1].named is True
        await press(pilot, "enter", "r")

        assert len(proposal_of(app).rounds) == 3
        assert not proposal_of(app).rounds[-1].positions


async def test_without_quorum_nothing_is_adopted_and_the_draft_stays(desk: FakeDesk) -> None:
    app = about_to_decide(desk, AskConsent())
    async with app.run_test() as pilot:
        await press(pilot, *["enter"] * 7)
        app.ask(MarkPresence(("M001", "M002", "M003", "M004"), Presence.LEFT))
        await pilot.pause()
        assert "NO QUORUM: 3 here, 4 needed" in app.text("#alarm")
        assert "Some people had to leave, and we are 3 now; 4 are needed" in app.sentence_shown
        await press(pilot, "enter")

        assert "3 are here and 4 are needed" in app.toasts
        assert proposal_of(app).stage is Stage.CONSENT
        assert proposal_of(app).version.draft == DRAFT


async def test_park_edit_and_withdraw_are_there_at_any_time(desk: FakeDesk) -> None:
    app = about_to_decide(desk, AskConsent())
    async with app.run_test() as pilot:
        await press(pilot, "e", "end")
        await write(pilot, " and at three")
        await press(pilot, "ctrl+s")
        assert proposal_of(app).version.number == 2
        await press(pilot, "x", "n", "z")

        assert app.state.proposals["AAAAA"].stage is Stage.PARKED
        await press(pilot, "enter")
        assert app.state.step is Step.PROPOSAL


async def test_the_code_waits_until_the_decision_is_saved(desk: FakeDesk) -> None:
    app = about_to_decide(desk, *with_objection(desk))
    desk.full = "The disk is full."
    async with app.run_test() as pilot:
        await press(pilot, "enter", "n", *["enter"] * 9, "o")
        assert "being saved" in app.toasts
        assert isinstance(app.screen, DecideScreen)
        desk.full = ""
        desk.retry()
        await pilot.pause(0.2)
        await press(pilot, "o")

        assert isinstance(app.screen, CodeScreen)
        assert desk.doorway() is not None


async def test_enter_goes_on_to_the_lottery_and_a_to_another_proposal(desk: FakeDesk) -> None:
    app = about_to_decide(desk, *with_objection(desk, open_to=""), Adopt())
    async with app.run_test() as pilot:
        await press(pilot, "a")
        assert app.state.step is Step.PROPOSAL
        assert isinstance(app.screen, Form)
        await write(pilot, "axe")
        assert app.screen.typed["what"] == "axe"
        await press(pilot, "escape")
        app.undo()
        await pilot.pause()
        await press(pilot, "enter")

        assert [app.state.step] == [Step.LOTTERY]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_who_is_asked_and_what_to_say(desk: FakeDesk, size: tuple[int, int]) -> None:
    app = about_to_decide(desk, AskConsent())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        body = app.screen.query_one("#body").region
        assert app.screen.query_one("#big").region.bottom <= body.bottom
        assert app.screen.query_one("#acts", Choices).region.y < body.bottom
        assert 0 < app.screen.query_one("#next").region.height <= size[1]


async def test_three_hundred_are_as_quick_as_seven() -> None:
    desk = FakeDesk(f"Person {number}" for number in range(300))
    app = about_to_decide(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "enter")
        await press(pilot, *"299", "tab", "1", "tab", "0", "enter", "enter")

        assert proposal_of(app).stage is Stage.ADOPTED
        assert len(app.state.proposals) == 1


async def test_a_count_is_taken_again_when_somebody_leaves_after_it(desk: FakeDesk) -> None:
    app = about_to_decide(desk, AskConsent(named=False), CountPositions(7, 0, 0))
    async with app.run_test() as pilot:
        app.ask(MarkPresence(("M007",), Presence.LEFT))
        await pilot.pause()
        await press(pilot, "enter")

        assert isinstance(app.screen, Form)


async def test_the_text_stays_in_sight_while_everybody_is_asked(desk: FakeDesk) -> None:
    app = about_to_decide(desk, AskConsent())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")

        assert app.text("#text") == "Version 1: Open the windows at noon"
        body, text = app.screen.query_one("#body").region, app.screen.query_one("#text").region
        assert body.contains_region(text)


async def test_a_changed_text_is_read_aloud_before_anybody_is_asked(desk: FakeDesk) -> None:
    changed = replace(DRAFT, what="Open one window at noon")
    app = about_to_decide(desk, Amend(changed, None))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.sentence_shown.startswith("Version 2 reads: Open one window at noon. We do not need")
        await press(pilot, "enter")

        assert app.sentence_shown.startswith("Ana, do you see")
        assert app.text("#text") == "Version 2: Open one window at noon"


async def test_the_test_of_an_objection_says_its_words_and_how_many_hands_it_takes(desk: FakeDesk) -> None:
    app = about_to_decide(desk, *with_objection(desk))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.sentence_shown.startswith("‘Too [cold]’ Does this show a harm")
        assert app.sentence_shown.endswith("If most hands go up, it stands.")
        await press(pilot, "enter", "y", "escape")

        assert app.sentence_shown.startswith("‘Too [cold]’ What would have to change")
