from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.draw.barring import RELAX_ORDER, LeftOut, Past, Person, RoleToDraw, Rule, Why
from assembly.draw.build import Candidate, build
from assembly.draw.drawing import chances
from assembly.draw.hats import Filled, fill_hats, rules_at_work
from assembly.draw.record import Hat, Heading
from assembly.refusal import RuleBroken
from assembly.roles import Role, Turns

PEOPLE = tuple(Person(name) for name in ("M1", "M2", "M3", "M4", "M5"))
MAY = date(2026, 5, 3)
DECEMBER = date(2026, 12, 12)
F = Role("f", "F")


def people_in(filled: Filled, hat: str) -> list[str]:
    return [member for member, hats in filled.eligible.items() if hat in hats]


def served(role: Role, counts: Mapping[str, int], *relaxed: Rule) -> RoleToDraw:
    return RoleToDraw(role, {name: Past(number) for name, number in counts.items()}, frozenset(relaxed))


def test_somebody_new_is_in_every_hat() -> None:
    filled = fill_hats([RoleToDraw(F), RoleToDraw(Role("o", "Observers", 2))], PEOPLE)

    assert filled.hats == (Hat("f", 1, "F"), Hat("o", 2, "Observers"))
    assert set(filled.eligible.values()) == {("f", "o")}
    assert filled.left_out == {"f": {}, "o": {}}


REASONS = [
    (Role("f", "F"), Past(), Person("M9", here=False), LeftOut(Why.NOT_HERE)),
    (Role("f", "F"), Past(), Person("M9", opted_out=frozenset({"f"})), LeftOut(Why.OPTED_OUT)),
    (
        Role("f", "F"),
        Past(),
        Person("M9", here=False, consented=True, opted_out=frozenset({"f"})),
        LeftOut(Why.OPTED_OUT),
    ),
    (
        Role("f", "F", twice_in_a_row=True),
        Past(1, MAY, holds=True, until=DECEMBER),
        Person("M9"),
        LeftOut(Why.HOLDS, 1, on=DECEMBER),
    ),
    (Role("f", "F"), Past(1, recalled=MAY), Person("M9"), LeftOut(Why.RECALLED, 1, on=MAY)),
    (Role("f", "F", excluded=("M9",)), Past(), Person("M9"), LeftOut(Why.EXCLUDED)),
    (Role("f", "F"), Past(conflict="keys"), Person("M9"), LeftOut(Why.CONFLICT, role="keys")),
    (Role("f", "F", most_terms=2), Past(2, MAY), Person("M9"), LeftOut(Why.TERM_LIMIT, 2, 2, MAY)),
    (Role("f", "F"), Past(1, MAY, held_last=True), Person("M9"), LeftOut(Why.HELD_LAST, 1, on=MAY)),
]


@pytest.mark.parametrize(("role", "past", "person", "reason"), REASONS)
def test_whoever_is_left_out_is_told_why_with_the_facts(
    role: Role, past: Past, person: Person, reason: LeftOut
) -> None:
    filled = fill_hats([RoleToDraw(role, {"M9": past})], [*PEOPLE, person])

    assert filled.left_out["f"] == {"M9": reason}
    assert filled.eligible["M9"] == ()


def test_the_reason_that_is_given_is_the_one_a_room_would_name_first() -> None:
    role = RoleToDraw(F, {"M9": Past(1, MAY, held_last=True)})

    filled = fill_hats([role], [*PEOPLE, Person("M9", here=False, opted_out=frozenset({"f"}))])

    assert filled.left_out["f"] == {"M9": LeftOut(Why.NOT_HERE)}


def test_somebody_absent_who_agreed_beforehand_is_in_the_hat() -> None:
    filled = fill_hats([RoleToDraw(F)], [Person("M1", here=False, consented=True)])

    assert people_in(filled, "f") == ["M1"]


