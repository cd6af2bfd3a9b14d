"""The sentences for what is refused about roles and terms between assemblies."""

from __future__ import annotations

from words.language import _


def role_sentences() -> dict[str, str]:
    """The sentence for each code, in the language in use, with places for its facts."""
    return {
        "role-unnamed": _("The role “{role}” has no name that people could read. Write one."),
        "term-length": _("{number} is no length for a term of “{role}”. Take a number from 1 to {most}."),
        "term-unread": _(
            "“{text}” is no term. Write it as: 6 months, 10 weeks, 4 assemblies, one assembly; "
            "or nothing, for the day of the draw."
        ),
        "most-terms": _(
            "Nobody could hold “{role}” with at most {number} terms. Take 1 or more, or no limit."
        ),
        "number-unread": _("“{text}” is no number. Write it with digits, 1 or more."),
        "strata-unknown": _("Nobody on the roll has a {tag}. Write it at the people first, or take another."),
        "strata-unnamed": _("“{role}” promises seats by a tag without a name. Say which, such as shift."),
        "excludes-itself": _("“{role}” shuts out its own holders. “Not twice in a row” says that."),
        "excludes-unknown": _("“{role}” shuts out holders of “{other}”, and there is no such role."),
        "relax-unknown": _("“{rule}” is no rule that can give way."),
        "relax-twice": _("The rule “{rule}” is twice in the order in which rules give way."),
        "not-held": _("Nobody of that name holds “{role}” on {on}, so nothing can end."),
    } | _recalling()


def _recalling() -> dict[str, str]:
    return {
        "recall-undecided": _(
            "To recall somebody from “{role}” is a decision. Make it a proposal: adopted, it ends the term."
        ),
        "recall-of-another": _(
            "Decision {id} does not recall this holder of “{role}”. Only a proposal that recalls them,"
            " adopted while they hold it, ends the term."
        ),
        "recall-not-held": _(
            "This person did not hold “{role}” when the assembly began, or does so no more, so nothing"
            " can be recalled."
        ),
        "recall-twice": _("Proposal {id} recalls them already. Take it up, or withdraw it first."),
        "recall-at-once": _(
            "A recall holds from the day of its adoption on, and has no end: leave “{which}” empty. A seat is"
            " given again by a draw."
        ),
        "recall-is-fixed": _(
            "A new text does not change who is recalled: adopted, it would end the term. Withdraw this"
            " proposal, and write another."
        ),
    }
