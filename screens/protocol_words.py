"""A protocol in words that somebody understands who never heard of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assembly.circle import Kind, Protocol
from screens.page import Section
from screens.rules_words import quorum_aloud, vote_aloud
from screens.words import kind_name
from words.language import _, n_


def protocol_sections(protocols: Iterable[Protocol]) -> tuple[Section, ...]:
    """One section for each kind of decision, numbered."""
    return tuple(
        Section(
            f"{place}  {kind_heading(protocol.kind)}",
            (" ".join(protocol_sentences(protocol)),),
        )
        for place, protocol in enumerate(protocols, 1)
    )


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
