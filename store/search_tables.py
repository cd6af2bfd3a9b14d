"""The tables of the index, and how one decision is written into them and taken out again."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from store.search_docs import Doc
from store.search_words import mark_of, plain_words
from store.storage import keep_private

VERSION = 2
ROOM = 131_072
"""So many decisions can have the same moment: what was brought along often has only a day."""
PATIENCE = 2.0
"""Seconds to wait for another window that writes."""

SCHEMA = """
CREATE TABLE sought (name TEXT PRIMARY KEY, told TEXT);
CREATE TABLE indexed (file TEXT PRIMARY KEY, node INTEGER, size INTEGER, changed INTEGER);
CREATE TABLE decided (
    place INTEGER PRIMARY KEY, id TEXT, file TEXT, title TEXT, kind TEXT, at TEXT, review TEXT, until TEXT,
    over TEXT, who TEXT, later TEXT, brought INTEGER
);
CREATE INDEX decided_in ON decided (file);
CREATE INDEX decided_as ON decided (id);
CREATE INDEX decided_later ON decided (later) WHERE later <> '';
CREATE INDEX decided_until ON decided (review) WHERE review IS NOT NULL;
CREATE TABLE tags (what TEXT, text TEXT, place INTEGER, PRIMARY KEY (what, text, place)) WITHOUT ROWID;
CREATE INDEX tags_of ON tags (place);
CREATE VIRTUAL TABLE words USING fts5 (
    title, texts, marks, detail = column, prefix = '1 2 3 4',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co So'"
);
"""
TABLES = ("sought", "indexed", "decided", "tags", "words")


def connected(path: Path | None, *, writable: bool = True) -> sqlite3.Connection:
    """A way into the index, in memory where there is no path."""
    if path is None:
        return sqlite3.connect(":memory:", check_same_thread=False)
    if writable:
        keep_private(path)
    place = f"file:{quote(str(path.absolute()))}?mode={'rwc' if writable else 'ro'}"
    return sqlite3.connect(place, uri=True, timeout=PATIENCE, check_same_thread=False)


def prepare(tables: sqlite3.Connection) -> None:
    """Make the tables where they are missing or of another version.

    Raises:
        sqlite3.Error: The file is damaged, or cannot be written.
    """
    tables.execute("PRAGMA secure_delete = ON")
    tables.execute("PRAGMA temp_store = MEMORY")
    if _version(tables) == str(VERSION):
        return
    with tables:
        tables.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            tables.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in SCHEMA.split(";\n"):
            tables.execute(statement)
        tables.execute("INSERT INTO sought VALUES ('version', ?)", (VERSION,))


def _version(tables: sqlite3.Connection) -> str:
    try:
        row = tables.execute("SELECT told FROM sought WHERE name = 'version'").fetchone()
    except sqlite3.OperationalError:  # there is no such table yet
        return ""
    return str(row[0]) if row else ""


def drop(tables: sqlite3.Connection, file: str) -> None:
    """Forget what a book gave."""
    places = tables.execute("SELECT place FROM decided WHERE file = ?", (file,)).fetchall()
    tables.executemany("DELETE FROM words WHERE rowid = ?", places)
    tables.executemany("DELETE FROM tags WHERE place = ?", places)
    tables.execute("DELETE FROM decided WHERE file = ?", (file,))
    tables.execute("DELETE FROM indexed WHERE file = ?", (file,))


def add(tables: sqlite3.Connection, file: str, doc: Doc) -> None:
    """Let a decision be found."""
    place = _free_place(tables, doc.at)
    days = doc.days
    tables.execute(
        "INSERT INTO decided VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            place,
            doc.id,
            file,
            doc.title,
            days.kind.value,
            doc.at.date().isoformat(),
            days.review.isoformat() if days.review else None,
            days.until.isoformat() if days.until else None,
            doc.over.value if doc.over else None,
            doc.who,
            doc.later,
            doc.brought,
        ),
    )
    tags = [("theme", theme) for theme in doc.themes if theme] + ([("who", doc.who)] if doc.who else [])
    tables.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", [(*tag, place) for tag in tags])
    marks = [mark_of(what, text) for what, text in (*tags, ("kind", days.kind.value))]
    texts = [" ".join(plain_words(text)) for text in (doc.title, doc.texts)]
    tables.execute(
        "INSERT INTO words (rowid, title, texts, marks) VALUES (?, ?, ?, ?)", (place, *texts, " ".join(marks))
    )


def place_of(at: datetime) -> int:
    """Where a moment stands among the decisions, by the clock on the wall where it was."""
    return round((at.replace(tzinfo=None, microsecond=0) - datetime.min).total_seconds()) * ROOM


def place_of_day(day: date) -> int:
    """Where a day begins."""
    return place_of(datetime(day.year, day.month, day.day))


def place_after_day(day: date) -> int:
    """Where a day is over."""
    return place_of_day(day) + round(timedelta(days=1).total_seconds()) * ROOM


def _free_place(tables: sqlite3.Connection, at: datetime) -> int:
    """The place of a moment, or the next one that nothing stands on."""
    first = place_of(at)
    while True:
        (last,) = tables.execute(
            "SELECT max(place) FROM decided WHERE place >= ? AND place < ?", (first, first + ROOM)
        ).fetchone()
        if last is None or last + 1 < first + ROOM:
            return first if last is None else int(last) + 1
        first += ROOM
