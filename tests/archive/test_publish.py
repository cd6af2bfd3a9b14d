from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from archive.publish import publish
from assembly.refusal import RuleBroken
from tests.archive.staged import Room, laid, pages_of

PAGES = {"/index.html": b"index", "/D/AAAAA/index.html": b"one", "/D/BBBBB/index.html": b"two"}


def files(folder: Path) -> dict[str, bytes]:
    return {
        f"/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_folder_holds_exactly_the_pages(tmp_path: Path) -> None:
    done = publish(tmp_path / "new" / "site", laid(PAGES), {})

    assert files(tmp_path / "new" / "site") == PAGES
    assert (set(done.written), done.unchanged) == (set(PAGES), 0)


def test_only_what_changed_is_touched(tmp_path: Path) -> None:
    publish(tmp_path, laid(PAGES), {})
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.html")}

    done = publish(tmp_path, laid({**PAGES, "/D/BBBBB/index.html": b"TWO"}), {})

    touched = {
        path.relative_to(tmp_path).as_posix() for path, inode in before.items() if path.stat().st_ino != inode
    }
    assert touched == {"D/BBBBB/index.html"}
    assert (done.written, done.unchanged) == (("/D/BBBBB/index.html",), 2)


def test_files_of_other_people_stay(tmp_path: Path) -> None:
    (tmp_path / "CNAME").write_text("coop.example")
    (tmp_path / "D" / "OLD01").mkdir(parents=True)
    (tmp_path / "D" / "OLD01" / "index.html").write_text("theirs")

    done = publish(tmp_path, laid(PAGES), {})

    assert (tmp_path / "CNAME").read_text() == "coop.example"
    assert (tmp_path / "D" / "OLD01" / "index.html").read_text() == "theirs"
    assert done.orphans == ()


def test_a_decision_that_was_taken_back_is_named_and_not_deleted(tmp_path: Path) -> None:
    room = Room().gathered().proposed().consented().adopted()
    publish(tmp_path, laid(pages_of(room)), {})

    done = publish(tmp_path, laid(pages_of(Room().gathered())), {})

    assert done.orphans == ("/D/7K3FQ/index.html", "/P/7K3FQ/index.html")
    assert (tmp_path / "D" / "7K3FQ" / "index.html").exists()


def test_a_full_disk_leaves_the_old_site_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, laid(PAGES), {})
    synced = iter([None])

    def fsync(_file: int) -> None:
        if next(synced, "full"):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(RuleBroken) as refusal:
        publish(tmp_path, laid({path: page.upper() for path, page in PAGES.items()}), {})

    assert refusal.value.code == "publish-disk-full"
    assert files(tmp_path) == PAGES


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")

    with pytest.raises(RuleBroken) as refusal:
        publish(tmp_path / "site", laid(PAGES), {})

    assert refusal.value.code == "publish-not-a-folder"


def test_a_file_in_the_way_of_a_folder_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "D").write_text("a file")

    with pytest.raises(RuleBroken) as refusal:
        publish(tmp_path, laid(PAGES), {})

    assert refusal.value.code == "publish-failed"
    assert files(tmp_path) == {"/D": b"a file"}


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "/../index.html",
        "/D/../../x.html",
        "/D//x.html",
        "/.hidden/x.html",
        "/D/x",
        "/D/x.php",
        "/D/x\n.html",
        "/C:/x.html",
    ],
)
def test_a_path_that_could_lead_anywhere_else_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        publish(tmp_path, laid({path: b"x"}), {})

    assert refusal.value.code == "publish-odd-path"
    assert files(tmp_path) == {}


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "D").symlink_to(tmp_path / "outside")

    with pytest.raises(RuleBroken) as refusal:
        publish(tmp_path / "site", laid(PAGES), {})

    assert refusal.value.code == "publish-link"
    assert files(tmp_path / "outside") == {}


def test_a_link_in_place_of_a_page_is_replaced_and_what_it_led_to_is_not(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("theirs")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").symlink_to(tmp_path / "other.html")

    publish(tmp_path / "site", laid(PAGES), {})

    assert (tmp_path / "other.html").read_text() == "theirs"
    assert (tmp_path / "site" / "index.html").read_bytes() == b"index"


def test_published_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    publish(tmp_path, laid(PAGES), {})

    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*.html")} == {0o644}
