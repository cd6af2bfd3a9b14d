"""Decisions as a table for a spreadsheet: one row each, and nothing in it that a spreadsheet computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from archive.code import page_url
from archive.edition import Edition
from archive.sheets import decision_sheet
from assembly.decision import Decision, Imported
from words.cells import harmless

COLUMNS = (
    "id",
    "date",
    "kind",
    "what",
    "why",
    "who",
    "start",
    "until",
    "review",
    "measure",
    "conditions",
    "themes",
    "rule",
    "standing",
    "imported",
    "url",
)
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the old Western letters."""


def decisions_table(decisions: Iterable[Decision], edition: Edition, today: date) -> bytes:
    """A CSV that spreadsheets open as it is, oldest decision first."""
    told = io.StringIO(newline="")
    table = csv.writer(told, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for decision in sorted(decisions, key=lambda one: (one.adopted, one.id)):
        table.writerow(map(harmless, _row(decision, edition, today)))
    return f"{BYTE_ORDER_MARK}{told.getvalue()}".encode("utf-8", "replace")


def _row(decision: Decision, edition: Edition, today: date) -> tuple[str, ...]:
    draft = decision.draft
    return (
        decision.id,
        decision.adopted.date().isoformat(),
        decision.kind.value,
        edition.shown(draft.what),
        edition.shown(draft.why),
        edition.shown(draft.who),
        _day(draft.start),
        _day(draft.until),
        _day(decision.review),
        edition.shown(draft.measure),
        "\n".join(edition.line(one, len(one)) for one in draft.conditions),
        "; ".join(edition.shown(theme) for theme in decision.themes),
        _rule(decision, edition),
        decision.standing(today).value,
        "yes" if decision.brought else "no",
        f"{page_url(edition.base_url, decision.id)}/",
    )


def _rule(decision: Decision, edition: Edition) -> str:
    if isinstance(decision.how, Imported) and decision.how.numbers is None:
        return edition.shown(decision.how.rule)
    sheet = decision_sheet(decision, edition)
    return " · ".join(filter(None, (sheet.how, sheet.rule, sheet.sum)))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
