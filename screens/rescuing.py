"""When the book cannot be saved: try again, or write it in another folder."""

from __future__ import annotations

from asyncio import to_thread
from pathlib import Path

from textual import work
from textual.binding import Binding

from screens.floor import FloorActions
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.widgets.choice_layout import Choice
from words.language import _

RESCUE_KEY = Binding(
    "exclamation_mark",
    "rescue",
    _("Not saved"),
    id="rescue",
    tooltip=_("It is not saved: try again, or choose another folder"),
)


class Rescuing(FloorActions):
    """Offers a way out while something is not on disk; what happened stays in this window until it is."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The way out is offered only while it is needed."""
        if action == "rescue":
            return bool(self.stage.trouble)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="rescue")
    async def action_rescue(self) -> None:
        """Ask what to do about a book that cannot be saved."""
        options = (
            Choice("again", _("Try again"), "t"),
            Choice("elsewhere", _("Write it in another folder"), "f"),
            Choice("later", _("Go on; it is kept in this window"), "g"),
        )
        match await self.app.push_screen_wait(Choose(_("Not saved"), options, question=self.stage.trouble)):
            case "again":
                self.stage.trouble = ""
                self.stage.desk.retry()
            case "elsewhere":
                await self._move()
            case _:
                pass

    async def _move(self) -> None:
        draft = self.stage.draft("another folder")
        fields = [Field("folder", _("Which folder? A stick, or your home folder"), str(Path.home()))]
        answer = await self.app.push_screen_wait(AskText(_("Another folder"), fields, draft=draft))
        if answer and answer["folder"]:
            self.stage.trouble = ""
            await to_thread(self.stage.desk.keep_in, Path(answer["folder"]))
            self.stage.say(
                _("From now on it is written in {folder}. Open that folder next time, too.").format(
                    folder=answer["folder"]
                )
            )
