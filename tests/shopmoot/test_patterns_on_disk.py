"""Stories of real books: counted from their cards, read in their words only when somebody asks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.turns import TellStory
from assembly.attendance import next_facilitators
from assembly.heard import Heard
from assembly.patterns import patterns_of
from assembly.rulebook import decide
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from shopmoot.demo import write_shelf
from shopmoot.desk import ShelfDesk, Terms
from store.layout import CATALOGUE, assembly_books_in
from store.redaction import redact, redactables

NOW = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The shelf of the bakery."""
    write_shelf(tmp_path / "shelf", NOW)
    return tmp_path / "shelf"


def heard_on(shelf: Path) -> tuple[Heard, ...]:
    with closing(ShelfDesk(shelf, Terms())) as desk:
        return desk.heard()


def test_three_evenings_are_one_map(shelf: Path) -> None:
    patterns = patterns_of(heard_on(shelf))

    assert patterns.departments == ("counter", "deliveries", "ovens")
    assert patterns.themes[0] == "tools"
    assert patterns.cell("tools", "ovens").number == 3
    assert patterns.cell("tools", "ovens").decisions == ("7K3FQ",)


def test_the_map_opens_no_book_once_the_cards_are_known(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = heard_on(shelf)
    desk = ShelfDesk(shelf, Terms(look_only=True))

    def refuse(*_: object) -> object:
        raise AssertionError("a book was opened")

    for module in ("store.shelf", "store.cards"):
        monkeypatch.setattr(f"{module}.read_book", refuse)

    assert desk.heard() == known


def test_cards_of_an_older_program_are_made_anew(shelf: Path) -> None:
    known = heard_on(shelf)
    with closing(sqlite3.connect(shelf / CATALOGUE)) as cards, cards:
        cards.execute("UPDATE books SET card = replace(card, '\"heard\"', '\"told\"')")

    assert heard_on(shelf) == known


def test_the_words_come_from_the_books(shelf: Path) -> None:
    with closing(ShelfDesk(shelf, Terms())) as desk:
        retold = desk.retold(desk.heard())

    words = {one.story.grievance.text for one in retold if one.story}
    assert "My wrists hurt after every night shift." in words
    assert len(words) == len(retold)


def test_a_redacted_story_counts_on_without_its_words(shelf: Path) -> None:
    before = heard_on(shelf)
    path = assembly_books_in(shelf)[0]
    wrists = next(one for one in redactables(path) if one.text and "wrists" in one.text)

    redact(path, wrists.n, wrists.field)

    with closing(ShelfDesk(shelf, Terms())) as desk:
        heard = desk.heard()
        texts = [one.story.grievance.text for one in desk.retold(heard) if one.story]
    assert heard == before
    assert texts.count(None) == 1


def test_a_story_of_a_book_that_is_gone_has_no_words(shelf: Path) -> None:
    with closing(ShelfDesk(shelf, Terms())) as desk:
        (one, *_others) = desk.heard()
        told = desk.retold([replace(one, assembly="GHOST")])

    assert [retold.story for retold in told] == [None]


def test_the_assembly_under_way_counts_too(shelf: Path) -> None:
    with closing(ShelfDesk(shelf, Terms())) as desk:
        before = len(desk.heard())
        journal = desk.begin("Weekly", 90)
        for command in (
            lambda here: MarkPresence(here.entitled, Presence.HERE),
            lambda here: AcceptFacilitation(next_facilitators(here)[0]),
            lambda _here: GoTo(Step.STORIES),
            lambda _here: TellStory("M001", Said("It hums"), Said(""), "noise", "ovens"),
        ):
            happened = decide(journal.assembly, command(journal.assembly))
            journal = journal.grown(happened, desk.now())
            desk.keep(journal.last)
        heard = desk.heard()
        (told,) = desk.retold(heard[:1])

    assert len(heard) == before + 1
    assert told.heard.theme == "noise"
    assert told.story is not None
    assert told.story.grievance.text == "It hums"
