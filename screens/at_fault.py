"""Where in the form of a proposal to look when a rule refuses it."""

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
}
"""The field to look at, by the code of a refusal."""


def field_at_fault(refusal: RuleBroken) -> str:
    """The field of a proposal that a rule does not take, or nothing where it is none of them."""
    which = str(refusal.facts.get("which", ""))
    return BY_CODE.get(refusal.code, which if which in DAYS else "")
