"""The ways to make use of an objection: what each one asks for, and the text it makes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from assembly.proposals import Draft, Integration
from assembly.said import NOTHING_SAID, Said
from assembly.value import value
from screens.proposal_form import Misread, Typed, day_of
from tui.dialogs.form import Field
from words.dates import say_date
from words.language import _


@value
class Change:
    """The new text, and in a sentence what the objection led to."""

    draft: Draft
    note: Said = NOTHING_SAID


def fields_of_way(how: Integration, before: Draft) -> tuple[Field, ...]:
    """What a way asks for; rewriting asks for the whole text in the form of a proposal instead."""
    match how:
        case Integration.SHORTEN:
            return _days(before)
        case Integration.MEASURE:
            return (Field("measure", _("How will we notice what was feared?"), before.measure),)
        case Integration.DEFER:
            return (
                Field("part", _("Which part is decided later?")),
                Field("who", _("Who decides it?")),
                Field("day", _("Until when?"), placeholder=_("such as: in 2 weeks")),
            )
        case Integration.DELEGATE:
            return (
                Field("who", _("To whom? A role, or a description")),
                Field("part", _("With which mandate?")),
                Field("day", _("When do they report back?"), placeholder=_("such as: in 2 weeks")),
            )
        case Integration.INFORM:
            return (
                Field("part", _("What do we need to know?")),
                Field("who", _("From whom?")),
            )
        case Integration.AMEND | Integration.REPLACE:
            return ()


def changed(how: Integration, before: Draft, typed: Typed, today: date) -> Change:
    """The text that the answers make of the text before."""
    match how:
        case Integration.SHORTEN:
            until = day_of(typed, "until", _("Until when"), today)
            review = day_of(typed, "review", _("Looked at again"), today)
            return Change(replace(before, until=until, review=review))
        case Integration.MEASURE:
            return Change(replace(before, measure=typed["measure"]))
        case Integration.DEFER | Integration.DELEGATE | Integration.INFORM:
            sentence = condition(how, typed, today)
            return Change(replace(before, conditions=(*before.conditions, sentence)), Said(sentence))
        case Integration.AMEND | Integration.REPLACE:
            return Change(before)


def condition(how: Integration, typed: Typed, today: date) -> str:
    """The sentence that deferring, delegating or asking adds to a proposal."""
    for id, label in _needed(how).items():
        if not typed.get(id, "").strip():
            raise Misread(_("{label} It is still empty. One line is enough.").format(label=label), id)
    facts = {id: typed[id].strip().rstrip(".") for id in ("part", "who")}
    day = day_of(typed, "day", _("When"), today)
    if day is None:
        return _("Before it starts we ask: {part} (from {who}).").format(**facts)
    words = {
        Integration.DEFER: _("Decided later by {who}, until {day}: {part}."),
        Integration.DELEGATE: _("Delegated to {who}, who report back on {day}: {part}."),
    }[how]
    return words.format(**facts, day=say_date(day))


def way_title(how: Integration) -> str:
    """What the form of a way says above its fields."""
    titles: Mapping[Integration, Callable[[], str]] = {
        Integration.SHORTEN: lambda: _("Shorten the trial: an earlier end, or an earlier review"),
        Integration.MEASURE: lambda: _("Measure the concern"),
        Integration.DEFER: lambda: _("Defer a part"),
        Integration.DELEGATE: lambda: _("Delegate a part"),
        Integration.INFORM: lambda: _("Ask for information first"),
        Integration.AMEND: lambda: _("Amend the text"),
        Integration.REPLACE: lambda: _("Replace the proposal"),
    }
    return titles[how]()


def _days(before: Draft) -> tuple[Field, ...]:
    until = before.until.isoformat() if before.until else ""
    review = before.review.isoformat() if before.review else ""
    return (
        Field("until", _("Until when"), until, _("such as: in 2 weeks")),
        Field("review", _("Looked at again"), review, _("such as: in 2 weeks")),
    )


def _needed(how: Integration) -> dict[str, str]:
    return {field.id: field.label for field in fields_of_way(how, Draft(""))}
