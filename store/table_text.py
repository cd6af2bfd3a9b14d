"""Tables as people paste or export them: the separator is found, rows are counted as a spreadsheet counts."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from store.forms import writable

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2}|\d{2}-\d{1,2}-\d{1,2}")


def lines_in(text: str) -> list[str]:
    """The lines of a text, whichever way its lines end."""
    plain = writable(text).removeprefix("\ufeff")
    return plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def first_line(lines: Sequence[str]) -> str:
    """The first line that holds anything, or nothing."""
    return next((line for line in lines if line.strip()), "")


def separator_of(line: str) -> str:
    """What separates the cells of a line most often."""
    return max(";,\t", key=line.count)


def heading_of(cell: str) -> str:
    """What is left of a heading without case, spaces and dashes."""
    return re.sub(r"[\s\"_-]", "", cell).lower()


def tidy(text: str) -> str:
    """A text in one way of writing: composed letters, single spaces, nothing that steers a screen."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if unicodedata.category(one) == "Cc" else one for one in composed).split())


class NoDay(ValueError):
    """A text that names no day; `code` says why."""

    def __init__(self, code: str) -> None:
        """`not-a-date`, `short-year` or `no-such-day`."""
        super().__init__(code)
        self.code = code


class Torn(ValueError):
    """A row that is no row of a table; `row` counts as a spreadsheet does."""

    def __init__(self, row: int, why: str) -> None:
        """Remember where it is."""
        super().__init__(why)
        self.row = row


def day_in(text: str) -> date:
    """The day that a cell names, as 2024-03-01 or 1.3.2024.

    Raises:
        NoDay: It names none.
    """
    found = _ISO.fullmatch(text) or _DOTTED.fullmatch(text)
    if found is None:
        raise NoDay("short-year" if _SHORT_YEAR.fullmatch(text) else "not-a-date")
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise NoDay("no-such-day") from None


def rows_of(
    lines: Sequence[str], separator: str, clean: Callable[[str], str] = tidy
) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds anything, with its number in a spreadsheet; cells are cleaned.

    Raises:
        Torn: Quotation marks are opened and never closed, or a cell is too long.
    """
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield row, [clean(cell) for cell in cells]
    except csv.Error as error:
        raise Torn(row + 1, str(error)) from error


def decoded(content: bytes) -> str:
    """The text of a file as spreadsheets write them: UTF-8, UTF-16 with its mark, or the old Western one."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
