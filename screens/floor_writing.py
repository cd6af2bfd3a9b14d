"""What is written down in every step beside its work: notes, what is put aside, what it is called."""

from __future__ import annotations

from textual import work

from assembly.acts.gathering import ChangeTitle
from assembly.acts.sidelines import ParkThing, SettleParked, TakeNote
from assembly.said import Said
from screens.ground import Ground
from screens.proposal_form import refusal_of
from screens.stage import words_of
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.widgets.choice_layout import Choice
from words.language import _


class FloorWriting(Ground):
    """Writes down what should not be lost."""

    @work
    async def action_note(self) -> None:
        """Write something down."""
        text = await self._write(_("Note"), _("What should be remembered?"))
        if text:
            self._do(TakeNote(Said(text)), _("Noted."))

    @work
    async def action_park(self) -> None:
        """Put something aside, or take it off the list."""
        waiting = [one for one in self.assembly.parked if one.open]
        options = [Choice("new", _("Park something new"), "n")]
        options += [
            Choice(str(one.number), _("Done: {text}").format(text=words_of(one.text))) for one in waiting
        ]
        chosen = "new" if not waiting else await self.app.push_screen_wait(Choose(_("Parking list"), options))
        if chosen == "new":
            text = await self._write(_("Parking list"), _("What do we put aside?"))
            if text:
                self._do(ParkThing(Said(text)), _("Parked."))
        elif chosen is not None:
            self._do(SettleParked(int(chosen)), _("Done."))

    @work
    async def action_title(self) -> None:
        """Call the assembly something else."""
        draft = self.stage.draft(f"title {self.assembly.id}")
        form = AskText(
            _("Change the title"),
            [Field("title", _("What is it called?"), self.assembly.title)],
            draft=draft,
            check=lambda typed: refusal_of(self.assembly, ChangeTitle(typed["title"])),
        )
        answer = await self.app.push_screen_wait(form)
        if answer and self.stage.ask(ChangeTitle(answer["title"])):
            draft.clear()
            self.stage.say(_("Now it is called: {title}").format(title=self.assembly.title))

    async def _write(self, title: str, label: str) -> str:
        draft = self.stage.draft(title)
        field = Field("text", label, multiline=True)
        answer = await self.app.push_screen_wait(AskText(title, [field], draft=draft))
        if not answer:
            return ""
        draft.clear()
        return answer["text"]
