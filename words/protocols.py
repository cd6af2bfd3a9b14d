"""A protocol in words that somebody understands who never heard of one."""

from __future__ import annotations

from collections.abc import Iterator

from assembly.circle import Kind, Protocol
from assembly.votes import AllBut, Base, Comparator, FixedNumber, FractionOfEntitled, NoQuorum, Quorum, Rule
from assembly.votes.share import write_share
from words.language import _, n_


def kind_name(kind: Kind) -> str:
    """The kind of a decision."""
    return {
        Kind.OPERATIONAL: _("operational"),
        Kind.STRATEGIC: _("strategic"),
        Kind.EXPERIMENT: _("experiment"),
        Kind.LAB: _("lab"),
    }[kind]


def kind_heading(kind: Kind) -> str:
    """The kind of a decision with what it is about."""
    about = {
        Kind.OPERATIONAL: _("everyday work"),
        Kind.STRATEGIC: _("where we are going, money, these rules"),
        Kind.EXPERIMENT: _("something we try for a while"),
        Kind.LAB: _("something a few of us try"),
    }[kind]
    return f"{kind_name(kind).capitalize()}: {about}"


def protocol_sentences(protocol: Protocol) -> Iterator[str]:
    """How one kind of decision is made, in whole sentences."""
    if protocol.dialect_name:
        yield dialect_sentence(protocol.dialect_name)
        if protocol.rule:
            yield _("If we get stuck, we may vote; it takes {rule}.").format(rule=vote_aloud(protocol.rule))
    elif protocol.rule:
        yield _("We vote. It takes {rule}.").format(rule=vote_aloud(protocol.rule))
    yield quorum_aloud(protocol.quorum)
    weeks = protocol.review_within_weeks
    if weeks is not None:
        yield n_(
            "We look at it again within {number} week.", "We look at it again within {number} weeks.", weeks
        ).format(number=weeks)


def dialect_sentence(dialect_name: str) -> str:
    """What consent means in a dialect."""
    return {
        "s3": _("We go ahead when no objection is left; the room tests them (consent, S3)."),
        "sofa": _("We go ahead when nobody objects; every objection counts (consent, SoFA)."),
        "holacracy": _("We go ahead when no reasoned objection is left (consent, Holacracy)."),
    }.get(dialect_name, dialect_name)


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
