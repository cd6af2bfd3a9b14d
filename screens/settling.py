"""Looks through the books of a big shelf behind the first page, and says how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from textual.widgets import Static
from textual.worker import get_current_worker

from screens.decision_filters import reading_words
from screens.home import HomeScreen
from screens.stage import Stage

SLOW = 4
"""Of so many tells only the last is shown, so that the telling does not slow the reading."""


class Settling:
    """One look through the books."""

    def __init__(self, stage: Stage) -> None:
        """Take the program."""
        self._stage = stage
        self._heard = 0

    def run(self) -> None:
        """Look, in a worker."""
        looking = get_current_worker()

        def told(done: int, number: int) -> None:
            if looking.is_cancelled:
                raise InterruptedError
            self._heard += 1
            if self._heard % SLOW == 0:
                self._stage.call_from_thread(self._say, done, number)

        with suppress(InterruptedError, RuntimeError):  # the program is being left
            troubles = self._stage.desk.settle(told)
            self._stage.call_from_thread(self._settled, troubles)

    def _say(self, done: int, number: int) -> None:
        page = self._stage.screen
        if isinstance(page, HomeScreen):
            page.query_one("#due", Static).update(reading_words(done, number, page.size.width))

    def _settled(self, troubles: Sequence[str]) -> None:
        page = self._stage.screen
        self._stage.notice()
        if isinstance(page, HomeScreen):
            page.follow()
        elif troubles:
            self._stage.say("\n".join(troubles), severity="warning")
