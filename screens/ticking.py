"""Several of many: each choice ticks one, or takes the tick back, until it is right."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from screens.stage import Stage
from tui.dialogs.choose import Choose
from tui.widgets.choice_layout import Choice
from words.language import _

DONE, MORE = "done", "more"
TICKED, OPEN = "✓", "·"


async def ticked(
    stage: Stage, title: str, things: Mapping[str, str], before: Collection[str]
) -> tuple[str, ...]:
    """Which of these things are ticked in the end, in their order; Esc takes no tick back."""
    return (await ticked_or_more(stage, title, things, before))[0]


async def ticked_or_more(
    stage: Stage, title: str, things: Mapping[str, str], before: Collection[str], more: str = ""
) -> tuple[tuple[str, ...], bool]:
    """The same, and whether somebody asked for what is not among them."""
    chosen = set(before)
    while True:
        options = [Choice(DONE, _("This is right"))]
        options += [
            Choice(f"={id}", f"{TICKED if id in chosen else OPEN} {label}") for id, label in things.items()
        ]
        options += [Choice(MORE, more)] if more else []
        answer = await stage.push_screen_wait(Choose(title, options))
        if answer in {None, DONE, MORE}:
            return tuple(id for id in things if id in chosen), answer == MORE
        chosen ^= {str(answer).removeprefix("=")}
