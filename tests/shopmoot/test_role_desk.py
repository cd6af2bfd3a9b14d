"""The roles of a circle on a real shelf: settled, held, ended, remembered."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from assembly.acts import closing, consenting, drawing, floor, gathering, hatting, proposing, throwing
from assembly.attendance import next_facilitators
from assembly.circle import Kind, default_protocols
from assembly.dialects import Position
from assembly.holdings import EndedBy
from assembly.journal import Journal, take_back
from assembly.lottery import Answer
from assembly.proposals import Draft, Recall
from assembly.refusal import RuleBroken
from assembly.roles import Role, Term, TermUnit
from assembly.rulebook import Command, decide
from assembly.state import Presence
from assembly.steps import Step
from shopmoot.desk import ShelfDesk
from store.verification import verify_shelf
from tests.archive.staged import DICE

CRAFT = Role("craft", "Craft lead", term=Term(TermUnit.DAYS, 21))
NAMES = "Ana\nBen\nCleo\nDee\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def founded(folder: Path) -> ShelfDesk:
    desk = ShelfDesk(folder)
    desk.found("Bakery", "en", NAMES, default_protocols())
    desk.settle_roles((CRAFT,), ("turns",))
    return desk


def asked(desk: ShelfDesk, journal: Journal, *commands: Command) -> Journal:
    for command in commands:
        journal = journal.grown(decide(journal.assembly, command), desk.now())
        desk.keep(journal.last)
    return journal


def drawn(desk: ShelfDesk, purpose: str = "assembly") -> str:
    """Draw the craft lead, and close; the member."""
    journal = desk.begin("", 60, purpose)
    people = journal.assembly.entitled
    journal = asked(desk, journal, floor.MarkPresence(people, Presence.HERE))
    while journal.assembly.facilitator is None:
        first = next(iter(gathering_order(journal)))
        journal = asked(desk, journal, gathering.AcceptFacilitation(first))
    journal = asked(
        desk,
        journal,
        floor.GoTo(Step.LOTTERY),
        hatting.SetRoles((CRAFT,)),
        drawing.SealDraw(desk.new_id()),
        drawing.ConfirmSeal(),
        *throwing.calling(DICE),
        drawing.LockEntropy(),
        drawing.RevealSeat(),
        drawing.AnswerSeat(Answer.ACCEPTED),
        floor.GoTo(Step.CLOSE),
        closing.ConfirmMinutes(),
        closing.CloseAssembly(),
    )
    assert desk.safe()
    assert journal.assembly.draw is not None
    return journal.assembly.draw.holders("craft")[0]


def gathering_order(journal: Journal) -> tuple[str, ...]:
    return tuple(next_facilitators(journal.assembly, journal.assembly.entitled))


def test_the_board_of_a_circle_that_has_drawn_nothing_is_empty(folder: Path) -> None:
    desk = founded(folder)

    assert [(seat.role, seat.holder, seat.since) for seat in desk.board()] == [("craft", None, None)]
    desk.close()


def test_who_was_drawn_is_on_the_board_also_after_a_restart(folder: Path) -> None:
    desk = founded(folder)
    member = drawn(desk)
    today = desk.now().date()
    desk.close()

    again = ShelfDesk(folder)
    (seat,) = again.board()

    assert (seat.holder, seat.since, seat.until) == (member, today, today + timedelta(days=21))
    assert verify_shelf(folder) == ()
    following = again.begin("Next", 60).assembly
    assert following.roles == (CRAFT,)
    assert following.relax_order == ("turns",)
    assert [one.member for one in following.holdings if one.role == "craft"] == [member]
    assert dict(following.hats_before)["craft"] == following.entitled
    again.close()


def test_who_resigns_leaves_an_empty_seat_that_says_since_when(folder: Path) -> None:
    desk = founded(folder)
    member, today = drawn(desk), desk.now().date()

    with pytest.raises(RuleBroken):
        desk.end_term("craft", member, today, EndedBy.RECALLED)
    desk.end_term("craft", member, today, EndedBy.RESIGNED)

    (seat,) = desk.board()
    assert (seat.holder, seat.since, seat.last, seat.why) == (None, today, member, EndedBy.RESIGNED)
    with pytest.raises(RuleBroken):
        desk.end_term("craft", member, today, EndedBy.RESIGNED)
    desk.close()


def recalled(desk: ShelfDesk, member: str) -> tuple[Journal, str]:
    """Adopt the recall of the craft lead in an assembly that goes on, and its id."""
    journal = desk.begin("Recall", 60)
    people, id = journal.assembly.entitled, desk.new_id()
    journal = asked(desk, journal, floor.MarkPresence(people, Presence.HERE))
    while journal.assembly.facilitator is None:
        journal = asked(desk, journal, gathering.AcceptFacilitation(gathering_order(journal)[0]))
    text = Draft(f"{member} is recalled from the role “Craft lead”.", recalls=Recall("craft", member))
    journal = asked(
        desk,
        journal,
        floor.GoTo(Step.PROPOSAL),
        proposing.Propose(id, Kind.OPERATIONAL, text),
        *(floor.GoTo(step) for step in (Step.CLARIFY, Step.REACT, Step.DECIDE)),
        consenting.AskConsent(),
        *(consenting.TakePosition(one, Position.CONSENT) for one in people),
        consenting.Adopt(),
    )
    return journal, id


def test_an_adopted_recall_stands_on_the_board_at_once_and_after_a_restart(folder: Path) -> None:
    desk = founded(folder)
    member, today = drawn(desk), desk.now().date()

    journal, id = recalled(desk, member)

    (seat,) = desk.board()
    assert (seat.holder, seat.since, seat.why, seat.decision) == (None, today, EndedBy.RECALLED, id)
    assert desk.safe()
    desk.close()
    again = ShelfDesk(folder)
    assert again.board() == (seat,)
    assert [one.decision for one in again.holdings() if one.role == "craft"] == [id]
    book = next((folder / "assemblies").glob(f"*{journal.assembly.id}*")).read_text(encoding="utf-8")
    assert not [name for name in NAMES.split() if name in book]
    assert verify_shelf(folder) == ()
    again.close()


def test_a_recall_that_is_taken_back_leaves_the_holder(folder: Path) -> None:
    desk = founded(folder)
    member = drawn(desk)
    journal, _id = recalled(desk, member)

    desk.keep(journal.grown(take_back(journal), desk.now()).last)

    assert [seat.holder for seat in desk.board()] == [member]
    assert desk.safe()
    desk.close()
    again = ShelfDesk(folder)
    assert [seat.holder for seat in again.board()] == [member]
    again.close()


def test_no_other_decision_ends_a_term_as_a_recall(folder: Path) -> None:
    desk = founded(folder)
    member, today = drawn(desk), desk.now().date()

    with pytest.raises(RuleBroken) as refused:
        desk.end_term("craft", member, today, EndedBy.RECALLED, "7K3FQ")

    assert refused.value.code == "recall-of-another"
    assert [seat.holder for seat in desk.board()] == [member]
    desk.close()


def test_who_leaves_the_circle_holds_none_of_its_roles(folder: Path) -> None:
    desk = founded(folder)
    member = drawn(desk)

    desk.change_person(member, left=desk.now().date())

    (seat,) = desk.board()
    assert (seat.holder, seat.why) == (None, EndedBy.LEFT)
    desk.change_person(member, back=True)
    assert desk.board() == (seat,)
    desk.close()


def test_who_left_before_the_term_began_does_not_hold_it_either(folder: Path) -> None:
    desk = founded(folder)
    member, today = drawn(desk), desk.now().date()

    desk.change_person(member, left=today - timedelta(days=3))

    (seat,) = desk.board()
    assert (seat.holder, seat.since, seat.why) == (None, today, EndedBy.LEFT)
    desk.close()


def test_a_draw_between_assemblies_says_what_it_is_and_gives_a_seat(folder: Path) -> None:
    desk = founded(folder)
    member = drawn(desk, "draw")

    assert [card.holder for card in desk.board()] == [member]
    assert [one.role for one in desk.holdings()] == ["craft"]
    desk.close()
    again = ShelfDesk(folder)
    assert again.history().assembly_dates == ()
    assert again.begin("Pool", 15, "draw").assembly.title == "Draw: Pool"
    again.close()


def test_roles_that_cannot_be_are_refused_and_nothing_is_written(folder: Path) -> None:
    desk = founded(folder)

    with pytest.raises(RuleBroken):
        desk.settle_roles((CRAFT, CRAFT), ())

    assert desk.circle().roles == (CRAFT,)
    desk.close()


def test_a_window_that_only_looks_settles_nothing(folder: Path) -> None:
    desk = founded(folder)
    second = ShelfDesk(folder)

    with pytest.raises(OSError, match="cannot be written"):
        second.settle_roles((CRAFT,), ())

    assert second.held
    second.close()
    desk.close()


def test_the_day_of_an_ending_is_a_day_of_the_term(folder: Path) -> None:
    desk = founded(folder)
    member = drawn(desk)

    with pytest.raises(RuleBroken) as refused:
        desk.end_term("craft", member, date(2020, 1, 1), EndedBy.RESIGNED)

    assert refused.value.code == "not-held"
    desk.close()
