"""What screens and pages say of draws in the same words: the rules that an assembly relaxed."""

from __future__ import annotations

from assembly.draw.barring import Rule
from assembly.drawn import Relaxed
from words.language import _, n_


def rule_name(rule: Rule) -> str:
    """A rule of the circle that an assembly may relax."""
    return {
        Rule.TURNS: _("who comes first"),
        Rule.TWICE_IN_A_ROW: _("not twice in a row"),
        Rule.MOST_TERMS: _("the most terms"),
        Rule.STRATA: _("a seat for each shift or department"),
        Rule.CONFLICT: _("conflicts of interest"),
    }[rule]


def say_relaxed(relaxed: Relaxed, label: str) -> str:
    """A rule that gave way before the seal, for a role under its label."""
    return _("{role}: too few people, so the assembly relaxed a rule: {rule}.").format(
        role=label, rule=rule_name(relaxed.rule)
    )


def say_called(called: int) -> str:
    """That throws were called before a draw was declared void: it must not be repeated until it pleases."""
    return n_(
        "It was declared void after the throwing had begun: at least {number} throw had been called.",
        "It was declared void after the throwing had begun: at least {number} throws had been called.",
        called,
    ).format(number=called)


def say_corrected(before: str, after: str) -> str:
    """That a throw was changed after it had been read back."""
    return _("Corrected after it was read back: “{before}” became “{after}”.").format(
        before=before, after=after
    )
