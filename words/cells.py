"""Cells of a table as a spreadsheet may open them: nothing that somebody typed is computed."""

from __future__ import annotations

import re

_COMPUTED = re.compile(r"'*[=+\-@\t\r\n]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n]")


def harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if _COMPUTED.match(text) else text


def as_typed(cell: str) -> str:
    """The text that was made harmless, or the cell as it is."""
    return cell[1:] if _MARKED.match(cell) else cell
