"""The minutes of an assembly as Markdown, in which everything that somebody typed is only text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.edition import Edition
from assembly.minutes import minutes_of
from assembly.state import Assembly
from screens.minutes_words import minutes_sections
from words.language import _

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_BEGINS = re.compile(r"^(\d+)([.)])|^([-+=:])")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_SOMEBODY = re.compile("\ue000([^\ue000\ue001]*)\ue001")
"""A member id between two signs that no keyboard has: the veil covers what was typed around it."""
INDENTED = "   "


def minutes_markdown(assembly: Assembly, edition: Edition) -> str:
    """The same words as on the screen, with public labels for names."""
    first, *others = minutes_sections(minutes_of(assembly), lambda member: f"\ue000{member or ''}\ue001")
    told = [f"# {_veiled(first.heading, edition)}", *_items(first.lines, edition)]
    if assembly.closed_at is None:
        told.append(f"- {as_text(_('This assembly is not closed yet; until then it can be taken back.'))}")
    for section in others:
        if section.lines:
            told += ["", f"## {_veiled(section.heading, edition)}", *_items(section.lines, edition)]
    told[1:1] = [""]
    return "\n".join((*told, "", f"`{assembly.id}`", ""))


def as_text(line: str) -> str:
    """One line of Markdown that shows these letters and does nothing else."""
    plain = _SIGNS.sub(r"\\\g<0>", " ".join(line.split()))
    plain = _ADDRESS.sub(r"\\\g<0>", plain)
    return _BEGINS.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", plain)


def _items(lines: tuple[str, ...], edition: Edition) -> Iterator[str]:
    for line in lines:
        indent = "  " if line.startswith(INDENTED) else ""
        yield f"{indent}- {_veiled(line.removeprefix('· '), edition)}"


def _veiled(line: str, edition: Edition) -> str:
    return as_text(_SOMEBODY.sub(lambda found: edition.label(found[1]), edition.shown(line)))
