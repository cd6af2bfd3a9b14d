"""The language that the program speaks."""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "shopmoot"
LOCALE = Path(__file__).parent / "locale"


class _Speech:
    """Which translation is in use; English is what the program is written in."""

    translation: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Speak a language from now on; one without a translation leaves the English words."""
    _Speech.translation = gettext.translation(DOMAIN, LOCALE, languages=[language], fallback=True)


def _(text: str) -> str:
    """The words for a text in the language in use."""
    return _Speech.translation.gettext(text)
