"""Where in a form to look when a rule refuses what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from assembly.refusal import RuleBroken

DAYS = frozenset({"start", "until", "review"})
"""Fields that a refusal names by itself."""
BY_CODE: Mapping[str, str] = {
    "proposal-without-what": "what",
    "until-before-start": "until",
    "review-needed": "review",
    "review-too-late": "review",
    "kind-is-fixed": "kind",
    "recall-is-fixed": "what",
}
"""The field to look at, by the code of a refusal."""
OF_A_ROLE: Mapping[str, str] = {
    "role-unnamed": "label",
    "role-twice": "label",
    "draw-seats": "seats",
    "term-unread": "term",
    "term-length": "term",
    "most-terms": "most",
    "strata-unknown": "strata",
    "strata-unnamed": "strata",
}
"""The same for the forms of a role."""


def field_at_fault(refusal: RuleBroken) -> str:
    """The field of a proposal that a rule does not take, or nothing where it is none of them."""
    which = str(refusal.facts.get("which", ""))
    return BY_CODE.get(refusal.code, which if which in DAYS else "")


def role_field_at_fault(refusal: RuleBroken) -> str:
    """The field of a role that a rule does not take, or nothing where it is none of them."""
    return OF_A_ROLE.get(refusal.code, str(refusal.facts.get("field", "")))
