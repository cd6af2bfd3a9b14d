"""The page of a draw in which a rule was relaxed and one of a pair passed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.draw_sheets import draw_sheet
from archive.pages import render
from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw
from assembly.acts.hatting import RelaxRule, SetRoles
from assembly.acts.throwing import calling
from assembly.draw.barring import Rule
from assembly.drawn import DrawShown, draws_of
from assembly.lottery import Answer
from assembly.roles import Role
from assembly.said import Said
from assembly.state import Served
from assembly.steps import Step
from tests.archive.staged import edition
from tests.rooms import FAIR_DICE, TWO_O_CLOCK, Room, opening_of

NOBODY = "drawn, passed: the other of a pair that does not sit together has a seat"


def drawn() -> DrawShown:
    """Three seats for three, of whom two do not sit together and one had it last."""
    served = (Served("pool", "M002", 1, TWO_O_CLOCK.date()),)
    room = Room(here=3, opening=replace(opening_of(9), served=served))
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((Role("pool", "Rapid <response>", 3),), pairs=(("M003", "M001"),)))
    room.ask(RelaxRule("pool", Rule.TWICE_IN_A_ROW), SealDraw("Q0001"))
    room.ask(ConfirmSeal(), *calling(FAIR_DICE), LockEntropy())
    room.reveal()
    return draws_of(room.state)[0]


def test_what_was_relaxed_and_who_passed_is_on_the_page_of_a_draw() -> None:
    sheet = draw_sheet(drawn(), edition())

    assert sheet.relaxed == (
        "Rapid <response>: too few people, so the assembly relaxed a rule: not twice in a row.",
    )
    assert sorted(offer.said for offer in sheet.offers) == ["accepted", "accepted", "passed"]
    assert [offer.answer for offer in sheet.offers].count(NOBODY) == 1


def test_the_page_says_so_and_what_was_typed_is_never_markup() -> None:
    page = render([], [drawn()], edition())["/V/Q0001/index.html"].decode()

    assert "Rapid &lt;response&gt;: too few people, so the assembly relaxed a rule" in page
    assert NOBODY in page
    assert 'data-answer="passed"' in page
    assert "; relaxed=twice-in-a-row pool; pairs=M001+M003" in page


@pytest.mark.parametrize(
    ("why", "shown"), [("Ana <left>", "M001 &lt;left&gt;"), (None, "A text was removed")]
)
def test_a_wrong_entry_stands_on_the_page_with_its_reason_and_without_a_name(
    why: str | None, shown: str
) -> None:
    draw = drawn()
    skipped = replace(draw.offers[0], answer=Answer.INELIGIBLE, reason=Said(why))
    told = replace(draw, offers=(skipped, *draw.offers[1:]))

    page = render([], [told], edition({"M001": "Ana"}))["/V/Q0001/index.html"].decode()

    assert "skipped: was in the hat by mistake" in page
    assert shown in page
    assert "Ana" not in page
