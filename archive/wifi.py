"""The text of a code that takes a phone into a Wi-Fi network."""

from __future__ import annotations

import re

from assembly.refusal import RuleBroken

LONGEST_NAME = 32
"""In bytes: what the radio can carry."""
PASSWORD_LENGTHS = range(8, 64)
"""In letters, as WPA has it; sixty-four hexadecimal digits are a key."""

_SPECIAL = re.compile(r'([\\;,":])')
_KEY = re.compile(r"[0-9A-Fa-f]{64}")


def wifi_text(name: str, password: str) -> str:
    """What phones understand as a way into a network; without a password as an open one.

    Raises:
        RuleBroken: `wifi-no-name`, `wifi-name-long`, `wifi-odd-letters`, `wifi-password-length`: no network
            can have that name or password.
    """
    check_wifi(name, password)
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(name)};;"
    return f"WIFI:T:WPA;S:{_escaped(name)};P:{_escaped(password)};;"


def check_wifi(name: str, password: str) -> None:
    """Refuse what no network can be called, or have as its password.

    Raises:
        RuleBroken: As `wifi_text`.
    """
    if not name:
        raise RuleBroken("wifi-no-name")
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        raise RuleBroken("wifi-name-long", longest=LONGEST_NAME)
    if not (name.isprintable() and password.isprintable()):
        raise RuleBroken("wifi-odd-letters")
    if password and len(password) not in PASSWORD_LENGTHS and not _KEY.fullmatch(password):
        raise RuleBroken(
            "wifi-password-length", least=PASSWORD_LENGTHS[0], most=PASSWORD_LENGTHS[-1], given=len(password)
        )


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
