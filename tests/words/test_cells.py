"""Nothing that somebody typed is computed by a spreadsheet, and reading it back gives what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words.cells import as_typed, harmless


@given(st.text(alphabet="'=+-@\t\r\nab") | st.text())
def test_what_was_made_harmless_is_read_back_as_it_was_typed(text: str) -> None:
    assert as_typed(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["", "two breaks", "'tis", "7 = 7", "don't"])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
    assert as_typed(text) == text
