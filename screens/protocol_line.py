"""The protocol for one kind of decision, in one line."""

from __future__ import annotations

from assembly.attendance import quorum_needed
from assembly.circle import Kind, protocol_for
from assembly.state import Assembly
from words.language import _
from words.protocols import kind_name, vote_aloud


def protocol_line(assembly: Assembly, kind: Kind) -> str:
    """Such as "operational: by consent; quorum 16 of 31"."""
    protocol = protocol_for(assembly.protocols, kind)
    way = _("by consent") if protocol.dialect_name else _("by vote")
    parts = [f"{kind_name(kind)}: {way}"]
    if protocol.rule:
        words = _("or by vote, {rule}") if protocol.dialect_name else "{rule}"
        parts.append(words.format(rule=vote_aloud(protocol.rule)))
    needed = quorum_needed(assembly, protocol)
    parts.append(_("quorum {needed} of {entitled}").format(needed=needed, entitled=len(assembly.entitled)))
    if protocol.review_within_weeks is not None:
        parts.append(_("review within {weeks} weeks").format(weeks=protocol.review_within_weeks))
    return "; ".join(parts)
