from __future__ import annotations

import re

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from archive.code import code_matrix
from archive.wifi import check_wifi, wifi_text
from assembly.refusal import RuleBroken
from tests.archive.test_code import read

SPECIAL = '\\;,":'


def understood(text: str) -> dict[str, str]:
    """What a phone makes of the text of a code: fields end with a semicolon, a backslash saves a sign."""
    assert text.startswith("WIFI:")
    found = re.findall(r"([A-Z]):((?:\\.|[^\\;])*);", text.removeprefix("WIFI:"))
    return {name: re.sub(r"\\(.)", r"\1", told) for name, told in found}


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("Canteen", "bread and roses", "WIFI:T:WPA;S:Canteen;P:bread and roses;;"),
        ("Canteen", "", "WIFI:T:nopass;S:Canteen;;"),
        ('a"b', "1;2,3:4\\5", 'WIFI:T:WPA;S:a\\"b;P:1\\;2\\,3\\:4\\\\5;;'),
    ],
)
def test_the_text_is_the_one_that_phones_know(name: str, password: str, text: str) -> None:
    assert wifi_text(name, password) == text


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Столовая №2", "хлебирозы"),
        ('Ana\'s "net"', 'quo"ted;semi:colon,comma\\'),
        (";;", ":::::::;"),
        ("食堂", "面包和玫瑰面包和玫瑰"),
        ("Café 🦊", "p" * 63),
        ("Кантина", ""),
        ("A" * 32, "0" * 64),
    ],
)
def test_a_phone_reads_the_network_out_of_the_code(name: str, password: str) -> None:
    found = read(code_matrix(wifi_text(name, password)))

    fields = understood(found.text)
    assert (fields["S"], fields.get("P", "")) == (name, password)
    assert fields["T"] == ("WPA" if password else "nopass")
    assert isinstance(found, zxingcpp.Barcode)


@given(
    st.text(st.sampled_from(SPECIAL + "aЖ "), min_size=1, max_size=16),
    st.text(st.sampled_from(SPECIAL + "aЖ "), min_size=8, max_size=63),
)
def test_no_name_and_no_password_runs_into_another_field(name: str, password: str) -> None:
    assert understood(wifi_text(name, password)) == {"T": "WPA", "S": name, "P": password}


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("", "bread and roses", "wifi-no-name"),
        ("n" * 33, "", "wifi-name-long"),
        ("Ж" * 17, "", "wifi-name-long"),
        ("Can\nteen", "", "wifi-odd-letters"),
        ("Canteen", "bread\x00roses", "wifi-odd-letters"),
        ("Can\u202eteen", "", "wifi-odd-letters"),
        ("Canteen", "1234567", "wifi-password-length"),
        ("Canteen", "x" * 64, "wifi-password-length"),
    ],
)
def test_what_no_network_can_be_called_is_refused(name: str, password: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_wifi(name, password)

    assert refusal.value.code == code
