"""Left out by mistake: recorded with a key, carried by real books, first at a draw until they had a turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import TextArea

from assembly.acts import closing, drawing, floor, gathering, hatting, throwing
from assembly.acts.missing import RecordMissed
from assembly.attendance import next_facilitators
from assembly.circle import default_protocols
from assembly.journal import Journal
from assembly.lottery import Answer, Draw
from assembly.refusal import RuleBroken
from assembly.roles import Role
from assembly.rulebook import Command, decide
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Occasion, Step
from shopmoot.desk import ShelfDesk
from store.verification import verify_shelf
from tests.rooms import FAIR_DICE
from tests.screens.lobby import Visitor, visiting

NAMES = ("Ana", "Ben", "Cleo", "Dee", "Emil", "Fay")
LATE = "M006"
"""Fay, who was at the door when the names were ticked."""
KEYS = Role("keys", "Keys")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A founded circle."""
    desk = ShelfDesk(tmp_path / "shelf")
    desk.found("Paint shop", "en", "\n".join(NAMES), default_protocols())
    desk.close()
    return tmp_path / "shelf"


class LaterDesk(ShelfDesk):
    """The desk so many days on."""

    days = 0

    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)


@contextmanager
def opened(folder: Path, days: int = 0) -> Iterator[ShelfDesk]:
    """The program started anew on the shelf; what it did is on disk and fits together when it ends."""
    desk = LaterDesk(folder)
    desk.days = days
    yield desk
    assert desk.safe()
    desk.close()
    assert verify_shelf(folder) == ()


def asked(desk: ShelfDesk, journal: Journal, *commands: Command) -> Journal:
    for command in commands:
        journal = journal.grown(decide(journal.assembly, command), desk.now())
        desk.keep(journal.last)
    return journal


def at_lottery(desk: ShelfDesk, purpose: str = "assembly", away: str = "") -> Journal:
    journal = desk.begin("", 60, purpose)
    people = tuple(one for one in journal.assembly.entitled if one != away)
    journal = asked(desk, journal, floor.MarkPresence(people, Presence.HERE))
    first = next_facilitators(journal.assembly)[0]
    return asked(desk, journal, gathering.AcceptFacilitation(first), floor.GoTo(Step.LOTTERY))


def drawn(desk: ShelfDesk, journal: Journal, answer: Answer = Answer.ACCEPTED) -> Journal:
    """Draw the keys; the first person answers so, and whoever is in reserve accepts."""
    journal = asked(
        desk,
        journal,
        hatting.SetRoles((KEYS,)),
        drawing.SealDraw(desk.new_id()),
        drawing.ConfirmSeal(),
        *throwing.calling(FAIR_DICE),
        drawing.LockEntropy(),
        drawing.RevealSeat(),
        drawing.AnswerSeat(answer, Said("on leave" if answer is Answer.INELIGIBLE else "")),
    )
    while draw_of(journal).following is not None:
        journal = asked(desk, journal, drawing.RevealSeat(), drawing.AnswerSeat(Answer.ACCEPTED))
    return journal


def closed(desk: ShelfDesk, journal: Journal) -> Journal:
    ends = (floor.GoTo(Step.CLOSE), closing.ConfirmMinutes(), closing.CloseAssembly())
    return asked(desk, journal, *ends)


def draw_of(journal: Journal | None) -> Draw:
    assert journal is not None
    assert journal.assembly.draw is not None
    return journal.assembly.draw


async def saved(one: Visitor) -> Journal:
    """What stands on disk once everything is written."""
    while not one.app.all_saved:
        await one.pilot.pause(0.01)
    assert one.app.journal
    return one.app.journal


async def test_who_was_left_out_is_recorded_by_key_and_first_in_the_next_assembly(folder: Path) -> None:
    with opened(folder) as desk:
        early = drawn(desk, at_lottery(desk, away=LATE))
        async with visiting(desk) as one:
            one.app.journal = early
            await one.press("l")
            assert "The draw stands." in one.seen
            assert "Fay: not here" in one.seen

            await one.press("enter")
            assert "Keys: Fay was left out of the hat by mistake" in one.seen
            await one.press("u", "y")
            assert draw_of(one.app.journal).missed == ()
            await one.press("l", "enter")
            assert draw_of(one.app.journal).missed == (("keys", LATE),)
            closed(desk, await saved(one))

    with opened(folder) as desk:
        late = at_lottery(desk)
        async with visiting(desk, (120, 40)) as one:
            one.app.journal = late
            await one.press("enter")
            one.app.screen.query_one(TextArea).text = "Keys"
            await one.press("ctrl+s")
            await saved(one)
            assert "left out by mistake on" in one.seen
            assert "only candidate" in one.seen

            await one.press("l", "y", "enter", "space", "space")
            await one.type(FAIR_DICE.removeprefix("dice ").replace(" ", ""))
            await one.press("enter", "enter", "l", "y", "enter")
            assert [offer.member for offer in draw_of(one.app.journal).offers] == [LATE]
            await one.press("enter")
            closed(desk, await saved(one))
        assert desk.history().missed == ()


@pytest.mark.parametrize("following", Occasion)
def test_the_mark_goes_through_real_books_until_they_had_their_turn(
    folder: Path, following: Occasion
) -> None:
    with opened(folder) as desk:
        closed(desk, asked(desk, drawn(desk, at_lottery(desk, away=LATE)), RecordMissed("keys", LATE)))
    with opened(folder) as desk:
        closed(desk, drawn(desk, at_lottery(desk, following, away=LATE)))
        assert [(one.role, one.member) for one in desk.history().missed] == [("keys", LATE)]
    with opened(folder, days=7) as desk:
        wrong = drawn(desk, at_lottery(desk, following), Answer.INELIGIBLE)
        assert draw_of(wrong).offers[0].member == LATE
        closed(desk, wrong)
        assert [(one.role, one.member) for one in desk.history().missed] == [("keys", LATE)]

    with opened(folder, days=7) as desk:
        again = asked(desk, at_lottery(desk, following), hatting.SetRoles((KEYS,)))
        with pytest.raises(RuleBroken, match="skipped-today"):
            decide(again.assembly, drawing.SealDraw(desk.new_id()))
        closed(desk, again)
    with opened(folder, days=14) as desk:
        journal = drawn(desk, at_lottery(desk, following))
        assert draw_of(journal).holders("keys") == (LATE,)
        closed(desk, journal)
        assert desk.history().missed == ()


async def test_who_was_passed_over_by_mistake_is_listed_with_that_reason_and_comes_first_between_assemblies(
    folder: Path,
) -> None:
    with opened(folder) as desk:
        early = drawn(desk, at_lottery(desk), Answer.INELIGIBLE)
        passed = draw_of(early).offers[0].member
        async with visiting(desk) as one:
            one.app.journal = early
            await one.press("l")
            assert "drawn, and passed over as a wrong entry" in one.seen
            await one.press("enter")
            assert "was passed over by mistake, and comes first next time" in one.seen
            closed(desk, await saved(one))

    with opened(folder) as desk:
        between = drawn(desk, at_lottery(desk, Occasion.DRAW))
        assert draw_of(between).holders("keys") == (passed,)
