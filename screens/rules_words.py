"""The protocols in force as sentences that can be read out."""

from __future__ import annotations

from collections.abc import Iterable

from assembly.circle import Protocol, Protocols
from assembly.votes import AllBut, Base, Comparator, FixedNumber, FractionOfEntitled, NoQuorum, Quorum, Rule
from assembly.votes.share import write_share
from screens.words import kind_name
from words.language import _, n_


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


def vote_aloud(rule: Rule) -> str:
    """A vote rule without its quorum."""
    bases = {
        Base.YES_NO: _("all who say yes or no"),
        Base.CAST: _("all who say yes, no or abstain"),
        Base.PRESENT: _("everybody present"),
        Base.ENTITLED: _("all who may vote, here or not"),
    }
    line = (
        _("at least {share} of {base}")
        if rule.comparator is Comparator.AT_LEAST
        else _("more than {share} of {base}")
    )
    return line.format(share=write_share(rule.fraction), base=bases[rule.base])


def quorum_aloud(quorum: Quorum) -> str:
    """How many must be here."""
    match quorum:
        case FractionOfEntitled(fraction):
            return _("At least {share} of us must be here.").format(share=write_share(fraction))
        case AllBut(missing):
            return _("All of us but {number} must be here.").format(number=missing)
        case FixedNumber(number):
            return _("At least {number} of us must be here.").format(number=number)
        case NoQuorum():
            return _("Whoever is here decides.")
