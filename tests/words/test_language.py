"""The language that the program speaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from words import language

CATALOGUE = b"\xde\x12\x04\x95"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    language.use("en")


def compiled(words: dict[str, str]) -> bytes:
    """A gettext catalogue as msgfmt writes it: a header, two tables, the texts, the translations."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **words}.items())
    texts = [[text.encode() for text in column] for column in zip(*pairs, strict=True)]
    offset, tables, body = 28 + 16 * len(pairs), b"", b""
    for column in texts:
        for text in column:
            tables += len(text).to_bytes(4, "little") + (offset + len(body)).to_bytes(4, "little")
            body += text + b"\0"
    numbers = (0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return CATALOGUE + b"".join(number.to_bytes(4, "little") for number in numbers) + tables + body


def test_a_language_that_nobody_translated_leaves_the_english_words() -> None:
    language.use("tlh")

    assert language._("REJECTED") == "REJECTED"


def test_words_follow_the_language_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tmp_path / "de" / "LC_MESSAGES" / "shopmoot.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(compiled({"REJECTED": "ABGELEHNT"}))
    monkeypatch.setattr(language, "LOCALE", tmp_path)

    language.use("de")

    assert language._("REJECTED") == "ABGELEHNT"
    assert language._("ADOPTED") == "ADOPTED"


def test_numbers_follow_the_plurals_of_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tmp_path / "de" / "LC_MESSAGES" / "shopmoot.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(compiled({"{n} week\0{n} weeks": "{n} Woche\0{n} Wochen"}))
    monkeypatch.setattr(language, "LOCALE", tmp_path)

    assert [language.n_("{n} week", "{n} weeks", number) for number in (1, 2)] == ["{n} week", "{n} weeks"]
    language.use("de")
    assert [language.n_("{n} week", "{n} weeks", number) for number in (1, 2)] == ["{n} Woche", "{n} Wochen"]


def test_every_language_with_a_translation_is_offered_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, words in {"de": {"English": "Deutsch"}, "xx": {"ADOPTED": "?"}}.items():
        catalogue = tmp_path / code / "LC_MESSAGES" / "shopmoot.mo"
        catalogue.parent.mkdir(parents=True)
        catalogue.write_bytes(compiled(words))
    (tmp_path / "fr").mkdir()
    monkeypatch.setattr(language, "LOCALE", tmp_path)

    assert language.offered() == (
        language.Language("en", "English"),
        language.Language("de", "Deutsch"),
        language.Language("xx", "xx"),
    )
