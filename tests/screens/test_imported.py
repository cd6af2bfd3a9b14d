"""What was imported says so wherever it is read, and says how it was decided as far as anybody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from archive.sheets import decision_sheet
from assembly.adopted import Adopted
from assembly.circle import Kind
from assembly.decision import ByConsent, Decision, Imported, decisions_of
from assembly.dialects import Absent
from assembly.reviewing import Standing
from assembly.search import Row
from screens.decision_filters import entry_of
from screens.decision_words import decision_sections
from screens.home_words import latest_lines
from tests.archive.staged import Room, edition

TODAY = date(2026, 11, 21)


def imported(how: Imported) -> Decision:
    (one,) = decisions_of(Room().gathered().proposed().consented().adopted().assembly)
    return replace(one, how=how, rounds=(), brought="BR0UG")


def read(decision: Decision) -> str:
    sections = decision_sections(decision, TODAY, lambda text: text.replace("Ana", "M001"))
    return "\n".join(line for one in sections for line in one.lines)


def test_the_reading_view_and_the_page_say_that_no_seal_vouches_for_it() -> None:
    one = imported(Imported("Ana counted hands"))

    assert "Operational decision. Imported, not sealed." in read(one)
    assert "M001 counted hands" in read(one)
    sheet = decision_sheet(one, edition(names={"M001": "Ana"}))
    assert (sheet.how, sheet.rule, sheet.sum) == ("Imported, not sealed", "M001 counted hands", "")


def test_where_nobody_wrote_down_how_that_is_said() -> None:
    one = imported(Imported())

    assert "Nobody wrote down how it was decided." in read(one)
    assert decision_sheet(one, edition()).rule == "Nobody wrote down how it was decided."


def test_the_numbers_of_another_record_are_shown_and_marked() -> None:
    one = imported(Imported(numbers=ByConsent("s3", Absent.BOUND, 4, 7)))

    assert "Imported, not sealed. By consent (Sociocracy 3.0)." in read(one)
    assert "Quorum: 4 of 7" in read(one)
    assert "Quorum: 4 of 7" in decision_sheet(one, edition()).rule


def test_lists_mark_it() -> None:
    row = Row(1, "9XY2Z", "Two breaks", Kind.OPERATIONAL, Standing.IN_FORCE, TODAY, None, (), "", True)

    assert entry_of(row).line == "2026-11-21  Two breaks [imported]"
    assert entry_of(replace(row, imported=False)).line == "2026-11-21  Two breaks"
    newest = Adopted("9XY2Z", "Two breaks", datetime(2026, 11, 21, tzinfo=UTC), imported=True)
    assert list(latest_lines([newest])) == ["2026-11-21  Two breaks [imported]"]
