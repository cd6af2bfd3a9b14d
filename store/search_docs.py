"""A decision as the index holds it: only what the pages show, with no name in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from zlib import crc32

from assembly.decision import Decision, Imported
from assembly.reviewing import Afterwards, Days, Outcome, Standing, days_now
from assembly.value import value

Veil = Callable[[str], str]

LONGEST_TEXT = 200_000
"""So many characters of one decision can be found; the book keeps all of them."""


@value
class Doc:
    """What can be found of one decision."""

    id: str
    title: str
    texts: str
    at: datetime
    days: Days
    """As reviews left them."""
    over: Standing | None
    """Whether a review ended it, or another decision took its place."""
    themes: tuple[str, ...]
    who: str
    later: str = ""
    """A mark of what happened to it afterwards, or empty."""
    brought: bool = False
    """Whether it was brought along, under no seal."""


def doc_of(decision: Decision, veil: Veil) -> Doc:
    """A decision for the index."""
    draft = decision.draft
    return Doc(
        id=decision.id,
        title=" ".join(veil(decision.title).split()),
        texts="\n".join(veil(text) for text in _texts(decision))[:LONGEST_TEXT],
        at=decision.adopted,
        days=days_now(Days(decision.kind, draft.review, draft.until), decision.reviews),
        over=_over(decision.afterwards),
        themes=tuple(" ".join(veil(theme).split()) for theme in decision.themes),
        who=" ".join(veil(draft.who).split()),
        later=mark_of_later(decision.afterwards),
        brought=bool(decision.brought),
    )


def docs_of(decisions: Iterable[Decision], veil: Veil) -> tuple[Doc, ...]:
    """Decisions for the index, in their order."""
    return tuple(doc_of(decision, veil) for decision in decisions)


def _texts(decision: Decision) -> Iterator[str]:
    draft = decision.draft
    yield from (decision.id, draft.what, draft.why, draft.who, draft.measure)
    yield from draft.conditions
    yield from decision.themes
    for objection in decision.objections:
        yield from filter(None, (objection.text.text, objection.note.text))
    yield from (concern.text for concern in decision.concerns if concern.text)
    yield decision.source.title
    if isinstance(decision.how, Imported):
        yield decision.how.rule
    yield from said_in(decision.afterwards)


def said_in(afterwards: Afterwards) -> Iterator[str]:
    """What was said of a decision after it was adopted, wherever that stands."""
    yield from (review.measured.text for review in afterwards.reviews if review.measured.text)
    yield from (learned.text.text for learned in afterwards.learnings if learned.text.text)


def mark_of_later(afterwards: Afterwards) -> str:
    """What is different whenever something happened to a decision since."""
    return f"{crc32(repr(afterwards).encode()):x}" if afterwards else ""


def _over(afterwards: Afterwards) -> Standing | None:
    if afterwards.amended_by:
        return Standing.AMENDED
    settling = [one for one in afterwards.reviews if one.outcome is not Outcome.AMEND]
    return Standing.ENDED if settling and settling[-1].outcome is Outcome.END else None
