"""A decision is looked at again by the keys that a facilitator presses, and what was left is dealt with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Static

from assembly.circle import Kind
from assembly.decision import Decision
from assembly.journal import TakenBack
from assembly.leftovers import Unfinished
from assembly.proposals import Recall
from assembly.reviewing import Outcome
from assembly.said import Said
from assembly.steps import Step
from screens.review import ReviewScreen
from tests.screens.decided import by_consent
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.one_act import SIZES, press, write
from tests.screens.test_gather_walk import Remembering, gathering, said, state
from tui.dialogs.choose import Choose
from tui.widgets.clock import Clock

LONG_AGO = NOON - timedelta(weeks=4)
OLD = "9OLD1"


def old_decision(kind: Kind = Kind.OPERATIONAL) -> Decision:
    decision = by_consent()
    draft = replace(decision.draft, review=NOON.date())
    wordings = (*decision.wordings[:-1], replace(decision.wordings[-1], draft=draft))
    return replace(decision, id=OLD, kind=kind, adopted=LONG_AGO, wordings=wordings)


@pytest.fixture
def waiting_desk(desk: FakeDesk) -> FakeDesk:
    """A desk where a review is due and something was put aside."""
    decision = old_decision()
    desk.old_decisions = (decision,)
    due = Unfinished("review", decision.title, OLD, NOON.date(), decision.kind)
    desk.past = replace(desk.past, unfinished=(due, Unfinished("parked", "The [broken] fan")))
    return desk


async def settle(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, also on a page, without a bounce."""
    for key in keys:
        screen = pilot.app.screen
        if isinstance(screen, ReviewScreen):
            screen.bounce.settle()
        await press(pilot, key)


async def open_review(pilot: Pilot[int]) -> None:
    await press(pilot, "a", "l", "enter")


def left(app: Remembering) -> str:
    return str(app.screen_stack[1].query_one("#leftovers", Static).content)


def enter_does(app: Remembering) -> str:
    return str(app.screen.query_one("#next", Button).label)


async def test_what_is_due_is_offered_by_enter_once_and_esc_leads_on_to_the_stories(
    waiting_desk: FakeDesk,
) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await press(pilot, "a", "enter", "enter", "escape")
        assert state(app).rules_read
        assert "due today" in said(app)
        assert "Look again at what is due" in enter_does(app)

        await press(pilot, "enter")
        assert isinstance(app.screen, Choose)
        await press(pilot, "escape")
        assert "Go on to the stories" in enter_does(app)
        await press(pilot, "enter")
        assert state(app).step is Step.STORIES


async def test_a_decision_is_kept_with_a_sentence_at_every_point(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert "Three breaks on hot days" in said(app)
        assert app.screen.query_one("#clock", Clock).limit == 300

        await settle(pilot, "enter")
        assert "Nobody faints" in said(app)
        await settle(pilot, "enter")
        await write(pilot, "One person fainted")
        await settle(pilot, "ctrl+s")
        assert "keep it as it is" in said(app)
        await settle(pilot, "enter", "k")
        assert "keeping it" in said(app)
        await settle(pilot, "enter", "enter")
        assert "When shall we" in said(app)
        await settle(pilot, "enter")
        await write(pilot, "in 6 weeks")
        await pilot.pause()
        assert "Saturday 2 January 2027, in 6 weeks" in screen_text(app)
        await settle(pilot, "enter")
        assert "2 January 2027" in said(app)
        await settle(pilot, "enter")

        review = state(app).reviews[0]
        assert (review.decision, review.outcome, review.measured) == (
            OLD,
            Outcome.KEEP,
            Said("One person fainted"),
        )
        assert review.next == NOON.date() + timedelta(weeks=6)
        assert "hot days" not in left(app)


async def test_undo_brings_a_review_back_on_the_list(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "e", "enter", "enter")
        assert "ends today" in said(app)
        await settle(pilot, "enter")
        assert state(app).reviews[0].outcome is Outcome.END

        await press(pilot, "u", "y")

        assert state(app).reviews == ()
        assert any(isinstance(one.event, TakenBack) for one in waiting_desk.book)
        assert "hot days" in left(app)


async def test_escape_keeps_what_was_noted_and_u_goes_one_point_back(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "k", "escape")
        assert state(app).reviews == ()
        await press(pilot, "l", "enter")
        assert "keeping it" in said(app)

        await settle(pilot, "u")
        assert "keep it as it is" in said(app)


async def test_a_review_that_was_killed_goes_on_with_its_clock_and_what_was_left_stands_still(
    waiting_desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_desk, "now", lambda: waiting_desk.time)
    began = waiting_desk.time - timedelta(seconds=200)
    waiting_desk.draft(f"review {OLD}").update({"read": "yes", "spent": "30.0", "since": began.isoformat()})
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        assert app.screen.query_one("#clock", Clock).shown == 70
        await settle(pilot, "escape")
        waiting_desk.time += timedelta(minutes=20)

        await press(pilot, "l", "enter")
        assert app.screen.query_one("#clock", Clock).shown == 70


async def test_new_words_for_a_recall_recall_nobody_again(waiting_desk: FakeDesk) -> None:
    decision = old_decision()
    draft = replace(decision.draft, recalls=Recall("keys", "M002"))
    wordings = (*decision.wordings[:-1], replace(decision.wordings[-1], draft=draft))
    waiting_desk.old_decisions = (replace(decision, wordings=wordings),)
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "k", "enter")
        await write(pilot, "2")
        await settle(pilot, "enter", "enter", "enter")
        await write(pilot, "Four breaks. ")
        await settle(pilot, "ctrl+s")

        proposal = state(app).proposal
        assert proposal is not None
        assert (proposal.version.draft.amends, proposal.version.draft.recalls) == (OLD, None)


