"""A decision as the index holds it: only what the pages show, with no name in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from assembly.circle import Kind
from assembly.decision import Decision
from assembly.search import State
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
    kind: Kind
    at: datetime
    review: date | None
    over: State | None
    themes: tuple[str, ...]
    who: str


def doc_of(decision: Decision, veil: Veil) -> Doc:
    """A decision for the index."""
    draft = decision.draft
    return Doc(
        id=decision.id,
        title=" ".join(veil(decision.title).split()),
        texts="\n".join(veil(text) for text in _texts(decision))[:LONGEST_TEXT],
        kind=decision.kind,
        at=decision.adopted,
        review=draft.review,
        over=None,
        themes=tuple(" ".join(veil(theme).split()) for theme in decision.themes),
        who=" ".join(veil(draft.who).split()),
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
