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
        "recall-undecided": _(
            "To recall somebody from “{role}” is a decision. Make it a proposal, and name the decision here."
        ),
    }
