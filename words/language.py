"""The language that the program speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from assembly.value import value

DOMAIN = "shopmoot"
LOCALE = Path(__file__).parent / "locale"
ENGLISH = "en"


class Translation(Protocol):
    """Whoever knows the words of a language; those of the standard library do."""

    def gettext(self, message: str, /) -> str:
        """The words for a text."""

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The words for a number of things."""


class English:
    """What the program is written in."""

    def gettext(self, message: str, /) -> str:
        """The text itself."""
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """The first for one thing, the second for any other number."""
        return msgid1 if n == 1 else msgid2


class _Speech:
    """Which translation is in use."""

    translation: Translation = English()


@value
class Language:
    """A language that the program can speak."""

    code: str
    name: str
    """What its speakers call it: the translation of the word “English”."""


def use(language: str) -> None:
    """Speak a language from now on; one without a translation leaves the English words."""
    _Speech.translation = _translation(language)


def offered() -> tuple[Language, ...]:
    """The languages to choose from: English, then every folder that holds a compiled translation."""
    found = sorted(path.parts[-3] for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (
        Language(ENGLISH, "English"),
        *(Language(code, _own_name(code)) for code in found if code != ENGLISH),
    )


def _(text: str) -> str:
    """The words for a text in the language in use."""
    return _Speech.translation.gettext(text)


def n_(one: str, many: str, number: int) -> str:
    """The words for a number of things, by the plural rules of the language in use."""
    return _Speech.translation.ngettext(one, many, number)


def _own_name(code: str) -> str:
    said = _translation(code).gettext("English")
    return code if said == "English" else said


def _translation(language: str) -> Translation:
    if language == ENGLISH:
        return English()
    import gettext  # noqa: PLC0415 - a start in English needs none

    return gettext.translation(DOMAIN, LOCALE, languages=[language], fallback=True)
