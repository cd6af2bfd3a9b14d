"""Roles and terms on the pages, in the calendar and in the export."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from jsonschema import Draft202012Validator

from archive.edition import Edition
from archive.export import SCHEMA
from archive.pages import render
from archive.roles_sheet import terms_of
from assembly.history import Service
from assembly.holdings import EndedBy, Holding
from assembly.roles import Role, Term, TermUnit
from tests.archive.staged import edition
from tests.archive.test_agenda import events

KEYS = Role("keys", "Keeper of the <keys>", 2, term=Term(TermUnit.ASSEMBLIES, 3), most_terms=1)
HELD = (
    Holding("keys", "M001", date(2026, 1, 5), until=date(2026, 3, 2)),
    Holding(
        "keys", "M002", date(2026, 3, 2), until=date(2026, 6, 1), ended=date(2026, 4, 1), why=EndedBy.RECALLED
    ),
    Holding("keys", "M003", date(2026, 3, 2), assemblies=3),
    Holding("gone", "M004", date(2026, 3, 2)),
)


def told() -> Edition:
    labels = {"M001": "Ana <3"}
    return replace(edition(labels=labels), roles=(KEYS,), terms=terms_of(Service(holdings=HELD), (KEYS,)))


def test_the_page_says_who_holds_a_role_until_when() -> None:
    page = render([], [], told())["/roles/index.html"].decode()

    assert "Keeper of the &lt;keys&gt;" in page
    assert "2 people, drawn by lot. For 3 assemblies. Nobody more than 1 time." in page
    assert '<bdi>Ana &lt;3</bdi> · from <time datetime="2026-01-05">' in page
    assert 'until <time datetime="2026-03-01">' in page
    assert "ends with an assembly to come" in page
    assert 'ended early on <time datetime="2026-04-01">' in page


def test_whoever_was_drawn_to_facilitate_stands_there_until_the_assembly_was_held() -> None:
    role = Role("facilitator", "Facilitator")
    drawn = Holding("facilitator", "M001", date(2026, 3, 2), assemblies=1, source="R4M8T", counts=False)
    led = Holding("facilitator", "M001", date(2026, 4, 2))

    before = terms_of(Service(holdings=(drawn,), assembly_dates=(date(2026, 3, 2),)), (role,))
    after = terms_of(
        Service(holdings=(drawn, led), assembly_dates=(date(2026, 3, 2), date(2026, 4, 2))), (role,)
    )

    assert [(one.since, one.end) for one in before] == [(date(2026, 3, 2), None)]
    assert [(one.since, one.end) for one in after] == [(date(2026, 4, 2), date(2026, 4, 3))]


def test_why_somebody_stopped_early_is_nobodys_business() -> None:
    assert not [page for page in render([], [], told()).values() if b"recalled" in page]


def test_the_end_of_a_term_is_in_the_calendar_where_it_is_known() -> None:
    found = events(render([], [], told())["/calendar.ics"])

    assert {id: event["dtstart"] for id, event in found.items()} == {
        "term-keys-M001-2026-01-05@shopmoot": date(2026, 3, 2),
        "term-keys-M002-2026-03-02@shopmoot": date(2026, 4, 1),
    }


def test_roles_are_exported_by_member_id() -> None:
    pages = render([], [], told())
    document = json.loads(pages["/commons.json"])

    Draft202012Validator(json.loads(pages[SCHEMA])).validate(document)
    (role,) = document["roles"]
    assert [(one["member"], one["end"]) for one in role["terms"]] == [
        ("M001", "2026-03-02"),
        ("M002", "2026-04-01"),
        ("M003", None),
    ]


def test_a_circle_without_roles_says_so() -> None:
    assert b"has not settled its roles yet" in render([], [], edition())["/roles/index.html"]
