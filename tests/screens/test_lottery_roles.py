"""Roles are typed as people write them, and find themselves again at the next meeting."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.acts.hatting import ROLE_ID, SetRoles
from assembly.roles import Role, Term, TermUnit
from assembly.steps import Step
from screens.lottery_roles import role_id, roles_of, roles_text, to_draw
from tests.rooms import Room, opening_of


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


@dataclass(frozen=True)
class Somebody:
    """Somebody on the roll."""

    id: str
    tags: dict[str, str] = field(default_factory=dict)
    opt_outs: tuple[str, ...] = ()
    name: str = "Ana"
    label: str = ""
    joined: date | None = None
    left: date | None = None


POOL = Role("rapid", "Rapid response", 3, term=Term(TermUnit.DAYS, 91), strata="shift")


def at_lottery() -> Room:
    room = Room(opening=replace(opening_of(9), roles=(POOL,)))
    room.walk_to(Step.LOTTERY)
    return room


@pytest.mark.parametrize("typed", ["Rapid response 2", "rapid 2", " RAPID  Response x2"])
def test_a_role_that_the_circle_settled_has_its_rules_and_the_seats_that_were_typed(typed: str) -> None:
    command = to_draw(at_lottery().state, typed, ())

    assert command == SetRoles((replace(POOL, seats=2),))


def test_shifts_of_members_go_along_where_a_role_is_shared_out_by_them() -> None:
    roll = (
        Somebody("M002", {"shift": "day", "union": "yes"}, ("Rapid Response",)),
        Somebody("M001", {"shift": "night"}),
        Somebody("M003", {"shift": " "}),
        Somebody("X001", {"shift": "night"}),
    )
    command = to_draw(at_lottery().state, "Rapid response 2\nkeys", roll)

    assert command.strata == (("M001", "shift", "night"), ("M002", "shift", "day"))
    assert command.opted_out == (("M002", "rapid"),)


def test_pairs_and_those_who_agreed_beforehand_are_kept_when_the_roles_change() -> None:
    room = at_lottery()
    room.ask(SetRoles((POOL,), pairs=(("M001", "M002"),), consented=("M009",)))

    command = to_draw(room.state, "keys", ())

    assert (command.pairs, command.consented) == ((("M001", "M002"),), ("M009",))
