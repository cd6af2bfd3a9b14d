"""Trying the hats thousands of times, with every key answered meanwhile."""

from __future__ import annotations

from asyncio import sleep
from time import perf_counter

import pytest
from textual.events import Key
from textual.widgets import Static

from assembly.acts.hatting import MarkWilling, SetRoles
from assembly.draw.practice import Practice, practised
from assembly.journal import Journal
from assembly.roles import Role, Turns
from assembly.steps import Step
from screens.practice import GROUP, DrawnList, PracticeScreen
from screens.practice_words import (
    FEWER,
    MANY,
    PracticeHats,
    count_words,
    hats_of_today,
    head_words,
    invented_hats,
    judgement_words,
    practice_rows,
)
from tests.screens.fake_desk import FakeDesk
from tests.screens.last_act import DeskWithCodes, Facilitator, arrived_at, facilitating, played
from tests.screens.lobby import Visitor, visiting

ROLES = (
    Role("facilitator", "Facilitator", turns=Turns.EVERYBODY, twice_in_a_row=True),
    Role("note-taker", "note taker", 2, turns=Turns.EVERYBODY),
)
SIZES = ((80, 24), (60, 18), (40, 12))


@pytest.fixture
def desk() -> DeskWithCodes:
    return DeskWithCodes()


def with_hats(desk: FakeDesk, *roles: Role) -> Journal:
    start = arrived_at(desk, Step.LOTTERY)
    away = [MarkWilling("M002", role.id, False) for role in roles[:1]]
    return played(desk, start, SetRoles(roles), *away)


def screen(one: Facilitator | Visitor) -> PracticeScreen:
    shown = one.app.screen
    assert isinstance(shown, PracticeScreen)
    return shown


async def finished(one: Facilitator | Visitor) -> None:
    begun = perf_counter()
    while screen(one).drawing and perf_counter() < begun + 60:
        await one.pilot.pause(0.05)
    await one.pilot.pause()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_hats_of_today_are_tried_ten_thousand_times(
    desk: DeskWithCodes, size: tuple[int, int]
) -> None:
    async with facilitating(desk, with_hats(desk, *ROLES), size) as one:
        await one.press("t")
        await finished(one)
        seen = one.painted()

        assert seen.count("PRACTICE") >= 4
        assert "10,000" in seen
        drawn = [row.word for row in one.app.screen.query_one(DrawnList).rows]
        assert len(drawn) == 6
        assert all(word.endswith(" / 1,667") for word in drawn)
        assert sum(int(word.split(" / ")[0].replace(",", "")) for word in drawn) == 10_000
        await one.press("right")
        assert "note taker" in one.painted()
        await one.pilot.click("#hat")
        assert "Facilitator: 6 people" in one.painted()
        await one.press("escape")
        assert not isinstance(one.app.screen, PracticeScreen)


async def test_the_practice_leaves_the_assembly_and_the_book_alone(desk: DeskWithCodes) -> None:
    async with facilitating(desk, with_hats(desk, *ROLES)) as one:
        before, entries = one.state, len(desk.book)
        await one.press("t")
        await finished(one)
        await one.press("escape")

        assert one.state is before
        assert len(desk.book) == entries


