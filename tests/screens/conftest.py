"""What the walks on the screens share: a desk in memory."""

from __future__ import annotations

import pytest

from tests.screens.fake_desk import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    """A circle of seven that may write."""
    return FakeDesk()


@pytest.fixture
def empty_desk() -> FakeDesk:
    """A shelf on which nothing stands yet."""
    return FakeDesk((), "")
