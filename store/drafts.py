"""What was typed and not kept yet, so that a crash loses not even a sentence that nobody finished."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from store.storage import PRIVATE, part_of

LOG = logging.getLogger(__name__)


class Draft(MutableMapping[str, str]):
    """What was typed in one form, by field; every change is written soon."""

    def __init__(self, drafts: Drafts, fields: dict[str, str]) -> None:
        """Take the drafts that it belongs to, and what was typed before."""
        self._drafts = drafts
        self._fields = fields

    def __getitem__(self, field: str) -> str:
        """What was typed in a field."""
        return self._fields[field]

    def __setitem__(self, field: str, text: str) -> None:
        """Something was typed."""
        with self._drafts.lock:
            if self._fields.get(field) == text:
                return
            self._fields[field] = text
        self._drafts.changed()

    def __delitem__(self, field: str) -> None:
        """A field is empty again."""
        with self._drafts.lock:
            del self._fields[field]
        self._drafts.changed()

    def __iter__(self) -> Iterator[str]:
        """The fields."""
        return iter(tuple(self._fields))

    def __len__(self) -> int:
        """How many fields were typed in."""
        return len(self._fields)


class Drafts:
    """A private file beside the roll, replaced whole from a thread of its own, and gone when it is empty.

    It is not forced to the disk with every letter: it outlives a killed program, not a pulled plug. Where it
    cannot be written, what was typed is still in memory, and nobody is disturbed.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Remember where; nothing is opened."""
        self._path = path
        self._read_only = read_only
        self._texts: dict[str, dict[str, str]] | None = None
        self._wanted = False
        self._busy = False
        self.lock = Condition()
        """Held by whoever changes what was typed, and told when something is to be written."""
        self._thread: Thread | None = None

    def of(self, form: str) -> Draft:
        """What was typed in a form, also before the program was ended."""
        with self.lock:
            return Draft(self, self._known().setdefault(form, {}))

    @property
    def waiting(self) -> bool:
        """Whether anything that was typed in a form is still there."""
        with self.lock:
            return any(text.strip() for fields in self._known().values() for text in fields.values())

    def forget(self) -> None:
        """Throw all of it away."""
        with self.lock:
            for fields in self._known().values():
                fields.clear()
        self.changed()

    def changed(self) -> None:
        """Write it soon; returns at once."""
        if self._read_only:
            return
        with self.lock:
            self._wanted = True
            self.lock.notify_all()
            if self._thread is None:
                self._thread = Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()

    def wait(self, timeout: float = 2.0) -> None:
        """Wait until what was typed is in the file."""
        with self.lock:
            self.lock.wait_for(lambda: not self._wanted and not self._busy, timeout)

    def _known(self) -> dict[str, dict[str, str]]:
        if self._texts is None:
            self._texts = {} if self._read_only else _read(self._path)
        return self._texts

    def _run(self) -> None:
        while True:
            with self.lock:
                self.lock.wait_for(lambda: self._wanted)
                self._wanted, self._busy = False, True
                texts = {form: dict(fields) for form, fields in self._known().items() if any(fields.values())}
            try:
                _write(self._path, texts)
            except OSError:
                LOG.warning("What was typed could not be written down")
            finally:
                with self.lock:
                    self._busy = False
                    self.lock.notify_all()


def _read(path: Path) -> dict[str, dict[str, str]]:
    with suppress(OSError, ValueError, RecursionError):
        plain = json.loads(path.read_bytes())
        if isinstance(plain, dict) and all(map(_is_form, plain.values())):
            return plain
        LOG.warning("The drafts are not what this program wrote, and are left out")
    return {}


def _is_form(fields: object) -> bool:
    return isinstance(fields, dict) and all(isinstance(text, str) for text in fields.values())


def _write(path: Path, texts: Mapping[str, Mapping[str, str]]) -> None:
    if not texts:
        path.unlink(missing_ok=True)
        return
    beside = part_of(path)
    with open(
        beside, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, PRIVATE)
    ) as file:
        json.dump(texts, file, ensure_ascii=True)
    beside.replace(path)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, PRIVATE)
