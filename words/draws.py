"""What screens and pages say of draws in the same words: rules that gave way, throws and corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assembly.draw.barring import Rule
from assembly.draw.throws import Correction, Moment
from assembly.drawn import MissedShown, Relaxed
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


def say_missed(missed: MissedShown, label: str, who: str) -> str:
    """That somebody was left out of the hat for a role, or passed over, by mistake."""
    if missed.passed_over:
        words = _("{role}: {who} was passed over by mistake, and comes first next time.")
    else:
        words = _("{role}: {who} was left out of the hat by mistake, and comes first next time.")
    return words.format(role=label, who=who)


def say_called(called: int) -> str:
    """That throws were called before a draw was declared void: it must not be repeated until it pleases."""
    return n_(
        "It was declared void after the throwing had begun: at least {number} throw had been called.",
        "It was declared void after the throwing had begun: at least {number} throws had been called.",
        called,
    ).format(number=called)


def say_corrections(corrections: Sequence[Correction]) -> Iterator[str]:
    """What was struck out of the throws, and when: in time nobody could know a name, later somebody could."""
    for moment in Moment:
        ones = [_correction(one) for one in corrections if one.moment is moment]
        if ones:
            yield _moment_words(moment).format(throws=", ".join(ones))


def _moment_words(moment: Moment) -> str:
    return {
        Moment.CALLING: _("Corrected while throws were still to come: {throws}."),
        Moment.WHOLE: _("Corrected after the last throw had been called: {throws}."),
        Moment.READ: _("Corrected after it was read back: {throws}."),
    }[moment]


def _correction(one: Correction) -> str:
    if one.after is None:
        return _("throw {place} was {before}").format(place=one.place, before=one.before)
    words = _("throw {place} from {before} to {after}")
    return words.format(place=one.place, before=one.before, after=one.after)
