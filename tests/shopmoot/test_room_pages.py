"""The pages for the room: the newest first, the others behind, the same as those that are published."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest

from archive.addresses import Address
from shopmoot import doorway, room_pages
from shopmoot.command import main
from shopmoot.commons import Commons
from shopmoot.doorway import Doorkeeper
from shopmoot.room_pages import RoomPages
from shopmoot.serving import now
from store.shelf import Shelf
from tests.shopmoot.shelved import room, shelve, shelve_another

BASE = "https://coop.example"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Two assemblies, of which the later one is new enough to come first."""
    monkeypatch.setattr(room_pages, "FEW", 1)
    shelve(tmp_path / "shelf", room())
    shelve_another(tmp_path / "shelf")
    return Shelf.open(tmp_path / "shelf", read_only=True)


def test_the_newest_come_alone_and_the_rest_is_made_ahead(shelf: Shelf) -> None:
    pages, whole = RoomPages(shelf), RoomPages(shelf).all(None, BASE)

    newest = pages.newest(None, BASE)

    assert newest is not None
    assert "/index.html" in newest
    assert len([path for path in newest if path.startswith("/D/")]) == 1
    assert pages.prepare(None, BASE, lambda: True)
    assert pages.newest(None, BASE) is None
    assert pages.all(None, BASE) == whole


def test_the_newest_say_that_older_ones_are_still_to_come(shelf: Shelf) -> None:
    pages = RoomPages(shelf)
    newest = pages.newest(None, BASE)
    pages.prepare(None, BASE, lambda: True)
    whole = pages.all(None, BASE)

    assert newest is not None
    told = [path for path in newest if b"still being made ready" in newest[path]]
    assert sorted(told) == ["/index.html", "/patterns/index.html"]
    assert [path for path in whole if b"still being made ready" in whole[path]] == []


def test_nothing_that_is_taken_along_is_offered_by_halves(shelf: Shelf) -> None:
    newest = RoomPages(shelf).newest(None, BASE)

    assert newest is not None
    assert not {"/commons.json", "/calendar.ics"} & set(newest)
    assert {"/commons.json", "/calendar.ics"} <= set(RoomPages(shelf).all(None, BASE))


def test_making_ahead_stops_when_it_is_told_to_and_goes_on_where_it_stopped(shelf: Shelf) -> None:
    pages = RoomPages(shelf)

    for _ in range(100):
        if pages.prepare(None, BASE, lambda: False):
            break

    assert pages.all(None, BASE) == RoomPages(shelf).all(None, BASE)


def test_what_was_made_ahead_is_not_made_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = RoomPages(shelf)
    pages.prepare(None, BASE, lambda: True)
    monkeypatch.setattr("archive.press.pressed", lambda *_, **__: pytest.fail("made again"))
    monkeypatch.setattr("shopmoot.record.verify_book", lambda _: pytest.fail("opened again"))

    assert {"/index.html", "/D/7K3FQ/index.html", "/P/OTHER/index.html"} <= set(pages.all(None, BASE))


def test_a_long_import_keeps_nobody_waiting_for_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_pages, "FEW", 2)
    folder, table = tmp_path / "shelf", tmp_path / "old.csv"
    shelve(folder, room())
    rows = "".join(f"2021-05-{day:02},Rule {day}\n" for day in range(1, 29))
    table.write_text(f"date,what\n{rows}", encoding="utf-8")
    main(["import", "decisions", str(table), "--yes", "--data", str(folder)])
    pages = RoomPages(Shelf.open(folder, read_only=True))

    newest = pages.newest(None, BASE)
    stops = next(times for times in range(500) if pages.prepare(None, BASE, lambda: False))

    assert newest is not None
    assert [path for path in newest if path.startswith("/D/")] == ["/D/7K3FQ/index.html"]
    assert stops > 2 * 28
    assert pages.newest(None, BASE) is None
    whole = pages.all(None, BASE)
    assert len([path for path in whole if path.startswith("/D/")]) == 29
    assert whole == RoomPages(Shelf.open(folder, read_only=True)).all(None, BASE)


def test_where_the_newest_alone_is_too_much_all_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_pages, "FEW", 0)
    shelve(tmp_path / "shelf", room())

    assert RoomPages(Shelf.open(tmp_path / "shelf", read_only=True)).newest(None, BASE) is None


def test_a_page_that_is_not_made_yet_says_so_and_comes(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "addresses", lambda _only="": (Address("127.0.0.1", "", likely=True),))
    monkeypatch.setattr(doorway, "WATCH_SECONDS", 0.3)
    monkeypatch.setattr(room_pages, "LONGEST_REST", 0.0)
    commons, prepared = Commons(shelf), RoomPages.prepare
    monkeypatch.setattr(RoomPages, "prepare", lambda *_: False)
    keeper = Doorkeeper(commons.pages, now, 0, "127.0.0.1", commons.room)
    try:
        url = keeper.open(None).url
        early = answer(url, "/D/7K3FQ/")
        monkeypatch.setattr(RoomPages, "prepare", prepared)
        end = monotonic() + 20
        while (late := answer(url, "/D/7K3FQ/"))[0] == 503 and monotonic() < end:
            sleep(0.05)
    finally:
        keeper.close()

    assert (early[0], early[1]) == (503, "20")
    assert "<h1>This page is still being made</h1>" in early[2]
    assert late[0] == 200
    assert "M001 gets the keys" in late[2]


def test_a_phone_that_comes_before_the_first_page_is_asked_to_wait(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorway, "addresses", lambda _only="": (Address("127.0.0.1", "", likely=True),))
    early: list[tuple[int, str | None, str]] = []

    def render(_journal: object, url: str) -> Mapping[str, bytes]:
        early.append(answer(url, "/"))
        return {"/index.html": b"here"}

    keeper = Doorkeeper(render, now, 0, "127.0.0.1")
    try:
        late = answer(keeper.open(None).url, "/")
    finally:
        keeper.close()

    assert early[0][:2] == (503, "20")
    assert late[2] == "here"


def answer(url: str, path: str) -> tuple[int, str | None, str]:
    line = HTTPConnection(url.removeprefix("http://"), timeout=5)
    line.request("GET", path)
    reply = line.getresponse()
    return reply.status, reply.getheader("Retry-After"), reply.read().decode()
