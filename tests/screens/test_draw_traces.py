"""What of a draw is told afterwards: observers, corrections, and throws before it was declared void."""

from __future__ import annotations

from dataclasses import replace

from archive.draw_sheets import draw_sheet
from archive.pages import render
from assembly.acts.closing import ConfirmMinutes
from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw, VoidDraw
from assembly.acts.floor import GoTo
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.hatting import SetRoles
from assembly.acts.missing import RecordMissed
from assembly.acts.throwing import CallThrow, ReadBack, StrikeThrow, calling
from assembly.drawn import draws_of
from assembly.minutes import minutes_of
from assembly.roles import Role
from assembly.said import Said
from assembly.steps import Occasion, Step
from screens.close_parts import Part, list_lines, part_of
from screens.minutes_words import minutes_sections
from screens.page import plain
from tests.archive.staged import edition
from tests.rooms import FAIR_DICE, Room, opening_of

KEYS = Role("keys", "Keys")
MISREAD = f"{FAIR_DICE[:-1]}6"


def told() -> Room:
    """A draw that was void after three throws, then one in which a throw was corrected."""
    room = Room()
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((KEYS,)), SealDraw("Q0001"), ConfirmSeal(), *map(CallThrow, "351"))
    room.ask(VoidDraw(Said("Wrong list")))
    room.ask(SealDraw("Q0002"), ConfirmSeal(("M002", "M003")), CallThrow("1"), StrikeThrow())
    room.ask(
        *calling(MISREAD)[:-1], StrikeThrow(), CallThrow(FAIR_DICE[-1]), ReadBack(), ReadBack(), LockEntropy()
    )
    return room


def test_the_minutes_name_the_observers_the_correction_and_the_throws_of_a_void_draw() -> None:
    lines = plain(minutes_sections(minutes_of(told().state), str))

    assert "Draw 1 is void: Wrong list" in lines
    assert "at least 3 throws had been called" in lines
    assert "Seal taken by: M002, M003" in lines
    assert "Corrected while throws were still to come: throw 1 from 1 to 3." in lines
    assert "Corrected after it was read back: throw 25 from 6 to 4." in lines


def test_the_pages_show_what_was_corrected_and_called_but_not_who_observed() -> None:
    first, second = draws_of(told().state)

    assert draw_sheet(first, edition()).traces == (
        "It was declared void after the throwing had begun: at least 3 throws had been called.",
    )
    assert [trace.partition(":")[0] for trace in draw_sheet(second, edition()).traces] == [
        "Corrected while throws were still to come",
        "Corrected after it was read back",
    ]
    page = render([], [first, second], edition())["/V/Q0001/index.html"].decode()
    assert "at least 3 throws had been called" in page
    assert "before any dice were thrown" not in page


def test_a_mere_draw_closes_once_its_minutes_were_read_back() -> None:
    room = Room(opening=replace(opening_of(9), purpose=Occasion.DRAW))
    room.ask(AcceptFacilitation("M001"), GoTo(Step.LOTTERY))
    room.draw(KEYS)
    room.ask(GoTo(Step.CLOSE))
    assert part_of(room.state) is Part.MINUTES
    assert len(list(list_lines(room.state, ()))) == 2

    room.ask(ConfirmMinutes())
    assert part_of(room.state) is Part.END


def test_minutes_and_page_say_who_was_left_out_by_mistake() -> None:
    room = told()
    room.ask(RecordMissed("keys", "M008"))
    said = "was left out of the hat by mistake, and comes first next time."

    page = render([], draws_of(room.state), edition())["/V/Q0002/index.html"].decode()
    assert f"Keys: M008 {said}" in plain(minutes_sections(minutes_of(room.state), str))
    assert said in page
    assert "M008" in page
