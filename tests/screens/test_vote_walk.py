"""Deciding by vote, by the keys a facilitator presses."""

from __future__ import annotations

import pytest

from assembly.acts.floor import MarkPresence
from assembly.acts.voting import CloseVote, EnterCount, OpenVote
from assembly.circle import Kind
from assembly.proposals import Choice, Method, Stage
from assembly.rulebook import Command
from assembly.state import Presence
from assembly.steps import Step
from screens.decide import DecideScreen
from screens.vote_words import answered_of
from tests.screens.deciders import about_to_decide, proposal_of, refused
from tests.screens.fake_desk import FakeDesk
from tests.screens.one_act import SIZES, OneAct, press, write
from tui.dialogs.form import Form
from tui.widgets.bigname import BigName
from tui.widgets.choice import Choices
from tui.widgets.next_button import NextButton
from tui.widgets.people_list import PeopleList


def about_to_vote(desk: FakeDesk, *commands: Command, heads: int | None = None) -> OneAct:
    """A strategic proposal, which this circle decides by vote."""
    return about_to_decide(desk, *commands, kind=Kind.STRATEGIC, heads=heads)


def big(app: OneAct) -> str:
    """What can be read from the back."""
    return app.screen.query_one("#big", BigName).shown


async def test_the_needed_number_is_said_before_the_vote(desk: FakeDesk) -> None:
    app = about_to_vote(desk)
    async with app.run_test() as pilot:
        await pilot.pause()

        assert "needs 5 of 7 present (2/3, at least)" in app.text("#now")
        assert "It takes 5 yes to pass" in app.sentence_shown


@pytest.mark.parametrize(("key", "method"), [("h", Method.HANDS), ("p", Method.PAPER)])
async def test_hands_and_papers_are_counted_closed_and_summed(
    desk: FakeDesk, key: str, method: Method
) -> None:
    app = about_to_vote(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter", key, "enter", "5", "enter", "1", "enter", "1", "enter", "0")
        assert "7 counted, all who are here" in str(app.screen.query_one("#sum").render())
        await press(pilot, "enter", "enter")

        vote = proposal_of(app).vote
        assert vote is not None
        assert vote.method is method
        assert big(app) == "ADOPTED"
        assert "needs 5 of 7 present (2/3, at least); has 5" in app.text("#now")
        assert "5 yes, 1 no, 1 abstain, 0 not voting" in app.text("#now")
        assert app.sentence_shown.startswith("So it is decided: ")
        assert app.sentence_shown.endswith(" 5 of you said yes; it took 5.")


async def test_one_short_is_not_adopted_and_says_by_how_much(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.HANDS), EnterCount(4, 2, 1, 0))
    async with app.run_test() as pilot:
        await press(pilot, "enter")

        assert proposal_of(app).stage is Stage.REJECTED
        assert big(app) == "NOT ADOPTED"
        assert "has 4; short by 1" in app.text("#now")
        assert app.sentence_shown.startswith("It is not adopted: ")
        assert app.sentence_shown.endswith(" 4 of you said yes; it would have taken 5.")
        await press(pilot, "enter")
        assert app.state.step is Step.LOTTERY


async def test_a_tie_is_said_not_to_be_adopted(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.HANDS), EnterCount(3, 3, 1, 0), CloseVote())
    async with app.run_test() as pilot:
        await pilot.pause()

        assert "A tie is not adopted." in app.text("#now")


async def test_numbers_that_do_not_add_up_decide_nothing_and_the_vote_is_opened_again(
    desk: FakeDesk,
) -> None:
    app = about_to_vote(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "h", "enter", "5", "enter", "1", "enter", "0", "enter", "0", "enter")
        assert "6 counted but 7 present: 1 missing" in app.text("#now")
        assert "UNRECONCILED: the numbers do not add up" in app.text("#now")
        assert "do not add up yet: 6 counted but 7 present: 1 missing. That happens" in app.sentence_shown
        await press(pilot, "l")
        assert big(app) == "COUNT AGAIN"
        assert "nothing is adopted; vote again" in app.text("#now")
        assert "Enter opens the vote once more" in app.text("#now")
        await press(pilot, "enter", "h")

        assert proposal_of(app).stage is Stage.VOTE
        assert len(proposal_of(app).votes) == 1


async def test_enter_counts_again_while_the_numbers_do_not_add_up(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.HANDS), EnterCount(5, 4, 1, 0))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert str(app.screen.query_one("#next", NextButton).label) == "⏎ Count again"
        await press(pilot, "enter", "5", "enter", "1", "enter", "1", "enter", "0", "enter")
        await press(pilot, "l")
        assert proposal_of(app).stage is Stage.VOTE
        await press(pilot, "enter")

        assert proposal_of(app).stage is Stage.ADOPTED


async def test_a_field_that_is_empty_is_asked_for(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.HANDS))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "5", "ctrl+s")

        assert "type a number" in refused(app)


async def test_two_tellers_do_not_see_each_other_and_count_again_where_they_differ(desk: FakeDesk) -> None:
    app = about_to_vote(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "t", "enter", "6", "enter", "1", "enter", "0", "enter", "0", "enter")
        assert "6" not in app.text("#now").splitlines()[1]
        await press(pilot, "enter")
        assert isinstance(app.screen, Form)
        assert set(app.screen.typed.values()) == {""}
        await press(pilot, "5", "enter", "2", "enter", "0", "enter", "0", "enter")
        assert "The two counts differ" in app.text("#now")
        assert "Teller 1: 6 yes, 1 no" in app.text("#now")
        assert "counted differently" in app.sentence_shown
        await press(pilot, "enter", "1", "5", "enter", "2", "enter", "0", "enter", "0", "enter", "enter")

        assert proposal_of(app).stage is Stage.ADOPTED


