"""The forms in which single values, lists and tables are written as plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

from assembly.said import Said
from assembly.value import value

Plain: TypeAlias = "bool | int | str | Sequence[Plain] | Mapping[str, Plain] | None"
"""What a book is made of. There are no floats in it: they have no one way to be written."""

Conceal = Callable[[str, Said], str]
"""Keeps words outside the record, under the place they were found at, and answers with their digest."""
Reveal = Callable[[str, str], Said]
"""Finds the words for a place and a digest."""


class UnknownForm(ValueError):
    """A value, or something read, that the record has no form for.

    Attributes:
        where: The place inside the record, such as `draft.review`.
    """

    def __init__(self, where: str, what: object) -> None:
        """Say where and what."""
        super().__init__(f"{where or 'record'}: no form for {what!r}")
        self.where = where


class Form(Protocol):
    """How values of one annotation are written and read."""

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """The value as plain JSON."""
        ...

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """The value that was written."""
        ...


@value
class Scalar:
    """One value that is written as one value."""

    kind: type
    plain: type
    to_plain: Callable[[Any], Plain]
    from_plain: Callable[[Any], object]

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:  # noqa: ARG002 - forms have one shape
        """The value as plain JSON."""
        if type(value) is not self.kind:
            raise UnknownForm(where, value)
        try:
            return self.to_plain(value)
        except ValueError as error:
            raise UnknownForm(where, value) from error

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:  # noqa: ARG002 - forms have one shape
        """The value that was written."""
        if type(plain) is not self.plain:
            raise UnknownForm(where, plain)
        try:
            return self.from_plain(plain)
        except (ValueError, ZeroDivisionError) as error:
            raise UnknownForm(where, plain) from error


def writable(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _moment(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    return at.isoformat()


def _at(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    return at


def _fraction(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below))


SCALARS: Mapping[Any, Form] = {
    str: Scalar(str, str, writable, str),
    int: Scalar(int, int, int, int),
    bool: Scalar(bool, bool, bool, bool),
    date: Scalar(date, str, date.isoformat, date.fromisoformat),
    datetime: Scalar(datetime, str, _moment, _at),
    Fraction: Scalar(Fraction, str, lambda share: f"{share.numerator}/{share.denominator}", _fraction),
    type(None): Scalar(type(None), type(None), lambda _: None, lambda _: None),
}


@value
class Named:
    """A member of an enumeration, written as its value."""

    kind: type[Enum]

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:  # noqa: ARG002 - forms have one shape
        """The value of the member."""
        if type(value) is not self.kind or not isinstance(value.value, str | int):
            raise UnknownForm(where, value)
        return value.value

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:  # noqa: ARG002 - forms have one shape
        """The member with this value."""
        for member in self.kind:
            if type(plain) is type(member.value) and plain == member.value:
                return member
        raise UnknownForm(where, plain)


@value
class Words:
    """Text that may have to be forgotten: a digest here, the words beside the record."""

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """The digest of the words."""
        if type(value) is not Said:
            raise UnknownForm(where, value)
        return conceal(where, value)

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """The words with this digest."""
        if not isinstance(plain, str):
            raise UnknownForm(where, plain)
        return reveal(where, plain)


@value
class Row:
    """Any number of values of one form."""

    form: Form

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """A list."""
        if type(value) is not tuple:
            raise UnknownForm(where, value)
        return [self.form.write(one, inside(where, place), conceal) for place, one in enumerate(value)]

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """A tuple."""
        cells = _list(plain, where)
        return tuple(self.form.read(one, inside(where, place), reveal) for place, one in enumerate(cells))


@value
class Cells:
    """A fixed number of values, each with a form of its own."""

    forms: tuple[Form, ...]

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """A list of this length."""
        if type(value) is not tuple or len(value) != len(self.forms):
            raise UnknownForm(where, value)
        pairs = enumerate(zip(self.forms, value, strict=True))
        return [form.write(one, inside(where, place), conceal) for place, (form, one) in pairs]

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """A tuple of this length."""
        cells = _list(plain, where)
        if len(cells) != len(self.forms):
            raise UnknownForm(where, plain)
        pairs = enumerate(zip(self.forms, cells, strict=True))
        return tuple(form.read(one, inside(where, place), reveal) for place, (form, one) in pairs)


@value
class Heap:
    """Values without an order, written in the order of their plain form."""

    form: Form

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """A list in a fixed order."""
        if type(value) is not frozenset:
            raise UnknownForm(where, value)
        return sorted((self.form.write(one, inside(where, "*"), conceal) for one in value), key=repr)

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """A frozen set."""
        return frozenset(self.form.read(one, inside(where, "*"), reveal) for one in _list(plain, where))


@value
class Table:
    """Values by key, written as pairs: canonical objects forget their order, lists do not."""

    pair: Form

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """A list of pairs."""
        if not isinstance(value, Mapping):
            raise UnknownForm(where, value)
        return [self.pair.write((key, one), inside(where, str(key)), conceal) for key, one in value.items()]

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """A dictionary in the order of the pairs."""
        pairs = (self.pair.read(one, inside(where, "*"), reveal) for one in _list(plain, where))
        return dict(pairs)


def inside(where: str, name: object) -> str:
    """The place of a part."""
    return f"{where}.{name}" if where else str(name)


def _list(plain: Plain, where: str) -> Sequence[Plain]:
    if not isinstance(plain, list):
        raise UnknownForm(where, plain)
    return plain
