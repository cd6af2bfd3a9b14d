"""Reviews and learnings on real files: kept, found again, published, forgotten, verified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assembly.acts.closing import CloseAssembly, ConfirmMinutes
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation
from assembly.acts.reviewing import AddLearning, ReviewDecision
from assembly.attendance import next_facilitators
from assembly.journal import Journal
from assembly.reviewing import LearningKind, Outcome
from assembly.rulebook import Command, decide
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from screens.due_words import news_lines
from shopmoot.desk import ShelfDesk, Terms
from shopmoot.room_pages import RoomPages
from store.layout import daybooks_in
from store.redaction import redact, redactables
from store.shelf import Shelf
from store.verification import verify_shelf
from tests.archive.staged import START
from tests.shopmoot.shelved import room, shelve


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shelf with one decision."""
    shelve(tmp_path, room())
    return tmp_path


@pytest.fixture
def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ShelfDesk]:
    """Somebody at the laptop, ten days later."""
    monkeypatch.setattr(ShelfDesk, "now", lambda _desk: START + timedelta(days=10))
    opened = ShelfDesk(folder)
    yield opened
    opened.close()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def asked(desk: ShelfDesk, journal: Journal, *commands: Command) -> Journal:
    for command in commands:
        journal = journal.grown(decide(journal.assembly, command), desk.now())
        desk.keep(journal.last)
    return journal


def evening(desk: ShelfDesk, *commands: Command) -> Journal:
    journal = desk.begin("Later", 60)
    journal = asked(desk, journal, MarkPresence(journal.assembly.entitled, Presence.HERE))
    journal = asked(desk, journal, AcceptFacilitation(next_facilitators(journal.assembly)[0]), *commands)
    journal = asked(desk, journal, GoTo(Step.CLOSE), ConfirmMinutes(), CloseAssembly())
    assert desk.safe()
    return journal


def test_a_review_in_a_later_book_is_found_with_the_decision_after_a_restart(
    desk: ShelfDesk, folder: Path
) -> None:
    decision = desk.decisions(None)[0]
    following = desk.now().date() + timedelta(weeks=3)
    kept = ReviewDecision(
        decision.id, decision.kind, decision.title, Outcome.KEEP, Said("It works"), following
    )
    evening(desk, kept, AddLearning(decision.id, LearningKind.LEARNING, Said("Ask Ben first")))
    desk.close()

    again = ShelfDesk(folder)
    found = again.decision(decision.id)
    due = {one.what: one.due for one in again.history().unfinished}
    again.close()

    assert found is not None
    assert [one.measured for one in found.reviews] == [Said("It works")]
    assert found.review == following
    assert due["review"] == following
    assert found.afterwards.learnings[0].text == Said("Ask Ben first")
    assert verify_shelf(folder) == ()


def test_the_first_page_counts_once_what_was_reviewed_and_learned_in_an_assembly_and_after_it(
    desk: ShelfDesk, folder: Path
) -> None:
    decision = desk.decisions(None)[0]
    ended = ReviewDecision(decision.id, decision.kind, decision.title, Outcome.END, Said("Too loud"))
    evening(desk, ended, AddLearning(decision.id, LearningKind.LEARNING, Said("Ask Ben first")))
    desk.add_learning(decision.id, LearningKind.MISTAKE, "Nobody was asked")
    desk.close()
    book = max((folder / "assemblies").glob("*.json"))
    (folder / "assemblies" / "copy.json").write_bytes(book.read_bytes())

    again = ShelfDesk(folder)
    circle, history = again.circle(), again.history()
    again.close()

    today = START.date() + timedelta(days=10)
    assert list(news_lines(circle, history, START + timedelta(days=9), today)) == [
        "1 review: 1 ended",
        "2 things were learned",
    ]
    assert list(news_lines(circle, history, START + timedelta(days=11), today)) == []


def test_the_next_shift_is_told_what_the_shift_before_did(folder: Path) -> None:
    before = ShelfDesk(folder)
    decision = before.decisions(None)[0]
    before.add_learning(decision.id, LearningKind.MISTAKE, "Nobody was asked")
    before.close()

    again = ShelfDesk(folder)
    news = list(news_lines(again.circle(), again.history(), again.last_visit, again.now().date()))
    again.close()

    assert "1 thing was learned" in news
    assert ShelfDesk(folder, Terms(look_only=True)).last_visit is None


def test_what_was_learned_between_assemblies_is_published_without_names(
    desk: ShelfDesk, folder: Path
) -> None:
    decision = desk.decisions(None)[0]
    desk.add_learning(decision.id, LearningKind.MISTAKE, "Ana Kovač was alone at the oven")
    found = desk.decision(decision.id)
    desk.close()

    shelf = Shelf.open(folder)
    page = RoomPages(shelf).all(None, "https://paint.example")[f"/D/{decision.id}/index.html"].decode()
    shelf.close()

    assert found is not None
    assert found.afterwards.learnings[0].kind is LearningKind.MISTAKE
    assert "M001 was alone at the oven" in page
    assert "Kovač" not in page
    assert verify_shelf(folder) == ()


def test_what_was_learned_can_be_forgotten_and_the_chain_still_fits(desk: ShelfDesk, folder: Path) -> None:
    decision = desk.decisions(None)[0]
    desk.add_learning(decision.id, LearningKind.MISTAKE, "Ana Kovač was alone at the oven")
    desk.close()
    book = daybooks_in(folder)[-1]
    text = next(one for one in redactables(book) if one.event == "LearningWritten")

    redact(book, text.n, text.field)

    again = ShelfDesk(folder)
    found = again.decision(decision.id)
    again.close()
    assert found is not None
    assert found.afterwards.learnings[0].text == Said(None)
    assert verify_shelf(folder) == ()
    assert [path.name for path in files(folder) if b"alone at the oven" in path.read_bytes()] == []


def test_a_review_that_was_forgotten_leaves_a_gap_and_the_next_day_stays(
    desk: ShelfDesk, folder: Path
) -> None:
    decision = desk.decisions(None)[0]
    following = desk.now().date() + timedelta(weeks=3)
    kept = ReviewDecision(
        decision.id, decision.kind, decision.title, Outcome.KEEP, Said("Dee fell asleep"), following
    )
    evening(desk, kept)
    desk.close()
    book = max((folder / "assemblies").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    text = next(one for one in redactables(book) if one.text == "Dee fell asleep")

    redact(book, text.n, text.field)

    again = ShelfDesk(folder)
    found = again.decision(decision.id)
    again.close()
    assert found is not None
    assert found.reviews[0].measured == Said(None)
    assert found.review == following
    assert [path.name for path in files(folder) if b"Dee fell asleep" in path.read_bytes()] == []
