"""What a pasted list of people would bring, and what is wrong with it, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from screens.desk import RollLook
from store.people import Person
from store.roll_text import RollRefused, RowTrouble, SameName, read_roll, same_names
from words.language import _

SHOWN = 12
"""More faults than this are counted, not listed."""


def look(roll: str, already: Iterable[Person]) -> RollLook:
    """What a list would bring; with any fault nothing is imported."""
    try:
        newcomers = read_roll(roll)
    except RollRefused as refused:
        return RollLook((), (), tuple(faults(refused)))
    twice = same_names(newcomers, already)
    return RollLook(tuple(one.name for one in newcomers), tuple(map(_remark, twice)), ())


def faults(refused: RollRefused) -> Iterator[str]:
    """What keeps a list from being imported, row by row."""
    yield from (_fault(trouble) for trouble in refused.troubles[:SHOWN])
    more = len(refused.troubles) - SHOWN
    if more > 0:
        yield _("… and {number} more rows.").format(number=more)


def _fault(trouble: RowTrouble) -> str:
    said = _sentences().get(trouble.code, _("this row cannot be read."))
    return _("Row {row}: {said}").format(row=trouble.row, said=said.format(what=trouble.what))


def _sentences() -> Mapping[str, str]:
    return {
        "unknown-column": _(
            "the column “{what}” is not known. There are: name, shift, department, opt-outs."
        ),
        "column-twice": _("the column {what} is there twice."),
        "no-name-column": _("there is no column called name."),
        "no-heading": _("“{what}” looks like a table. Write what the columns are in the first row."),
        "no-name": _("there is no name."),
        "name-too-long": _("this is too long for a name."),
        "too-many-cells": _("there are more cells than columns, from “{what}” on."),
        "too-few-cells": _("there are fewer cells than columns, after “{what}”."),
        "broken-quotes": _("quotation marks are opened and never closed."),
    }


def _remark(twice: SameName) -> str:
    return _("{name} is there {times} times; they will be told apart by their ids.").format(
        name=twice.name, times=twice.times
    )
