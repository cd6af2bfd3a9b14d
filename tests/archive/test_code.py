from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from archive.code import QUIET_ZONE, Matrix, checked_base, code_matrix, in_capitals, page_url, permalink
from assembly.refusal import RuleBroken

IDS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=5, max_size=5)


class Painted:
    """A code painted black on white, as a camera would see it."""

    def __init__(self, matrix: Matrix, scale: int = 4) -> None:
        across = len(matrix) + 2 * QUIET_ZONE
        pixels = bytearray(b"\xff" * (across * scale) ** 2)
        for y in range(across * scale):
            for x in range(across * scale):
                row, column = y // scale - QUIET_ZONE, x // scale - QUIET_ZONE
                if 0 <= row < len(matrix) and 0 <= column < len(matrix) and matrix[row][column]:
                    pixels[y * across * scale + x] = 0
        self.view = memoryview(pixels).cast("B", (across * scale, across * scale))


def read(matrix: Matrix) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(
        Painted(matrix).view, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return found


@pytest.mark.parametrize(
    "base",
    [
        "http://192.168.1.23:8137",
        "http://10.0.0.2:8137",
        "https://coop.example",
        "https://coop.example/commons",
        "http://[fd00::2]:8137",
    ],
)
def test_a_phone_reads_the_permalink_out_of_the_code(base: str) -> None:
    found = read(code_matrix(permalink(base, "7K3FQ")))

    assert found.text == permalink(base, "7K3FQ")
    assert found.ec_level == "M"


def test_the_code_of_the_room_is_the_smallest_that_a_code_can_be() -> None:
    room = code_matrix(permalink("http://192.168.1.23:8137", "7K3FQ"))
    small_letters = code_matrix("http://192.168.1.23:8137/D/7K3FQ")

    assert (len(room), len(small_letters)) == (25, 29)


def test_a_code_has_no_quiet_zone_of_its_own() -> None:
    matrix = code_matrix("HTTP://192.168.1.23:8137/")

    assert matrix[0][:7] == (True,) * 7
    assert {len(row) for row in matrix} == {len(matrix)}


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ("http://192.168.1.23:8137", "HTTP://192.168.1.23:8137/D/7K3FQ"),
        ("https://coop.example/", "HTTPS://COOP.EXAMPLE/D/7K3FQ"),
        ("https://coop.example/SHOP", "HTTPS://COOP.EXAMPLE/SHOP/D/7K3FQ"),
        ("https://coop.example/commons", "https://coop.example/commons/D/7K3FQ"),
        ("http://[fd00::2]:8137", "http://[fd00::2]:8137/D/7K3FQ"),
        ("https://my_shop.example", "https://my_shop.example/D/7K3FQ"),
    ],
)
def test_an_address_is_in_capitals_only_where_that_changes_nothing(base: str, link: str) -> None:
    assert permalink(base, "7K3FQ") == link


@given(IDS)
def test_capitals_lead_to_the_same_page(id: str) -> None:
    plain = page_url("https://Coop.Example/a/B", id)

    assert in_capitals(plain).lower() == plain.lower()
    assert in_capitals(plain).endswith(f"/a/B/D/{id}")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://coop.example/ ", "https://coop.example"),
        ("HTTPS://Coop.Example/Shop/", "https://coop.example/Shop"),
        ("http://192.168.1.23:8137", "http://192.168.1.23:8137"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("http://localhost:8000/~ana/", "http://localhost:8000/~ana"),
    ],
)
def test_a_base_address_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert checked_base(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "base-url-scheme"),
        ("coop.example", "base-url-scheme"),
        ("ftp://coop.example", "base-url-scheme"),
        ("javascript:alert(1)", "base-url-scheme"),
        ("file:///etc", "base-url-scheme"),
        ("https://", "base-url-host"),
        ("https:///D", "base-url-host"),
        ("https://a b.example", "base-url-host"),
        ("https://coop..example", "base-url-host"),
        ("https://coop.example:99999", "base-url-host"),
        ("https://[::1", "base-url-host"),
        ("https://ana:secret@coop.example", "base-url-parts"),
        ("https://coop.example/?page=1", "base-url-parts"),
        ("https://coop.example/#top", "base-url-parts"),
        ("https://coop.example/a/../b", "base-url-path"),
        ('https://coop.example/"><script>', "base-url-path"),
        ("https://coop.example/ü", "base-url-path"),
        ("https://coop.example//a", "base-url-path"),
        ("https://coop.example/" + "a" * 500, "base-url-too-long"),
    ],
)
def test_an_address_that_no_page_can_have_is_refused(typed: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        checked_base(typed)

    assert refusal.value.code == code


@pytest.mark.parametrize("id", ["", "7k3fq", "../X", "A/B", "A B"])
def test_an_id_that_is_none_gets_no_address(id: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        permalink("https://coop.example", id)

    assert refusal.value.code == "odd-id"


def test_an_address_that_no_phone_could_read_gets_no_code() -> None:
    with pytest.raises(RuleBroken) as refusal:
        code_matrix("HTTP://" + "A" * 500)

    assert refusal.value.code == "code-too-long"
