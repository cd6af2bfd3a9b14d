"""The sentence for everything that the rules refuse: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from assembly.refusal import RuleBroken
from tui.filling import fill, in_words
from tui.words_of_acts import act_sentences
from tui.words_of_draws import draw_sentences
from tui.words_of_roles import role_sentences
from words.language import _


def words_for(refusal: RuleBroken) -> str:
    """The sentence for a refusal; a rule that has no words yet is at least named."""
    sentence = rule_words().get(refusal.code, _("The rules do not allow this ({code})."))
    said = fill(sentence, {"code": refusal.code, **_facts(refusal)})
    line = refusal.facts.get("line")
    return said if line is None else _("Line {line}: {said}").format(line=line, said=said)


def say_refusal(refusal: RuleBroken) -> str:
    """The sentence for a refusal and, where the rules know any, what would be accepted, one to a line."""
    sentence = words_for(refusal)
    readings = refusal.facts.get("readings")
    if not isinstance(readings, tuple) or not readings:
        return sentence
    return "\n  ".join([f"{sentence} {_('Write it as:')}", *readings])


def rule_words() -> Mapping[str, str]:
    """The sentence for each code, in the language in use, with places for its facts."""
    return (
        _rule_sentences()
        | _fraction_sentences()
        | _quorum_sentences()
        | _count_sentences()
        | act_sentences()
        | draw_sentences()
        | role_sentences()
        | _recurrence_sentences()
    )


def _rule_sentences() -> dict[str, str]:
    open_question = _("“{text}” leaves open: {questions}")
    return {
        "vote-rule-comparator-open": open_question,
        "vote-rule-fraction-open": open_question,
        "vote-rule-base-open": open_question,
        "vote-rule-empty": _("A rule first says how many yes it takes, like: at least 2/3 of present."),
        "vote-rule-too-long": _("A rule has at most {longest} characters, like: at least 2/3 of present."),
        "vote-rule-unreadable": _(
            "In “{text}”, “{part}” is no fraction; a rule reads: at least 2/3 of present."
        ),
        "span-ahead": _(
            "“{text}” lies ahead, and nothing has happened then yet. Like: last winter, since March, 2025."
        ),
        "span-unreadable": _(
            "“{text}” is no time that I know. Like: last winter, since March, 2025, last month, May to July."
        ),
        "vote-rule-out-of-reach": _("Nobody can have more than {fraction}; write: at least {fraction}."),
    }


def _fraction_sentences() -> dict[str, str]:
    return {
        "vote-fraction-is-number": _("{number} is a number of people; a rule takes a share: 2/3, or 60%."),
        "vote-fraction-zero": _("A share of nothing asks for nothing: take one above zero."),
        "vote-fraction-outside": _("{fraction} is more than everybody: take a share of at most 1/1."),
        "vote-fraction-over-zero": _("“{text}” divides by zero, which is no share."),
        "vote-fraction-too-fine": _(
            "{fraction} is finer than any room can check: divide by at most {finest}."
        ),
    }


def _quorum_sentences() -> dict[str, str]:
    return {
        "vote-quorum-twice": _("“{text}” names more than one quorum: keep one."),
        "vote-quorum-base-open": _("“{text}” does not say: of those entitled. A quorum is a share of them."),
        "vote-quorum-more-than": _(
            "“{text}”: a quorum is met when its number is reached; write it without “more than”."
        ),
        "vote-quorum-zero": _("A quorum of nobody is no quorum: write “no quorum”."),
        "vote-quorum-negative": _("{number} cannot be part of a quorum: take a number from zero up."),
        "vote-quorum-unreadable": _(
            "“{text}” is no quorum. Write: quorum 1/2 of entitled, quorum entitled - 2, quorum 12, no quorum."
        ),
    }


def _count_sentences() -> dict[str, str]:
    return {
        "vote-count-not-whole": _("{which}: “{value}” is not a whole number of people."),
        "vote-count-negative": _("{which}: {value} is less than nobody."),
        "vote-count-too-large": _("{which}: “{value}” is more people than there are."),
        "vote-more-present-than-entitled": _(
            "{present} present but {entitled} entitled: only those entitled to vote are counted as present."
        ),
    }


def _recurrence_sentences() -> dict[str, str]:
    return {
        "recurrence-unreadable": _(
            "“{text}” is no rule I can read. Write it as: every Friday 14:00, every second Tuesday 9:30, "
            "first Monday of the month 18:00, every 2 weeks on Thursday 14:00."
        ),
        "recurrence-interval": _("“Every {number}” is no rule: take a number from 1 to {most}."),
        "recurrence-never": _(
            "No month has such a day, so you would never meet. Look at the day and the month once more."
        ),
        "recurrence-unknown": _("“{text}” is no rule that this program knows. It may come from a newer one."),
    }


def _facts(refusal: RuleBroken) -> dict[str, object]:
    """Facts as their sentence shows them."""
    facts = dict(refusal.facts)
    if "which" in facts:
        facts["which"] = _names().get(str(facts["which"]), facts["which"])
    questions = facts.get("questions")
    if isinstance(questions, tuple):
        facts["questions"] = " ".join(_questions()[question] for question in questions)
    match refusal.code, refusal.facts:
        case "draw-entropy-too-little", {"millibits": int(thrown), "needed": int(needed)}:
            facts |= {"bits": thrown // 1000, "needed": needed // 1000}
        case "draw-promise", {"why": str(why)}:
            facts["why"] = fill(rule_words().get(why, in_words(why)), refusal.facts)
        case _:
            pass
    return facts


def _questions() -> dict[str, str]:
    return {
        "comparator": _("Is reaching the line enough (at least), or must it be passed (more than)?"),
        "fraction": _("Which fraction, or how many percent?"),
        "base": _("A share of what: yes+no, cast, present or entitled?"),
    }


def _names() -> dict[str, str]:
    return {
        "yes": _("yes"),
        "no": _("no"),
        "abstain": _("abstain"),
        "not_voting": _("not voting"),
        "present": _("present"),
        "entitled": _("entitled"),
        "base": _("base"),
        "start": _("From when"),
        "until": _("Until when"),
        "review": _("Review"),
        "next": _("Next assembly"),
    }
