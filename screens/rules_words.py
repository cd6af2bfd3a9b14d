"""The protocols in force as sentences that can be read out."""

from __future__ import annotations

from collections.abc import Iterable

from assembly.circle import Protocol, Protocols
from words.language import _, n_
from words.protocols import kind_name, quorum_aloud, vote_aloud


def rules_aloud(protocols: Protocols) -> str:
    """All protocols, one paragraph each."""
    return "\n\n".join(rule_aloud(protocol) for protocol in protocols)


def rule_aloud(protocol: Protocol) -> str:
    """One protocol in whole sentences."""
    return " ".join(_sentences(protocol))


def _sentences(protocol: Protocol) -> Iterable[str]:
    kind = kind_name(protocol.kind).capitalize()
    if protocol.dialect_name:
        yield _("{kind}: we decide by consent, when no objection is left.").format(kind=kind)
        if protocol.rule:
            yield _("If that does not work, we vote: {rule}.").format(rule=vote_aloud(protocol.rule))
    elif protocol.rule:
        yield _("{kind}: we vote. It takes {rule}.").format(kind=kind, rule=vote_aloud(protocol.rule))
    yield quorum_aloud(protocol.quorum)
    if protocol.review_within_weeks is not None:
        weeks = protocol.review_within_weeks
        yield n_(
            "We look at it again within {number} week.", "We look at it again within {number} weeks.", weeks
        ).format(number=weeks)
