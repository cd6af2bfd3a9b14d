"""What an assembly hands out, and what the next one starts from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assembly.acts.drawing import ConfirmSeal, LockEntropy, SealDraw, VoidDraw
from assembly.acts.floor import GoTo
from assembly.acts.hatting import SetRoles
from assembly.acts.opening import Opened, begin
from assembly.acts.throwing import calling
from assembly.circle import default_protocols
from assembly.handed_out import hats_drawn, holdings_of
from assembly.history import BookFacts, facts_of, history_of
from assembly.holdings import EndedBy, Ending, Holding
from assembly.journal import opened
from assembly.refusal import RuleBroken
from assembly.roles import Role, Term, TermUnit
from assembly.rulebook import decide
from assembly.said import Said
from assembly.state import Assembly
from assembly.steps import Occasion, Step, following, moves_from
from tests.archive.staged import DICE, PEOPLE, START, Room

CRAFT = Role("craft", "Craft lead", term=Term(TermUnit.DAYS, 21))
NOTES = Role("notes", "Note taker")
TODAY = date(2026, 11, 21)


def drawn(*roles: Role, room: Room | None = None) -> Room:
    told = room or Room().gathered()
    told.asks(
        GoTo(Step.LOTTERY), SetRoles(roles), SealDraw("DRAW1"), ConfirmSeal(), *calling(DICE), LockEntropy()
    )
    return told.revealed()


def only_drawing() -> Room:
    """A draw between assemblies."""
    room = Room()
    first = Opened(2, "BBBBB", "Paint shop", "A vacancy", PEOPLE, default_protocols(), purpose=Occasion.DRAW)
    room.journal = opened(first, START + timedelta(days=2))
    return room.gathered()


def held(assembly: Assembly, role: str) -> list[Holding]:
    return [one for one in holdings_of(assembly) if one.role == role]


def test_a_role_is_held_by_the_rules_under_which_it_was_drawn() -> None:
    room = drawn(CRAFT, NOTES)
    draw = room.assembly.draw
    assert draw is not None
    (lead,), (notes,) = draw.holders("craft"), draw.holders("notes")

    assert held(room.assembly, "craft") == [
        Holding("craft", lead, TODAY, until=date(2026, 12, 12), source="DRAW1")
    ]
    assert held(room.assembly, "notes") == [
        Holding("notes", notes, TODAY, until=date(2026, 11, 22), source="DRAW1")
    ]
    assert held(room.assembly, "facilitator") == [
        Holding("facilitator", "M001", TODAY, until=date(2026, 11, 22))
    ]


def test_a_drawn_facilitator_holds_until_the_next_assembly_and_has_not_served() -> None:
    room = drawn(Role("facilitator", "Facilitator"))
    draw = room.assembly.draw
    assert draw is not None
    led, given = held(room.assembly, "facilitator")

    assert (given.member,) == draw.holders("facilitator")
    assert (given.assemblies, given.until, given.counts) == (1, None, False)
    history = history_of([facts_of(room.assembly)])
    assert [(one.role, one.member, one.times) for one in history.served] == [("facilitator", led.member, 1)]
    assert history.drawn_facilitator == given.member


def test_who_was_drawn_and_resigned_is_not_asked_to_facilitate() -> None:
    facts = facts_of(drawn(Role("facilitator", "Facilitator")).assembly)
    assert facts.drawn_facilitator is not None
    resigned = Ending("facilitator", facts.drawn_facilitator, TODAY + timedelta(days=1), EndedBy.RESIGNED)

    assert history_of([facts], endings=[resigned]).drawn_facilitator is None


def test_the_hats_of_the_last_valid_draw_are_read_from_the_sealed_record() -> None:
    room = Room().gathered().asks(GoTo(Step.LOTTERY))
    room.asks(SetRoles((CRAFT, NOTES), (("M003", "notes"),)), SealDraw("DRAW1"))
    valid = hats_drawn(room.assembly)
    room.asks(VoidDraw(Said("wrong list")))

    assert dict(valid) == {
        "craft": PEOPLE,
        "notes": tuple(member for member in PEOPLE if member != "M003"),
    }
    assert hats_drawn(room.assembly) == ()


def test_a_record_that_somebody_changed_tells_nothing_of_the_hats() -> None:
    room = drawn(NOTES)
    draw = room.assembly.draw
    assert draw is not None
    broken = replace(room.assembly, draws={draw.id: replace(draw, record=draw.record[:-9])})

    assert hats_drawn(broken) == ()


def test_of_each_role_the_newest_hats_are_remembered() -> None:
    first, second = facts_of(drawn(CRAFT, NOTES).assembly), facts_of(drawn(NOTES).assembly)
    later = replace(second, at=second.at + timedelta(days=7), hats=(("notes", ("M001",)),))

    assert dict(history_of([later, first]).hats_before) == {"craft": PEOPLE, "notes": ("M001",)}


def test_a_draw_between_assemblies_goes_from_gathering_to_the_lottery_to_the_close() -> None:
    walked = [Step.GATHER]
    while step := following(walked[-1], Occasion.DRAW):
        assert step in moves_from(walked[-1], Occasion.DRAW)
        walked.append(step)

    assert walked == [Step.GATHER, Step.LOTTERY, Step.CLOSE]
    with pytest.raises(RuleBroken) as refused:
        decide(only_drawing().assembly, GoTo(Step.STORIES))
    assert refused.value.code == "no-way-there"


def test_to_lead_a_mere_draw_is_not_to_have_facilitated() -> None:
    room = drawn(CRAFT, room=only_drawing())

    assert held(room.assembly, "facilitator") == []
    assert len(held(room.assembly, "craft")) == 1


def test_a_mere_draw_takes_nothing_from_what_the_assembly_left() -> None:
    before = facts_of(drawn(Role("facilitator", "Facilitator")).assembly)
    between = facts_of(drawn(CRAFT, room=only_drawing()).assembly)

    history = history_of([between, before])

    assert history.drawn_facilitator == before.drawn_facilitator
    assert history.last_record == between.last_record
    assert history.assembly_dates == (TODAY,)


def test_what_was_brought_along_counts_for_whose_turn_it_is() -> None:
    brought = [Holding("notes", "M002", date(2025, 3, 1), until=date(2025, 3, 2), source="8Q2ZV")]

    history = history_of(facts(), brought)

    assert [(one.role, one.member, one.times, one.last) for one in history.served if one.role == "notes"] == [
        ("notes", "M002", 1, date(2025, 3, 1))
    ]


def facts() -> Iterator[BookFacts]:
    yield facts_of(Room().gathered().assembly)


def test_an_assembly_knows_the_roles_and_who_holds_them() -> None:
    lead = Holding("craft", "M002", TODAY, until=date(2026, 12, 12), source="DRAW1")
    first = Opened(
        2,
        "BBBBB",
        "",
        "",
        PEOPLE,
        default_protocols(),
        roles=(CRAFT,),
        relax_order=("turns",),
        holdings=(lead,),
        hats_before=(("craft", ("M001",)),),
    )

    state = begin(first, START)

    assert (state.roles, state.relax_order) == ((CRAFT,), ("turns",))
    assert (state.holdings, state.hats_before) == ((lead,), (("craft", ("M001",)),))
    assert state.purpose == "assembly"
