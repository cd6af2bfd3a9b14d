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
    stage: Stage, title: str, named: Mapping[str, str], before: Collection[str], *, things: bool = False
) -> tuple[str, ...]:
    """Which of these people, or things, are ticked in the end, in their order; Esc takes no tick back."""
    chosen, answer = frozenset(before), ""
    while answer != DONE:
        chosen, answer = await _tick(stage, Choose(title, _options(named, chosen), things=things), chosen)
    return tuple(id for id in named if id in chosen)


async def ticked_or_more(
    stage: Stage, title: str, named: Mapping[str, str], before: Collection[str], more: str
) -> tuple[tuple[str, ...], bool]:
    """The same of things, and whether somebody asked for what is not among them."""
    chosen, answer = frozenset(before), ""
    while answer not in {DONE, MORE}:
        options = [*_options(named, chosen), Choice(MORE, more)]
        chosen, answer = await _tick(stage, Choose(title, options, things=True), chosen)
    return tuple(id for id in named if id in chosen), answer == MORE


async def _tick(stage: Stage, ask: Choose, chosen: frozenset[str]) -> tuple[frozenset[str], str]:
    answer = await stage.push_screen_wait(ask) or DONE
    return (chosen, answer) if answer in {DONE, MORE} else (chosen ^ {answer.removeprefix("=")}, answer)


def _options(named: Mapping[str, str], chosen: Collection[str]) -> list[Choice]:
    ticks = [Choice(f"={id}", f"{TICKED if id in chosen else OPEN} {label}") for id, label in named.items()]
    return [Choice(DONE, _("This is right")), *ticks]
