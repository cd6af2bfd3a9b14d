"""A book that was taken away and does not come back: said on purpose, and written down."""

from __future__ import annotations

from screens.commons_desk import MissingBook
from screens.keeping import keeps
from screens.stage import Stage
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.widgets.choice_layout import Choice
from words.language import _


async def give_up_book(stage: Stage) -> bool:
    """Ask which book is gone for good, and whether it really is; whether that was written down."""
    missing = tuple(stage.desk.missing_books())
    chosen = missing[0] if len(missing) == 1 else await _which(stage, missing)
    if chosen is None:
        return False
    will = _(
        "{file} will not be named any more. What was decided in it stays out of the list, the pages and the "
        "counts. The daybook keeps that it was given up today. Should it turn up, put it back: it counts "
        "again at once."
    ).format(file=named(chosen))
    sure = Confirm(_("Gone for good?"), will, yes=_("It is gone for good"), no=_("It may still turn up"))
    if not await stage.push_screen_wait(sure) or not keeps(
        stage, lambda: stage.desk.give_up_book(chosen.book)
    ):
        return False
    stage.say(_("Written down: {file} is gone for good.").format(file=named(chosen)))
    return True


def named(missing: MissingBook) -> str:
    """The name of the file, as the warning has it."""
    return missing.file.rpartition("/")[2]


async def _which(stage: Stage, missing: tuple[MissingBook, ...]) -> MissingBook | None:
    options = [Choice(str(place), named(one)) for place, one in enumerate(missing)]
    chosen = await stage.push_screen_wait(Choose(_("Which book is gone for good?"), options, things=True))
    return missing[int(chosen)] if chosen is not None else None
