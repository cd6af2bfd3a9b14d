"""What can be said of somebody on the floor, the plausible first: they left, they came, they take no part."""

from __future__ import annotations

from assembly.acts.floor import MarkPresence
from assembly.attendance import took_part
from assembly.refusal import RuleBroken
from assembly.rulebook import decide
from assembly.state import Assembly, Presence
from assembly.steps import Step
from screens.words import presence_name
from tui.rule_words import say_refusal
from tui.widgets.choice_layout import Choice

GONE = (Presence.LEFT, Presence.RECUSED, Presence.AWAY)
TICKED = (Presence.AWAY, Presence.LEFT, Presence.RECUSED)
"""While people are ticked, whoever took no part yet was rather ticked by mistake."""
COME = (Presence.HERE, Presence.LEFT, Presence.RECUSED, Presence.AWAY)


def whereabouts(assembly: Assembly, member: str) -> tuple[Choice, ...]:
    """Where somebody may be now, by number; what the rules refuse stands last and says why."""
    choices = [
        Choice(one.value, presence_name(one), closed=_closed(assembly, member, one))
        for one in _likely(assembly, member)
    ]
    choices.sort(key=lambda choice: bool(choice.closed))
    return tuple(Choice(one.id, one.label, str(place), one.closed) for place, one in enumerate(choices, 1))


def presence_of(assembly: Assembly, member: str) -> Presence:
    """Where somebody is now."""
    return assembly.presence.get(member, Presence.AWAY)


def _likely(assembly: Assembly, member: str) -> tuple[Presence, ...]:
    now = presence_of(assembly, member)
    if now is not Presence.HERE:
        return tuple(one for one in COME if one is not now)
    return TICKED if assembly.step is Step.GATHER and not took_part(assembly, member) else GONE


def _closed(assembly: Assembly, member: str, presence: Presence) -> str:
    try:
        decide(assembly, MarkPresence((member,), presence))
    except RuleBroken as refusal:
        return say_refusal(refusal)
    return ""
