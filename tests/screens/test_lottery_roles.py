"""Roles are typed as people write them, and find themselves again at the next meeting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.hatting import ROLE_ID
from assembly.roles import Role
from screens.lottery_roles import role_id, roles_of, roles_text


def test_a_number_behind_a_role_means_seats() -> None:
    assert roles_of("Facilitator\n\n note taker 2 \nshop steward x3") == (
        Role("facilitator", "Facilitator", 1),
        Role("note-taker", "note taker", 2),
        Role("shop-steward", "shop steward", 3),
    )


@pytest.mark.parametrize(
    ("label", "id"), [("Köchin", "kochin"), ("Note  TAKER", "note-taker"), ("FACILITATOR", "facilitator")]
)
def test_accents_case_and_blanks_do_not_make_another_role(label: str, id: str) -> None:
    assert role_id(label) == id


def test_roles_in_another_script_keep_their_id_and_never_share_one() -> None:
    first, second = roles_of("Записничар\nСтража")

    assert first.id.startswith("role-")
    assert roles_of("Стража 2\nЗаписничар")[1].id == first.id
    assert first.id != second.id


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_every_label_gets_an_id_that_the_rules_accept(label: str) -> None:
    assert ROLE_ID.fullmatch(role_id(label))


def test_roles_are_shown_again_as_they_were_typed() -> None:
    text = "Facilitator\nnote taker 2"

    assert roles_text(roles_of(text)) == text
