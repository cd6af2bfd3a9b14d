"""What the search on the pages looks through: parts that a browser loads one by one, the newest first."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import partial

from archive.edition import Edition
from archive.leaves import Leaf, key_of
from archive.sheets import decision_sheet
from archive.volumes import Part
from assembly.decision import Decision
from words.reviews import over_words

MOST_WORDS = 200
"""Different words of one decision that can be found; an endless text would make endless pages."""
LONGEST_WORD = 30
_WORD = re.compile(r"[^\W_]+")


def seekable_leaf(part: Part, edition: Edition, edition_key: str) -> Leaf:
    """One script for each part: it also loads where pages are opened from a folder."""
    return Leaf(f"/search/{part.name}.js", key_of(edition_key, part.key), partial(_script, part, edition))


def words_in(texts: Iterable[str]) -> list[str]:
    """The different words of some texts, plain and small, as the search compares them."""
    found: dict[str, None] = {}
    for text in texts:
        for match in _WORD.finditer(plain(text)):
            found[match.group()[:LONGEST_WORD]] = None
            if len(found) == MOST_WORDS:
                return list(found)
    return list(found)


def plain(text: str) -> str:
    """A text without accents and capitals."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if unicodedata.category(letter)[0] != "M")


def _script(part: Part, edition: Edition) -> bytes:
    rows = [
        _row(decision, edition)
        for volume in reversed(part.volumes)
        if volume.contents.decisions
        for decision in sorted(volume.open().decisions, key=lambda one: one.adopted, reverse=True)
    ]
    told = ",\n".join(json.dumps(row, ensure_ascii=True, separators=(",", ":")) for row in rows)
    return f"shopmootSearch.take({part.number}, [\n{told}\n]);\n".encode("ascii")


def _row(decision: Decision, edition: Edition) -> list[str]:
    sheet = decision_sheet(decision, edition)
    texts = (
        sheet.id,
        sheet.title,
        sheet.kind,
        *sheet.themes,
        sheet.what,
        sheet.why,
        *(line.text for line in sheet.lines),
        *sheet.conditions,
        *(one for objection in sheet.objections for one in (objection.text, objection.note) if one),
        *filter(None, sheet.concerns),
        *(later.text for later in (*sheet.reviews, *sheet.learnings) if later.text),
        sheet.origin.title,
    )
    facts = f"{sheet.adopted.words} · {sheet.kind} · {sheet.how}"
    if sheet.over:
        facts = f"{over_words()} {facts}"
    return [sheet.id, sheet.title, facts, " ".join(words_in(texts))]
