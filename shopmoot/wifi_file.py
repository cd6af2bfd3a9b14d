"""The Wi-Fi of the room on the shelf: a private file, in no book, on no page and in no log."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from archive.wifi import check_wifi
from assembly.refusal import RuleBroken
from screens.desk import Wifi
from shopmoot.page_words import page_trouble
from store.storage import PRIVATE, replace_file

FILE = "wifi.json"


def read_wifi(folder: Path | None) -> Wifi | None:
    """The network that was kept; None where there is none, or what was kept cannot be one."""
    if folder is None:
        return None
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
        name, password = kept["name"], kept["password"]
        if not (isinstance(name, str) and isinstance(password, str)):
            return None
        check_wifi(name, password)
    except (OSError, ValueError, LookupError, TypeError, RecursionError, RuleBroken):
        return None
    return Wifi(name, password, kept=True)


def keep_wifi(folder: Path | None, wifi: Wifi) -> None:
    """Keep it where only the owner of the shelf can read it.

    Raises:
        OSError: It could not be written, or nothing may be written.
    """
    if folder is None:
        raise PermissionError
    text = json.dumps({"name": wifi.name, "password": wifi.password}, ensure_ascii=False)
    replace_file(folder / FILE, text.encode(), PRIVATE)


def forget_wifi(folder: Path | None) -> None:
    """Keep nothing any more; where nothing may be written, nothing was.

    Raises:
        OSError: It could not be removed.
    """
    if folder is not None:
        with suppress(FileNotFoundError):
            (folder / FILE).unlink()


def refused_wifi(wifi: Wifi) -> str:
    """Why no network can be called so, in a sentence, or empty."""
    try:
        check_wifi(wifi.name, wifi.password)
    except RuleBroken as refusal:
        return page_trouble(refusal)
    return ""
