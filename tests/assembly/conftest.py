"""What the tests of the rulebook share."""

from __future__ import annotations

from tests.rooms import room

__all__ = ["room"]