async def test_it_can_be_stopped_and_gone_on_with_and_left_at_any_moment(
    desk: DeskWithCodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.practice.SLICE", 0.0)
    monkeypatch.setattr("screens.practice.REST", 0.02)
    async with visiting(desk) as visitor:
        await visitor.press("t", "enter")
        stopped = screen(visitor)
        assert not stopped.drawing
        assert "of 10,000" not in visitor.seen
        assert "draws more" in words(visitor.seen)
        await visitor.press("enter")
        assert stopped.drawing
        await visitor.press("escape")
        await visitor.pilot.pause()

        assert not isinstance(visitor.app.screen, PracticeScreen)
        assert not [worker for worker in visitor.app.workers if worker.group == GROUP]


async def test_from_home_an_invented_circle_is_drawn(desk: DeskWithCodes) -> None:
    async with visiting(desk) as visitor:
        await visitor.press("t")
        await finished(visitor)

        assert "invented circle" in visitor.seen
        assert "The differences are what chance does." in words(visitor.seen)


async def test_a_key_is_answered_while_three_hundred_people_are_drawn() -> None:
    desk = DeskWithCodes(tuple(f"Person {number}" for number in range(300)))
    roles = tuple(Role(f"r{place}", f"Role {place}", turns=Turns.EVERYBODY) for place in range(12))
    start = arrived_at(desk, Step.LOTTERY)
    away = [MarkWilling(f"M{n + 1:03}", f"r{n % 12}", False) for n in range(1, 280, 7)]
    async with facilitating(desk, played(desk, start, SetRoles(roles), *away)) as one:
        await one.press("t")
        before = screen(one).made
        one.app.post_message(Key("right", None))
        while "2/12" not in str(screen(one).query_one("#hat", Static).content):
            await sleep(0)

        assert screen(one).drawing
        assert screen(one).made <= before + 20


async def test_hats_that_cannot_be_drawn_say_why(desk: DeskWithCodes) -> None:
    many = Role("choir", "Choir", 30)
    async with facilitating(desk, with_hats(desk, many)) as one:
        await one.press("t")
        seen = words(one.painted())

        assert "Nothing can be drawn yet." in seen
        assert "Choir" in seen
        await one.press("enter")
        assert not isinstance(one.app.screen, PracticeScreen)


def after(hats: PracticeHats, draws: int) -> Practice:
    assert hats.record is not None
    *_, last = practised(hats.record, "a seed", draws)
    return last


def test_the_largest_difference_is_said_with_the_name_and_what_chance_says() -> None:
    hats = invented_hats()
    said = judgement_words(after(hats, 2_000), hats)

    assert any(name in said for name in hats.names.values())
    assert said.startswith("The differences are what chance does. The largest difference is ")
    assert "(Chi-square " in said


def test_a_draw_that_favours_somebody_is_told_plainly() -> None:
    hats = invented_hats()
    fair = after(hats, 2_000)
    drawn = {**fair.drawn, "note-taker": {**fair.drawn["note-taker"], "P02": 400}}
    said = judgement_words(Practice(fair.record, fair.draws, drawn), hats)

    assert "Bruno for Note taker: drawn 400 times" in said
    assert "do not seal these hats" in said


def test_the_hats_of_a_role_are_counted_together() -> None:
    """Two tiers of one role: the sure one, and those who share what is left."""
    desk = DeskWithCodes()
    roles = (Role("keys", "Keys", 2, twice_in_a_row=True), Role("other", "Other", turns=Turns.EVERYBODY))
    journal = played(desk, arrived_at(desk, Step.LOTTERY), SetRoles(roles))
    hats = hats_of_today(journal.assembly, str)
    practice = after(hats, 60)

    assert sum(int(row.word.split(" / ")[0]) for row in practice_rows(practice, hats, "keys")) == 120
    assert head_words(practice, hats, 0) == "◀ 1/2 ▶  Keys: 7 people; drawn / promised"


def test_a_large_room_is_tried_a_thousand_times_and_told_so() -> None:
    desk = DeskWithCodes(tuple(f"Person {number}" for number in range(300)))
    roles = tuple(Role(f"r{place}", f"Role {place}", turns=Turns.EVERYBODY) for place in range(12))
    start = arrived_at(desk, Step.LOTTERY)
    away = [MarkWilling(f"M{n + 1:03}", f"r{n % 12}", False) for n in range(1, 280, 7)]
    away += [MarkWilling(f"M{n + 1:03}", f"r{(n + 5) % 12}", False) for n in range(1, 280, 5)]
    journal = played(desk, start, SetRoles(roles), *away)
    hats = hats_of_today(journal.assembly, str)

    assert hats.round == FEWER
    assert "ten thousand would take minutes" in count_words(10, FEWER, hats)
    assert invented_hats().round == MANY
    assert "minutes" not in count_words(10, MANY, invented_hats())
