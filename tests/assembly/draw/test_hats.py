from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.draw.build import Candidate
from assembly.draw.hats import Filled, LeftOut, Person, Role, Why, fill_hats
from assembly.draw.record import Hat
from assembly.refusal import RuleBroken
from assembly.roles import Turns

PEOPLE = tuple(Person(name) for name in ("M1", "M2", "M3", "M4", "M5"))


def people_in(filled: Filled, hat: str) -> list[str]:
    return [member for member, hats in filled.eligible.items() if hat in hats]


def test_somebody_new_is_in_every_hat() -> None:
    filled = fill_hats([Role("f", 1, "Facilitator"), Role("o", 2, "Observers")], PEOPLE)

    assert filled.hats == (Hat("f", 1, "Facilitator"), Hat("o", 2, "Observers"))
    assert set(filled.eligible.values()) == {("f", "o")}
    assert filled.left_out == {"f": {}, "o": {}}


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person("M9", here=False), Why.NOT_HERE),
        (Person("M9", willing=False), Why.NOT_WILLING),
        (Person("M9", here=False, consented=True, willing=False), Why.NOT_WILLING),
        (Person("M9", opted_out=frozenset({"f"})), Why.OPTED_OUT),
        (Person("M9", barred={"f": Why.CONFLICT}), Why.CONFLICT),
        (Person("M9", barred={"f": Why.TERM_LIMIT}), Why.TERM_LIMIT),
        (Person("M9", here=False, opted_out=frozenset({"f"})), Why.NOT_HERE),
    ],
)
def test_whoever_is_left_out_is_told_why(person: Person, why: Why) -> None:
    filled = fill_hats([Role("f", 1, "F")], [*PEOPLE, person])

    assert filled.left_out["f"] == {"M9": LeftOut(why)}
    assert filled.eligible["M9"] == ()


def test_somebody_absent_who_agreed_beforehand_is_in_the_hat() -> None:
    filled = fill_hats([Role("f", 1, "F")], [Person("M1", here=False, consented=True)])

    assert people_in(filled, "f") == ["M1"]


def test_an_opt_out_counts_for_that_role_only() -> None:
    filled = fill_hats([Role("f", 1, "F"), Role("o", 1, "O")], [Person("M1", opted_out=frozenset({"f"}))])

    assert filled.eligible == {"M1": ("o",)}


def test_nobody_holds_a_role_twice_in_a_row_unless_the_circle_allows_it() -> None:
    role = Role("f", 1, "F", turns=Turns.EVERYBODY, last_holders=frozenset({"M2"}))
    allowed = Role("f", 1, "F", turns=Turns.EVERYBODY, last_holders=frozenset({"M2"}), twice_in_a_row=True)

    assert fill_hats([role], PEOPLE).left_out["f"] == {"M2": LeftOut(Why.HELD_LAST)}
    assert fill_hats([allowed], PEOPLE).left_out["f"] == {}


def test_nobody_is_in_the_hat_twice_before_everybody_was_once() -> None:
    filled = fill_hats([Role("f", 1, "F", served={"M1": 1, "M2": 2})], PEOPLE)

    assert people_in(filled, "f") == ["M3", "M4", "M5"]
    assert filled.left_out["f"] == {
        "M1": LeftOut(Why.SERVED_MORE, served=1, limit=0),
        "M2": LeftOut(Why.SERVED_MORE, served=2, limit=0),
    }


def test_where_the_first_in_turn_are_too_few_they_are_certain_and_the_next_share_the_rest() -> None:
    filled = fill_hats([Role("f", 3, "F", served={"M1": 1, "M2": 2, "M3": 1})], PEOPLE)

    assert filled.hats == (Hat("f.1", 2, "F"), Hat("f.2", 1, "F"))
    assert people_in(filled, "f.1") == ["M4", "M5"]
    assert people_in(filled, "f.2") == ["M1", "M3"]
    assert filled.left_out["f"] == {"M2": LeftOut(Why.SERVED_MORE, served=2, limit=1)}


def test_a_third_turn_is_called_when_two_are_too_few() -> None:
    filled = fill_hats([Role("f", 4, "F", served={"M1": 1, "M2": 1, "M3": 2, "M4": 3})], PEOPLE)

    assert filled.hats == (Hat("f.1", 1, "F"), Hat("f.2", 2, "F"), Hat("f.3", 1, "F"))


def test_novices_first_knows_only_two_tiers() -> None:
    role = Role("f", 2, "F", turns=Turns.NOVICES_FIRST, served={"M1": 1, "M2": 5, "M3": 2, "M4": 1})
    filled = fill_hats([role], PEOPLE)

    assert filled.hats == (Hat("f.1", 1, "F"), Hat("f.2", 1, "F"))
    assert people_in(filled, "f.2") == ["M1", "M2", "M3", "M4"]


def test_more_seats_than_people_stay_visible_as_one_hat_with_too_many_seats() -> None:
    assert fill_hats([Role("f", 9, "F")], PEOPLE).hats == (Hat("f", 9, "F"),)
    assert fill_hats([Role("f", 9, "F")], []).hats == (Hat("f", 9, "F"),)


def test_the_same_person_twice_is_refused() -> None:
    with pytest.raises(RuleBroken) as caught:
        fill_hats([Role("f", 1, "F")], [*PEOPLE, PEOPLE[0]])

    assert (caught.value.code, caught.value.facts) == ("draw-member-twice", {"member": "M1"})


def test_candidates_carry_the_labels_that_were_released() -> None:
    filled = fill_hats([Role("f", 1, "F")], PEOPLE[:2])

    assert list(filled.candidates({"M1": "Ana"})) == [
        Candidate("M1", ("f",), "Ana"),
        Candidate("M2", ("f",), ""),
    ]


@given(
    st.dictionaries(st.sampled_from([person.id for person in PEOPLE]), st.integers(0, 3)),
    st.integers(0, 5),
    st.sampled_from(Turns),
    st.frozensets(st.sampled_from([person.id for person in PEOPLE])),
)
def test_everybody_is_in_one_hat_of_a_role_or_has_a_reason(
    served: dict[str, int], seats: int, turns: Turns, last: frozenset[str]
) -> None:
    filled = fill_hats([Role("f", seats, "F", turns, False, served, last)], PEOPLE)

    for person in PEOPLE:
        assert len(filled.eligible[person.id]) + (person.id in filled.left_out["f"]) == 1
    assert sum(hat.seats for hat in filled.hats) == seats


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.integers(1, 4))
def test_whoever_is_left_out_served_more_than_everybody_in_a_hat(served: list[int], seats: int) -> None:
    counts = {person.id: number for person, number in zip(PEOPLE, served, strict=True)}
    filled = fill_hats([Role("f", seats, "F", served=counts)], PEOPLE)
    inside = [counts[member] for member, hats in filled.eligible.items() if hats]

    assert all(left.served > max(inside) for left in filled.left_out["f"].values())
