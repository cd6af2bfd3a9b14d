"""The index of decisions: a throwaway file in which every word is found at once, newest first."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import RLock

from assembly.circle import Kind
from assembly.reviewing import Days, Standing
from assembly.search import Found, Known, Query, Row, state_of
from assembly.value import value
from store.search_docs import Doc, Veil
from store.search_query import Sought, sought
from store.search_tables import add, connected, drop, prepare
from store.storage import Stamp

COUNTED = 1_000
"""More than so many are not counted: that would take longer than the time between two keys."""
TAGS = 300
COLUMNS = ", ".join(
    f"decided.{name}"
    for name in ("place", "id", "title", "kind", "at", "review", "until", "over", "who", "brought")
)


@value
class Leaf:
    """What one book gives to the index."""

    file: str
    stamp: Stamp
    docs: tuple[Doc, ...]


class SearchIndex:
    """Tables in the catalogue, or in memory where it has no path; may be asked from several threads."""

    def __init__(self, path: Path | None) -> None:
        """Open it, and make the tables where they are missing.

        Raises:
            sqlite3.Error: The file is damaged, or cannot be written.
        """
        self._one_at_a_time = RLock()
        self.path = path
        self._tables = connected(path)
        try:
            prepare(self._tables)
        except sqlite3.Error:
            self._tables.close()
            raise
        self._node = path.stat().st_ino if path else 0

    def replaced(self) -> bool:
        """Whether the file is gone, or another one; where the whole folder is gone, what is open stays."""
        if self.path is None:
            return False
        try:
            return self.path.stat().st_ino != self._node
        except OSError:
            return self.path.parent.exists()

    def close(self) -> None:
        """Let go of the file."""
        with self._one_at_a_time:
            self._tables.close()

    def check(self) -> None:
        """Look through the whole file for damage.

        Raises:
            sqlite3.Error: There is some.
        """
        with self._one_at_a_time:
            told = self._tables.execute("PRAGMA quick_check(1)").fetchone()
        if told != ("ok",):
            raise sqlite3.DatabaseError(told)

    def stamps(self) -> dict[str, Stamp]:
        """The books that it was made from, as they were then."""
        with self._one_at_a_time:
            rows = self._tables.execute("SELECT file, node, size, changed FROM indexed").fetchall()
        return {file: Stamp(*stamp) for file, *stamp in rows}

    def forget_stamps(self, files: Iterable[str]) -> None:
        """Have books read again; until then what they gave before is found."""
        with self._one_at_a_time, self._tables:
            self._tables.executemany(
                "UPDATE indexed SET node = 0, size = 0, changed = 0 WHERE file = ?", [(one,) for one in files]
            )

    def copy_from(self, path: Path) -> None:
        """Take over what is in a file, as far as it is of this version; only for an index in memory.

        Raises:
            sqlite3.Error: The file is damaged.
        """
        with self._one_at_a_time, closing(connected(path, writable=False)) as tables:
            tables.backup(self._tables)
            prepare(self._tables)

    def later(self) -> dict[str, tuple[str, str]]:
        """Of each decision to which something happened since: its book, and the mark of what happened."""
        with self._one_at_a_time:
            rows = self._tables.execute("SELECT id, file, later FROM decided WHERE later <> ''").fetchall()
        return {id: (file, later) for id, file, later in rows}

    def file_of(self, decision: str) -> str | None:
        """The book that a decision stands in."""
        with self._one_at_a_time:
            return self._file_of(decision)

    def files_with(self, words: str) -> set[str]:
        """The books with a decision in which these plain words stand, also as a part of others."""
        with self._one_at_a_time:
            rows = self._tables.execute(
                "SELECT DISTINCT file FROM words JOIN decided ON decided.place = words.rowid "
                "WHERE instr(words.title, :sought) OR instr(words.texts, :sought)",
                {"sought": words},
            ).fetchall()
        return {file for (file,) in rows}

    def told(self, name: str) -> str:
        """What was noted under a name, or nothing."""
        with self._one_at_a_time:
            row = self._tables.execute("SELECT told FROM sought WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, told: str) -> None:
        """Note something about the index itself."""
        with self._one_at_a_time, self._tables:
            self._tables.execute("INSERT OR REPLACE INTO sought VALUES (?, ?)", (name, told))

    def put(self, leaves: Iterable[Leaf], gone: Iterable[str] = ()) -> None:
        """Replace what some books gave, and forget others, all at once."""
        with self._one_at_a_time, self._tables:
            for file in gone:
                drop(self._tables, file)
            for leaf in leaves:
                drop(self._tables, leaf.file)
                stamp = leaf.stamp
                facts = (leaf.file, stamp.node, stamp.size, stamp.changed)
                self._tables.execute("INSERT INTO indexed VALUES (?, ?, ?, ?)", facts)
                for doc in leaf.docs:
                    if self._file_of(doc.id) is None:  # a list with an entry twice cannot be shown
                        add(self._tables, leaf.file, doc)

    def purge(self) -> None:
        """Leave no trace of what was dropped, neither among the words nor in the free parts of the file.

        FTS5 keeps the words of deleted rows until it merges. Its own `secure-delete` came with SQLite 3.42,
        which many computers do not have yet; merging everything does the same with any version.
        """
        with self._one_at_a_time, self._tables:
            self._tables.execute("INSERT INTO words (words) VALUES ('optimize')")

    def drop_cards(self, file: str) -> None:
        """Forget the card of a book, and what was folded from all of them."""
        with self._one_at_a_time, self._tables:
            here = {name for (name,) in self._tables.execute("SELECT name FROM sqlite_master")}
            if "books" in here:
                self._tables.execute("DELETE FROM books WHERE file = ?", (file,))
            if "folded" in here:
                self._tables.execute("DELETE FROM folded")

    def find(self, query: Query, limit: int, after: int | None, today: date, veil: Veil) -> Found:
        """Decisions that fit, newest first, from the one after `after` on."""
        wanted = sought(query, after, today, veil)
        with self._one_at_a_time:
            rows = self._tables.execute(
                f"SELECT {COLUMNS} {wanted.source} ORDER BY {wanted.key} DESC LIMIT {limit:d}", wanted.facts
            ).fetchall()
            themes = self._themes([row[0] for row in rows])
            total = len(rows) if after is None and len(rows) < limit else self._count(wanted)
        return Found(tuple(_row(row, themes, today) for row in rows), total)

    def known(self) -> Known:
        """What the decisions can be narrowed down by."""
        return Known(self._frequent("theme"), self._frequent("who"))

    def _file_of(self, decision: str) -> str | None:
        row = self._tables.execute("SELECT file FROM decided WHERE id = ?", (decision,)).fetchone()
        return row[0] if row else None

    def _count(self, wanted: Sought) -> int | None:
        inner = f"SELECT 1 {wanted.source} LIMIT {COUNTED + 1:d}"
        (number,) = self._tables.execute(f"SELECT count(*) FROM ({inner})", wanted.facts).fetchone()
        return None if number > COUNTED else int(number)

    def _themes(self, places: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        themes: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
        rows = self._tables.execute(
            f"SELECT place, text FROM tags WHERE place IN ({','.join('?' * len(places))}) AND what = 'theme'",
            places,
        )
        for place, text in rows:
            themes[place] += (text,)
        return themes

    def _frequent(self, what: str) -> tuple[str, ...]:
        with self._one_at_a_time:
            rows = self._tables.execute(
                "SELECT text FROM tags WHERE what = ? GROUP BY text ORDER BY count(*) DESC, text LIMIT ?",
                (what, TAGS),
            ).fetchall()
        return tuple(text for (text,) in rows)


def forget_book(path: Path, file: str) -> None:
    """Take everything that a book gave out of the catalogue, its card and its words, without a trace.

    What was said of decisions later stands in other books, so whatever has something of the kind goes too.

    Raises:
        sqlite3.Error: It could not be done.
    """
    index = SearchIndex(path)
    try:
        index.put([], {file, *(book for book, _mark in index.later().values())})
        index.purge()
        index.drop_cards(file)
    finally:
        index.close()


def _row(cells: Sequence[str], themes: Mapping[int, tuple[str, ...]], today: date) -> Row:
    place, id, title, kind, at, review, until, over, who, brought = cells
    days = Days(Kind(kind), _day(review), _day(until))
    return Row(
        place=int(place),
        id=id,
        title=title,
        kind=days.kind,
        state=state_of(days, Standing(over) if over else None, today),
        at=date.fromisoformat(at),
        review=days.review,
        themes=themes.get(int(place), ()),
        who=who,
        imported=bool(brought),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
