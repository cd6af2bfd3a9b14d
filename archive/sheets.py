"""What stands on each page, ready to be set: every typed text veiled, every rule said in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from archive.code import page_url
from archive.edition import Edition
from assembly.asking import Asking
from assembly.decision import ByConsent, ByVote, Decision, How, Imported, ObjectionShown, Source, Wording
from assembly.proposals import Draft, Recall
from assembly.reviewing import OVER
from assembly.value import value
from words.dates import say_day
from words.decisions import asking_line, consent_rule, decided_by, kind_of, nobody_knows_how, objection_fate
from words.language import _
from words.reviews import days_of, lasting_words, learning_heading, review_line
from words.roles import role_label
from words.sums import say_counts, say_sum


@value
class Day:
    """A day for a machine and for people."""

    iso: str
    words: str


@value
class Line:
    """A label with what belongs to it; a typed text is kept apart from the program's own words."""

    label: str
    text: str = ""
    day: Day | None = None


@value
class FromSheet:
    """Where a page comes from, and whether it can still change."""

    assembly: str
    circle: str
    title: str
    day: Day
    final: bool


@value
class ObjectionSheet:
    """An objection, what became of it, and how it was made use of."""

    text: str | None
    """None where it was redacted."""
    fate: str
    note: str | None
    version: int


@value
class WordingSheet:
    """An earlier text."""

    number: int
    day: Day
    lines: tuple[Line, ...]


@value
class LaterSheet:
    """A review, or something that was learned: what it is and when, and the words."""

    heading: str
    text: str | None
    """None where it was redacted, empty where nothing was written."""


@value
class DecisionSheet:
    """The page of one decision."""

    id: str
    url: str
    title: str
    kind: str
    adopted: Day
    origin: FromSheet
    what: str
    why: str
    lines: tuple[Line, ...]
    conditions: tuple[str, ...]
    how: str
    rule: str
    sum: str
    """The numbers of a vote; empty for consent."""
    votes_before: tuple[str, ...]
    """Sums of earlier votes that decided nothing."""
    rounds: tuple[str, ...]
    objections: tuple[ObjectionSheet, ...]
    concerns: tuple[str | None, ...]
    unopposed: bool
    """Whether everyone was asked and nobody objected."""
    themes: tuple[str, ...]
    themes_told: str
    """Where the themes are from: the stories that led to it, or a table from before."""
    versions: int
    earlier: tuple[WordingSheet, ...]
    draws: tuple[str, ...]
    stands: str
    """Whether it stands, in words that stay true."""
    over: bool
    """Whether a review ended it, or another decision took its place."""
    amends: str
    """Id of the decision whose place it took, or empty."""
    amended_by: tuple[str, ...]
    reviews: tuple[LaterSheet, ...]
    learnings: tuple[LaterSheet, ...]


def decision_sheet(decision: Decision, edition: Edition) -> DecisionSheet:
    """What stands on the page of a decision."""
    how, draft, days = decision.how, decision.draft, days_of(decision)
    return DecisionSheet(
        id=decision.id,
        url=page_url(edition.base_url, decision.id),
        title=edition.line(decision.title) or decision.id,
        kind=kind_of(decision.kind),
        adopted=day_sheet(decision.adopted),
        origin=from_sheet(decision.source, edition),
        what=edition.shown(draft.what),
        why=edition.shown(draft.why),
        lines=tuple(_lines(replace(draft, review=days.review, until=days.until), edition)),
        conditions=_shown(draft.conditions, edition),
        how=decided_by(how),
        rule=_rule(how, decision.rounds, edition),
        sum=_sum(how),
        votes_before=tuple(say_sum(vote.verdict) for vote in decision.votes_before),
        rounds=tuple(asking_line(asking) for asking in decision.rounds),
        objections=tuple(_objection(one, edition) for one in decision.objections),
        concerns=tuple(edition.quoted(concern) for concern in decision.concerns),
        unopposed=bool(decision.rounds) and not any(asking.objections for asking in decision.rounds),
        themes=_shown(decision.themes, edition),
        themes_told=_("Themes:") if decision.brought else _("It came from stories about:"),
        versions=len(decision.wordings),
        earlier=tuple(_wording(one, edition) for one in decision.wordings[:-1]),
        draws=decision.draws,
        stands=lasting_words(decision),
        over=decision.standing(date.min) in OVER,
        amends=decision.amends,
        amended_by=decision.afterwards.amended_by,
        reviews=tuple(LaterSheet(review_line(one), edition.quoted(one.measured)) for one in decision.reviews),
        learnings=tuple(
            LaterSheet(learning_heading(one), edition.quoted(one.text))
            for one in decision.afterwards.learnings
        ),
    )


def from_sheet(source: Source, edition: Edition) -> FromSheet:
    """Where a page comes from."""
    return FromSheet(
        source.assembly,
        edition.line(source.circle),
        edition.line(source.title),
        day_sheet(source.at),
        source.final,
    )


def day_sheet(at: date | datetime) -> Day:
    """A day, also that of a moment, where the circle is."""
    day = at.date() if isinstance(at, datetime) else at
    return Day(day.isoformat(), say_day(day))


def _sum(how: How) -> str:
    if isinstance(how, Imported):
        return _sum(how.numbers) if how.numbers else ""
    return say_sum(how.verdict) if isinstance(how, ByVote) else ""


def _rule(how: How, rounds: Sequence[Asking], edition: Edition) -> str:
    match how:
        case ByConsent():
            return consent_rule(how, rounds)
        case ByVote():
            return say_counts(how.verdict)
        case Imported(rule, numbers):
            told = edition.shown(rule) or nobody_knows_how()
            return _rule(numbers, rounds, edition) if numbers else told


def _lines(draft: Draft, edition: Edition) -> Iterator[Line]:
    yield Line(_("Responsible"), edition.shown(draft.who) or _("nobody named yet"))
    for label, day in ((_("From"), draft.start), (_("Until"), draft.until), (_("Review"), draft.review)):
        if day is not None:
            yield Line(label, day=day_sheet(day))
    if draft.recalls:
        yield Line(_("Recalled"), _recalled(draft.recalls, edition))
    if draft.measure.strip():
        yield Line(_("How we will know"), edition.shown(draft.measure))


def _recalled(recall: Recall, edition: Edition) -> str:
    called = next((role.label for role in edition.roles if role.id == recall.role), role_label(recall.role))
    return f"{edition.label(recall.member)}, {edition.line(called)}"


def _objection(objection: ObjectionShown, edition: Edition) -> ObjectionSheet:
    fate = objection_fate(objection.state, objection.how)
    text, note = edition.quoted(objection.text), edition.quoted(objection.note)
    return ObjectionSheet(text, fate, note, objection.version)


def _wording(wording: Wording, edition: Edition) -> WordingSheet:
    draft = wording.draft
    told = [Line(_("What"), edition.shown(draft.what))]
    if draft.why.strip():
        told.append(Line(_("Why"), edition.shown(draft.why)))
    conditions = [Line(_("Condition"), one) for one in _shown(draft.conditions, edition)]
    return WordingSheet(wording.number, day_sheet(wording.at), (*told, *_lines(draft, edition), *conditions))


def _shown(texts: Iterable[str], edition: Edition) -> tuple[str, ...]:
    return tuple(filter(None, map(edition.shown, texts)))
