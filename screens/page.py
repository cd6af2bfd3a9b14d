"""Text in sections, as the pages beside the walk show it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from assembly.value import value


@value
class Section:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


def painted(sections: Iterable[Section]) -> Content:
    """The sections one below the other; one without lines is left out, and nothing is markup."""
    parts = [
        Content.assemble((section.heading, "bold"), "\n", "\n".join(section.lines))
        for section in sections
        if section.lines
    ]
    return Content("\n\n").join(parts)


def plain(sections: Iterable[Section]) -> str:
    """The same as text."""
    return painted(sections).plain
