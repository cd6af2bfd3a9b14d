"""Finding yourself: in which hats, with which chance, and why not in the others."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assembly.acts.hatting import MarkWilling, SetRoles
from assembly.chances import chances_of
from assembly.journal import Journal
from assembly.lottery import role_of
from assembly.roles import Role, Turns
from assembly.steps import Step
from screens.find_yourself import ChancesScreen, Everyone, FindYourselfScreen, any_words, chance_sections
from screens.hats_shown import hats_shown
from screens.page import plain
from tests.screens.fake_desk import FakeDesk
from tests.screens.last_act import DeskWithCodes, arrived_at, facilitating, played
from tui.dialogs.cover import Cover

KEYS = Role("keys", "Keeper of the keys", turns=Turns.EVERYBODY)
NOTES = Role("notes", "Note taker", 2, turns=Turns.EVERYBODY)
SIZES = ((80, 24), (60, 18), (40, 12))


@pytest.fixture
def desk() -> DeskWithCodes:
    return DeskWithCodes()


def with_hats(desk: FakeDesk) -> Journal:
    """Seven people, of whom Boris does not want the keys, and Goran is not here."""
    start = arrived_at(desk, Step.LOTTERY, ("M007",))
    return played(desk, start, SetRoles((KEYS, NOTES)), MarkWilling("M002", "keys", False))


def told(journal: Journal, member: str) -> str:
    assembly = journal.assembly
    return plain(chance_sections(chances_of(assembly, member), hats_shown(assembly), str))


def test_somebody_in_every_hat_reads_each_chance_and_that_of_any_role(desk: DeskWithCodes) -> None:
    assert told(with_hats(desk), "M001") == (
        "Any role today\n53.3 % (8 in 15)\n\n"
        "In the hat for\n● Keeper of the keys: 1 in 5\n● Note taker: 1 in 3"
    )


def test_who_is_in_some_hats_reads_why_not_in_the_others(desk: DeskWithCodes) -> None:
    assert told(with_hats(desk), "M002") == (
        "Any role today\n33.3 % (1 in 3)\n\n"
        "In the hat for\n● Note taker: 1 in 3\n\n"
        "Not in the hat for\n○ Keeper of the keys: opted out"
    )


def test_who_is_not_here_has_no_seat_and_reads_why(desk: DeskWithCodes) -> None:
    assert told(with_hats(desk), "M007") == (
        "Any role today\nno seat: in no hat today\n\n"
        "Not in the hat for\n○ Keeper of the keys: not here\n○ Note taker: not here"
    )


def test_the_chance_of_any_role_is_the_sum_of_the_hats_for_everybody(desk: DeskWithCodes) -> None:
    assembly = with_hats(desk).assembly
    everybody = [chances_of(assembly, member) for member in assembly.entitled]

    for own in everybody:
        assert own.any_role == sum((chance for chance in own.hats.values() if chance), Fraction())
        assert set(own.roles) == {role_of(hat) for hat in own.hats}
    assert sum((own.any_role or Fraction() for own in everybody), Fraction()) == 3


def test_hats_that_cannot_be_drawn_are_named_instead_of_a_chance(desk: DeskWithCodes) -> None:
    start = arrived_at(desk, Step.LOTTERY)
    assembly = played(desk, start, SetRoles((Role("choir", "Choir", 30),))).assembly
    said = any_words(chances_of(assembly, "M001"), hats_shown(assembly))

    assert "Choir" in said
    assert "%" not in said


@pytest.mark.parametrize("size", SIZES)
async def test_a_few_letters_find_somebody_and_enter_says_the_rest(
    desk: DeskWithCodes, size: tuple[int, int]
) -> None:
    async with facilitating(desk, with_hats(desk), size) as one:
        await one.press("o")
        assert isinstance(one.app.screen, FindYourselfScreen)
        await one.type("bo")
        assert [row.name for row in one.app.screen.query_one(Everyone).in_sight] == ["Boris (M002)"]
        assert "33.3 %" in one.painted()
        await one.press("enter")
        assert isinstance(one.app.screen, ChancesScreen)
        assert "opted out" in one.painted()
        await one.press("escape")
        assert isinstance(one.app.screen, FindYourselfScreen)
        await one.press("escape", "escape")
        assert not isinstance(one.app.screen, FindYourselfScreen)


async def test_an_id_finds_as_a_name_does_and_a_typo_says_so(desk: DeskWithCodes) -> None:
    async with facilitating(desk, with_hats(desk)) as one:
        await one.press("o")
        await one.type("m004")
        assert [row.id for row in one.app.screen.query_one(Everyone).in_sight] == ["M004"]
        await one.type("x")
        assert "Nobody here is called that." in one.painted()
        await one.press("enter")
        assert not isinstance(one.app.screen, ChancesScreen)


async def test_the_full_stop_covers_the_screen_also_while_somebody_is_sought(desk: DeskWithCodes) -> None:
    async with facilitating(desk, with_hats(desk)) as one:
        await one.press("o", "b", "full_stop")

        assert isinstance(one.app.screen, Cover)
        assert "Boris" not in one.painted()


async def test_three_hundred_people_of_one_name_are_told_apart(desk: DeskWithCodes) -> None:
    desk = DeskWithCodes(("Maria Silva",) * 300)
    start = arrived_at(desk, Step.LOTTERY)
    async with facilitating(desk, played(desk, start, SetRoles((KEYS, NOTES)))) as one:
        await one.press("o")
        await one.type("m299")
        assert "Maria Silva (M299)" in one.painted()
        await one.press("enter")

        assert "● Keeper of the keys: 1 in 300" in one.painted()
        assert "1.0 % (1 in 100)" in one.painted()
