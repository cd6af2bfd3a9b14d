"""What a set of pages has in common: whose they are, where they stand, and how names are kept out of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from assembly.circle import Protocols
from assembly.patterns import NOTHING_HEARD, Patterns
from assembly.roles import Role
from assembly.said import Said
from assembly.value import value
from words.steady import cleaned

TITLE_LENGTH = 120
"""Longer first lines are cut in lists and headings; the whole text stands below them."""


class TermShown(NamedTuple):
    """Who held a role, from when, and until when; a plain row, for a long record has thousands."""

    role: str
    member: str
    since: date
    end: date | None
    """The first day without it; None while only assemblies to come can tell."""
    early: bool


@value
class Edition:
    """The circle and the address of one set of pages."""

    circle: str
    base_url: str
    """Where the index stands, without a slash at the end."""
    veil: Callable[[str], str]
    """Replaces the names of members by their public labels."""
    label: Callable[[str], str]
    """The public label of a member id."""
    language: str = "en"
    protocols: Protocols = ()
    """How the circle decides now; none where nobody asked for their page."""
    roles: tuple[Role, ...] = ()
    """The roles that the circle gives away now."""
    terms: tuple[TermShown, ...] = ()
    """Who held them, oldest first."""
    patterns: Patterns = NOTHING_HEARD
    """Of the stories, what everybody may see; whoever sets the pages has left the rest out."""
    whole: bool = True
    """Whether everything decided is in it; the room reads the newest while older ones are being made."""
    key: str = ""
    """Changes whenever a name or a public label does."""

    def shown(self, text: str) -> str:
        """A typed text as it may stand on a page."""
        return self.veil(cleaned(text)).strip()

    def quoted(self, said: Said) -> str | None:
        """A text that may have been redacted, or None for the gap."""
        return None if said.text is None else self.shown(said.text)

    def line(self, text: str, longest: int = TITLE_LENGTH) -> str:
        """A typed text on one line, for lists and headings."""
        whole = " ".join(self.shown(text).split())
        return whole if len(whole) <= longest else f"{whole[: longest - 1].rstrip()}…"

    @property
    def tag(self) -> str:
        """The language as a page names it."""
        return self.language.replace("_", "-")
