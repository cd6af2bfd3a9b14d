"""Sentences about old decisions in a file: what it would bring, and what is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from assembly.reviewing import Standing
from shopmoot.history_words import SHOWN, more, nothing_comes
from store.decisions_look import FIRST_YEAR, LONGEST_TEXT, Came, DecisionsLook
from store.roll_text import RowTrouble
from words.decisions import kind_of
from words.language import _, n_
from words.reviews import standing_name

EXAMPLES = 3
LONGEST_LINE = 100


def what_comes(look: DecisionsLook, kept: int, named: Sequence[Came], today: date) -> Iterator[str]:
    """What a file would bring: how many, of which kind, and the first of them.

    Args:
        look: What was read.
        kept: How many ids are kept.
        named: Those in which somebody on the roll is named.
        today: The day by which they stand or not.
    """
    days = sorted(one.decision.adopted.date() for one in look.came)
    number = n_("{number} decision", "{number} decisions", len(days)).format(number=len(days))
    said = _("{decisions} from {first} to {last}, marked as imported and not sealed:")
    yield said.format(decisions=number, first=days[0], last=days[-1])
    for kind, times in Counter(one.decision.kind for one in look.came).items():
        yield f"  {kind_of(kind)}: {times}"
    standings = Counter(_standing(one, today) for one in look.came)
    yield "  " + ", ".join(f"{standing_name(one)}: {times}" for one, times in standings.items())
    yield _("Ids kept: {kept}. Ids given anew: {new}.").format(kept=kept, new=len(days) - kept)
    for one in look.came[:EXAMPLES]:
        yield f"  {one.decision.adopted.date()}  {_short(one.decision.title)}"
    yield from more(len(look.came) - EXAMPLES)
    if named:
        yield _names(look, named)
    if computed := [one for one in look.came if any(map(_computed, _texts(one)))]:
        yield _formulas(look, computed)


def troubles_of(look: DecisionsLook) -> Iterator[str]:
    """Everything that is in the way, by row."""
    yield nothing_comes(len(look.troubles))
    for trouble in look.troubles[:SHOWN]:
        said = _sentences().get(trouble.code, _("this cannot be read."))
        what = _short(trouble.what) or _("nothing")
        place = _place(trouble, numbered=look.numbered)
        yield place + said.format(what=what, longest=LONGEST_TEXT, first=FIRST_YEAR)
    yield from more(len(look.troubles) - SHOWN)


def _place(trouble: RowTrouble, *, numbered: bool) -> str:
    """Where it is; row 0 is the file itself."""
    file = f"{trouble.file}: " if trouble.file else ""
    if not trouble.row:
        return file
    return file + (_("Decision {place}: ") if numbered else _("Row {place}: ")).format(place=trouble.row)


def _texts(one: Came) -> tuple[str, ...]:
    draft = one.decision.draft
    return draft.what, draft.why, draft.who, draft.measure, *draft.conditions, *one.decision.themes


def _computed(text: str) -> bool:
    return text.startswith("=")


def _formulas(look: DecisionsLook, computed: Sequence[Came]) -> str:
    return _(
        "A text in {where} looks like a formula of the spreadsheet: it begins with “=”. It comes as it stands"
        " there."
    ).format(where=_where(look, computed))


def _names(look: DecisionsLook, named: Sequence[Came]) -> str:
    return _(
        "Somebody on the roll is named in {where}. The pages show the public label instead, but the book"
        " keeps the words: write a role or a description there if the name should go."
    ).format(where=_where(look, named))


def _where(look: DecisionsLook, found: Sequence[Came]) -> str:
    """Where these stand, file by file."""
    said = _("decision {places}") if look.numbered else _("row {places}")
    files = groupby(found[:SHOWN], key=lambda one: one.file)
    told = [(file, ", ".join(str(one.place) for one in ones)) for file, ones in files]
    parts = (" ".join(filter(None, (file, said.format(places=places)))) for file, places in told)
    return "; ".join(parts) + (" …" if len(found) > SHOWN else "")


def _standing(one: Came, today: date) -> Standing:
    return one.decision.standing(today)


def _short(text: str) -> str:
    line = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


def _sentences() -> Mapping[str, str]:
    return {**_of_tables(), **_of_days(), **_of_files()}


def _of_tables() -> Mapping[str, str]:
    return {
        "nothing-there": _("there is nothing to bring along."),
        "unknown-heading": _(
            "the column “{what}” is not known. There are: what, title, date, kind, why, who, start, until,"
            " review, measure, conditions, themes, rule, id."
        ),
        "column-twice": _("the column {what} is there twice."),
        "column-missing": _("there is no column called {what}. The first row says what the columns are."),
        "too-many-cells": _("there are more cells than columns, from “{what}” on."),
        "cell-missing": _("there is no {what}."),
        "unknown-kind": _(
            "the kind “{what}” is not known. There are: operational, strategic, experiment, lab."
        ),
        "text-too-long": _("there is a text of more than {longest} characters. Keep the essence ({what})."),
        "broken-quotes": _("quotation marks are opened and never closed."),
        "id-twice": _("the id {what} is there twice."),
        "words-twice": _("the same words with the same date stand there already, at {what}."),
        "known-already": _("this is on the shelf already: the same words and date (“{what}”)."),
    }


def _of_days() -> Mapping[str, str]:
    return {
        "not-a-date": _("“{what}” is no date. Write it like 2024-03-01 or 1.3.2024."),
        "short-year": _("“{what}”: the year needs four digits, like 2024-03-01 or 1.3.2024."),
        "no-such-day": _("there is no day {what}."),
        "date-to-come": _("{what} is still to come: nothing was decided then."),
        "date-too-early": _("{what} is too long ago. The first year is {first}."),
        "date-too-far": _("{what} is too far away to be meant."),
        "review-before-date": _("the review on {what} comes before the decision."),
        "until-before-start": _("it ends on {what}, before it begins."),
    }


def _of_files() -> Mapping[str, str]:
    return {
        "not-json": _("this is no JSON from line {what} on."),
        "not-commons": _("this is no published record of a Shopmoot. One is written by: shopmoot export"),
        "other-format": _("this was written by another version, in format {what}."),
        "not-as-the-schema": _("“{what}” is not as the schema says (schema/commons-1.json)."),
        "sum-differs": _("the numbers of the vote do not come to what stands there ({what})."),
        "successor-missing": _(
            "decision {what} took its place, and is not there. Export all of them together."
        ),
        "earlier-missing": _(
            "this is a part of a record, and what it begins with is not there: {what}. Name all parts"
            " together: shopmoot import decisions commons.json commons/*.json"
        ),
    }
