"""What a circle can settle as its roles, and what it cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assembly.daybook import RolesSettled, TermEnded, circle_of
from assembly.draw.barring import RELAX_ORDER
from assembly.history import history_of
from assembly.holdings import EndedBy, Ending, granted
from assembly.refusal import RuleBroken
from assembly.roles import Role, Term, TermUnit
from assembly.settling import check_ending, check_settled
from assembly.standard_roles import CONSTELLATION, SETS, standard_roles

CRAFT = Role("craft", "Craft lead", term=Term(TermUnit.DAYS, 21))
NOTES = Role("notes", "Note taker")
NOVEMBER = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("roles", "order", "code"),
    [
        ((CRAFT, replace(NOTES, id="craft")), (), "role-twice"),
        ((CRAFT, replace(NOTES, label=" craft  LEAD")), (), "role-twice"),
        ((replace(CRAFT, id="Craft lead"),), (), "role-id"),
        ((replace(CRAFT, label="  "),), (), "role-unnamed"),
        ((replace(CRAFT, seats=-1),), (), "draw-seats"),
        ((replace(CRAFT, seats=1000),), (), "draw-seats"),
        ((replace(CRAFT, term=Term(TermUnit.DAYS, 0)),), (), "term-length"),
        ((replace(CRAFT, term=Term(TermUnit.ASSEMBLIES, 10**9)),), (), "term-length"),
        ((replace(CRAFT, most_terms=0),), (), "most-terms"),
        ((replace(CRAFT, strata=" "),), (), "strata-unnamed"),
        ((replace(CRAFT, excludes=("craft",)),), (), "excludes-itself"),
        ((replace(CRAFT, excludes=("notes",)),), (), "excludes-unknown"),
        ((replace(CRAFT, excluded=("M009",)),), (), "not-entitled"),
        ((CRAFT,), ("turns", "luck"), "relax-unknown"),
        ((CRAFT,), ("turns", "turns"), "relax-twice"),
    ],
)
def test_roles_that_nobody_could_draw_are_refused(
    roles: tuple[Role, ...], order: tuple[str, ...], code: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_settled(roles, order, ("M001",))

    assert refused.value.code == code


@pytest.mark.parametrize("name", SETS)
def test_the_ready_made_sets_can_be_settled(name: str) -> None:
    roles = standard_roles(name, str.upper)

    check_settled(roles, tuple(rule.value for rule in RELAX_ORDER), ())
    check_settled((), (), ())

    assert [role.label for role in roles] == [role.id.upper() for role in roles]


def test_the_constellation_is_for_eight_to_twelve_people() -> None:
    assert 8 <= sum(role.seats for role in SETS[CONSTELLATION]) <= 12


def test_only_what_is_held_can_end_and_a_recall_is_decided() -> None:
    held = [granted(CRAFT, "M001", NOVEMBER, "DRAW1")]
    resigned = Ending("craft", "M001", date(2026, 12, 1), EndedBy.RESIGNED)

    check_ending(resigned, held, ())

    for ending, code in (
        (replace(resigned, member="M002"), "not-held"),
        (replace(resigned, on=date(2026, 12, 12)), "not-held"),
        (replace(resigned, on=date(2026, 11, 20)), "not-held"),
        (replace(resigned, why=EndedBy.RECALLED), "recall-undecided"),
    ):
        with pytest.raises(RuleBroken) as refused:
            check_ending(ending, held, ())
        assert refused.value.code == code


def test_only_the_decision_that_recalls_this_holder_in_this_term_ends_it_as_a_recall() -> None:
    held = [granted(CRAFT, "M001", NOVEMBER, "DRAW1")]
    decided = Ending("craft", "M001", date(2026, 12, 1), EndedBy.RECALLED, "7K3FQ")

    check_ending(decided, held, (), [decided])
    check_ending(replace(decided, on=date(2026, 12, 5)), held, (), [decided])

    for known in (
        (),
        (replace(decided, decision="8K3FQ"),),
        (replace(decided, member="M002"),),
        (replace(decided, role="notes"),),
        (replace(decided, on=date(2026, 11, 1)),),
        (replace(decided, on=date(2026, 12, 2)),),
    ):
        with pytest.raises(RuleBroken) as refused:
            check_ending(decided, held, (), known)
        assert refused.value.code == "recall-of-another"


def test_a_recall_in_an_old_daybook_stays_whatever_decision_it_names() -> None:
    held = granted(CRAFT, "M001", NOVEMBER, "DRAW1")
    written = TermEnded("craft", "M001", date(2026, 12, 1), EndedBy.RECALLED, "ANY01")

    (told,) = history_of((), [held], circle_of([written]).endings).holdings

    assert (told.ended, told.why, told.decision) == (written.on, EndedBy.RECALLED, "ANY01")


def test_the_daybook_tells_the_roles_settled_last_and_who_stopped() -> None:
    told = circle_of(
        (
            RolesSettled((NOTES,)),
            RolesSettled((CRAFT, NOTES), ("turns",), "7K3FQ"),
            TermEnded("craft", "M001", NOVEMBER, EndedBy.LEFT),
        )
    )

    assert (told.roles, told.relax_order) == ((CRAFT, NOTES), ("turns",))
    assert told.endings == (Ending("craft", "M001", NOVEMBER, EndedBy.LEFT),)
