"""Domain values as plain JSON and back, driven by the annotations of their dataclasses."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from assembly.refusal import RuleBroken
from assembly.said import Said
from assembly.value import value
from store.forms import (
    SCALARS,
    Cells,
    Conceal,
    Form,
    Heap,
    Named,
    Plain,
    Reveal,
    Row,
    Table,
    UnknownForm,
    Words,
    inside,
)

TAG = "type"
"""Names the class where several are possible."""


def write(value: object, annotation: object, conceal: Conceal) -> Plain:
    """A value as plain JSON; words that can be forgotten go to `conceal`.

    Raises:
        UnknownForm: The value is not what its annotation says, or the annotation is not known here.
    """
    return form_of(annotation).write(value, "", conceal)


def read(plain: Plain, annotation: object, reveal: Reveal) -> Any:
    """The value that was written, with the words that `reveal` finds.

    Raises:
        UnknownForm: It was not written for this annotation, or by a program that knows more.
    """
    return form_of(annotation).read(plain, "", reveal)


@cache
def form_of(annotation: Any) -> Form:
    """The form for an annotation."""
    if annotation in SCALARS:
        return SCALARS[annotation]
    if annotation is Said:
        return Words()
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return _form_of_class(annotation)
    return _form_of_many(get_origin(annotation), get_args(annotation))


def _form_of_many(origin: Any, inner: tuple[Any, ...]) -> Form:
    if origin is tuple and inner[1:] == (...,):
        return Row(form_of(inner[0]))
    if origin is tuple:
        return Cells(tuple(form_of(one) for one in inner))
    if origin is frozenset:
        return Heap(form_of(inner[0]))
    if origin in {Mapping, dict}:
        return Table(Cells(tuple(form_of(one) for one in inner)))
    if origin in {Union, types.UnionType}:
        return _choice(inner)
    raise UnknownForm("", origin)


def _form_of_class(kind: type) -> Form:
    if issubclass(kind, Enum):
        return Named(kind)
    if is_dataclass(kind):
        return Record(kind)
    raise UnknownForm("", kind)


@value
class Field:
    """One field of a record, with what stands for it where an older program did not write it."""

    name: str
    form: Form
    optional: bool


@cache
def fields_of(kind: Any) -> tuple[Field, ...]:
    """The fields of a dataclass."""
    hints = get_type_hints(kind)
    return tuple(
        Field(
            one.name,
            form_of(hints[one.name]),
            one.default is not MISSING or one.default_factory is not MISSING,
        )
        for one in fields(kind)
    )


@cache
def forms_of(kind: Any) -> tuple[Mapping[str, Form], frozenset[str]]:
    """The form of each field of a dataclass by its name, and the names that nothing can stand for."""
    known = fields_of(kind)
    needed = frozenset(field.name for field in known if not field.optional)
    return {field.name: field.form for field in known}, needed


@value
class Record:
    """A dataclass, written as an object with its fields."""

    kind: Any

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """An object with every field."""
        if not isinstance(value, self.kind):
            raise UnknownForm(where, value)
        return {
            field.name: field.form.write(getattr(value, field.name), inside(where, field.name), conceal)
            for field in fields_of(self.kind)
        }

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """The dataclass; a field that an older program did not know has its default."""
        if not isinstance(plain, dict):
            raise UnknownForm(where, plain)
        known, needed = forms_of(self.kind)
        odd = (needed - plain.keys()) or (plain.keys() - known.keys())
        if odd:
            raise UnknownForm(where, sorted(odd))
        values = {name: known[name].read(one, inside(where, name), reveal) for name, one in plain.items()}
        try:
            return self.kind(**values)
        except (RuleBroken, ValueError) as error:
            raise UnknownForm(where, plain) from error


@value
class Optional:
    """A value or nothing."""

    form: Form

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """Null, or the value."""
        return None if value is None else self.form.write(value, where, conceal)

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """None, or the value."""
        return None if plain is None else self.form.read(plain, where, reveal)


@value
class Choice:
    """One of several dataclasses, written with the name of its class."""

    kinds: Mapping[str, Record]

    def write(self, value: Any, where: str, conceal: Conceal) -> Plain:
        """An object with the tag first."""
        form = self.kinds.get(type(value).__name__)
        if form is None:
            raise UnknownForm(where, value)
        return {TAG: type(value).__name__, **_object(form.write(value, where, conceal))}

    def read(self, plain: Plain, where: str, reveal: Reveal) -> Any:
        """The dataclass that the tag names."""
        form = self.kinds.get(str(plain.get(TAG))) if isinstance(plain, dict) else None
        if not isinstance(plain, dict) or form is None:
            raise UnknownForm(where, plain)
        rest = {name: one for name, one in plain.items() if name != TAG}
        return form.read(rest, where, reveal)


def by_name(kinds: tuple[type, ...]) -> Mapping[str, type]:
    """Classes by the names under which they are written.

    Raises:
        UnknownForm: Two have one name, or one is no dataclass, or has a field that is called like the tag.
    """
    names: dict[str, type] = {}
    for kind in kinds:
        if not is_dataclass(kind) or kind.__name__ in names or any(one.name == TAG for one in fields(kind)):
            raise UnknownForm("", kind)
        names[kind.__name__] = kind
    return names


def _choice(kinds: tuple[type, ...]) -> Form:
    some = tuple(kind for kind in kinds if kind is not type(None))
    form = (
        form_of(some[0])
        if len(some) == 1
        else Choice({name: Record(kind) for name, kind in by_name(some).items()})
    )
    return form if len(some) == len(kinds) else Optional(form)


def _object(plain: Plain) -> Mapping[str, Plain]:
    return plain if isinstance(plain, dict) else {}
