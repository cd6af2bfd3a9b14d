"""What stands where on a shelf."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from store.layout import ASSEMBLIES, CATALOGUE, DAYBOOK, DRAFTS, PEOPLE, VEIL


def places_on(shelf: Path) -> Mapping[str, Path]:
    """The files and folders of a shelf, whether they are there or not."""
    return {
        "shelf": shelf,
        "people": shelf / PEOPLE,
        "assemblies": shelf / ASSEMBLIES,
        "daybook": shelf / DAYBOOK,
        "catalogue": shelf / CATALOGUE,
        "veil": shelf / VEIL,
        "drafts": shelf / DRAFTS,
        "sentences": sentences_on(shelf),
    }


def sentences_on(shelf: Path) -> Path:
    """The file in which the circle writes its own sentences to say."""
    return shelf / "sentences.toml"
