"""The export, held against its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from archive.export import SCHEMA
from archive.pages import render
from archive.volumes import PART_LENGTH
from assembly.circle import default_protocols
from assembly.decision import Decision, decisions_of
from assembly.dialects import Position
from assembly.lottery import Answer
from assembly.proposals import Recall
from assembly.reviewing import Afterwards, Learning, LearningKind, Outcome, Review
from assembly.said import Said
from tests.archive.staged import BREAKS, Room, edition, pages_of


def whole() -> Room:
    room = Room().gathered().told().proposed(stories=(1,))
    room.consented(("M004", Position.OBJECTION, "Fifteen minutes are too short"))
    room.integrated(replace(BREAKS, what="Two breaks of twenty minutes"), "Twenty it is")
    room.consented(("M002", Position.CONCERN, "And in winter?")).adopted()
    return room.sealed().locked().revealed(Answer.DECLINED).closed()


def validator(pages: dict[str, bytes]) -> Draft202012Validator:
    schema = json.loads(pages[SCHEMA])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(pages: dict[str, bytes], document: Any) -> list[str]:
    return [error.message for error in validator(pages).iter_errors(document)]


def test_the_export_is_what_its_schema_says() -> None:
    pages = pages_of(whole(), replace(edition(), protocols=default_protocols()))
    document = json.loads(pages["/commons.json"])

    assert faults(pages, document) == []
    assert [one["id"] for one in document["decisions"]] == ["7K3FQ"]
    assert [one["id"] for one in document["draws"]] == ["DRAW1"]
    assert [one["kind"] for one in document["protocols"]] == [
        "operational",
        "strategic",
        "experiment",
        "lab",
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document["decisions"][0].update(title=None),
        lambda document: document["decisions"][0].update(adopted="yesterday"),
        lambda document: document["decisions"][0].pop("kind"),
        lambda document: document["decisions"][0].update(names=["Ana"]),
        lambda document: document.update(format=2),
    ],
    ids=["no-title", "no-moment", "no-kind", "more-than-known", "other-format"],
)
def test_the_schema_notices_what_is_wrong(spoil: Any) -> None:
    pages = pages_of(whole())
    document = json.loads(pages["/commons.json"])
    spoil(document)

    assert faults(pages, document)


def test_an_empty_commons_is_what_its_schema_says() -> None:
    pages = render([], [], edition())

    assert faults(pages, json.loads(pages["/commons.json"])) == []


def test_a_text_that_was_redacted_is_null() -> None:
    (decision,) = decisions_of(whole().assembly)
    (objection,) = decision.objections
    gone = replace(decision, objections=(replace(objection, text=Said(None)),))

    document = json.loads(render([gone], [], edition())["/commons.json"])

    assert document["decisions"][0]["objections"][0]["text"] is None
    assert faults(render([gone], [], edition()), document) == []


def test_what_came_afterwards_is_exported() -> None:
    (decision,) = decisions_of(whole().assembly)
    at = decision.adopted
    review = Review("7K3FQ", Outcome.KEEP, decision.kind, "", at, "BBBBB", Said("Nobody fainted"), at.date())
    after = Afterwards((review,), (Learning("7K3FQ", LearningKind.MISTAKE, Said(None), at),), ("LATER",))

    pages = render([replace(decision, afterwards=after)], [], edition())

    document = json.loads(pages["/commons.json"])
    (told,) = document["decisions"]
    assert faults(pages, document) == []
    assert told["reviews"][0]["measured"] == "Nobody fainted"
    assert told["learnings"][0]["text"] is None
    assert told["amended_by"] == ["LATER"]


def test_a_recall_says_by_ids_and_labels_whose_term_it_ended() -> None:
    (decision,) = decisions_of(whole().assembly)
    last = decision.wordings[-1]
    draft = replace(last.draft, recalls=Recall("keys", "M004"))
    words = edition(names={"M004": "Ana Kovač"})

    pages = render([replace(decision, wordings=(replace(last, draft=draft),))], [], words)

    document = json.loads(pages["/commons.json"])
    assert faults(pages, document) == []
    assert document["decisions"][0]["recalls"] == {"role": "keys", "member": "M004"}
    page = pages["/D/7K3FQ/index.html"].decode()
    assert "M004, keys" in page
    assert "Ana" not in page


def test_nobody_is_named_in_the_export() -> None:
    words = edition(names={"M004": "Ana Kovač"})
    room = Room().gathered().proposed(replace(BREAKS, why="Ana Kovač fainted")).consented().adopted()

    page = pages_of(room, words)["/commons.json"].decode()

    assert "Ana" not in page
    assert "M004 fainted" in page


def test_many_decisions_are_exported_in_parts_that_lead_to_each_other() -> None:
    (one,) = decisions_of(whole().assembly)
    pages = render(list(many(one, PART_LENGTH + 1)), [], edition())

    newest, first = json.loads(pages["/commons.json"]), json.loads(pages["/commons/1.json"])
    assert newest["earlier"] == "https://coop.example/commons/1.json"
    assert first["earlier"] is None
    assert len(newest["decisions"]) + len(first["decisions"]) == PART_LENGTH + 1
    assert faults(pages, first) == []


def many(one: Decision, number: int) -> list[Decision]:
    """So many decisions, each of an assembly of its own, a year apart."""
    return [
        replace(
            one,
            id=f"X{place:04}",
            source=replace(one.source, assembly=f"A{place:04}", at=one.source.at.replace(year=1800 + place)),
        )
        for place in range(number)
    ]
