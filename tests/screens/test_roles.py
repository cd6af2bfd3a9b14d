"""The board of roles by its keys: settle, look, end early, and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.circle import Kind
from assembly.holdings import EndedBy, Holding
from assembly.journal import Journal
from assembly.proposals import Recall
from assembly.roles import Role, Term, TermUnit
from assembly.rulebook import decide
from assembly.state import Presence
from assembly.steps import Step
from screens.home_words import Situation, home_sections
from screens.proposal_form import ProposalForm
from screens.role_settling import RoleSettlingScreen
from screens.roles import RolesScreen
from tests.screens.decided import by_consent, by_vote
from tests.screens.fake_desk import NOON, FakeDesk
from tests.screens.lobby import visiting

TODAY = NOON.date()
SIZES = [(80, 24), (60, 18), (40, 12)]
MONTHS = Term(TermUnit.DAYS, 182)
ROLES = (
    Role("spokesperson", "Spokesperson", term=MONTHS),
    Role("steward", "Conflict steward", 2, term=MONTHS),
    Role("notes", "Note taker", term=Term(TermUnit.ASSEMBLIES, 1)),
)


def day(distance: int) -> date:
    return TODAY + timedelta(days=distance)


def read(seen: str) -> str:
    """What is on the screen, without frames and ends of lines."""
    return " ".join(seen.replace("│", " ").split())


@pytest.fixture
def board(desk: FakeDesk) -> FakeDesk:
    """Three roles: one held, one that ends soon, seats without a holder."""
    held = (
        Holding("spokesperson", "M001", day(-30), until=day(152), source="R4M8T"),
        Holding("steward", "M002", day(-180), until=day(6), source="1MPRT"),
        Holding(
            "steward", "M003", day(-180), until=day(2), ended=day(-9), why=EndedBy.RESIGNED, source="R4M8T"
        ),
    )
    desk.the_circle = replace(desk.the_circle, roles=ROLES)
    desk.past = replace(desk.past, holdings=held, assembly_dates=(day(-180), day(-30)))
    return desk


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_board_says_what_enter_does_and_a_ready_made_set_is_two_keys_away(
    desk: FakeDesk, size: tuple[int, int]
) -> None:
    async with visiting(desk, size) as visitor:
        await visitor.press("w")
        assert "This circle has no roles yet" in visitor.seen
        await visitor.press("enter", "enter")
        assert isinstance(visitor.app.screen, RoleSettlingScreen)
        await visitor.press("s", "enter", "y")

        assert isinstance(visitor.app.screen, RolesScreen)
        assert "Facilitator: nobody has held it yet" in read(visitor.seen)

    assert [role.id for role in desk.circle().roles] == ["facilitator", "notes", "timekeeper", "observer"]


async def test_what_was_drawn_without_settled_roles_is_not_lost(desk: FakeDesk) -> None:
    drawn = (
        Holding("key-keeper", "M001", day(-1), until=day(0), source="R4M8T"),
        Holding("facilitator", "M002", day(-1), assemblies=1, source="R4M8T", counts=False),
        Holding("facilitator", "M003", day(-1), until=day(0)),
    )
    desk.past = replace(desk.past, holdings=drawn, assembly_dates=(day(-1),))
    async with visiting(desk) as visitor:
        await visitor.press("w")
        seen = read(visitor.seen)

    assert "Key keeper: Ana" in seen
    assert "Facilitator: Boris" in seen
    assert "without a term" in seen


async def test_every_seat_says_by_sign_and_word_who_holds_it_until_when(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w")

        assert "● Spokesperson: Ana, held until 21 April 2027" in visitor.seen
        assert "◐ Conflict steward 1: Boris, ends 26 November 2026 (in 5 days)" in visitor.seen
        assert "○ Conflict steward 2: no holder since 12 November 2026 (last: Chen, resigned)" in visitor.seen
        assert "○ Note taker: nobody has held it yet" in visitor.seen
        assert "○ 2 empty" in visitor.seen


async def test_a_role_tells_who_had_it_how_and_who_never_did(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "down", "enter")

        assert "Boris, brought along from before" in visitor.seen
        assert "Chen, drawn by lot (R4M8T), resigned" in visitor.seen
        assert "5 people: Ana, Dora, Emil, Fatima, Goran" in visitor.seen


async def test_a_person_tells_which_roles_they_had(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "p", "down", "enter")

        assert "25 May 2026 to 26 November 2026 Conflict steward, brought along from" in read(visitor.seen)


async def test_whoever_resigns_leaves_an_empty_seat(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "e", "r", "enter")

        assert "○ Spokesperson: no holder since 21 November 2026 (last: Ana, resigned)" in visitor.seen


def at_proposals(board: FakeDesk) -> Journal:
    """An assembly in which everybody is here and the room is at the proposals."""
    journal = board.begin("Weekly", 90)
    everybody = MarkPresence(journal.assembly.entitled, Presence.HERE)
    for command in (everybody, AcceptFacilitation("M001"), GoTo(Step.STORIES), GoTo(Step.PROPOSAL)):
        journal = journal.grown(decide(journal.assembly, command), board.now())
        board.keep(journal.last)
    return journal


async def test_the_board_takes_no_decision_for_a_recall_and_offers_to_propose_it(board: FakeDesk) -> None:
    board.old_decisions = (by_vote(),)
    async with visiting(board) as visitor:
        await visitor.press("w", "e", "d")

        assert by_vote().id not in visitor.seen
        assert "Once the circle adopts it, the term ends that day by itself" in read(visitor.seen)
        assert "Make it a proposal" in visitor.seen


async def test_a_recall_becomes_a_proposal_without_a_name(board: FakeDesk) -> None:
    at_proposals(board)
    async with visiting(board) as visitor:
        visitor.app.leave()
        await visitor.pilot.pause()
        await visitor.press("w", "e", "d", "enter")
        await visitor.pilot.pause()

        assert isinstance(visitor.app.screen, ProposalForm)
        assert "M001 is recalled from the role “Spokesperson”" in visitor.app.screen.typed["what"]
        assert "Ana" not in visitor.app.screen.typed["what"]
        await visitor.press("ctrl+s")
        assert visitor.app.journal is not None
        proposal = visitor.app.journal.assembly.proposal
        assert proposal is not None
        assert proposal.version.draft.recalls == Recall("spokesperson", "M001")


async def test_an_adopted_recall_stands_on_the_board_with_its_decision(board: FakeDesk) -> None:
    at_proposals(board)
    async with visiting(board) as visitor:
        await visitor.press("r", "down", "enter", "ctrl+s", "enter", "z", "enter", "z", "enter")
        assert "M002, Conflict steward" in read(visitor.seen)
        await visitor.press("enter", *["enter"] * 7, "enter")
        assert "Boris holds “Conflict steward” no more" in read(visitor.seen)
        assert visitor.app.journal is not None
        decision = visitor.app.journal.assembly.current
        visitor.app.leave()
        await visitor.pilot.pause()
        await visitor.press("w", "down")
        shown = f"no holder since 21 November 2026 (last: Boris, recalled by decision {decision})"
        assert shown in read(visitor.seen)
        await visitor.press("enter")
        assert f"brought along from before, recalled by decision {decision}" in read(visitor.seen)


async def test_a_recall_before_the_proposals_says_where_it_is_proposed(board: FakeDesk) -> None:
    board.begin("Weekly", 90)
    async with visiting(board) as visitor:
        await visitor.press("l", "r", "e", "d", "enter")
        await visitor.pilot.pause()

        assert any("R opens it there" in said for said in visitor.app.said)


async def test_without_an_assembly_a_recall_waits_and_nothing_ends(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "e", "d", "enter")

        assert "No assembly is open" in visitor.app.said[-1]
        assert "● Spokesperson: Ana" in visitor.seen


async def test_a_role_is_changed_key_by_key_and_what_changes_is_read_before(board: FakeDesk) -> None:
    board.old_decisions = (by_vote(),)
    assert by_vote().kind is Kind.STRATEGIC
    async with visiting(board) as visitor:
        await visitor.press("w", "s", "enter", "s", "ctrl+u")
        await visitor.type("2")
        await visitor.press("enter", "ctrl+u")
        await visitor.type("one year")
        await visitor.press("ctrl+s", "m", "d", "t")
        assert "not in force yet" in visitor.seen
        assert board.circle().roles == ROLES
        await visitor.press("s", "enter")
        changes = "~ Spokesperson: 2 seats, for 1 year (365 days), instead of: 1 seat, for 6 months"
        assert changes in read(visitor.seen)
        await visitor.press("y")

    spokesperson = replace(ROLES[0], seats=2, term=Term(TermUnit.DAYS, 365))
    assert board.circle().roles == (ROLES[1], spokesperson, ROLES[2])


async def test_roles_rest_on_a_strategic_decision_only(board: FakeDesk) -> None:
    board.old_decisions = (by_consent(),)
    async with visiting(board) as visitor:
        await visitor.press("w", "s", "enter", "w", "t", "s", "enter")

        assert "Roles are settled by a strategic decision" in visitor.app.said[-1]
    assert board.circle().roles == ROLES


async def test_roles_in_the_making_are_still_there_after_esc(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "s", "down", "enter", "m", "r", "escape", "s")

        assert "Conflict steward" not in visitor.seen
        await visitor.press("b", "y")
        assert "Conflict steward" in visitor.seen


async def test_the_board_says_that_chosen_roles_wait_to_be_settled(desk: FakeDesk) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("w", "enter", "enter", "s", "enter", "n", "escape")

        assert isinstance(visitor.app.screen, RolesScreen)
        assert "4 roles are chosen and not settled yet; S goes on." in read(visitor.seen)
        assert "no roles yet" not in visitor.seen
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, RoleSettlingScreen)


async def test_a_term_that_cannot_be_read_is_refused_in_the_form(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "s", "enter", "s", "enter", "ctrl+u")
        await visitor.type("soon")
        await visitor.press("ctrl+s")

        assert "“soon” is no term" in visitor.seen


@pytest.mark.parametrize(("field", "wrong", "right"), [(0, "many", "2"), (1, "soon", "quarter year")])
async def test_what_is_typed_after_a_refusal_goes_into_the_field_at_fault(
    board: FakeDesk, field: int, wrong: str, right: str
) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "s", "enter", "s", *["down"] * field, "ctrl+u")
        await visitor.type(wrong)
        await visitor.press(*["down"] * (3 - field), "ctrl+s")
        assert f"“{wrong}” is no" in visitor.seen
        await visitor.type(right)
        await visitor.press("ctrl+s")

        assert ("2 seats" if field == 0 else "for 3 months") in visitor.seen


async def test_twelve_roles_and_three_hundred_people_are_usable_in_a_small_window() -> None:
    desk = FakeDesk([f"Person {number:03}" for number in range(300)])
    roles = tuple(Role(f"r{place}", f"Role {place}", 3, term=MONTHS) for place in range(12))
    held = tuple(
        Holding(f"r{place}", f"M{place * 2 + seat + 1:03}", day(-9), until=day(173), source="R4M8T")
        for place in range(12)
        for seat in range(2)
    )
    desk.the_circle = replace(desk.the_circle, roles=roles)
    desk.past = replace(desk.past, holdings=held)
    async with visiting(desk, (40, 12)) as visitor:
        await visitor.press("w", "end")
        assert "Role 11 3: nobody" in read(visitor.seen)
        assert "Look at Role 11" in visitor.seen
        await visitor.press("full_stop")
        assert "Role" not in visitor.seen


async def test_roles_not_wanted_are_ticked_by_their_names(board: FakeDesk) -> None:
    board.roll[0] = replace(board.roll[0], opt_outs=("keys",))
    async with visiting(board) as visitor:
        await visitor.press("p", "enter", "r")
        assert "✓ keys" in visitor.seen
        assert "· Note taker" in visitor.seen
        await visitor.press("n", "a", "end")
        await visitor.type(", driver")
        await visitor.press("enter", "t")

        assert set(board.roll[0].opt_outs) == {"notes", "keys", "driver"}


async def test_the_page_of_people_tells_which_roles_somebody_had(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("p", "enter", "h")

        assert "22 October 2026 to 21 April 2027 Spokesperson, drawn by lot (R4M8T)" in read(visitor.seen)


async def test_empty_seats_are_due_at_home_and_while_gathering_and_lead_to_the_board(board: FakeDesk) -> None:
    async with visiting(board, (80, 40)) as visitor:
        assert "○  Conflict steward: no holder since Thursday 12 November 2026" in visitor.seen
        assert "○  Note taker: nobody has held it yet" in visitor.seen
    async with visiting(board) as visitor:
        visitor.app.journal = board.begin("Weekly", 90)
        await visitor.pilot.pause()
        assert "○ Without a holder: Conflict steward, Note taker" in visitor.seen
        assert "◐ Ends within two weeks: Conflict steward" in visitor.seen
        await visitor.press("l", "r")

        assert isinstance(visitor.app.screen, RolesScreen)


@pytest.mark.parametrize("settled", [True, False])
def test_a_seat_is_called_empty_only_when_every_book_was_read(board: FakeDesk, settled: bool) -> None:
    situation = Situation(board.circle(), (), board.past, None, NOON, False, {}, settled=settled)
    sections = {one.heading: one.lines for one in home_sections(situation)}

    assert bool(sections["Seats without a holder"]) is settled


async def test_the_empty_seats_go_to_a_draw_from_the_board(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press("w", "d", "1")

        assert "Conflict steward 1" in visitor.seen
        assert "Note taker 1" in visitor.seen


async def test_seats_are_promised_by_a_tag_that_people_have_and_by_no_other(board: FakeDesk) -> None:
    board.roll[0] = replace(board.roll[0], tags={"shift": "early"})
    async with visiting(board) as visitor:
        await visitor.press("w", "s", "enter", "s", "down", "down", "down")
        await visitor.type("floor")
        await visitor.press("ctrl+s")
        assert "Nobody on the roll has a floor" in visitor.seen
        await visitor.press("ctrl+u")
        await visitor.type("Shift")
        await visitor.press("ctrl+s")

        assert "a seat for each shift" in visitor.seen


async def test_the_circle_names_roles_and_people_that_shut_out(board: FakeDesk) -> None:
    async with visiting(board) as visitor:
        await visitor.press(
            "w", "s", "enter", "n", "r", "c", "t", "n", "p", "down", "down", "enter", "escape"
        )

        shown = read(visitor.seen)
        assert "not for whoever is Conflict steward, not for 1 person" in shown
        assert "Boris" not in shown


async def test_rules_give_way_in_the_order_that_was_chosen(board: FakeDesk) -> None:
    board.old_decisions = (by_vote(),)
    async with visiting(board) as visitor:
        await visitor.press("w", "s", "g", "down", "enter", "enter", "s", "enter", "y")

    assert board.circle().relax_order == ("twice-in-a-row",)
