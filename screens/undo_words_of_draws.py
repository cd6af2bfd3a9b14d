"""What happened in a lottery, in a sentence for undo."""

from __future__ import annotations

from collections.abc import Callable

from assembly.acts import drawing, hatting, missing, throwing
from assembly.lottery import Answer
from words.draws import rule_name
from words.language import _

NameOf = Callable[[str | None], str]


def in_hats(event: hatting.Event, name_of: NameOf) -> str:
    """What was said of the hats before a seal."""
    match event:
        case hatting.RolesSet(roles):
            return _("Roles to draw: {roles}.").format(roles=", ".join(role.label for role in roles))
        case hatting.WillingMarked(member):
            return _("{who} said whether to be in a hat.").format(who=name_of(member))
        case hatting.ConsentMarked(member):
            return _("It was said whether {who} agreed beforehand.").format(who=name_of(member))
        case hatting.PairMarked(one, other):
            words = _("It was said whether {who} and {other} may sit together.")
            return words.format(who=name_of(one), other=name_of(other))
        case hatting.RuleRelaxed(_role, rule):
            return _("A rule was relaxed for the hats: {rule}.").format(rule=rule_name(rule))


def by_lot(event: drawing.Event | throwing.Event | missing.Event, name_of: NameOf) -> str:
    """What happened in a draw."""
    match event:
        case drawing.DrawSealed(number=number):
            return _("Draw {number} was sealed.").format(number=number)
        case drawing.SealWitnessed():
            return _("Two observers have the seal.")
        case (
            throwing.ThrowBegan()
            | throwing.ThrowCalled()
            | throwing.ThrowStruck()
            | throwing.ThrowCorrected()
        ):
            return _("Throws were called.")
        case throwing.LineRead(_id, line):
            return _("Read back: {line}").format(line=shortened(line))
        case drawing.EntropyLocked():
            return _("The throw was locked.")
        case drawing.SeatRevealed(member=member):
            return _("{who} was drawn.").format(who=name_of(member))
        case drawing.SeatAnswered(member=member, answer=Answer.PASSED):
            return _("{who} passed, because the other of a pair has a seat.").format(who=name_of(member))
        case drawing.SeatAnswered(member=member):
            return _("{who} answered.").format(who=name_of(member))
        case missing.MissedRecorded(member=member):
            return _("{who} was left out by mistake.").format(who=name_of(member))
        case drawing.DrawVoided():
            return _("The draw was declared void.")


def shortened(text: str | None, width: int = 50) -> str:
    """So much of a text that it stays one line."""
    words = text or _("[redacted]")
    return words if len(words) <= width else f"{words[: width - 1]}…"
