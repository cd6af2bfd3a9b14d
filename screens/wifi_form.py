"""Asks for the Wi-Fi of the room, once, and where it may be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from screens.desk import Wifi
from screens.stage import Stage
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field, Refused
from tui.widgets.choice_layout import Choice
from words.language import _


async def ask_wifi(stage: Stage) -> bool:
    """Ask, and let the desk know; whether anything was decided."""
    before = stage.desk.wifi()
    typed = await _typed(stage, before)
    if typed is None:
        return False
    if not typed.name:
        return _use(stage, None)
    kept = await stage.push_screen_wait(
        Choose(
            _("Where may the password be kept?"),
            [
                Choice("evening", _("Nowhere: until this program ends")),
                Choice("shelf", _("On the shelf, in a private file")),
            ],
            question=_(
                "It never goes into a book, a page or a log. Everybody who sees the code can read it."
            ),
        )
    )
    return kept is not None and _use(stage, replace(typed, kept=kept == "shelf"))


async def _typed(stage: Stage, before: Wifi | None) -> Wifi | None:
    fields = (
        Field("name", _("Name of the Wi-Fi; empty for no code"), before.name if before else ""),
        Field("password", _("Password; empty if it has none"), before.password if before else ""),
    )

    def check(typed: Mapping[str, str]) -> Refused | None:
        refusal = stage.desk.wifi_refused(_wifi(typed)) if typed["name"] or typed["password"] else ""
        return Refused(refusal, "password" if typed["name"] else "name") if refusal else None

    # The draft lives only as long as the form: a password is remembered where she says, or not at all.
    form = AskText(_("The Wi-Fi that phones should join"), fields, draft={}, check=check)
    answer = await stage.push_screen_wait(form)
    return None if answer is None else _wifi(answer)


def _wifi(typed: Mapping[str, str]) -> Wifi:
    return Wifi(typed["name"], typed["password"])


def _use(stage: Stage, wifi: Wifi | None) -> bool:
    try:
        stage.desk.use_wifi(wifi)
    except OSError:
        sentence = _("The password could not be kept on the shelf. It is known until this program ends.")
        stage.say(sentence, severity="warning")
    return True
