"""Rules give way in the voted order, and what is sealed could have been asked for in that order just so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from assembly.acts.drawing import SealDraw
from assembly.acts.floor import MarkPresence
from assembly.acts.hatting import MarkConsented, MarkWilling, RelaxRule, SetRoles
from assembly.chances import shortage_of
from assembly.draw.barring import Rule, Why
from assembly.hats_today import hats_of
from assembly.roles import Role, Turns
from assembly.rulebook import Command, decide
from assembly.state import Assembly, Presence, Served
from assembly.steps import Step
from tests.rooms import TWO_O_CLOCK, Room, members, opening_of

LATELY = TWO_O_CLOCK.date() - timedelta(weeks=2)
LONG_AGO = LATELY - timedelta(weeks=52)
ORDER = ("twice-in-a-row", "most-terms")
KEYS = Role("keys", "Keys", 2, most_terms=2)
PAST = (
    *(Served("keys", f"M00{place}", 2, LONG_AGO) for place in range(1, 6)),
    Served("keys", "M006", 1, LATELY),
)
"""M006 had the keys last, the five before had them as often as anybody may; only M007 is free."""


def at_lottery(*, order: tuple[str, ...] = ORDER, served: tuple[Served, ...] = PAST) -> Room:
    room = Room(opening=replace(opening_of(9), relax_order=order, served=served))
    room.walk_to(Step.LOTTERY)
    return room


def outwitted() -> Room:
    """The one whom the first rule bars is out for as long as it takes to relax the second."""
    room = at_lottery()
    room.ask(SetRoles((KEYS,)))
    assert room.code(RelaxRule("keys", Rule.MOST_TERMS)) == "relax-in-order"
    room.ask(MarkWilling("M006", "keys", willing=False), RelaxRule("keys", Rule.MOST_TERMS))
    room.ask(MarkWilling("M006", "keys", willing=True))
    return room


def test_a_rule_does_not_give_way_before_the_one_that_was_voted_before_it() -> None:
    room = outwitted()

    refused = room.refusal(SealDraw("Q0001"))

    assert (refused.code, refused.facts) == (
        "relaxed-out-of-order",
        {"role": "Keys", "rule": Rule.MOST_TERMS, "following": Rule.TWICE_IN_A_ROW},
    )
    assert hats_of(room.state).left_out["keys"]["M006"].why is Why.HELD_LAST


def test_set_anew_the_rules_give_way_in_their_order() -> None:
    room = outwitted()

    room.ask(SetRoles((KEYS,)), RelaxRule("keys", Rule.TWICE_IN_A_ROW))
    assert room.code(RelaxRule("keys", Rule.MOST_TERMS)) == "not-short"

    room.ask(SealDraw("Q0001"))
    assert room.state.draws["Q0001"].relaxed == (("keys", Rule.TWICE_IN_A_ROW),)


def test_who_comes_late_and_is_barred_by_an_earlier_rule_makes_it_go_first() -> None:
    room = at_lottery()
    room.leave("M006")
    room.ask(SetRoles((KEYS,)), RelaxRule("keys", Rule.MOST_TERMS))
    room.come("M006")

    assert room.code(SealDraw("Q0001")) == "relaxed-out-of-order"


def test_a_rule_that_keeps_nobody_out_any_more_did_not_have_to_give_way() -> None:
    keys = replace(KEYS, turns=Turns.EVERYBODY, twice_in_a_row=True)
    notes = replace(keys, id="notes", label="Notes", seats=1)
    often = ("M001", "M002", "M003", "M004", "M005", "M007")
    served = (Served("keys", "M001", 2, LONG_AGO), *(Served("notes", one, 2, LONG_AGO) for one in often))
    room = at_lottery(order=("most-terms",), served=served)
    room.ask(SetRoles((keys, notes), opted_out=tuple((one, "keys") for one in often[1:5])))
    room.ask(RelaxRule("keys", Rule.MOST_TERMS), MarkWilling("M001", "keys", willing=False))
    room.ask(RelaxRule("notes", Rule.MOST_TERMS))

    refused = room.refusal(SealDraw("Q0001"))

    assert (refused.code, refused.facts) == (
        "relaxed-for-nobody",
        {"role": "Keys", "rule": Rule.MOST_TERMS},
    )


ROLES = (KEYS, Role("notes", "Notes", excludes=("keys",), most_terms=2))
someone = st.sampled_from(["M006", "M006", "M007", *members(9)])
role = st.sampled_from([one.id for one in ROLES])
tricks: st.SearchStrategy[Command | None] = st.one_of(
    st.none(),
    st.none(),
    st.builds(MarkWilling, someone, role, st.booleans()),
    st.builds(MarkPresence, someone.map(lambda one: (one,)), st.sampled_from([Presence.HERE, Presence.LEFT])),
    st.builds(MarkConsented, someone, st.booleans()),
)
"""None stands for relaxing the rule whose turn it is."""
pasts = st.lists(
    st.builds(Served, role, someone, st.integers(1, 3), st.sampled_from([LONG_AGO, LATELY])),
    max_size=6,
    unique_by=lambda one: (one.role, one.member),
).map(lambda more: (*PAST, *(one for one in more if one.role == "notes" or one.member > "M006")))
orders = st.permutations([rule.value for rule in Rule]).map(tuple)


@given(pasts, orders, st.lists(tricks, max_size=10))
def test_what_is_sealed_could_have_been_relaxed_in_this_order_as_things_stood_at_the_seal(
    past: tuple[Served, ...], order: tuple[str, ...], asked: list[Command | None]
) -> None:
    room = at_lottery(order=order, served=past)
    room.ask(SetRoles(ROLES))
    for command in asked:
        for request in due(room.state) if command is None else (command,):
            room.tried(request)
    while left := due(room.state):
        room.ask(*left)
    at_the_seal = room.state

    if room.tried(SealDraw("Q0001")) is None:
        event(f"{len(at_the_seal.hatting.relaxed)} rules gave way")
        given_way_one_by_one(at_the_seal)


def due(state: Assembly) -> tuple[Command, ...]:
    """What relaxes the first rule whose turn it is."""
    short = shortage_of(state)
    return tuple(RelaxRule(*one) for one in short.rules.items())[:1] if short else ()


def given_way_one_by_one(state: Assembly) -> None:
    """Each rule that was relaxed would be granted in its place."""
    relaxed = state.hatting.relaxed
    for place, (role, rule) in enumerate(relaxed):
        before = replace(state, hatting=replace(state.hatting, relaxed=relaxed[:place]))
        decide(before, RelaxRule(role, rule))
