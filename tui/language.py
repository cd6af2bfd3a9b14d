"""The language in use, for modules that still ask the stage for it."""

from __future__ import annotations

from words.language import ENGLISH, Language, _, n_, offered, use

__all__ = ["ENGLISH", "Language", "_", "n_", "offered", "use"]
