"""How the rulebook says no."""

from __future__ import annotations


class RuleBroken(Exception):
    """A request that the rules do not allow.

    Attributes:
        code: Names the broken rule; the stage holds the sentence for it in every language.
        facts: What the sentence needs: numbers, steps, ids. Never a person's name.
    """

    def __init__(self, code: str, **facts: object) -> None:
        """Remember which rule and the facts that say why."""
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
