"""What was typed and not kept, as the screens ask for it."""

from __future__ import annotations

from collections.abc import MutableMapping

from store.drafts import Drafts


class DraftDesk:
    """Hands out drafts, says whether any wait, and throws them away."""

    _drafts: Drafts

    def draft(self, of: str) -> MutableMapping[str, str]:
        """What was typed and not kept yet in a form, also before the program was ended."""
        return self._drafts.of(of)

    def drafts_waiting(self) -> bool:
        """Whether anything that was typed and not kept is still there."""
        return self._drafts.waiting

    def forget_drafts(self) -> None:
        """Throw away what was typed and not kept; the assembly it was meant for is over."""
        self._drafts.forget()
