"""The smallest program that Textual can paint: what nobody can start faster than."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label


class Hello(App[None]):
    """Says hello."""

    def compose(self) -> ComposeResult:
        """One word on the screen."""
        yield Label("HELLO")


if __name__ == "__main__":
    Hello().run()
