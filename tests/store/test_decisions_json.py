"""Old decisions as a published record has them: read whole, counted again, or refused with the way to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from archive.pages import render
from assembly.decision import ByVote, Decision, Imported, decisions_of
from assembly.dialects import Position
from assembly.reviewing import Afterwards, Learning, LearningKind, Outcome, Review
from assembly.said import Said
from store.decisions_json import read_commons
from store.decisions_look import DecisionsLook, Shelved, looked_at, settled
from tests.archive.staged import BREAKS, Room, edition

SHELF = Shelved(date(2030, 1, 1))


def objected() -> Decision:
    room = Room().gathered().told().proposed(stories=(1,))
    room.consented(("M004", Position.OBJECTION, "Fifteen minutes are too short"))
    room.integrated(replace(BREAKS, what="Two breaks of twenty minutes"), "Twenty it is")
    (one,) = decisions_of(room.consented(("M002", Position.CONCERN, "And in winter?")).adopted().assembly)
    review = Review(one.id, Outcome.KEEP, one.kind, one.title, one.adopted, "BBBBB", Said("Nobody fainted"))
    learned = Learning(one.id, LearningKind.MISTAKE, Said(None), one.adopted)
    return replace(one, afterwards=Afterwards((review,), (learned,)))


def exported(*decisions: Decision) -> Any:
    return json.loads(render(list(decisions), [], edition())["/commons.json"])


def look(document: Any) -> DecisionsLook:
    return read_commons({"": json.dumps(document)}, SHELF)


def test_a_decision_comes_as_it_went_but_for_its_draws_and_its_seal() -> None:
    one = objected()

    (came,) = settled(look(exported(one)), SHELF, "BR0UG", lambda: "AAAAA")

    same = replace(one, how=Imported(numbers=came.how.numbers), draws=(), brought="BR0UG")  # type: ignore[union-attr]
    assert exported(came)["decisions"] == exported(same)["decisions"]
    assert came.standing(date(2026, 1, 1)) is one.standing(date(2026, 1, 1))


def test_a_record_is_taken_as_it_stands_where_a_table_would_be_asked_about() -> None:
    one = objected()
    *_, last = one.wordings
    late = replace(last, draft=replace(last.draft, review=date(2026, 11, 20)))
    document = exported(*(replace(one, id=id, wordings=(late,)) for id in ("7K3FQ", "OTHER")))

    assert look(document).whole
    assert [one.code for one in looked_at(look(document).came, (), SHELF, numbered=False).troubles] == [
        "review-before-date",
        "review-before-date",
        "words-twice",
    ]


def parts(*numbers: int) -> dict[str, str]:
    """These parts of a record of three, in which a later decision took the place of an earlier one."""
    old = replace(objected(), id="A0001", afterwards=Afterwards(amended_by=("A0003",)))
    all_of_them = [old, *(replace(objected(), id=f"A000{number}") for number in (2, 3))]
    documents = [exported(one) for one in all_of_them]
    for number, document in enumerate(documents, 1):
        document["earlier"] = f"https://coop.example/commons/{number - 1}.json" if number > 1 else None
    return {f"{number}.json": json.dumps(documents[number - 1]) for number in numbers}


def test_the_parts_of_a_record_come_together_and_lead_to_each_other() -> None:
    together = read_commons(parts(3, 1, 2), SHELF)

    came = settled(together, SHELF, "BR0UG", lambda: "AAAAA")

    assert together.troubles == ()
    assert {one.id: one.afterwards.amended_by for one in came} == {
        "A0001": ("A0003",),
        "A0002": (),
        "A0003": (),
    }


@pytest.mark.parametrize(
    ("numbers", "away"), [((3,), "commons/1.json, commons/2.json"), ((1, 3), "commons/2.json")]
)
def test_a_record_does_not_come_without_what_it_begins_with(numbers: tuple[int, ...], away: str) -> None:
    (trouble,) = read_commons(parts(*numbers), SHELF).troubles

    assert (trouble.file, trouble.code, trouble.what) == ("3.json", "earlier-missing", away)


def test_what_is_wrong_in_one_part_is_said_with_its_file_and_nothing_comes() -> None:
    texts = parts(1, 2, 3)
    texts["2.json"] = texts["2.json"].replace('"operational"', '"odd"').replace('"commons"', "")

    look = read_commons(texts | {"again.json": texts["1.json"], "torn.json": "{"}, SHELF)

    assert not look.whole
    assert [(one.file, one.row, one.code) for one in look.troubles] == [
        ("2.json", 1, "not-as-the-schema"),
        ("again.json", 1, "id-twice"),
        ("torn.json", 0, "not-json"),
    ]


def test_links_between_decisions_follow_new_ids() -> None:
    old, new = objected(), replace(objected(), id="OTHER")
    old = replace(old, afterwards=Afterwards(amended_by=("OTHER",)))
    *_, last = new.wordings
    new = replace(
        new,
        adopted=new.adopted.replace(day=1),
        wordings=(replace(last, draft=replace(last.draft, amends=old.id)),),
    )
    fresh = iter(("AAAAA",))

    first, second = settled(look(exported(old, new)), SHELF, "BR0UG", lambda: next(fresh))

    by_id = {one.id: one for one in (first, second)}
    assert by_id["7K3FQ"].afterwards.amended_by == ("AAAAA",)
    assert by_id["AAAAA"].amends == "7K3FQ"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda one: one.pop("kind"), "not-as-the-schema"),
        (lambda one: one.update(kind="strange"), "not-as-the-schema"),
        (lambda one: one.update(adopted="2021-05-03T10:00:00"), "not-as-the-schema"),
        (lambda one: one.update(adopted="9999-05-03T10:00:00+00:00"), "date-to-come"),
        (lambda one: one["text"].update(what=5), "not-as-the-schema"),
        (lambda one: one["text"].update(what=" "), "cell-missing"),
        (lambda one: one["text"].update(what="x" * 100_001), "text-too-long"),
        (lambda one: one["text"].update(review="2021-02-30"), "not-as-the-schema"),
        (lambda one: one["decided"].update(by="oracle"), "not-as-the-schema"),
        (lambda one: one["decided"].update(entitled=-1), "not-as-the-schema"),
        (lambda one: one["decided"].update(entitled=True), "not-as-the-schema"),
        (lambda one: one["decided"].update(dialect="as Ana likes it"), "not-as-the-schema"),
        (lambda one: one.update(amends="../../elsewhere"), "not-as-the-schema"),
        (lambda one: one["assembly"].update(id="<b>"), "not-as-the-schema"),
        (lambda one: one.update(objections=["no"]), "not-as-the-schema"),
        (lambda one: one.update(amended_by=["ZZZZZ"]), "successor-missing"),
    ],
)
def test_what_is_not_as_the_schema_says_is_refused(spoil: Callable[[Any], None], code: str) -> None:
    document = exported(objected())
    spoil(document["decisions"][0])

    assert [(one.row, one.code) for one in look(document).troubles] == [(1, code)]


def test_nothing_in_a_text_steers_the_screen() -> None:
    document = exported(objected())
    document["decisions"][0]["text"]["what"] = "Two \x1b]0;gone\x07breaks \u202e\u2028daily\ud800"

    (came,) = look(document).came

    assert came.decision.draft.what == "Two ]0;gonebreaks \ndaily\N{REPLACEMENT CHARACTER}"


def test_a_vote_is_counted_again() -> None:
    room = Room().gathered().proposed().asks()
    (one,) = decisions_of(room.consented().adopted().assembly)
    document = exported(one)
    vote = {
        "by": "vote",
        "method": "hands",
        "rule": "at least 2/3 of present, no quorum",
        "outcome": "ADOPTED",
    }
    counts = {"base": 6, "needed": 4, "quorum_needed": 0, "entitled": 7, "present": 6}
    document["decisions"][0]["decided"] = vote | counts | {"yes": 4, "no": 2, "abstain": 0, "not_voting": 0}

    (came,) = look(document).came
    assert isinstance(came.decision.how, Imported)
    assert isinstance(came.decision.how.numbers, ByVote)

    document["decisions"][0]["decided"]["yes"] = 3
    assert [one.code for one in look(document).troubles] == ["sum-differs"]
    document["decisions"][0]["decided"]["rule"] = "as we always do"
    assert [one.code for one in look(document).troubles] == ["not-as-the-schema"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "not-json"),
        ("[]", "not-commons"),
        ("{}", "not-commons"),
        ('{"decisions": 5}', "not-commons"),
        ('{"decisions": []}', "not-commons"),
        ('{"decisions": [], "format": 9}', "other-format"),
        ('{"decisions": [], "format": 1}', "nothing-there"),
        ('{"decisions": [5], "format": 1}', "not-as-the-schema"),
        ("[" * 100_000, "not-commons"),
    ],
)
def test_what_is_no_published_record_is_refused(text: str, code: str) -> None:
    assert [one.code for one in read_commons({"": text}, SHELF).troubles] == [code]
