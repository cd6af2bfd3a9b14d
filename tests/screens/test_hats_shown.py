"""The words for who is in which hat: every reason with its facts, the chances, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw, SeatAnswered
from assembly.acts.hatting import RelaxRule, RuleRelaxed, SetRoles
from assembly.acts.throwing import calling
from assembly.chances import chances_of
from assembly.draw.barring import LeftOut, Rule, Why
from assembly.hat_changes import changes_of
from assembly.lottery import Answer
from assembly.minutes import minutes_of
from assembly.roles import Role
from assembly.state import Served
from assembly.steps import Step
from screens.hats_shown import (
    HatsShown,
    chance_words,
    change_words,
    hats_shown,
    why_words,
)
from screens.minutes_words import minutes_sections
from screens.page import plain
from screens.undo_words import what_happened
from tests.rooms import FAIR_DICE, Room, opening_of
from words.draws import rule_name

TODAY = date(2026, 11, 21)
MAY = date(2026, 5, 3)
KEYS = Role("keys", "Keys")
FACILITATOR = Role("facilitator", "Facilitator")
SHOWN = HatsShown(roles=(KEYS,), labels={"treasurer": "Treasurer"}, today=TODAY)


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (LeftOut(Why.NOT_HERE), "not here"),
        (LeftOut(Why.OPTED_OUT), "opted out"),
        (LeftOut(Why.SERVED_MORE, 2, 0, MAY), "served on 3 May, did it 2 times, the others 0"),
        (LeftOut(Why.SERVED_MORE, 1, 0, TODAY), "served today, did it 1 time, the others 0"),
        (LeftOut(Why.SERVED_MORE, 1, 0), "did it 1 time, the others 0"),
        (
            LeftOut(Why.SERVED_MORE, 1, 0, date(2025, 5, 3)),
            "served on 3 May 2025, did it 1 time, the others 0",
        ),
        (LeftOut(Why.HELD_LAST, 1, on=MAY), "held it last time, on 3 May"),
        (LeftOut(Why.HELD_LAST, 1), "held it last time"),
        (LeftOut(Why.HOLDS, on=date(2026, 12, 12)), "term ends 12 December"),
        (LeftOut(Why.HOLDS), "has it already"),
        (LeftOut(Why.TERM_LIMIT, 2, 2, MAY), "served on 3 May, 2 terms are the most"),
        (LeftOut(Why.RECALLED, on=MAY), "recalled on 3 May"),
        (LeftOut(Why.EXCLUDED), "conflict of interest"),
        (LeftOut(Why.CONFLICT, role="treasurer"), "holds Treasurer, which excludes this"),
        (LeftOut(Why.RESERVED), "every seat is for a shift or department"),
    ],
)
def test_every_reason_is_said_with_its_facts(left_out: LeftOut, words: str) -> None:
    assert why_words(left_out, KEYS, SHOWN) == words


def test_of_the_facilitator_it_is_said_in_her_word() -> None:
    assert why_words(LeftOut(Why.HELD_LAST, 1, on=MAY), FACILITATOR, SHOWN) == (
        "facilitated last time, on 3 May"
    )
    assert why_words(LeftOut(Why.HELD_LAST, 1, on=TODAY), FACILITATOR, SHOWN) == "facilitates today"


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule_name(rule) for rule in Rule}) == len(Rule)


def test_chances_are_said_as_people_say_them() -> None:
    assert chance_words(Fraction(1, 9)) == "1 in 9"


def short_room() -> Room:
    """Three here for three seats, of whom one had it last."""
    room = Room(here=3, opening=replace(opening_of(9), served=(Served("keys", "M002", 1, MAY),)))
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((replace(KEYS, seats=3),)))
    return room


def test_a_shortage_names_its_hats_and_the_rule_whose_turn_it_is() -> None:
    shown = hats_shown(short_room().state)

    assert shown.refusal == (
        "Keys: 3 seats, but only 2 people can take them. Offer fewer seats. "
        "Or the assembly relaxes for Keys: not twice in a row."
    )
    assert shown.inside["keys"] == {"M001": None, "M003": None}


def test_more_shifts_than_seats_are_named() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    shifts = (("M001", "shift", "day"), ("M002", "shift", "night"))
    room.ask(SetRoles((replace(KEYS, strata="shift"),), strata=shifts))

    assert hats_shown(room.state).refusal == (
        "“Keys” promises a seat to each of day, night, but has 1. Give it more seats. "
        "Or the assembly relaxes for Keys: a seat for each shift or department."
    )


def test_the_chances_shown_are_those_of_the_table() -> None:
    room = Room()
    room.walk_to(Step.LOTTERY)
    shifts = tuple((f"M00{number}", "shift", "day" if number < 6 else "night") for number in range(1, 8))
    room.ask(SetRoles((replace(KEYS, seats=3, strata="shift"), FACILITATOR), strata=shifts))

    shown = hats_shown(room.state)

    for member in room.state.here:
        own = chances_of(room.state, member)
        assert {role: shown.inside[role].get(member) for role in own.roles} == own.roles


def test_what_changed_is_said_with_the_reason() -> None:
    room = Room(opening=replace(opening_of(9), hats_before=(("keys", ("M001", "M008", "M099")),)))
    room.walk_to(Step.LOTTERY)
    room.ask(SetRoles((KEYS,)))

    shown = hats_shown(room.state)
    said = {change.member: change_words(change, shown) for change in changes_of(room.state)}
    assert said["M002"] == "in the hat, and was not last time"
    assert said["M008"] == "was in the hat last time: not here"
    assert said["M099"] == "not a member any more"


def test_relaxing_and_passing_can_be_taken_back_with_a_sentence() -> None:
    assert what_happened(RuleRelaxed("keys", Rule.TURNS), str) == (
        "A rule was relaxed for the hats: who comes first."
    )
    passed = SeatAnswered("Q0001", "keys", "M001", Answer.PASSED)
    assert what_happened(passed, str) == "M001 passed, because the other of a pair has a seat."


def test_the_minutes_tell_what_was_relaxed_and_who_passed() -> None:
    room = short_room()
    pairs = (("M001", "M002"), ("M001", "M003"), ("M002", "M003"))
    room.ask(SetRoles((replace(KEYS, seats=3),), pairs=pairs), RelaxRule("keys", Rule.TWICE_IN_A_ROW))
    room.ask(SealDraw("Q0001"), ConfirmSeal(), *calling(FAIR_DICE), LockEntropy())
    room.reveal()

    lines = plain(minutes_sections(minutes_of(room.state), str))
    assert "Keys: too few people, so the assembly relaxed a rule: not twice in a row." in lines
    assert lines.count("was drawn and passed, the other of a pair has a seat") == 2