async def test_with_an_objection_it_becomes_a_proposal_with_the_old_words(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "k", "enter")
        await write(pilot, "2")
        await settle(pilot, "enter")
        assert "we make it a proposal" in said(app)
        await settle(pilot, "enter", "enter")
        await write(pilot, "Four breaks. ")
        await settle(pilot, "ctrl+s")

        review, proposal = state(app).reviews[0], state(app).proposal
        assert (review.outcome, review.objections) == (Outcome.AMEND, 2)
        assert proposal is not None
        assert proposal.version.draft.amends == OLD
        assert "Three breaks on hot days" in proposal.version.draft.what
        assert state(app).step is Step.GATHER
        assert "hot days" not in left(app)


async def test_a_form_left_open_is_found_again_under_what_was_left(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "a", "enter", "escape")
        assert state(app).proposal is None
        assert "hot days" in left(app)

        await press(pilot, "l", "enter", "ctrl+s")

        assert state(app).proposal is not None


async def test_a_day_too_late_for_an_experiment_is_asked_for_again(waiting_desk: FakeDesk) -> None:
    waiting_desk.old_decisions = (old_decision(Kind.EXPERIMENT),)
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "k", "enter", "enter", "enter")
        await write(pilot, "in 9 weeks")
        await settle(pilot, "enter")
        assert "too late" in screen_text(app)
        await write(pilot, "in 3 weeks")
        await settle(pilot, "enter", "enter")

        assert state(app).reviews[0].next == NOON.date() + timedelta(weeks=3)


@pytest.mark.parametrize("day", ["9999-12-31", "yesterday"])
async def test_a_day_that_the_rules_refuse_is_not_read_out(waiting_desk: FakeDesk, day: str) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "k", "enter", "enter", "enter")
        await write(pilot, day)
        await settle(pilot, "enter")

        assert "When do we look at it again?" in screen_text(app)
        assert "Is that right?" not in screen_text(app)


async def test_a_step_back_from_the_proposal_leads_to_the_objections(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "k", "enter")
        await write(pilot, "2")
        await settle(pilot, "enter", "enter")
        assert "we write it anew" in said(app)
        await settle(pilot, "u")
        assert "we make it a proposal" in said(app)
        await settle(pilot, "u")

        assert "keeping it" in said(app)


async def test_too_few_people_can_amend_only_and_are_told_so(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await press(pilot, "space", "l", "enter")
        await settle(pilot, "enter", "enter", "ctrl+s", "enter", "e", "enter", "enter", "enter")

        assert state(app).reviews == ()
        assert any("needed to keep or end" in one for one in app.told)


async def test_whoever_is_stuck_gets_the_sentence_again(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await open_review(pilot)
        await settle(pilot, "h")
        assert "You are not alone" in screen_text(app)
        await settle(pilot, "s")

        assert "Say now" in screen_text(app)


async def test_what_was_put_aside_is_done_and_leaves_the_list(waiting_desk: FakeDesk) -> None:
    async with gathering(waiting_desk) as (app, pilot):
        await press(pilot, "a", "l", "down", "enter", "d")

        assert state(app).settled == (Said("The [broken] fan"),)
        assert "fan" not in left(app)


async def test_nothing_left_says_so_and_leads_to_every_decision(desk: FakeDesk) -> None:
    desk.old_decisions = (old_decision(),)
    async with gathering(desk) as (app, pilot):
        await press(pilot, "l")
        assert "Nothing is left from before" in screen_text(app)

        await press(pilot, "o", "enter", "l", "d")
        await write(pilot, "Ask the night shift first")
        await press(pilot, "ctrl+s")

        assert [one.text for one in state(app).learnings] == [Said("Ask the night shift first")]
        assert desk.learnings == ()


async def test_what_lapsed_says_so_with_a_sign_and_a_word(waiting_desk: FakeDesk) -> None:
    lapsed = Unfinished("review", "Quiet hour", OLD, NOON.date() - timedelta(days=3), Kind.LAB)
    waiting_desk.past = replace(waiting_desk.past, unfinished=(lapsed,))
    async with gathering(waiting_desk) as (app, _pilot):
        assert "× lapsed, due 3 days ago and not kept: Quiet hour" in left(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_review_fits_every_window(waiting_desk: FakeDesk, size: tuple[int, int]) -> None:
    async with gathering(waiting_desk, size) as (app, pilot):
        await open_review(pilot)
        shown = screen_text(app)

        assert "today we look at it again" in " ".join(shown.replace("▌", " ").replace("▃", " ").split())
        assert enter_does(app).strip() in shown


def screen_text(app: Remembering) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())
