"""Which complaint comes back where, and what of it everybody may see."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.turns import TellStory
from assembly.heard import Heard, heard_in
from assembly.patterns import FEWEST_SHOWN, between, patterns_of, published
from assembly.said import Said
from assembly.steps import Step
from tests.rooms import Room

DAY = date(2026, 3, 9)


def heard(
    number: int,
    *,
    theme: str = "noise",
    department: str = "paint",
    member: str | None = None,
    on: date = DAY,
    decisions: tuple[str, ...] = (),
) -> Heard:
    return Heard("7K3FQ", number, on, theme, department, member, decisions)


STORIES = st.lists(
    st.builds(
        Heard,
        st.sampled_from(["A0001", "A0002"]),
        st.integers(1, 9),
        st.dates(date(2024, 1, 1), date(2026, 12, 31)),
        st.sampled_from(["noise", "Noise ", "dust", "", "[pay]"]),
        st.sampled_from(["paint", "PAINT", "press", ""]),
        st.sampled_from(["M001", "M002", "M003", "M004", None]),
    ),
    max_size=40,
)


def test_the_same_theme_in_other_capitals_is_the_same_and_the_commonest_spelling_is_shown() -> None:
    patterns = patterns_of(
        [heard(1), heard(2, theme="Noise"), heard(3, theme=" Noise  "), heard(4, theme="dust")]
    )

    assert patterns.themes == ("Noise", "dust")
    assert patterns.cell("Noise", "paint").number == 3


def test_a_cell_leads_to_its_stories_and_to_what_was_decided_because_of_them() -> None:
    patterns = patterns_of([heard(1), heard(2, decisions=("D0001",)), heard(3, decisions=("D0001", "D0002"))])

    assert [story.number for story in patterns.cell("noise", "paint").stories] == [3, 2, 1]
    assert patterns.cell("noise", "paint").decisions == ("D0001", "D0002")
    assert patterns.cell("noise", "press").number == 0


def test_the_line_of_a_theme_has_every_month_also_the_quiet_ones() -> None:
    told = [heard(1, on=date(2025, 11, 30)), heard(2, on=date(2026, 2, 1)), heard(3, on=date(2026, 2, 28))]

    patterns = patterns_of(told)

    assert patterns.months == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert patterns.lines["noise"] == (1, 0, 0, 2)


def test_nothing_told_is_an_empty_map() -> None:
    patterns = patterns_of([])

    assert (patterns.themes, patterns.departments, patterns.months, patterns.most) == ((), (), (), 0)


def test_two_people_are_not_shown_to_everybody_and_three_are() -> None:
    two = [heard(1, member="M001"), heard(2, member="M002"), heard(3, member="M002")]
    three = [heard(number, theme="dust", member=f"M00{number}") for number in (4, 5, 6)]

    shown = published(patterns_of([*two, *three]))

    assert shown.themes == ("dust",)
    assert shown.number("dust") == 3


def test_a_month_of_one_cannot_be_found_by_subtraction() -> None:
    march = [heard(number, member=f"M00{number}") for number in (1, 2, 3)]
    april = heard(4, member="M004", on=date(2026, 4, 6))
    hidden = heard(5, department="press", member="M005")

    shown = published(patterns_of([*march, april, hidden]))

    assert shown.number("noise") == 4
    assert shown.lines == {}


def test_the_stories_of_an_assembly_are_counted_with_what_they_led_to() -> None:
    room = Room()
    room.walk_to(Step.STORIES)
    room.ask(
        TellStory("M001", Said("It hums"), Said(""), "noise", "paint"),
    )

    assert [(one.theme, one.department, one.member, one.decisions) for one in heard_in(room.state)] == [
        ("noise", "paint", "M001", ())
    ]


@given(STORIES)
def test_no_published_number_stands_for_fewer_than_three_people(stories: list[Heard]) -> None:
    private = patterns_of(stories)
    shown = published(private)

    for place, cell in shown.cells.items():
        assert private.cells[place].people >= FEWEST_SHOWN
        assert cell.number == private.cells[place].number
        assert all(story.member is None for story in cell.stories)
    for theme, line in shown.lines.items():
        told = [
            story
            for place, cell in private.cells.items()
            if place[0] == theme and place in shown.cells
            for story in cell.stories
        ]
        for month, number in zip(shown.months, line, strict=True):
            here = [story for story in told if f"{story.on:%Y-%m}" == month]
            assert number == len(here)
            assert not here or len({story.member for story in here}) >= FEWEST_SHOWN


@given(STORIES)
def test_every_story_is_in_one_cell_and_in_one_month(stories: list[Heard]) -> None:
    patterns = patterns_of(stories)

    assert sum(cell.number for cell in patterns.cells.values()) == len(stories)
    assert sum(map(sum, patterns.lines.values())) == len(stories)
    assert set(patterns.cells) <= {(t, d) for t in patterns.themes for d in patterns.departments}


@given(STORIES, st.randoms())
def test_the_order_in_which_books_are_read_changes_nothing(stories: list[Heard], random: Random) -> None:
    shuffled = list(stories)
    random.shuffle(shuffled)

    assert patterns_of(shuffled).lines == patterns_of(stories).lines


@given(STORIES, st.dates(), st.dates())
def test_a_span_of_time_takes_both_its_days(stories: list[Heard], since: date, until: date) -> None:
    chosen = between(stories, since, until)

    assert all(since <= one.on <= until for one in chosen)
    assert len(chosen) == sum(since <= one.on <= until for one in stories)
