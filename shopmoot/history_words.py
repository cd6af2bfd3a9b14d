"""Sentences about a table of who held which role: what it would bring, and what is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from assembly.holdings import A_DAY
from store.history_text import HistoryLook
from store.roll_text import RowTrouble
from words.dates import say_day
from words.language import _, n_

SHOWN = 20
"""So many faults are said one by one; the others are counted."""


def what_comes(look: HistoryLook, labels: Mapping[str, str]) -> Iterator[str]:
    """What a table would bring, role by role, and which of these roles the circle does not have."""
    number = len(look.holdings)
    people = len({one.member for one in look.holdings})
    first, last = look.holdings[0].since, look.holdings[-1].since
    rows = n_("{number} entry", "{number} entries", number).format(number=number)
    who = n_("{number} person", "{number} people", people).format(number=people)
    yield _("{rows} of {who}, from {first} to {last}:").format(rows=rows, who=who, first=first, last=last)
    for role, times in sorted(Counter(one.role for one in look.holdings).items()):
        called = labels.get(role, look.called.get(role, role))
        yield n_("  {role}: {times} time", "  {role}: {times} times", times).format(role=called, times=times)
    for role, called in sorted(look.called.items()):
        if labels and role not in labels:
            yield _("The circle has no role “{role}”; it is counted as a role of its own.").format(
                role=called
            )
    yield from _begins_to_count(look, labels)


def what_is_asked(look: HistoryLook) -> str:
    """The question before it is kept, with how many terms begin to count."""
    number = len(look.running)
    if not number:
        return ""
    return n_(
        "Bring all of this along, with {number} term that begins to count? y/n: ",
        "Bring all of this along, with {number} terms that begin to count? y/n: ",
        number,
    ).format(number=number)


def _begins_to_count(look: HistoryLook, labels: Mapping[str, str]) -> Iterator[str]:
    """Every row whose term runs beyond today, one by one: nobody gets authority in silence."""
    number = len(look.running)
    if not number:
        return
    yield n_(
        "{number} term runs beyond today and begins to count:",
        "{number} terms run beyond today and begin to count:",
        number,
    ).format(number=number)
    for one in look.running:
        held = one.holding
        role = labels.get(held.role, look.called.get(held.role, held.role))
        last = say_day((held.until or held.since) - A_DAY)
        words = _("  row {row}: {name} holds {role} until {day}")
        yield words.format(row=one.row, name=one.name, role=role, day=last)


def troubles_of(look: HistoryLook) -> Iterator[str]:
    """Everything that is in the way: people who are not on the roll, and rows that cannot be kept."""
    yield nothing_comes(sum(len(rows) for _name, rows in look.unknown) + len(look.troubles))
    for name, rows in look.unknown[:SHOWN]:
        where = ", ".join(map(str, rows[:SHOWN]))
        yield _(
            "“{name}” is not on the roll (row {rows}). Add the person, or write the name as it is there."
        ).format(name=name, rows=where)
    yield from more(len(look.unknown) - SHOWN)
    for trouble in look.troubles[:SHOWN]:
        said = _sentences().get(trouble.code, _("this row cannot be read."))
        yield _("Row {row}: {said}").format(row=trouble.row, said=said.format(what=_shown(trouble)))
    yield from more(len(look.troubles) - SHOWN)


def nothing_comes(faults: int) -> str:
    """Says before the faults how many there are, and that they keep everything away."""
    number = n_("{number} fault", "{number} faults", faults).format(number=faults)
    return _("Nothing is brought along: {faults}. Mend this in the file, and try again.").format(
        faults=number
    )


def more(number: int) -> Iterator[str]:
    """How many are not said one by one."""
    if number > 0:
        yield n_("… and {number} more.", "… and {number} more.", number).format(number=number)


def _shown(trouble: RowTrouble) -> str:
    return trouble.what or _("nothing")


def _sentences() -> Mapping[str, str]:
    return {
        "nothing-there": _("there is nothing to bring along."),
        "unknown-heading": _("the column “{what}” is not known. There are: date, role, person, end."),
        "column-twice": _("the column {what} is there twice."),
        "column-missing": _("there is no column called {what}. The first row says what the columns are."),
        "too-many-cells": _("there are more cells than columns, from “{what}” on."),
        "cell-missing": _("there is no {what}."),
        "not-a-date": _("“{what}” is no date. Write it like 2024-03-01 or 1.3.2024."),
        "short-year": _("“{what}”: the year needs four digits, like 2024-03-01 or 1.3.2024."),
        "no-such-day": _("there is no day {what}."),
        "date-to-come": _("{what} is still to come, so nobody has held it."),
        "end-before-date": _("it ends on {what}, before it begins."),
        "role-too-long": _("this is too long for the name of a role."),
        "name-shared": _("several people have this name. Write the id of the one you mean: {what}."),
        "held-already": _("the same person has this role already, {what}; this would change when it ends."),
        "held-in-row": _("the same person has this role in row {what} already, on some of these days."),
        "term-too-long": _("the term is longer than the circle settled for this role: it ends on {what}."),
        "term-endless": _("no term is as long as this: it ends on {what} at the latest."),
        "known-already": _("this is there already: the same role, person and day ({what})."),
        "broken-quotes": _("quotation marks are opened and never closed."),
    }
