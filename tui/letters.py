"""Letter keys that do not care about capitals."""

from __future__ import annotations

from textual.binding import Binding


def letter(key: str, action: str, description: str, tooltip: str, *, show: bool = False) -> Binding:
    """A key for a letter in both cases; its id is the action's name with dashes."""
    return Binding(
        f"{key.lower()},{key.upper()}",
        action,
        description,
        key_display=key.upper(),
        id=action.replace("_", "-"),
        tooltip=tooltip,
        show=show,
    )
