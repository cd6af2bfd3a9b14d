"""The protocols in force, in words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from screens.page import painted
from screens.protocol_words import protocol_sections
from screens.view import View
from words.language import _


class ProtocolsScreen(View):
    """How this circle decides, to be read out."""

    def compose_body(self) -> ComposeResult:
        """Each kind of decision, and how the rules are changed."""
        yield Static(id="rules", markup=False)
        yield Static(
            _(
                "\nTo change a rule, the circle takes a strategic decision in an assembly. "
                "Nobody changes it between assemblies."
            ),
            classes="quiet",
            markup=False,
        )

    def follow(self) -> None:
        """Show what is in force."""
        super().follow()
        rules = painted(protocol_sections(self.stage.desk.circle().protocols))
        self.query_one("#rules", Static).update(rules)

    def title_words(self) -> str:
        """Whose rules."""
        return _("How {circle} decides").format(circle=self.stage.desk.circle().name)
