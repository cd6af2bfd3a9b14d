"""A phone can read the code from the painted cells, in both looks and at every size, or it is not painted."""

from __future__ import annotations

import pytest
import qrcode  # type: ignore[import-untyped]

from tests.tui.painted import Stage, cells, decoded, lines
from tui.widgets.code import Code, Matrix

ADDRESS = "HTTP://192.168.178.34:8321/D/7K3FQ"
LOOKS = ("room-dark", "room-light", "textual-light")


def matrix(text: str) -> Matrix:
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text, optimize=0)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", [(80, 24), (80, 40), (120, 40), (200, 60)])
async def test_a_phone_reads_the_code(look: str, size: tuple[int, int]) -> None:
    app = Stage(Code(matrix(ADDRESS), ADDRESS), theme=look)

    async with app.run_test(size=size):
        assert decoded(cells(app)) == [ADDRESS]


@pytest.mark.parametrize("size", [(30, 24), (80, 12), (40, 12)])
async def test_where_it_does_not_fit_the_address_is_written_in_full(size: tuple[int, int]) -> None:
    app = Stage(Code(matrix(ADDRESS), ADDRESS))

    async with app.run_test(size=size):
        assert ADDRESS in "".join(line.strip() for line in lines(app))
        assert decoded(cells(app)) == []
        assert not app.query_one(Code).painted


async def test_it_is_painted_anew_when_the_window_changes() -> None:
    app = Stage(Code(matrix(ADDRESS), ADDRESS))

    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.resize_terminal(120, 40)
        await pilot.pause()

        assert decoded(cells(app)) == [ADDRESS]


async def test_another_code_replaces_the_first() -> None:
    app = Stage(Code(matrix(ADDRESS), ADDRESS))

    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Code).show_code(matrix("OTHER"), "OTHER")
        await pilot.pause()

        assert decoded(cells(app)) == ["OTHER"]


async def test_four_modules_of_white_surround_it() -> None:
    app = Stage(Code(matrix(ADDRESS), ADDRESS))

    async with app.run_test(size=(120, 40)):
        white = [[cell.ground.hex6 == "#FFFFFF" for cell in row] for row in cells(app)]

    across = len(matrix(ADDRESS)) + 8
    framed = [row for row in white if any(row)]
    assert len(framed) == across
    assert all(sum(row) == 2 * across for row in framed[:4] + framed[-4:])
    assert all(sum(row[: row.index(True) + 8]) == 8 for row in framed)
