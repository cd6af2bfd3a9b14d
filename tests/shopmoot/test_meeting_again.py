"""A rule by which a circle meets goes through real books, and stands until something else is agreed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from assembly.acts.closing import CloseAssembly, ConfirmMinutes, SetNextDate
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.attendance import next_facilitators
from assembly.circle import default_protocols
from assembly.rulebook import Command, decide
from assembly.state import NextDate, Presence
from assembly.steps import Step
from screens.close_parts import set_by
from shopmoot.desk import ShelfDesk
from store.verification import verify_book


def meet(desk: ShelfDesk, *commands: Command) -> None:
    """Hold an assembly, do this at its close, and close it."""
    journal = desk.begin("Weekly", 60)
    journal = journal.grown(decide(journal.assembly, MarkPresence(("M001",), Presence.HERE)), desk.now())
    desk.keep(journal.last)
    first = next_facilitators(journal.assembly)[0]
    for one in (AcceptFacilitation(first), GoTo(Step.CLOSE), *commands, ConfirmMinutes(), CloseAssembly()):
        journal = journal.grown(decide(journal.assembly, one), desk.now())
        desk.keep(journal.last)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A founded circle whose first assembly agreed on a rule."""
    desk = ShelfDesk(tmp_path / "shelf")
    desk.found("Paint shop", "en", "Ana", default_protocols())
    typed = {"when": "every second Friday 14:00", "place": "canteen"}
    meet(desk, set_by(typed, desk.now(), "Europe/Berlin"))
    desk.close()
    return tmp_path / "shelf"


def agreed_on(shelf: Path) -> NextDate | None:
    desk = ShelfDesk(shelf)
    try:
        return desk.history().next_date
    finally:
        desk.close()


def test_a_rule_comes_back_from_its_book_as_it_was_agreed(shelf: Path) -> None:
    agreed = agreed_on(shelf)

    assert agreed is not None
    assert (agreed.rule, agreed.zone, agreed.place) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "Europe/Berlin",
        "canteen",
    )
    assert (agreed.at.weekday(), agreed.at.hour) == (4, 14)
    assert all(verify_book(book) is None for book in (shelf / "assemblies").glob("*.json"))


def test_it_stands_after_an_assembly_that_agreed_nothing_and_ends_with_another_date(shelf: Path) -> None:
    before = agreed_on(shelf)
    desk = ShelfDesk(shelf)
    meet(desk)
    assert desk.history().next_date == before

    once = desk.now() + timedelta(days=3)
    meet(desk, SetNextDate(once))
    desk.close()
    assert agreed_on(shelf) == NextDate(once)


def test_the_calendar_for_the_phones_carries_it(shelf: Path) -> None:
    desk = ShelfDesk(shelf)
    meet(desk)
    page = desk.pages_for(None, "https://coop.example")["/calendar.ics"]
    desk.close()

    (event,) = Calendar.from_ical(page).walk("VEVENT")
    start = event.decoded("DTSTART")
    assert isinstance(start, datetime)
    assert (start.hour, event["DTSTART"].params["TZID"]) == (14, "Europe/Berlin")
