from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest

from assembly.acts.sidelines import NoteTaken
from assembly.journal import Entry
from assembly.said import Said
from store.book import read_book
from store.pen import Pen
from store.problems import why
from store.verification import verify_book
from store.vocabulary import assembly_books
from store.writer import Writer
from tests.store.events import entry, evening, until


class Room:
    """Hears what the writer says."""

    def __init__(self) -> None:
        self.saved: list[int] = []
        self.failed: list[tuple[str, int]] = []
        self.threads: set[str] = set()
        self.told = Event()

    def hear(self, n: int) -> None:
        self.threads.add(current_thread().name)
        self.saved.append(n)
        self.told.set()

    def worry(self, code: str, n: int) -> None:
        self.failed.append((code, n))
        self.told.set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "books").mkdir()
    return tmp_path / "books"


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def pen(folder: Path) -> Pen[Entry]:
    return Pen.begin(folder / "book.json", assembly_books(), evening()[0])


@pytest.fixture
def writer(pen: Pen[Entry], room: Room) -> Any:
    writer = Writer(pen, room.hear, room.worry)
    yield writer
    writer.close(1.0)


def note(n: int) -> Entry:
    return entry(n, NoteTaken(Said(f"note {n}")))


def held(path: Path) -> int:
    return len(read_book(path, assembly_books()).entries)


def test_saved_is_said_only_for_what_is_on_the_disk(pen: Pen[Entry], room: Room) -> None:
    on_disk: list[tuple[int, int]] = []
    writer = Writer(pen, lambda n: on_disk.append((n, held(pen.path))), room.worry)
    for n in range(2, 60):
        writer.put(note(n))

    assert writer.close()
    until(lambda: on_disk[-1:] == [(59, 59)])
    assert on_disk[-1] == (59, 59)
    assert all(n <= there for n, there in on_disk)
    assert verify_book(writer.path) is None


def test_callbacks_come_from_the_writers_own_thread(writer: Writer[Entry], room: Room) -> None:
    writer.put(note(2))

    assert writer.wait(5.0)
    assert room.told.wait(5.0)
    assert room.threads == {"writer"}


def test_what_queues_up_is_saved_together(pen: Pen[Entry], room: Room) -> None:
    gate = Event()

    def hear_slowly(n: int) -> None:
        room.hear(n)
        gate.wait(5.0)

    writer = Writer(pen, hear_slowly, room.worry)
    for n in range(2, 22):
        writer.put(note(n))
        if n == 2:
            writer.wait(5.0)
    gate.set()

    assert writer.close()
    assert room.saved[0] == 2
    assert len(room.saved) <= 3
    assert held(writer.path) == 21


def test_a_folder_that_is_gone_is_said_and_comes_back_whole(
    writer: Writer[Entry], room: Room, folder: Path
) -> None:
    shutil.rmtree(folder)
    writer.put(note(2))
    assert not writer.wait(5.0)
    writer.put(note(3))
    assert not writer.wait(5.0)
    until(lambda: len(room.failed) == 2)
    assert room.failed == [("folder-gone", 2), ("folder-gone", 2)]
    assert [one.n for one in writer.waiting] == [2, 3]
    folder.mkdir()
    writer.retry()

    assert writer.wait(5.0)
    assert writer.waiting == ()
    assert held(writer.path) == 3
    assert verify_book(writer.path) is None


def test_a_file_in_the_place_of_a_folder_is_said(writer: Writer[Entry], room: Room, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder", encoding="utf-8")
    writer.put(note(2))
    writer.wait(5.0)
    room.told.wait(5.0)

    assert room.failed == [("folder-gone", 2)]
    assert folder.read_text(encoding="utf-8") == "not a folder"


def test_another_folder_takes_the_whole_book(
    writer: Writer[Entry], room: Room, folder: Path, tmp_path: Path
) -> None:
    writer.put(note(2))
    writer.wait(5.0)
    shutil.rmtree(folder)
    writer.put(note(3))
    writer.wait(5.0)
    (tmp_path / "stick").mkdir()
    writer.move_to(tmp_path / "stick")
    assert writer.wait(5.0)
    writer.put(note(4))

    assert writer.close()
    assert writer.path == tmp_path / "stick" / "book.json"
    assert held(writer.path) == 4
    assert verify_book(writer.path) is None


def test_another_folder_that_fails_loses_nothing(writer: Writer[Entry], folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder)
    writer.put(note(2))
    writer.wait(5.0)
    writer.move_to(tmp_path / "nowhere")
    assert not writer.wait(5.0)
    (tmp_path / "nowhere").mkdir()
    writer.retry()

    assert writer.close()
    assert held(tmp_path / "nowhere" / "book.json") == 2


def test_a_room_that_does_not_listen_does_not_stop_the_writer(pen: Pen[Entry], room: Room) -> None:
    def deaf(n: int) -> None:
        raise RuntimeError("the app has gone")

    writer = Writer(pen, deaf, room.worry)
    writer.put(note(2))
    writer.wait(5.0)
    writer.put(note(3))

    assert writer.close()
    assert held(writer.path) == 3


def test_a_callback_may_wait_for_whoever_waits_for_the_writer(pen: Pen[Entry], room: Room) -> None:
    free = Event()
    writer = Writer(pen, lambda n: [free.wait(5.0)].clear(), room.worry)
    writer.put(note(2))

    assert writer.wait(2.0)
    free.set()
    assert writer.close()


def test_closing_says_that_something_is_not_safe(writer: Writer[Entry], folder: Path) -> None:
    shutil.rmtree(folder)
    writer.put(note(2))

    assert not writer.close()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.ENOENT, "folder-gone"),
        (errno.ENOTDIR, "folder-gone"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EPERM, "read-only"),
        (errno.EIO, "save-failed"),
    ],
)
def test_each_fault_of_the_system_has_a_code(number: int, code: str) -> None:
    assert why(OSError(number, os.strerror(number))) == code


def test_saved_means_that_file_and_folder_were_forced_onto_the_disk(
    pen: Pen[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def forced(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        done.append("renamed")
        return replace(path, target)

    monkeypatch.setattr("os.fsync", forced)
    monkeypatch.setattr(Path, "replace", renamed)
    monkeypatch.setattr("store.storage._FLUSH_DRIVE", None)
    writer = Writer(pen, lambda n: done.append(f"saved {n}"), lambda code, n: done.append(code))
    writer.put(note(2))
    writer.close()
    until(lambda: "saved 2" in done)

    assert done == ["file", "renamed", "folder", "saved 2"]


def test_a_save_that_failed_after_the_renaming_is_completed(
    writer: Writer[Entry], room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(folder: Path) -> None:
        raise OSError(errno.EIO, "the plug was pulled")

    monkeypatch.setattr("store.storage.flush_folder", broken)
    writer.put(note(2))
    assert not writer.wait(5.0)
    until(lambda: bool(room.failed))
    monkeypatch.undo()
    writer.put(note(3))

    assert writer.close()
    assert room.failed == [("save-failed", 2)]
    assert held(writer.path) == 3
    assert verify_book(writer.path) is None
