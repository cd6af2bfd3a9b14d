"""A value is in every respect what the standard library makes of a frozen, slotted dataclass."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from inspect import signature
from typing import Any

import pytest

from assembly.value import value


@value
class Hat:
    role: str
    seats: int = 1
    tickets: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.seats < 0:
            raise ValueError("seats")


@value
class Said:
    text: str

    def __repr__(self) -> str:
        return "said"


@dataclass(frozen=True, slots=True)
class Ordinary:
    role: str
    seats: int = 1


@value
class Ours:
    role: str
    seats: int = 1


def test_what_is_given_is_kept_and_what_is_not_given_has_its_default() -> None:
    hat = Hat("facilitator")

    assert (hat.role, hat.seats, hat.tickets) == ("facilitator", 1, {})
    assert hat.tickets is not Hat("facilitator").tickets


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), (("a", 1, {}, 3), {}), (("a",), {"role": "b"}), (("a",), {"places": 1})]
)
def test_wrong_arguments_are_refused_every_time(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Hat\.__init__"):
            Hat(*given, **named)


def test_a_value_is_checked_when_it_is_made_and_when_it_is_replaced() -> None:
    with pytest.raises(ValueError, match="seats"):
        Hat("keys", -1)
    with pytest.raises(ValueError, match="seats"):
        replace(Hat("keys"), seats=-1)


def test_nothing_can_be_set_added_or_removed() -> None:
    hat = Hat("keys")

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'seats'"):
        hat.seats = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'colour'"):
        hat.colour = "red"  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'seats'"):
        del hat.seats
    assert not hasattr(hat, "__dict__")


def test_it_reads_compares_and_hashes_as_an_ordinary_dataclass_does() -> None:
    for _ in range(2):
        assert repr(Ours("keys", 2)) == repr(Ordinary("keys", 2)).replace("Ordinary", "Ours")
        assert Ours("keys") == Ours("keys") != Ours("keys", 2)
        ordinary: object = Ordinary("keys")
        assert Ours("keys") != ordinary
        assert hash(Ours("keys")) == hash(Ordinary("keys"))
        assert {Ours("keys"), Ours("keys")} == {Ours("keys")}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Hat("keys"))


def test_the_standard_library_knows_it() -> None:
    assert [one.name for one in fields(Hat)] == ["role", "seats", "tickets"]
    assert replace(Hat("keys"), seats=3) == Hat("keys", 3)
    match Hat("keys", 3):
        case Hat(role, seats):
            assert (role, seats) == ("keys", 3)


def test_a_method_of_the_class_itself_is_left_alone() -> None:
    assert repr(Said("words")) == "said"
    assert Said("words") == Said("words")


def test_it_can_be_copied() -> None:
    hat = Hat("keys", 2, {"m1": 3})

    assert copy.copy(hat) == copy.deepcopy(hat) == pickle.loads(pickle.dumps(hat)) == hat


@value
class Drawn:
    place: int
    ticket: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ticket", self.place * 7)


def test_a_field_that_is_not_given_is_worked_out() -> None:
    assert Drawn(3).ticket == 21
    with pytest.raises(TypeError):
        Drawn(3, 21)  # type: ignore[call-arg]


def test_it_is_made_with_the_parameters_of_an_ordinary_dataclass() -> None:
    Ours("keys")
    ours, ordinary = signature(Ours.__init__), signature(Ordinary.__init__)

    assert [(one.name, one.kind, one.default) for one in ours.parameters.values()] == [
        (one.name, one.kind, one.default) for one in ordinary.parameters.values()
    ]
