"""A protocol in words that somebody understands who never heard of one."""

from __future__ import annotations

from collections.abc import Iterable

from assembly.circle import Protocol
from screens.page import Section
from words.protocols import kind_heading, protocol_sentences


def protocol_sections(protocols: Iterable[Protocol]) -> tuple[Section, ...]:
    """One section for each kind of decision, numbered."""
    return tuple(
        Section(
            f"{place}  {kind_heading(protocol.kind)}",
            (" ".join(protocol_sentences(protocol)),),
        )
        for place, protocol in enumerate(protocols, 1)
    )
