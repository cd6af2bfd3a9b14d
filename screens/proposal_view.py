"""The present text of a proposal, as it is read out."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from assembly.proposals import Draft, Proposal
from screens.recall_words import recall_line
from screens.words import stage_name
from words.dates import say_date
from words.language import _
from words.protocols import kind_name


def fields_of(draft: Draft) -> tuple[tuple[str, str], ...]:
    """What a text says, each part with its label, without the parts that were left empty."""
    days = ((_("From"), draft.start), (_("Until"), draft.until), (_("Review"), draft.review))
    parts = (
        (_("What"), draft.what),
        (_("Why"), draft.why),
        (_("Who"), draft.who),
        (_("Recalls"), recall_line(draft.recalls)),
        *((label, say_date(day) if day else "") for label, day in days),
        (_("How we will know"), draft.measure),
        *((_("Condition"), condition) for condition in draft.conditions),
    )
    return tuple((label, text) for label, text in parts if text)


def heading_of(proposal: Proposal) -> str:
    """Which version of which proposal this is, and where it stands."""
    version = _("version {number}").format(number=proposal.version.number)
    return " · ".join((proposal.id, version, kind_name(proposal.kind), stage_name(proposal.stage)))


class ProposalView(Widget):
    """Shows the present version of a proposal, or nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "proposal-view--heading",
        "proposal-view--label",
        "proposal-view--what",
    }
    DEFAULT_CSS = """
    ProposalView {
        width: 1fr;
        height: auto;
        padding: 0 1;
        color: $foreground;
    }
    ProposalView > .proposal-view--heading {
        color: $text-muted;
    }
    ProposalView > .proposal-view--label {
        color: $text-muted;
    }
    ProposalView > .proposal-view--what {
        text-style: bold;
    }
    """

    proposal: reactive[Proposal | None] = reactive(None, layout=True)
    """The proposal to show."""

    def __init__(
        self, proposal: Proposal | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Take the proposal."""
        super().__init__(id=id, classes=classes)
        self.set_reactive(ProposalView.proposal, proposal)

    def render(self) -> Content:
        """The heading, then one line for each part; the first one stands out."""
        if self.proposal is None:
            return Content("")
        heading = (heading_of(self.proposal), self._style("heading"))
        lines = [Content.assemble(heading)]
        for place, (label, text) in enumerate(fields_of(self.proposal.version.draft)):
            words = (text, self._style("what")) if place == 0 else text
            lines.append(Content.assemble((f"{label}: ", self._style("label")), words))
        return Content("\n").join(lines)

    def _style(self, part: str) -> Style:
        return self.get_visual_style(f"proposal-view--{part}")
