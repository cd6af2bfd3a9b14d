"""Proposals, by the keys a facilitator presses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from assembly.acts.consenting import Adopt, AskConsent, TakePosition
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.proposing import Amend, Propose
from assembly.acts.turns import TellStory
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.holdings import A_DAY, Holding
from assembly.proposals import Draft, Recall, Stage
from assembly.roles import Role
from assembly.rulebook import Command
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from screens.versions import VersionsScreen
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.one_act import SIZES, OneAct, press, write
from tui.dialogs.form import Form


def at_proposals(desk: FakeDesk, *commands: Command) -> OneAct:
    """Everybody is here, and the room is at the proposals."""
    ids = tuple(person.id for person in desk.roll)
    return OneAct(
        desk,
        MarkPresence(ids, Presence.HERE),
        AcceptFacilitation(ids[0]),
        GoTo(Step.STORIES),
        TellStory(ids[1], Said("Bad air"), Said("Open up")),
        GoTo(Step.PROPOSAL),
        *commands,
    )


def stage_of(app: OneAct, proposal: str) -> Stage:
    """Where a proposal stands."""
    return app.state.proposals[proposal].stage


FIRST = Propose("AAAAA", Kind.OPERATIONAL, Draft("Open the [b]windows at noon"), "M002")
SECOND = Propose("BBBBB", Kind.OPERATIONAL, Draft("Buy a fan"))


async def test_the_first_proposal_needs_enter_a_sentence_and_ctrl_s(desk: FakeDesk) -> None:
    app = at_proposals(desk)
    async with app.run_test() as pilot:
        assert "Enter opens a form" in app.text("#empty")
        await press(pilot, "enter")
        await write(pilot, "Open up")
        await press(pilot, "ctrl+s")

        proposal = app.state.proposal
        assert proposal is not None
        assert (proposal.version.draft, proposal.kind) == (Draft("Open up"), Kind.OPERATIONAL)
        assert "Open up. Is that what you meant" in app.sentence_shown
        assert "operational: by consent" in app.text("#rule")
        assert "quorum 4 of 7" in app.text("#rule")


async def test_an_experiment_without_review_is_refused_and_nothing_is_lost(
    desk: FakeDesk,
) -> None:
    app = at_proposals(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        await write(pilot, "Try it")
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "experiment")
        await press(pilot, "ctrl+s")

        assert isinstance(app.screen, Form)
        assert "needs a review date" in str(app.screen.query_one("#refusal", Static).content)
        assert app.screen.typed["what"] == "Try it"
        await write(pilot, "in 4 weeks")
        await press(pilot, "ctrl+s")
        assert app.state.proposal is not None
        assert str(app.state.proposal.version.draft.review) == "2026-12-19"


async def test_a_day_that_cannot_be_read_says_so_in_the_form(desk: FakeDesk) -> None:
    app = at_proposals(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        await write(pilot, "Try it")
        await press(pilot, *["tab"] * 4)
        await write(pilot, "soonish")
        await press(pilot, "ctrl+s")

        assert "From when: “soonish” is no date" in str(app.screen.query_one("#refusal", Static).content)
        assert app.state.proposal is None


async def test_escape_keeps_what_was_typed_for_next_time(desk: FakeDesk) -> None:
    app = at_proposals(desk)
    async with app.run_test() as pilot:
        await press(pilot, "a")
        await write(pilot, "Half a")
        await press(pilot, "escape")
        assert app.state.proposal is None
        await press(pilot, "A")

        assert isinstance(app.screen, Form)
        assert app.screen.typed["what"] == "Half a"


async def test_stories_and_author_are_kept_with_the_proposal(desk: FakeDesk) -> None:
    app = at_proposals(desk)
    async with app.run_test() as pilot:
        await press(pilot, "enter")
        await write(pilot, "Open up")
        await press(pilot, *["tab"] * 8)
        await write(pilot, "boris")
        await press(pilot, "enter")
        await write(pilot, "1")
        await press(pilot, "enter")

        proposal = app.state.proposal
        assert proposal is not None
        assert (proposal.version.author, proposal.stories) == ("M002", (1,))
        assert "Boris" in app.sentence_shown


async def test_an_edit_is_a_new_version_that_can_be_compared(desk: FakeDesk) -> None:
    app = at_proposals(desk, FIRST, Amend(Draft("Open the doors at noon"), "M003"))
    async with app.run_test() as pilot:
        await press(pilot, "v")

        assert isinstance(app.screen, VersionsScreen)
        older = str(app.screen.query_one("#older", Static).content)
        newer = str(app.screen.query_one("#newer", Static).content)
        assert older.startswith("Version 1 by Boris\nWhat: Open the [-[b]windows-] at noon")
        assert newer.startswith("Version 2 by Chen\nWhat: Open the {+doors+} at noon")


async def test_another_proposal_is_chosen_parked_and_withdrawn(desk: FakeDesk) -> None:
    app = at_proposals(desk, FIRST, SECOND)
    async with app.run_test() as pilot:
        assert "AAAAA" in app.text("#others")
        await press(pilot, "c", "enter")
        assert app.state.current == "AAAAA"
        await press(pilot, "z")
        assert stage_of(app, "AAAAA") is Stage.PARKED
        await press(pilot, "enter")
        await press(pilot, "enter")
        assert app.state.current == "BBBBB"
        await press(pilot, "x", "enter")
        assert stage_of(app, "BBBBB") is Stage.PRESENTED
        await press(pilot, "x", "y")
        assert stage_of(app, "BBBBB") is Stage.WITHDRAWN


async def test_what_was_put_aside_is_not_offered_by_enter_and_comes_back_with_c(desk: FakeDesk) -> None:
    app = at_proposals(desk, FIRST)
    async with app.run_test() as pilot:
        await press(pilot, "z")
        assert "C takes up one that was put aside" in app.text("#empty")
        await press(pilot, "c", "enter")
        assert app.state.current == "AAAAA"

        await press(pilot, "z", "enter")
        assert app.state.step is Step.LOTTERY
        assert stage_of(app, "AAAAA") is Stage.PARKED


async def test_when_every_proposal_is_decided_the_screen_says_so(desk: FakeDesk) -> None:
    decided: list[Command] = [GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE), AskConsent()]
    answers = [TakePosition(person.id, Position.CONSENT) for person in desk.roll]
    app = at_proposals(desk, FIRST, *decided, *answers, Adopt(), GoTo(Step.PROPOSAL))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.text("#empty").startswith("All proposals are decided")
        assert app.text("#others").startswith("Proposals today")
        assert "do we go on?" in app.sentence_shown

        await press(pilot, "a")
        assert isinstance(app.screen, Form)
        await press(pilot, "escape", "enter")
        assert app.state.step is Step.LOTTERY


async def test_an_edit_keeps_its_author_unless_another_is_typed(desk: FakeDesk) -> None:
    app = at_proposals(desk, FIRST)
    async with app.run_test() as pilot:
        await press(pilot, "e")
        await write(pilot, " daily")
        await press(pilot, "ctrl+s", "e", *["tab"] * 8)
        kept = app.state.proposals["AAAAA"].version
        assert (kept.number, kept.author) == (2, "M002")

        await write(pilot, "chen")
        await press(pilot, "shift+tab")
        await write(pilot, "fewer headaches")
        await press(pilot, "ctrl+s")
        assert app.state.proposals["AAAAA"].version.author == "M003"


async def test_enter_goes_on_to_questions(desk: FakeDesk) -> None:
    app = at_proposals(desk, FIRST)
    async with app.run_test() as pilot:
        await press(pilot, "enter")

        assert app.state.step is Step.CLARIFY


async def test_the_arrows_reach_every_button(desk: FakeDesk) -> None:
    app = at_proposals(desk, FIRST)
    async with app.run_test() as pilot:
        await press(pilot, "down", "right", "enter")

        assert isinstance(app.screen, Form)
        assert app.screen.typed["what"] == "Open the [b]windows at noon"


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_the_next_step(desk: FakeDesk, size: tuple[int, int]) -> None:
    app = at_proposals(desk, FIRST, SECOND)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        place = app.screen.query_one("#next").region
        assert 0 < place.height <= size[1] - place.y
        assert app.screen.query_one("#body").size.height >= 3


HELD = (
    Holding("keys", "M002", NOON.date() - A_DAY, NOON.date() + 90 * A_DAY, source="R4M8T"),
    Holding("keys", "M003", NOON.date() - A_DAY, NOON.date() + 90 * A_DAY, source="R4M8T"),
    Holding("notes", "M004", NOON.date() - A_DAY, NOON.date() + 90 * A_DAY, source="R4M8T"),
)


@pytest.fixture
def holders(desk: FakeDesk) -> FakeDesk:
    """Two people keep the keys, one takes notes."""
    roles = (Role("keys", "Keeper of the keys", 2), Role("notes", "Note taker"))
    desk.the_circle = replace(desk.the_circle, roles=roles)
    desk.past = replace(desk.past, holdings=HELD)
    return desk


async def test_a_recall_is_proposed_by_role_and_holder_and_says_no_name(holders: FakeDesk) -> None:
    app = at_proposals(holders)
    async with app.run_test() as pilot:
        await press(pilot, "r", "enter", "down", "enter")
        assert isinstance(app.screen, Form)
        assert any("Chen" in str(said.content) for said in app.screen.query(Static))
        assert app.screen.typed["what"].startswith("M003 is recalled from the role “Keeper of the keys”")
        await press(pilot, "ctrl+s")

        proposal = app.state.proposal
        assert proposal is not None
        assert (proposal.kind, proposal.stage) == (Kind.OPERATIONAL, Stage.PRESENTED)
        assert proposal.version.draft.recalls == Recall("keys", "M003")
        assert "Chen" not in str(proposal)


async def test_where_one_holds_a_role_nobody_is_asked_whom(holders: FakeDesk) -> None:
    app = at_proposals(holders)
    async with app.run_test() as pilot:
        await press(pilot, "r", "down", "enter", "ctrl+s")

        proposal = app.state.proposal
        assert proposal is not None
        assert proposal.version.draft.recalls == Recall("notes", "M004")


async def test_a_new_text_of_a_recall_still_recalls_the_same_person(holders: FakeDesk) -> None:
    app = at_proposals(holders)
    async with app.run_test() as pilot:
        await press(pilot, "r", "down", "enter", "ctrl+s", "e")
        assert isinstance(app.screen, Form)
        assert any("does not change who it is" in str(said.content) for said in app.screen.query(Static))
        await write(pilot, " Thanks")
        await press(pilot, "ctrl+s")

        version = app.state.proposals[app.state.current or ""].version
        assert (version.number, version.draft.recalls) == (2, Recall("notes", "M004"))


async def test_a_recall_from_a_day_to_come_is_refused_in_the_form(holders: FakeDesk) -> None:
    app = at_proposals(holders)
    async with app.run_test() as pilot:
        await press(pilot, "r", "down", "enter", *["tab"] * 4)
        await write(pilot, "in 2 weeks")
        await press(pilot, "ctrl+s")

        assert "from the day of its adoption on" in str(app.screen.query_one("#refusal", Static).content)
        assert app.state.proposal is None


async def test_where_nobody_holds_a_role_nobody_can_be_recalled(desk: FakeDesk) -> None:
    app = at_proposals(desk)
    async with app.run_test() as pilot:
        await press(pilot, "r")

        assert "Nobody holds a role" in app.toasts
