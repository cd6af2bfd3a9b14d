"""A poster of a decision for the wall: large words, and a code that leads to the whole story."""

from __future__ import annotations

from dataclasses import replace

from archive.code import QUIET_ZONE, Matrix, code_matrix, permalink
from archive.edition import Edition
from archive.setting import page
from archive.sheets import Line, decision_sheet
from assembly.decision import Decision
from words.language import _

LONGEST = 400
"""Characters of the text that can still be read from two steps away; the rest stands behind the code."""
ROOMY = 230
"""So many letters, those of the title twice, and the words are larger: a sheet is not left half empty."""
MOST_CONDITIONS = 3
FULL = 800
"""With more letters all words are smaller, so that they and the code stay on one sheet."""
LONG_TITLE = 90
"""A longer title takes smaller letters, so that all of it and the code stay on one sheet."""


def poster(decision: Decision, edition: Edition) -> bytes:
    """The poster of a decision, for A4, A3 and any other paper."""
    sheet = decision_sheet(decision, edition)
    conditions = tuple(Line(_("Condition"), one) for one in sheet.conditions[:MOST_CONDITIONS])
    told = (*sheet.lines, *conditions)
    lines = tuple(replace(line, text=edition.line(line.text)) for line in told)
    text = sheet.what if len(sheet.what) <= LONGEST else f"{sheet.what[: LONGEST - 1].rstrip()}…"
    cut = text != sheet.what or len(conditions) < len(sheet.conditions) or any(map(_cut, told, lines))
    beyond = _beyond_title(text, sheet.title)
    matrix = code_matrix(permalink(edition.base_url, decision.id))
    return page(
        "poster.html.j2",
        edition,
        "../../",
        sheet=sheet,
        text=beyond,
        whole=not cut,
        lines=lines,
        letters=_letters(sheet.title, beyond, *(line.text for line in lines)),
        size=len(matrix) + 2 * QUIET_ZONE,
        modules=modules_path(matrix),
    )


def _letters(title: str, *others: str) -> str:
    """How large the words can be: `roomy`, `tight`, `full`, or empty for in between."""
    letters = 2 * len(title) + sum(map(len, others))
    if letters > FULL:
        return "full"
    if len(title) > LONG_TITLE:
        return "tight"
    return "roomy" if letters <= ROOMY else ""


def _cut(line: Line, short: Line) -> bool:
    return " ".join(line.text.split()) != short.text


def _beyond_title(text: str, title: str) -> str:
    """The text, where it says more than its title."""
    return "" if " ".join(text.split()) == title else text


def modules_path(matrix: Matrix) -> str:
    """The dark modules of a code as one SVG path: a run of modules in a row is one rectangle."""
    return "".join(
        f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for start, length in _runs(row)
    )


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many follow each other."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and x and row[x - 1]:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
