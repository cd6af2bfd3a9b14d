"""The sentence to say now."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from words.language import _


class Sentence(Widget):
    """What the facilitator can say now, word for word, and what Enter does after it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"sentence--said", "sentence--hint"}
    DEFAULT_CSS = """
    Sentence {
        width: 1fr;
        height: auto;
        padding: 0 1;
        background: $surface;
        border-left: outer $primary;
    }
    Sentence > .sentence--said {
        color: $foreground;
        text-style: bold;
    }
    Sentence > .sentence--hint {
        color: $text-muted;
    }
    """

    said: reactive[str] = reactive("", layout=True)
    """The sentence, without quotation marks."""
    hint: reactive[str] = reactive("", layout=True)
    """What Enter does, or empty."""

    def __init__(self, said: str = "", hint: str = "", *, id: str | None = None) -> None:
        """Take the sentence and the hint."""
        super().__init__(id=id)
        self.set_reactive(Sentence.said, said)
        self.set_reactive(Sentence.hint, hint)

    def render(self) -> Content:
        """The sentence in quotation marks, the hint below."""
        said = (_("“{said}”").format(said=self.said), self.get_visual_style("sentence--said"))
        if not self.hint:
            return Content.assemble(said)
        enter = _("Enter: {hint}").format(hint=self.hint)
        return Content.assemble(said, "\n", (enter, self.get_visual_style("sentence--hint")))
