"""Consent in three dialects, each a preset of explicit switches.

Sources: Sociocracy 3.0 practical guide (consent decision-making, objections and concerns); Sociocracy For
All, "Many Voices One Song" (consent or object, absent members); Holacracy Constitution 5.0, article 3
(criteria for objections, of which only whether reasons were given may be asked).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from assembly.value import value


class Position(Enum):
    """What a person answers when consent is asked."""

    CONSENT = "consent"
    CONCERN = "concern"
    """Consents and leaves something to be watched."""
    OBJECTION = "objection"


class Test(Enum):
    """Who finds out whether an objection stands."""

    GROUP = "group"
    """The group asks whether it shows a harm or a way to improve."""
    NOBODY = "nobody"
    """Every objection stands; nobody judges it."""
    REASONS = "reasons"
    """The objector gives a reason for each criterion; whether it is a good one is not asked."""


class Absent(Enum):
    """What the silence of entitled people who are not here means."""

    BOUND = "bound"
    """Those who are here decide; the quorum protects the others."""
    ASKED = "asked"
    """They may object until the decision takes effect; it is recorded that they must be told."""


CRITERIA: tuple[str, ...] = ("harm", "caused", "certain", "role")
"""Reasons asked for under `Test.REASONS`: it degrades our capacity; this proposal causes it; it is present or
cannot wait to be seen; it touches a role that the objector holds."""


@value
class Dialect:
    """How a circle speaks consent."""

    name: str
    positions: tuple[Position, ...]
    test: Test
    absent: Absent
    named_up_to: int = 15
    """In larger rooms objections are called for and counted instead of asking each person by name."""


DIALECTS: Mapping[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        Dialect("s3", tuple(Position), Test.GROUP, Absent.BOUND),
        Dialect("sofa", (Position.CONSENT, Position.OBJECTION), Test.NOBODY, Absent.ASKED),
        Dialect("holacracy", (Position.CONSENT, Position.OBJECTION), Test.REASONS, Absent.BOUND),
    )
}
