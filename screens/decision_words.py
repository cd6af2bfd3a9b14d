"""A decision to be read: what, why, by which rule, and what it owes to those who objected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from assembly.decision import ByConsent, ByVote, Decision, How, Imported, ObjectionShown, Wording
from assembly.proposals import Draft
from assembly.reviewing import OVER, Standing
from assembly.said import Said
from screens.page import Section
from screens.stage import words_of
from words.dates import say_date, say_distance
from words.decisions import asking_line, consent_rule, decided_by, kind_of, nobody_knows_how, objection_fate
from words.language import _
from words.reviews import learning_heading, review_line, standing_words
from words.roles import role_label
from words.sums import say_outcome, say_quorum, say_sum

Veil = Callable[[str], str]


def decision_sections(decision: Decision, today: date, veil: Veil) -> tuple[Section, ...]:
    """The whole decision; what was said against it goes through the veil."""
    draft = decision.draft
    return (
        Section(_("What we decided"), (*_texts(draft.what), *_conditions(draft))),
        Section(_("Why"), _texts(draft.why)),
        Section(_("Does it stand?"), tuple(_standing(decision, today))),
        Section(_("Who and when"), tuple(_duties(draft, veil))),
        Section(_("How it was decided"), tuple(_how(decision, veil))),
        Section(_("Objections, and what became of them"), tuple(_objections(decision, veil))),
        Section(_("Concerns to watch"), tuple(f"· {_veiled(one, veil)}" for one in decision.concerns)),
        Section(_("Looked at again"), tuple(_reviews(decision, veil))),
        Section(_("What was learned"), tuple(_learned(decision, veil))),
        Section(_("Earlier versions"), tuple(_wording(one) for one in decision.wordings[:-1])),
        Section(_("Where it comes from"), tuple(_origin(decision))),
    )


def way_to_review(decision: Decision, today: date) -> tuple[str, ...]:
    """Where a decision whose review is due is looked at again."""
    if decision.standing(today) is not Standing.REVIEW_DUE:
        return ()
    return (_("Its review is due. The next assembly offers it while it gathers; L opens it there."),)


def _texts(text: str) -> tuple[str, ...]:
    return tuple(text.strip().splitlines())


def _conditions(draft: Draft) -> Iterable[str]:
    return (f"· {condition}" for condition in draft.conditions)


def _duties(draft: Draft, veil: Veil) -> Iterator[str]:
    yield _("Responsible: {who}").format(who=draft.who or _("nobody named yet"))
    if draft.start:
        yield _("From: {day}").format(day=say_date(draft.start))
    if draft.until:
        yield _("Until: {day}").format(day=say_date(draft.until))
    if draft.recalls:
        yield _("Recalled from {role}: {member}").format(
            role=role_label(draft.recalls.role), member=veil(draft.recalls.member)
        )
    if draft.measure:
        yield _("How we will know: {measure}").format(measure=draft.measure)


def _standing(decision: Decision, today: date) -> Iterator[str]:
    stands = decision.standing(today)
    yield standing_words(stands)
    if decision.review and stands not in OVER:
        yield _("Review: {day}, {distance}").format(
            day=say_date(decision.review), distance=say_distance(decision.review, today)
        )
    if decision.review and stands is Standing.LAPSED:
        yield _("Its review was due on {day}, {distance}.").format(
            day=say_date(decision.review), distance=say_distance(decision.review, today)
        )
    for later in decision.afterwards.amended_by:
        yield _("Decision {id} took its place.").format(id=later)
    if decision.amends:
        yield _("It took the place of decision {id}.").format(id=decision.amends)


def _reviews(decision: Decision, veil: Veil) -> Iterator[str]:
    for review in decision.reviews:
        yield review_line(review)
        if review.measured:
            yield "   " + _("Measured: {text}").format(text=_veiled(review.measured, veil))


def _learned(decision: Decision, veil: Veil) -> Iterator[str]:
    for learned in decision.afterwards.learnings:
        yield f"{learning_heading(learned)}: {_veiled(learned.text, veil)}"


def _how(decision: Decision, veil: Veil) -> Iterator[str]:
    yield _("{kind}. {how}.").format(kind=kind_of(decision.kind), how=decided_by(decision.how))
    yield from _sums(decision.how, decision, veil)
    yield from (asking_line(asking) for asking in decision.rounds)


def _sums(how: How, decision: Decision, veil: Veil) -> Iterator[str]:
    match how:
        case ByConsent():
            yield consent_rule(how, decision.rounds)
        case ByVote(verdict=verdict):
            count = verdict.count
            yield _("{outcome}: {yes} yes, {no} no, {abstain} abstained.").format(
                outcome=say_outcome(verdict), yes=count.yes, no=count.no, abstain=count.abstain
            )
            yield _("The sum: {sum}.").format(sum=say_sum(verdict))
            yield _("Quorum: {quorum}.").format(quorum=say_quorum(count.present, verdict.quorum_needed))
        case Imported(rule, numbers):
            told = _texts(veil(rule)) or (nobody_knows_how(),)
            yield from _sums(numbers, decision, veil) if numbers else told


def _objections(decision: Decision, veil: Veil) -> Iterator[str]:
    if not decision.objections and decision.rounds:
        yield _("Nobody objected.")
    for objection in decision.objections:
        yield _objection(objection, veil)


def _objection(objection: ObjectionShown, veil: Veil) -> str:
    text = _veiled(objection.text, veil) or _("(no words were written)")
    fate = objection_fate(objection.state, objection.how)
    note = f" {_veiled(objection.note, veil)}" if objection.note else ""
    return _("{number}. To version {version}: {text}\n   {fate}{note}").format(
        number=objection.number, version=objection.version, text=text, fate=fate, note=note
    )


def _wording(wording: Wording) -> str:
    return _("{number}. {text}").format(number=wording.number, text=" ".join(wording.draft.what.split()))


def _origin(decision: Decision) -> Iterator[str]:
    source = decision.source
    assembly = " · ".join(part for part in (source.circle, source.title) if part)
    yield _("{assembly}, {day}").format(assembly=assembly, day=say_date(decision.adopted.date()))
    if decision.themes:
        yield _("Themes: {themes}").format(themes=", ".join(decision.themes))
    if not source.final:
        yield _("This assembly is not closed yet; until then it can be taken back.")
    yield _("Decision {id}, version {version}").format(id=decision.id, version=decision.wordings[-1].number)


def _veiled(said: Said, veil: Veil) -> str:
    return veil(words_of(said))
