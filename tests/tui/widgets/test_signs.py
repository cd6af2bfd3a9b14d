"""The step bar, the sentence, the clock, the bar, the save sign and the big name."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from tests.tui.painted import Stage, cells, faint, lines
from tui.widgets.bigname import BigName
from tui.widgets.clock import Clock
from tui.widgets.glyphs import GLYPHS, blocks
from tui.widgets.saved import SaveSign
from tui.widgets.sentence import Sentence
from tui.widgets.stepbar import StepBar, say_left
from tui.widgets.tally_bar import Bar

STEPS = ("Gather", "Stories", "Proposal", "Clarify", "React", "Decide", "Lottery", "Close")
SIZES = ((120, 40), (80, 24), (80, 23), (60, 18), (40, 12))


def everything() -> list[Widget]:
    failed = SaveSign()
    failed.failure = "The disk is full. Nothing is lost: choose another folder."
    return [
        StepBar(STEPS, now=2, left=12),
        Sentence("Everybody gets a turn, and you can pass. [/oops]", "begin the round"),
        Clock(lambda: 29, 180),
        Clock(lambda: 195, 180),
        Bar(31, 20, "{value} here, {goal} needed"),
        SaveSign(),
        failed,
        BigName("Anna"),
        BigName("Жанна"),
    ]


@pytest.mark.parametrize("look", ["room-dark", "room-light"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_text_can_be_read(look: str, size: tuple[int, int]) -> None:
    for widget in everything():
        app = Stage(widget, theme=look)
        async with app.run_test(size=size):
            assert faint(app) == []


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (
            120,
            " ✓ Gather ✓ Stories  ▶ PROPOSAL  ○ Clarify ○ React ○ Decide ○ Lottery ○ Close"
            + "12 min left".rjust(42),
        ),
        (80, " ✓✓ ▶ PROPOSAL  3 of 8 ○○○○○ then Clarify" + "12 min left".rjust(38)),
        (60, " ✓✓ ▶ PROPOSAL  3 of 8 ○○○○○ then Clarify       12 min left"),
        (40, " ✓✓ ▶ PROPOSAL  3 of 8     12 min left"),
        (26, " ✓✓ ▶ PROPOSAL  3 of 8"),
    ],
)
async def test_the_step_bar_says_as_much_as_fits(width: int, shown: str) -> None:
    app = Stage(StepBar(STEPS, now=2, left=12))
    async with app.run_test(size=(width, 12)):
        assert " ".join(lines(app)[0].split()) == " ".join(shown.split())


async def test_the_step_bar_follows_the_room() -> None:
    app = Stage(StepBar(STEPS, now=0))
    async with app.run_test(size=(60, 12)) as pilot:
        app.query_one(StepBar).now = 7
        await pilot.pause()

        assert "▶ CLOSE  8 of 8  the last step" in lines(app)[0]


def test_time_that_ran_out_is_said_with_a_word() -> None:
    assert say_left(-5) == "5 min over "
    assert say_left(-5, brief=True) == "+5 min "
    assert say_left(None) == ""


async def test_the_sentence_is_quoted_wrapped_and_never_markup() -> None:
    app = Stage(Sentence("Everybody gets a turn, and you can pass. [/oops]", "begin the round"))
    async with app.run_test(size=(40, 12)):
        shown = " ".join(line.strip("▌▎▏ ") for line in lines(app))

    assert "“Everybody gets a turn, and you can pass. [/oops]”" in " ".join(shown.split())
    assert "Enter: begin the round" in shown


async def test_the_clock_counts_down_and_says_when_it_is_over() -> None:
    now = [0.0]
    app = Stage(Clock(lambda: now[0], 90))
    async with app.run_test(size=(40, 12)) as pilot:
        clock = app.query_one(Clock)
        said = []
        for now[0] in (0, 0.5, 1, 89.5, 90, 90.9, 91, 3690):
            clock.tick()
            await pilot.pause()
            said.append(lines(app)[0].strip())

    assert said == [
        "1:30 left", "1:30 left", "1:29 left", "0:01 left", "0:00 left", "0:00 left", "+0:01 over time",
        "+60:00 over time",
    ]  # fmt: skip


async def test_a_new_limit_shows_at_once() -> None:
    app = Stage(Clock(lambda: 80, 90))
    async with app.run_test(size=(40, 12)) as pilot:
        app.query_one(Clock).limit = 120
        await pilot.pause()

        assert lines(app)[0].strip() == "0:40 left"


async def test_without_a_limit_the_clock_counts_up() -> None:
    app = Stage(Clock(lambda: 65))
    async with app.run_test(size=(40, 12)):
        assert lines(app)[0].strip() == "1:05 so far"


async def test_the_clock_paints_its_digits_where_there_is_room() -> None:
    app = Stage(Clock(lambda: 29, 180))
    async with app.run_test(size=(80, 24)):
        ground = cells(app)[20][0].ground
        rows = ["".join("#" if cell.ground != ground else "." for cell in row) for row in cells(app)[:5]]
        drawn = blocks("2:31")

        assert drawn is not None
        assert [row.strip(".").replace("##", "#").replace("..", ".") for row in rows] == [
            row.strip(".") for row in drawn
        ]
        assert lines(app)[5].strip() == "left"


@pytest.mark.parametrize(
    ("value", "goal", "words", "shown"),
    [
        (31, 20, "{value} here, {goal} needed", "31 here, 20 needed  ✓ enough"),
        (18, 20, "{value} here, {goal} needed", "18 here, 20 needed  ○ 2 to go"),
        (41, 64, "{value} of {goal} bits", "41 of 64 bits  ○ 23 to go"),
        (0, 0, None, "0 of 0  ✓ enough"),
    ],
)
@pytest.mark.parametrize("width", [80, 40])
async def test_the_bar_says_both_numbers_and_whether_it_is_enough(
    value: int, goal: int, words: str | None, shown: str, width: int
) -> None:
    app = Stage(Bar(value, goal, words))
    async with app.run_test(size=(width, 12)):
        assert lines(app)[0].endswith(shown)


async def test_the_bar_fills_with_the_value() -> None:
    app = Stage(Bar(32, 64))
    async with app.run_test(size=(120, 12)) as pilot:
        assert lines(app)[0].startswith("█" * 20 + "░" * 20)

        app.query_one(Bar).value = 63
        await pilot.pause()

        assert lines(app)[0].startswith("█" * 39 + "░")


async def test_the_save_sign_turns_until_saved_and_says_why_not() -> None:
    app = Stage(SaveSign())
    async with app.run_test(size=(60, 12)) as pilot:
        sign = app.query_one(SaveSign)
        assert lines(app)[0] == "✓ saved"

        sign.waiting = True
        await pilot.pause(0.3)
        assert lines(app)[0].endswith(" saving")
        assert sign.turned > 0

        sign.waiting = False
        sign.failure = "The disk is full. [/oops]"
        await pilot.pause()
        assert lines(app)[0] == "✗ The disk is full. [/oops]"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "name", ["Anna", "Maximiliane-Charlotte", "Жанна", "O'Brien", "Ærøskøbing", "李小龍", "👩‍🔧 Jo"]
)
async def test_no_letter_of_a_name_is_dropped(name: str, size: tuple[int, int]) -> None:
    app = Stage(BigName(name))
    async with app.run_test(size=size):
        written = "".join("".join(lines(app)).split()).casefold()
        ground = cells(app)[-1][-1].ground
        painted = any(cell.ground != ground for row in cells(app) for cell in row)

    assert painted != bool(written)
    assert painted or written == "".join(name.split()).casefold()


def test_every_drawing_is_five_rows_of_one_width() -> None:
    assert all(len(drawn) == 5 and len({len(row) for row in drawn}) == 1 for drawn in GLYPHS.values())
    assert len(set(GLYPHS.values())) == len(GLYPHS) - 1, "only the two apostrophes look alike"
    assert blocks("Ж") is None
    assert blocks("") is None
