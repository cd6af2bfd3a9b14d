"""What keeps hats from being sealed stands on their screen in words, before anybody asks for the seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assembly.acts.hatting import MarkWilling, SetRoles
from assembly.draw.barring import Rule
from assembly.history import History
from assembly.holdings import Holding
from assembly.journal import Journal
from assembly.roles import Role, Term, TermUnit
from assembly.state import Served
from assembly.steps import Step
from tests.screens.fake_desk import FakeDesk
from tests.screens.last_act import DeskWithCodes, Facilitator, arrived_at, facilitating, played
from tui.widgets.people_list import PeopleList

LONG_AGO, LATELY = date(2025, 11, 7), date(2026, 11, 7)
KEYS = Role("keys", "Keys", 2, most_terms=2)


@pytest.fixture
def desk() -> DeskWithCodes:
    return DeskWithCodes()


def held_up(one: Facilitator) -> str:
    return " ".join(one.text("#too-few").split())


async def point_at(one: Facilitator, member: str) -> None:
    """Go down the list to somebody."""
    people = one.app.screen.query_one(PeopleList)
    await one.press("home")
    while people.highlighted is None or people.highlighted.id != member:
        await one.press("down")


def one_free_for_two_keys(desk: FakeDesk) -> Journal:
    """Filip had the keys last, the five before had them twice; the circle voted in which order rules go."""
    often = tuple(Served("keys", f"M00{place}", 2, LONG_AGO) for place in range(1, 6))
    desk.past = History(served=(*often, Served("keys", "M006", 1, LATELY)))
    desk.the_circle = replace(desk.the_circle, roles=(KEYS,), relax_order=("twice-in-a-row", "most-terms"))
    return played(desk, arrived_at(desk, Step.LOTTERY), SetRoles((KEYS,)))


async def test_a_rule_that_was_relaxed_out_of_turn_is_named_before_the_seal(desk: DeskWithCodes) -> None:
    journal = one_free_for_two_keys(desk)
    outwitted = played(desk, journal, MarkWilling("M006", "keys", willing=False))
    async with facilitating(desk, outwitted) as one:
        await one.press("e", "enter")
        assert [*one.state.hatting.relaxed] == [("keys", Rule.MOST_TERMS)]
        assert held_up(one) == ""

        await point_at(one, "M006")
        await one.press("i")
        assert "For “Keys” another rule gives way first, as it was voted: twice in a row." in held_up(one)
        await one.press("l")
        assert one.state.draw is None
        assert "another rule gives way first" in one.app.said[-1]

        await one.press("r", "ctrl+s", "e", "enter", "l", "y")
        assert one.state.draw is not None
        assert one.state.draw.relaxed == (("keys", Rule.TWICE_IN_A_ROW),)


async def test_a_role_that_somebody_holds_beyond_today_is_refused_in_words_at_the_hats(
    desk: DeskWithCodes,
) -> None:
    craft = Role("craft", "Craft lead", term=Term(TermUnit.DAYS, 60))
    held = Holding("craft", "M002", LATELY, until=date(2027, 1, 6), source="D0001")
    desk.the_circle = replace(desk.the_circle, roles=(craft,))
    desk.past = History(holdings=(held,))
    async with facilitating(desk, played(desk, arrived_at(desk, Step.LOTTERY), SetRoles((craft,)))) as one:
        assert "Of the seats of “Craft lead” 1 are held beyond today, 0 are free." in held_up(one)

        await one.press("l")
        assert one.state.draw is None
