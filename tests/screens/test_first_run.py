"""From an empty shelf to a circle, by the keys that a newcomer presses."""

from __future__ import annotations

from errno import ENOSPC
from fractions import Fraction
from pathlib import Path
from struct import pack

import pytest

from assembly.circle import Kind, default_protocols, protocol_for
from assembly.votes import AllBut, Base, Comparator, FractionOfEntitled, NoQuorum, Rule
from screens.first_run import FirstRunScreen
from screens.first_steps import ProtocolsPart
from screens.home import HomeScreen
from screens.protocol_editor import (
    editor_choices,
    quorum_refused,
    read_quorum,
    rule_refused,
    switched,
    weeks_refused,
    with_quorum,
    with_rule,
)
from screens.roll_entry import RollEntry
from screens.stage import REHEARSE
from tests.screens.fake_desk import FakeDesk
from tests.screens.lobby import Visitor, visiting
from words import language

SIZES = ((80, 24), (60, 18), (40, 12))
ODD_NAMES = "Ana\n\n  \nБорис\n[bold]Chen[/oops]\nDora 🌻\nAna\n"


def words_in(visitor: Visitor) -> str:
    """The screen as one line, whatever was wrapped or framed."""
    return " ".join(visitor.seen.replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_typing_a_name_and_people_and_pressing_enter_founds_a_circle_with_the_usual_rules(
    empty_desk: FakeDesk, size: tuple[int, int]
) -> None:
    async with visiting(empty_desk, size) as visitor:
        await visitor.type("Paint shop")
        await visitor.press("enter")
        await visitor.type("Ana")
        await visitor.press("enter")
        await visitor.type("Boris")
        await visitor.press("enter", "enter", "enter", "enter")

        assert isinstance(visitor.app.screen, HomeScreen)
    assert empty_desk.circle().name == "Paint shop"
    assert empty_desk.circle().protocols == default_protocols()
    assert [person.name for person in empty_desk.people()] == ["Ana", "Boris"]


async def test_the_step_is_counted_and_going_back_and_forth_loses_nothing(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        assert "step 1 of 4" in visitor.seen
        await visitor.type("Paint shop")
        await visitor.press("enter")
        assert "step 2 of 4" in visitor.seen
        await visitor.paste("Ana\nBoris")
        await visitor.press("tab", "tab", "enter", "3")
        await visitor.press("l", "ctrl+u", "8", "enter", "t")
        await visitor.press("escape", "escape")
        assert "step 1 of 4" in visitor.seen
        await visitor.press("enter")
        assert visitor.app.screen.query_one(RollEntry).text == "Ana\nBoris"
        await visitor.press("tab", "tab", "enter")
        assert "within 8 weeks" in words_in(visitor)
        await visitor.press("enter", "enter")

    assert empty_desk.circle().name == "Paint shop"
    assert protocol_for(empty_desk.circle().protocols, Kind.EXPERIMENT).review_within_weeks == 8


async def test_what_was_typed_is_still_there_after_the_program_was_killed(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint shop")
        await visitor.press("enter")
        await visitor.paste("Ana\nBoris")

    async with visiting(empty_desk) as visitor:
        assert "Paint shop" in visitor.seen
        await visitor.press("enter")
        assert "2 people, from Ana" in visitor.seen
        await visitor.press("tab", "tab", "enter", "enter", "enter")

    assert [person.name for person in empty_desk.people()] == ["Ana", "Boris"]
    assert not any(empty_desk.drafts.values())


async def test_a_circle_without_a_name_or_without_people_is_not_founded_and_says_why(
    empty_desk: FakeDesk,
) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.press("enter")
        assert "step 1 of 4" in visitor.seen
        await visitor.type("Paint")
        await visitor.press("enter", "tab", "tab", "enter")
        assert "step 2 of 4" in visitor.seen

        assert "What do you call your group?" in visitor.app.said[0]
        assert "at least one name" in visitor.app.said[1]


async def test_three_hundred_pasted_names_of_every_kind_are_taken_as_they_are(empty_desk: FakeDesk) -> None:
    names = ODD_NAMES + "\n".join(f"Человек {number} [b]" for number in range(295))
    async with visiting(empty_desk) as visitor:
        await visitor.type("Big hall")
        await visitor.press("enter")
        await visitor.paste(names)
        assert "300 people, from Ana" in visitor.seen
        assert "“Ana” stands 2 times." in visitor.seen
        await visitor.press("tab", "tab", "enter", "enter", "enter")
        await visitor.press("p")
        assert "[bold]Chen[/oops]" in visitor.seen

    assert len(empty_desk.people()) == 300
    assert empty_desk.people()[2].name == "[bold]Chen[/oops]"


async def test_a_table_with_a_fault_says_the_row_and_imports_nobody(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("enter")
        await visitor.paste("name,shift\nAna,early\nBoris,late,extra")
        assert "✗ Row 3: 3 columns instead of 2." in visitor.seen
        await visitor.press("tab", "tab", "enter")

        assert "Row 3" in visitor.app.said[-1]
        assert "step 2 of 4" in visitor.seen
    assert empty_desk.people() == ()


async def test_enter_on_an_empty_line_goes_on_wherever_in_the_list_it_is(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("Night shift")
        await visitor.press("enter")
        await visitor.paste("Ana\nBoris\nChen")
        await visitor.press("up", "end", "enter", "enter")

        assert "Most circles begin with these rules" in visitor.seen


async def test_enter_does_not_end_a_list_that_arrives_as_keys(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("enter")
        await visitor.type("Ana")
        await visitor.press("enter")
        await visitor.pilot.press("enter", "B", "o")

        assert visitor.app.screen.query_one(RollEntry).text == "Ana\n\nBo"


async def test_a_file_is_read_by_its_path_and_a_missing_one_is_said(
    empty_desk: FakeDesk, tmp_path: Path
) -> None:
    table = tmp_path / "our people.csv"
    table.write_text("\ufeffname,shift\nAna,early\nZoë,late\n", "utf-8")
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("enter", "ctrl+o")
        await visitor.type("/nowhere.csv")
        await visitor.press("enter")
        assert "cannot be read" in visitor.seen
        await visitor.press("ctrl+u")
        await visitor.paste(f"'{table}'")
        await visitor.press("enter")
        assert "2 people, from Ana to Zoë" in visitor.seen
        await visitor.press("tab", "tab", "enter", "enter", "enter")

    assert [person.tags for person in empty_desk.people()] == [{"shift": "early"}, {"shift": "late"}]


async def test_a_vote_rule_that_leaves_a_question_open_is_asked_about(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("enter")
        await visitor.paste("Ana")
        await visitor.press("tab", "tab", "enter", "2", "r", "ctrl+u")
        await visitor.type("two thirds")
        await visitor.press("enter")
        assert "A share of what:" in words_in(visitor)
        await visitor.press("ctrl+u")
        await visitor.type("more than 3/5 of cast")
        await visitor.press("enter")
        rules = visitor.app.screen_stack[1].query_one(ProtocolsPart).protocols

    half = FractionOfEntitled(Fraction(1, 2))
    assert protocol_for(rules, Kind.STRATEGIC).rule == Rule(
        Comparator.MORE_THAN, Fraction(3, 5), Base.CAST, half
    )


async def test_what_was_typed_for_a_rule_is_still_there_after_esc(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("enter")
        await visitor.paste("Ana")
        await visitor.press("tab", "tab", "enter", "1", "h", "ctrl+u")
        await visitor.type("entitled - 2")
        await visitor.press("escape", "h")

        assert "entitled - 2" in visitor.seen


async def test_rehearsing_leaves_with_the_code_that_asks_the_door_for_it(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.press("ctrl+r")
        assert "shopmoot --demo" in words_in(visitor)
        await visitor.press("y")

    assert visitor.app.return_code == 0
    assert visitor.app.return_value == REHEARSE
    assert empty_desk.circle().name == ""


async def test_r_rehearses_where_nothing_is_typed_and_writes_an_r_where_something_is(
    empty_desk: FakeDesk,
) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("rR")
        assert "rR" in visitor.seen
        await visitor.press("down", "R")

        assert "An invented bakery" in visitor.seen


async def test_the_mouse_and_the_arrows_reach_the_rehearsal(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.press("down", "enter")

        assert "An invented bakery" in visitor.seen


async def test_a_full_disk_is_said_and_everything_typed_stays(empty_desk: FakeDesk) -> None:
    empty_desk.refused = OSError(ENOSPC, "No space left on device")
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("enter")
        await visitor.paste("Ana")
        await visitor.press("tab", "tab", "enter", "enter", "enter")
        assert "No space left on device" in visitor.app.said[-1]
        assert isinstance(visitor.app.screen, FirstRunScreen)

        empty_desk.refused = None
        await visitor.press("enter")
        assert isinstance(visitor.app.screen, HomeScreen)


async def test_esc_on_the_first_step_asks_before_it_quits(empty_desk: FakeDesk) -> None:
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("escape", "enter")

        assert isinstance(visitor.app.screen, FirstRunScreen)
        assert "Paint" in visitor.seen


async def test_a_language_is_chosen_by_its_number_and_kept_with_the_circle(
    empty_desk: FakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / f"{language.DOMAIN}.mo").write_bytes(pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28))
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    async with visiting(empty_desk) as visitor:
        await visitor.type("Paint")
        await visitor.press("enter")
        await visitor.paste("Ana")
        await visitor.press("tab", "tab", "enter", "enter", "2")
        assert "✓ sr" in visitor.seen
        await visitor.press("enter")
    language.use(language.ENGLISH)

    assert empty_desk.circle().language == "sr"


def test_a_typed_rule_keeps_the_quorum_unless_it_names_another() -> None:
    strategic = protocol_for(default_protocols(), Kind.STRATEGIC)

    assert with_rule(strategic, "at least 60% of yes+no").quorum == strategic.quorum
    assert with_rule(strategic, "at least 60% of yes+no, quorum entitled - 2").quorum == AllBut(2)
    assert with_rule(strategic, "at least 60% of yes+no, no quorum").quorum == NoQuorum()


@pytest.mark.parametrize("place", range(4))
def test_consent_and_vote_of_a_kind_share_one_quorum(place: int) -> None:
    changed = with_quorum(default_protocols()[place], AllBut(3))

    assert changed.quorum == AllBut(3)
    assert changed.rule is None or changed.rule.quorum == AllBut(3)


@pytest.mark.parametrize("chosen", ["s3", "sofa", "holacracy", "vote"])
@pytest.mark.parametrize("place", range(4))
def test_every_kind_can_still_decide_after_it_was_switched(place: int, chosen: str) -> None:
    changed = switched(default_protocols()[place], chosen)

    assert changed.dialect_name == (None if chosen == "vote" else chosen)
    assert changed.dialect or changed.rule


@pytest.mark.parametrize(
    ("text", "quorum"),
    [
        ("", NoQuorum()),
        ("None", NoQuorum()),
        ("entitled - 2", AllBut(2)),
        ("quorum 1/3 of entitled", FractionOfEntitled(Fraction(1, 3))),
    ],
)
def test_a_quorum_is_read_as_people_write_it(text: str, quorum: object) -> None:
    assert read_quorum(text) == quorum


def test_what_is_no_rule_no_quorum_or_no_number_of_weeks_is_refused_in_a_sentence() -> None:
    assert rule_refused("at least 2/3 of present", AllBut(2)) is None
    assert "at least 2/3 of present, quorum entitled - 2" in str(rule_refused("two thirds", AllBut(2)))
    assert rule_refused("", AllBut(2))
    assert quorum_refused("half of the moon")
    assert [bool(weeks_refused(text)) for text in ("", "6", "0", "six", "-1", "9999999999")] == [
        False, False, True, True, True, True,
    ]  # fmt: skip


def test_the_editor_is_offered_with_leaving_it_as_it_is_in_front() -> None:
    for protocol in default_protocols():
        choices = editor_choices(protocol)
        assert choices[0].id == "done"
        assert len(choices) <= 9
        assert len({choice.key for choice in choices}) == len(choices)