def test_an_opt_out_counts_for_that_role_only() -> None:
    roles = [RoleToDraw(F), RoleToDraw(Role("o", "O"))]

    filled = fill_hats(roles, [Person("M1", opted_out=frozenset({"f"}))])

    assert filled.eligible == {"M1": ("o",)}


def test_nobody_holds_a_role_twice_in_a_row_unless_the_circle_allows_it() -> None:
    past = {"M2": Past(1, MAY, held_last=True)}
    role = Role("f", "F", turns=Turns.EVERYBODY)

    assert fill_hats([RoleToDraw(role, past)], PEOPLE).left_out["f"]["M2"].why is Why.HELD_LAST
    allowed = RoleToDraw(replace(role, twice_in_a_row=True), past)
    assert fill_hats([allowed], PEOPLE).left_out["f"] == {}


def test_nobody_is_in_the_hat_twice_before_everybody_was_once() -> None:
    filled = fill_hats([RoleToDraw(F, {"M1": Past(1, MAY), "M2": Past(2, MAY)})], PEOPLE)

    assert people_in(filled, "f") == ["M3", "M4", "M5"]
    assert filled.left_out["f"] == {
        "M1": LeftOut(Why.SERVED_MORE, served=1, limit=0, on=MAY),
        "M2": LeftOut(Why.SERVED_MORE, served=2, limit=0, on=MAY),
    }


def test_where_the_first_in_turn_are_too_few_they_are_certain_and_the_next_share_the_rest() -> None:
    filled = fill_hats([served(Role("f", "F", 3), {"M1": 1, "M2": 2, "M3": 1})], PEOPLE)

    assert filled.hats == (Hat("f.1", 2, "F"), Hat("f.2", 1, "F"))
    assert people_in(filled, "f.1") == ["M4", "M5"]
    assert people_in(filled, "f.2") == ["M1", "M3"]
    assert filled.left_out["f"] == {"M2": LeftOut(Why.SERVED_MORE, served=2, limit=1)}


def test_a_third_turn_is_called_when_two_are_too_few() -> None:
    filled = fill_hats([served(Role("f", "F", 4), {"M1": 1, "M2": 1, "M3": 2, "M4": 3})], PEOPLE)

    assert filled.hats == (Hat("f.1", 1, "F"), Hat("f.2", 2, "F"), Hat("f.3", 1, "F"))


def test_novices_first_knows_only_two_tiers() -> None:
    role = Role("f", "F", 2, turns=Turns.NOVICES_FIRST)
    filled = fill_hats([served(role, {"M1": 1, "M2": 5, "M3": 2, "M4": 1})], PEOPLE)

    assert filled.hats == (Hat("f.1", 1, "F"), Hat("f.2", 1, "F"))
    assert people_in(filled, "f.2") == ["M1", "M2", "M3", "M4"]


def test_more_seats_than_people_stay_visible_as_one_hat_with_too_many_seats() -> None:
    wanted = RoleToDraw(Role("f", "F", 9))

    assert fill_hats([wanted], PEOPLE).hats == (Hat("f", 9, "F"),)
    assert fill_hats([wanted], []).hats == (Hat("f", 9, "F"),)


def test_the_same_person_twice_is_refused() -> None:
    with pytest.raises(RuleBroken) as caught:
        fill_hats([RoleToDraw(F)], [*PEOPLE, PEOPLE[0]])

    assert (caught.value.code, caught.value.facts) == ("draw-member-twice", {"member": "M1"})


def test_candidates_carry_the_labels_that_were_released() -> None:
    filled = fill_hats([RoleToDraw(F)], PEOPLE[:2])

    assert list(filled.candidates({"M1": "Ana"})) == [
        Candidate("M1", ("f",), "Ana"),
        Candidate("M2", ("f",), ""),
    ]


def shifts(**people: str) -> list[Person]:
    return [Person(name, strata={"shift": shift}) for name, shift in people.items()]


