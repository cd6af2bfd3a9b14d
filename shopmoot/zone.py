"""The time zone of this computer by its name, which alone says when summer time begins."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

LINK = Path("/etc/localtime")
NAME = Path("/etc/timezone")


@cache
def zone_here() -> str:
    """The zone of this computer, such as `Europe/Berlin`, or empty where it has no name."""
    return zone_name(os.environ, LINK, NAME)


def zone_name(environment: Mapping[str, str], link: Path, name: Path) -> str:
    """The first of the usual places that names a zone which is known here.

    Args:
        environment: Where `TZ` may say it.
        link: What leads to the file of the zone.
        name: A file with the name.
    """
    return next((one for one in _said(environment, link, name) if _known(one)), "")


def _said(environment: Mapping[str, str], link: Path, name: Path) -> Iterator[str]:
    told = environment.get("TZ", "")
    if told:
        yield told.removeprefix(":").rpartition("zoneinfo/")[2]
        return
    yield str(link.resolve()).rpartition("zoneinfo/")[2]
    try:
        yield name.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return


def _known(zone: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - a start sets no date

    if not zone:
        return False
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return False
    return True
