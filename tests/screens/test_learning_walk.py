"""What was learned is written down by anybody at the laptop, between assemblies and during one."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from assembly.reviewing import LearningKind
from assembly.said import Said
from tests.screens.decided import by_consent
from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import visiting


@pytest.fixture
def library(desk: FakeDesk) -> FakeDesk:
    """A shelf with one decision."""
    desk.old_decisions = (by_consent(),)
    return desk


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_mistake_is_written_down_between_assemblies_and_read_at_once(
    library: FakeDesk, size: tuple[int, int]
) -> None:
    async with visiting(library, size) as visitor:
        await visitor.press("d", "enter", "l", "m")
        await visitor.type("We forgot the night shift")
        await visitor.press("ctrl+s")

        learned = library.learnings[0]
        assert (learned.kind, learned.text) == (LearningKind.MISTAKE, Said("We forgot the night shift"))
        assert "forgot the night shift" in str(visitor.app.screen.query_one("#decision", Static).content)


@pytest.mark.parametrize("shown", [True, False])
async def test_phones_that_read_the_pages_get_what_was_learned_between_assemblies(
    library: FakeDesk, monkeypatch: pytest.MonkeyPatch, *, shown: bool
) -> None:
    made_with: list[int] = []
    monkeypatch.setattr(library, "refresh_pages", lambda _journal: made_with.append(len(library.learnings)))
    if shown:
        library.open_doorway(None)
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "l", "d")
        await visitor.type("Ask first")
        await visitor.press("ctrl+s")

    assert made_with == ([1] if shown else [])


async def test_escape_keeps_what_was_typed_and_writes_nothing(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "l", "d")
        await visitor.type("Ask first")
        await visitor.press("escape")
        assert not library.learnings

        await visitor.press("l", "d", "ctrl+s")
        assert [one.text for one in library.learnings] == [Said("Ask first")]


async def test_nothing_written_is_refused_in_a_sentence(library: FakeDesk) -> None:
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "l", "d", "ctrl+s")

        assert "There is no text yet" in visitor.seen
        assert library.learnings == ()


async def test_a_window_that_only_reads_says_so(library: FakeDesk) -> None:
    library.held = "Another window writes."
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "l")

        assert "What did we learn?" not in visitor.seen
        assert visitor.app.said[-1] == "Another window writes."


async def test_a_full_disk_is_told_and_the_words_stay(library: FakeDesk) -> None:
    library.refused = OSError(28, "No space left on device")
    async with visiting(library) as visitor:
        await visitor.press("d", "enter", "l", "d")
        await visitor.type("Ask first")
        await visitor.press("ctrl+s")

        assert any("No space left" in one for one in visitor.app.said)
        library.refused = None
        await visitor.press("l", "d")
        assert "Ask first" in visitor.seen