POOL = Role("pool", "Pool", 3, strata="shift")
CREW = shifts(A="Day", B="day ", C="night", D="Day", E="")


def test_each_shift_has_a_reserved_seat_and_everybody_shares_the_others() -> None:
    filled = fill_hats([RoleToDraw(POOL)], CREW)

    assert filled.hats == (
        Hat("pool.day", 1, "Pool: Day"),
        Hat("pool.night", 1, "Pool: night"),
        Hat("pool.open", 1, "Pool"),
    )
    assert people_in(filled, "pool.day") == ["A", "B", "D"]
    assert people_in(filled, "pool.night") == ["C"]
    assert people_in(filled, "pool.open") == ["A", "B", "C", "D", "E"]
    assert filled.strata["pool"].reserved == ("day", "night")


def test_a_shift_of_which_nobody_can_be_drawn_has_no_hat_and_is_named() -> None:
    crew = [one if one.id != "C" else replace(one, here=False) for one in CREW]

    filled = fill_hats([RoleToDraw(POOL)], crew)

    assert [hat.id for hat in filled.hats] == ["pool.day", "pool.open"]
    assert [hat.seats for hat in filled.hats] == [1, 2]
    assert filled.strata["pool"].empty == ("night",)


def test_where_shifts_are_more_than_seats_nothing_is_reserved_and_they_are_named() -> None:
    filled = fill_hats([RoleToDraw(replace(POOL, seats=1))], CREW)

    assert filled.hats == (Hat("pool", 1, "Pool"),)
    assert filled.strata["pool"].over == ("day", "night")


def test_where_every_seat_is_reserved_whoever_has_no_shift_is_told_so() -> None:
    filled = fill_hats([RoleToDraw(replace(POOL, seats=2))], CREW)

    assert [hat.id for hat in filled.hats] == ["pool.day", "pool.night"]
    assert filled.left_out["pool"] == {"E": LeftOut(Why.RESERVED)}


def test_turns_hold_among_the_people_of_a_shift_and_in_the_open_hat() -> None:
    filled = fill_hats([served(replace(POOL, seats=4), {"A": 1, "C": 2, "D": 1})], CREW)

    assert people_in(filled, "pool.day") == ["B"]
    assert people_in(filled, "pool.night") == ["C"]
    assert [(hat.id, hat.seats) for hat in filled.hats[2:]] == [("pool.open.1", 1), ("pool.open.2", 1)]
    assert people_in(filled, "pool.open.1") == ["B", "E"]
    assert people_in(filled, "pool.open.2") == ["A", "D"]


def test_shifts_without_a_name_for_a_hat_are_numbered() -> None:
    for one, other in (("Ночь", "День"), ("open", "day"), ("1", "2"), ("x" * 40, "day")):
        filled = fill_hats([RoleToDraw(POOL)], shifts(A=one, B=other, C=""))

        assert [hat.id for hat in filled.hats] == ["pool.s1", "pool.s2", "pool.open"]


def test_hats_of_a_long_role_have_ids_that_a_record_can_hold() -> None:
    role = Role("r" * 28, "Long", 4, strata="shift")
    crew = shifts(A="day", B="night", C="", D="", E="")

    filled = fill_hats([served(role, {"C": 1, "D": 1, "E": 2})], crew)

    assert build(Heading(1, ""), filled.hats, filled.candidates()).hats == filled.hats


@pytest.mark.parametrize(
    ("rule", "role", "past"),
    [
        (Rule.TURNS, F, Past(3)),
        (Rule.TWICE_IN_A_ROW, replace(F, turns=Turns.EVERYBODY), Past(1, MAY, held_last=True)),
        (Rule.MOST_TERMS, replace(F, turns=Turns.EVERYBODY, most_terms=1), Past(1, MAY)),
        (Rule.CONFLICT, F, Past(conflict="keys")),
        (Rule.CONFLICT, replace(F, excluded=("M1",)), Past()),
    ],
)
def test_a_rule_that_is_relaxed_lets_in_whom_it_kept_out(rule: Rule, role: Role, past: Past) -> None:
    wanted = RoleToDraw(role, {"M1": past})

    assert "M1" in fill_hats([wanted], PEOPLE).left_out["f"]
    assert rules_at_work(wanted, PEOPLE) == {rule}
    relaxed = replace(wanted, relaxed=frozenset({rule}))
    assert fill_hats([relaxed], PEOPLE).left_out["f"] == {}
    assert rules_at_work(relaxed, PEOPLE) == set()


