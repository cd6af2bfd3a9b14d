"""The way to a page: its permalink, and the code that a phone reads."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from assembly.refusal import RuleBroken

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, True where it is dark, without the quiet zone."""

QUIET_ZONE = 4
"""How many light modules a painted code needs on each side."""

LONGEST = 500
"""A longer address makes a code that no phone reads off a screen."""

ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]*")
"""What a code stores in the mode that makes it smaller."""

ID = re.compile(r"[0-9A-Z][0-9A-Z-]{0,31}")
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_PATH = re.compile(r"(/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*")


def checked_base(url: str) -> str:
    """The address under which the pages stand, without a slash at the end.

    Raises:
        RuleBroken: `base-url-scheme`, `base-url-host`, `base-url-parts`, `base-url-path` and
            `base-url-too-long` say what is wrong with it.
    """
    text = url.strip()
    if len(text) > LONGEST:
        raise RuleBroken("base-url-too-long", longest=LONGEST)
    parts, host = _split(text)
    if parts.scheme not in {"http", "https"}:
        raise RuleBroken("base-url-scheme", url=text)
    if not _HOST.fullmatch(host) or ".." in host:
        raise RuleBroken("base-url-host", url=text)
    if parts.query or parts.fragment or "?" in text or "#" in text or "@" in parts.netloc:
        raise RuleBroken("base-url-parts", url=text)
    path = parts.path.rstrip("/")
    if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise RuleBroken("base-url-path", url=text)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{path}"


def _split(text: str) -> tuple[SplitResult, str]:
    """The parts of an address and its host as the network spells it."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
        if ":" in host:
            return parts, f"[{host}]"
        return parts, host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        raise RuleBroken("base-url-host", url=text) from None


def page_url(base_url: str, id: str, room: str = "D") -> str:
    """The address of a decision (`D`) or a draw (`V`), as people read it."""
    if not ID.fullmatch(id):
        raise RuleBroken("odd-id", id=id)
    return f"{checked_base(base_url)}/{room}/{id}"


def permalink(base_url: str, id: str, room: str = "D") -> str:
    """The address of a page for a code: in capitals where that makes the code smaller and changes nothing."""
    return in_capitals(page_url(base_url, id, room))


def in_capitals(url: str) -> str:
    """An address with scheme and host in capitals, unless its path has letters whose case matters."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    capital = f"{scheme.upper()}://{host.upper()}{slash}{path}"
    return capital if ALPHANUMERIC.fullmatch(capital) else url


def code_matrix(url: str) -> Matrix:
    """The code for an address: level M, one mode for all of it, without the quiet zone."""
    from qrcode.constants import (  # type: ignore[import-untyped]  # noqa: PLC0415 - 12 ms at the start
        ERROR_CORRECT_M,
    )
    from qrcode.main import QRCode  # type: ignore[import-untyped]  # noqa: PLC0415

    if len(url) > LONGEST:
        raise RuleBroken("code-too-long", longest=LONGEST)
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(url, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
