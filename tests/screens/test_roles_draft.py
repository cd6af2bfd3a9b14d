"""Roles in the making: kept as a text, changed one thing at a time, and what would change said before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.roles import Role, Term, TermUnit, Turns
from assembly.settling import check_settled
from assembly.standard_roles import SETS, standard_roles
from screens.role_changes import change_lines
from screens.role_editor import moved, without
from screens.roles_draft import ROLES, Making, keep_making, kept_making, with_more
from words.roles import role_label

WORDS = st.text(max_size=12)
SOME = st.lists(WORDS, max_size=3).map(tuple)
ANY_ROLE = st.builds(
    Role,
    WORDS,
    WORDS,
    st.integers(1, 99),
    st.sampled_from(Turns),
    st.booleans(),
    st.none() | st.builds(Term, st.sampled_from(TermUnit), st.integers(1, 999)),
    st.none() | st.integers(1, 9),
    st.none() | WORDS,
    SOME,
    SOME,
)
LEAD, NOTES, KEYS = Role("lead", "Lead"), Role("notes", "Notes"), Role("keys", "Keys", excludes=("lead",))
THREE = Making((LEAD, NOTES, KEYS), ())


@given(st.builds(Making, st.lists(ANY_ROLE, max_size=4).map(tuple), SOME))
def test_roles_in_the_making_are_read_back_as_they_were(making: Making) -> None:
    draft: dict[str, str] = {}
    keep_making(draft, making)

    assert kept_making(draft) == making


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"roles": [{"id": "x"}], "order": []}', "{"])
def test_a_draft_that_cannot_be_read_is_no_draft(text: str) -> None:
    assert kept_making({ROLES: text}) is None


def test_a_set_adds_what_is_not_there_and_means_the_role_that_is_called_the_same() -> None:
    ours = Making((Role("ours", "Lead"), NOTES), ("turns",))

    assert with_more(ours, (LEAD, NOTES, KEYS)) == Making(
        (Role("ours", "Lead"), NOTES, replace(KEYS, excludes=("ours",))), ("turns",)
    )


@pytest.mark.parametrize("first", [*SETS])
@pytest.mark.parametrize("second", [*SETS])
def test_any_two_sets_together_can_be_drawn(first: str, second: str) -> None:
    making = with_more(
        with_more(Making((), ()), standard_roles(first, role_label)), standard_roles(second, role_label)
    )

    check_settled(making.roles, making.relax_order, ())


def test_a_removed_role_shuts_nobody_out_any_more() -> None:
    assert without(THREE, "lead").roles == (NOTES, replace(KEYS, excludes=()))


@pytest.mark.parametrize(
    ("role", "by", "order"),
    [("notes", -1, "notes lead keys"), ("notes", 1, "lead keys notes"), ("lead", -1, "lead notes keys")],
)
def test_a_role_moves_by_one_and_not_over_the_end(role: str, by: int, order: str) -> None:
    assert " ".join(one.id for one in moved(THREE, role, by).roles) == order


def test_what_changes_is_said_line_by_line() -> None:
    after = Making(
        (replace(NOTES, seats=2), replace(LEAD, label="Craft lead"), Role("spokes", "Spokesperson")),
        ("strata",),
    )

    assert change_lines(THREE, after) == (
        "~ Notes: 2 seats, instead of: 1 seat",
        "~ Lead is called Craft lead",
        "+ Spokesperson: for the day of the draw",
        "− Keys: drawn no more",
        "~ Most powerful first: Notes, Craft lead, Spokesperson",
        "~ Gives way first: a seat for each shift or department",
    )


def test_nothing_changed_says_nothing_and_one_person_for_another_is_said() -> None:
    before = Making((replace(LEAD, excluded=("M001",)),), ())

    assert change_lines(before, before) == ()
    assert change_lines(before, Making((replace(LEAD, excluded=("M002",)),), ())) == (
        "~ Lead: others may not have it",
    )