async def test_enter_leads_from_the_teller_who_has_counted_again_to_the_other_one(desk: FakeDesk) -> None:
    counts = (EnterCount(6, 1, 0, 0, 1), EnterCount(5, 2, 0, 0, 2))
    app = about_to_vote(desk, OpenVote(Method.TELLERS), *counts)
    async with app.run_test() as pilot:
        for _teller in (1, 2):
            await press(pilot, "enter", "enter", "4", "enter", "3", "ctrl+s")

        assert str(app.screen.query_one("#next", NextButton).label) == "⏎ Close the vote; read the verdict"


async def test_a_roll_call_takes_one_key_a_person(desk: FakeDesk) -> None:
    app = about_to_vote(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "r")
        assert big(app) == "Ana"
        await press(pilot, "y", "N", "a", "x", "Y", "y")
        assert big(app) == "Goran"
        assert "Goran, how do you vote" in app.sentence_shown
        await press(pilot, "enter", "y", "enter")

        vote = proposal_of(app).vote
        assert vote is not None
        assert [one.value for one in vote.choices.values()] == [
            "yes",
            "no",
            "abstain",
            "not-voting",
            "yes",
            "yes",
            "yes",
        ]
        assert proposal_of(app).stage is Stage.REJECTED


async def test_a_wrong_answer_in_a_roll_call_is_given_again(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.ROLL_CALL))
    async with app.run_test() as pilot:
        await press(pilot, "n")
        app.screen.query_one("#people", PeopleList).focus()
        await press(pilot, "enter", "y")

        vote = proposal_of(app).vote
        assert vote is not None
        assert vote.choices == {"M001": Choice.YES}


async def test_n_writes_a_note_while_nobody_is_called(desk: FakeDesk) -> None:
    app = about_to_vote(desk)
    async with app.run_test() as pilot:
        await press(pilot, "n")

        assert isinstance(app.screen, Form)


async def test_a_counted_room_cannot_call_a_roll(desk: FakeDesk) -> None:
    app = about_to_vote(desk, heads=5)
    async with app.run_test() as pilot:
        await press(pilot, "enter", "r")

        assert proposal_of(app).stage is Stage.REACTED


async def test_b_calls_a_vote_off(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.HANDS))
    async with app.run_test() as pilot:
        await press(pilot, "b")

        assert proposal_of(app).stage is Stage.UNDECIDED
        assert "called off" in app.text("#now")


async def test_v_goes_from_consent_to_a_vote_where_the_protocol_allows_it(desk: FakeDesk) -> None:
    app = about_to_decide(desk)
    async with app.run_test() as pilot:
        await press(pilot, "v", "h")

        assert proposal_of(app).stage is Stage.VOTE


async def test_v_does_nothing_where_the_protocol_has_no_vote(desk: FakeDesk) -> None:
    app = about_to_decide(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e", "tab", "tab", "tab")
        await write(pilot, "lab")
        await press(pilot, "ctrl+s", "tab", "tab", "tab", "ctrl+u")
        await write(pilot, "in 4 weeks")
        await press(pilot, "ctrl+s", "v")

        assert proposal_of(app).kind is Kind.LAB
        assert isinstance(app.screen, DecideScreen)
        assert "V" not in {choice.key for choice in app.screen.query_one("#more", Choices).choices}


async def test_without_quorum_no_vote_is_opened_or_closed(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.HANDS), EnterCount(6, 1, 0, 0))
    async with app.run_test() as pilot:
        app.ask(MarkPresence(("M001", "M002", "M003", "M004"), Presence.LEFT))
        await press(pilot, "enter")
        assert "3 are here and 4 are needed" in app.toasts
        assert "NO QUORUM" in app.text("#alarm")
        await press(pilot, "b")
        assert proposal_of(app).stage is Stage.UNDECIDED
        await press(pilot, "enter")

        assert isinstance(app.screen, DecideScreen)


async def test_escape_keeps_a_count_half_typed(desk: FakeDesk) -> None:
    app = about_to_vote(desk, OpenVote(Method.PAPER))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "4", "escape", "enter")

        assert isinstance(app.screen, Form)
        assert app.screen.typed["yes"] == "4"


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_the_verdict(desk: FakeDesk, size: tuple[int, int]) -> None:
    app = about_to_vote(desk, OpenVote(Method.HANDS), EnterCount(5, 1, 1, 0), CloseVote())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        assert app.screen.query_one("#big").region.bottom <= app.screen.query_one("#body").region.bottom


async def test_a_roll_of_three_hundred_goes_on_at_the_same_pace() -> None:
    desk = FakeDesk(f"Person {number}" for number in range(300))
    app = about_to_vote(desk, OpenVote(Method.ROLL_CALL))
    async with app.run_test() as pilot:
        await press(pilot, "y", "y", "n")

        assert big(app) == "Person 3"
        assert len(app.screen.query_one("#people", PeopleList).rows) == 300


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((None, None), "… 0 counted, 7 here: 7 missing"),
        ((8,), "✗ 8 counted, 7 here: 1 too many"),
        ((5, 2), "✓ 7 counted, all who are here"),
    ],
)
def test_the_live_sum_names_the_gap(numbers: tuple[int | None, ...], words: str) -> None:
    assert answered_of(numbers, 7) == words