def test_relaxing_the_shifts_leaves_one_hat() -> None:
    wanted = RoleToDraw(POOL)

    assert rules_at_work(wanted, CREW) == {Rule.STRATA}
    relaxed = replace(wanted, relaxed=frozenset({Rule.STRATA}))
    assert fill_hats([relaxed], CREW).hats == (Hat("pool", 3, "Pool"),)


def test_no_vote_brings_in_somebody_who_does_not_want_to() -> None:
    wanted = RoleToDraw(F, {"M1": Past(1, MAY, held_last=True)}, frozenset(Rule))

    assert fill_hats([wanted], [Person("M1", opted_out=frozenset({"f"}))]).left_out["f"]
    assert rules_at_work(RoleToDraw(F), [Person("M1", here=False)]) == set()


def test_every_rule_has_its_place_in_the_order_of_relaxing() -> None:
    assert sorted(RELAX_ORDER) == sorted(Rule)


NAMES = [f"M{number}" for number in range(1, 8)]
SHIFTS = st.sampled_from(["", "day", "Day", "night", "late"])
PASTS = st.builds(
    Past,
    served=st.integers(0, 3),
    held_last=st.booleans(),
    holds=st.sampled_from([False, False, False, True]),
    recalled=st.sampled_from([None, None, None, MAY]),
    conflict=st.sampled_from(["", "", "", "keys"]),
)


@st.composite
def rooms(draw: st.DrawFn, most_seats: int = 6) -> tuple[list[RoleToDraw], list[Person]]:
    """Two roles with all their rules, and seven people with their histories."""
    people = [
        Person(
            name,
            here=draw(st.integers(0, 4)) > 0,
            consented=draw(st.booleans()),
            opted_out=draw(st.frozensets(st.sampled_from(["f", "o"]), max_size=1)),
            strata={"shift": draw(SHIFTS)},
        )
        for name in NAMES
    ]
    roles = [
        RoleToDraw(
            Role(
                id,
                id.upper(),
                draw(st.integers(0, most_seats)),
                draw(st.sampled_from(Turns)),
                draw(st.booleans()),
                most_terms=draw(st.none() | st.integers(1, 3)),
                strata=draw(st.sampled_from([None, "shift"])),
                excluded=draw(st.sampled_from([(), ("M1",)])),
            ),
            draw(st.dictionaries(st.sampled_from(NAMES), PASTS)),
            draw(st.frozensets(st.sampled_from(Rule), max_size=2)),
        )
        for id in ("f", "o")
    ]
    return roles, people


def kept_out(wanted: RoleToDraw, person: Person) -> bool:
    """What no vote and no turn lets in, by the letter of the rules."""
    past, role, relaxed = wanted.past.get(person.id, Past()), wanted.role, wanted.relaxed
    return (
        not (person.here or person.consented)
        or role.id in person.opted_out
        or past.holds
        or past.recalled is not None
        or (Rule.CONFLICT not in relaxed and (person.id in role.excluded or bool(past.conflict)))
        or (Rule.TWICE_IN_A_ROW not in relaxed and past.held_last and not role.twice_in_a_row)
        or (Rule.MOST_TERMS not in relaxed and role.most_terms is not None and past.served >= role.most_terms)
    )


def hats_for(filled: Filled, role: str, member: str) -> list[str]:
    return [hat for hat in filled.eligible[member] if hat.partition(".")[0] == role]


