"""What can be set, which values make sense, and what is best when nothing is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from assembly.value import value

Value = str | int

THEMES = ("room-dark", "room-light")
LONGEST_ASSEMBLY = 24 * 60
LAST_PORT = 65535


class BadValue(ValueError):
    """A value that makes no sense, with the sentence that says why."""


@value
class Choice:
    """One thing that can be set."""

    name: str
    read: Callable[[object], Value]
    """Makes a usable value of what was typed, or raises `BadValue`."""
    default: Callable[[], Value]
    meaning: str


def read_folder(offered: object) -> str:
    """A folder as an absolute path."""
    if not isinstance(offered, str | Path) or not str(offered).strip():
        raise BadValue("A folder is written as text.")
    try:
        return str(Path(offered).expanduser().absolute())
    except RuntimeError as fault:
        raise BadValue("There is no such user.") from fault


def read_theme(offered: object) -> str:
    """The name of a theme that we have."""
    if offered not in THEMES:
        raise BadValue(f"The themes are {' and '.join(THEMES)}.")
    return str(offered)


def read_language(offered: object) -> str:
    """A language code, such as `de` or `pt-BR`."""
    if not isinstance(offered, str) or not re.fullmatch(r"[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?", offered):
        raise BadValue("A language is a code such as en or de.")
    return offered.replace("-", "_")


def read_minutes(offered: object) -> int:
    """How long an assembly lasts."""
    return _whole(offered, 1, LONGEST_ASSEMBLY)


def read_port(offered: object) -> int:
    """A port of this machine."""
    return _whole(offered, 0, LAST_PORT)


def read_address(offered: object) -> str:
    """An address of this machine, or empty."""
    from ipaddress import ip_address  # noqa: PLC0415 - read only when an address is given

    if offered == "":
        return ""
    try:
        return str(ip_address(str(offered).strip()))
    except ValueError as fault:
        raise BadValue("An address of this machine looks like 192.168.1.23.") from fault


def read_base_url(offered: object) -> str:
    """The address of published pages, without a slash at the end."""
    from archive.code import checked_base  # noqa: PLC0415 - read only when an address is given
    from assembly.refusal import RuleBroken  # noqa: PLC0415

    if offered == "":
        return ""
    try:
        return checked_base(str(offered))
    except RuleBroken as refusal:
        raise BadValue("An address looks like https://example.org/assemblies.") from refusal


def _whole(offered: object, least: int, most: int) -> int:
    text = str(offered).strip()
    if isinstance(offered, bool) or not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        raise BadValue(f"It must be a whole number from {least} to {most}.")
    return int(text)


def _data_folder() -> str:
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where a folder is named

    return str(user_data_path("shopmoot", appauthor=False))


CHOICES: tuple[Choice, ...] = (
    Choice("data", read_folder, _data_folder, "the folder of the shelf"),
    Choice("theme", read_theme, lambda: THEMES[0], "room-dark or room-light"),
    Choice("language", read_language, lambda: "", "a language code; empty: the language of the circle"),
    Choice("minutes", read_minutes, lambda: 90, "how long an assembly is planned to last"),
    Choice("port", read_port, lambda: 8137, "where pages are shown to the room; 0: any free port"),
    Choice("address", read_address, lambda: "", "the address phones are shown; empty: the likeliest"),
    Choice("base_url", read_base_url, lambda: "", "where the published pages stand for good"),
)