@given(rooms())
def test_nobody_ineligible_is_in_a_hat(room: tuple[list[RoleToDraw], list[Person]]) -> None:
    roles, people = room
    filled = fill_hats(roles, people)

    for wanted in roles:
        for person in people:
            assert not (kept_out(wanted, person) and hats_for(filled, wanted.role.id, person.id))


@given(rooms())
def test_everybody_is_in_a_hat_of_a_role_or_has_one_reason(
    room: tuple[list[RoleToDraw], list[Person]],
) -> None:
    roles, people = room
    filled = fill_hats(roles, people)

    for wanted in roles:
        for person in people:
            inside = bool(hats_for(filled, wanted.role.id, person.id))
            assert inside + (person.id in filled.left_out[wanted.role.id]) == 1


@given(rooms())
def test_the_hats_of_a_role_have_its_seats(room: tuple[list[RoleToDraw], list[Person]]) -> None:
    roles, people = room
    filled = fill_hats(roles, people)

    for wanted in roles:
        own = [hat.seats for hat in filled.hats if hat.id.partition(".")[0] == wanted.role.id]
        assert sum(own) == wanted.role.seats


@given(rooms(), st.randoms(use_true_random=False))
def test_the_order_of_the_roll_changes_nothing(
    room: tuple[list[RoleToDraw], list[Person]], dice: object
) -> None:
    roles, people = room
    shuffled = sorted(people, key=lambda _: dice.random())  # type: ignore[attr-defined]

    assert fill_hats(roles, shuffled) == fill_hats(roles, people)


@given(rooms())
def test_one_role_alone_can_always_be_filled_when_it_has_people_enough(
    room: tuple[list[RoleToDraw], list[Person]],
) -> None:
    (wanted, _), people = room
    filled = fill_hats([wanted], people)
    drawable = sum(not kept_out(wanted, person) for person in people)
    reserved = len(filled.strata["f"].reserved) == wanted.role.seats

    if drawable >= wanted.role.seats or reserved:
        build(Heading(1, ""), filled.hats, filled.candidates())
    else:
        with pytest.raises(RuleBroken, match="draw-too-few-people"):
            build(Heading(1, ""), filled.hats, filled.candidates())


@given(rooms(most_seats=1), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_an_opt_out_elsewhere_leaves_my_chance_unchanged_when_hats_are_not_crowded(
    room: tuple[list[RoleToDraw], list[Person]], me: str, other: str
) -> None:
    roles, people = room
    # One seat in each of two hats with at least two people in it: no chances add up to more than 1.
    roles = [replace(one, role=replace(one.role, strata=None)) for one in roles]
    after = [
        replace(one, opted_out=one.opted_out | {"o"}) if one.id == other and other != me else one
        for one in people
    ]

    mine = [chance_in(fill_hats(roles, some), "f", me) for some in (people, after)]

    assert None in mine or mine[0] == mine[1]


def chance_in(filled: Filled, role: str, member: str) -> object:
    """The exact chances of a member in the hats of a role; nothing where the hats are crowded."""
    sizes = {hat.id: len(people_in(filled, hat.id)) for hat in filled.hats}
    if any(hat.seats * 2 > sizes[hat.id] for hat in filled.hats):
        return None
    found = chances(build(Heading(1, ""), filled.hats, filled.candidates()), member)
    return {hat: found[hat] for hat in hats_for(filled, role, member) if hat in found}


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.integers(1, 4))
def test_whoever_is_left_out_served_more_than_everybody_in_a_hat(counts: Sequence[int], seats: int) -> None:
    known = {person.id: number for person, number in zip(PEOPLE, counts, strict=True)}
    filled = fill_hats([served(Role("f", "F", seats), known)], PEOPLE)
    inside = [known[member] for member, hats in filled.eligible.items() if hats]

    assert all(left.served > max(inside) for left in filled.left_out["f"].values())
