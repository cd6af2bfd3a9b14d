"""What an assembly leaves to later ones, and what reviews make of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush

from assembly.circle import Kind
from assembly.decision import title_of
from assembly.proposals import SETTLED, Stage
from assembly.reviewing import LAPSING, Outcome, Review
from assembly.state import Assembly
from assembly.value import value

REVIEW, ENDS, PARKED = "review", "ends", "parked"


@value
class Unfinished:
    """Something that an earlier assembly left to a later one."""

    what: str
    """`review`, `ends` or `parked`."""
    title: str
    decision: str = ""
    due: date | None = None
    kind: Kind | None = None
    """The kind of the decision, where it is one."""


Key = tuple[str, str]
"""What something is, and its words."""


class Leftovers:
    """What is left while one assembly after the other is told; each costs only what it touches."""

    def __init__(self, things: Iterable[Unfinished] = ()) -> None:
        """Begin with what was left before the first."""
        self._left: dict[Key, Unfinished] = {}
        self._of: defaultdict[str, set[Key]] = defaultdict(set)
        self._lapsing: list[tuple[date, Key]] = []
        self.lapsed: list[Unfinished] = []
        """Trials that lapsed and are not left any more, in the order in which they did."""
        for thing in things:
            self.add(thing)

    def __iter__(self) -> Iterator[Unfinished]:
        """What is left now, the oldest first."""
        return iter(self._left.values())

    def add(self, thing: Unfinished) -> None:
        """Something new is left; under the same words only the newest is."""
        key = (thing.what, same_words(thing.title))
        self._drop(key)
        self._put(key, thing)

    def review(self, reviews: Iterable[Review], amended: Iterable[str]) -> None:
        """What was kept has its next day, and what was ended or amended is not left any more."""
        for decision in amended:
            for key in tuple(self._of.get(decision, ())):
                self._drop(key)
        for review in {one.decision: one for one in reviews}.values():
            for key in tuple(self._of.get(review.decision, ())):
                following = reviewed(self._left[key], review)
                if following is None:
                    self._drop(key)
                else:
                    self._put(key, following)

    def lapse(self, day: date) -> None:
        """What lapsed before an assembly was on its list, and is history from then on."""
        while self._lapsing and self._lapsing[0][0] < day:
            _due, key = heappop(self._lapsing)
            thing = self._left.get(key)
            if thing is not None and has_lapsed(thing, day):
                self._drop(key)
                self.lapsed.append(thing)

    def take_up(self, adopted: Iterable[str], dropped: Iterable[str]) -> None:
        """What was adopted or dropped under the same words is not left any more."""
        for words in adopted:
            for what in (REVIEW, ENDS, PARKED):
                self._drop((what, words))
        for words in dropped:
            self._drop((PARKED, words))

    def _put(self, key: Key, thing: Unfinished) -> None:
        self._left[key] = thing
        if thing.decision and thing.what != PARKED:
            self._of[thing.decision].add(key)
        if thing.due is not None and thing.kind in LAPSING:
            heappush(self._lapsing, (thing.due, key))

    def _drop(self, key: Key) -> None:
        thing = self._left.pop(key, None)
        if thing is not None:
            self._of[thing.decision].discard(key)


def has_lapsed(thing: Unfinished, today: date) -> bool:
    """Whether it is an experiment or a lab that nobody kept by its review."""
    return thing.what == REVIEW and thing.kind in LAPSING and thing.due is not None and thing.due < today


def same_words(title: str) -> str:
    """The words of a title, whatever their capitals and blanks."""
    return " ".join(title.casefold().split())


def reviewed(thing: Unfinished, review: Review) -> Unfinished | None:
    """What a review leaves of a thing, or None."""
    match review.outcome:
        case Outcome.AMEND:
            return thing
        case Outcome.END:
            return None
        case Outcome.KEEP if thing.what == REVIEW:
            return replace(thing, due=review.next) if review.next else None
        case Outcome.KEEP:
            passed = thing.due is not None and thing.due <= review.at.date()
            return None if passed else thing


def unfinished_in(assembly: Assembly) -> Iterator[Unfinished]:
    """What an assembly leaves to later ones."""
    for proposal in assembly.proposals.values():
        draft = proposal.version.draft
        if proposal.stage is Stage.ADOPTED and draft.review:
            yield Unfinished(REVIEW, title_of(draft), proposal.id, draft.review, proposal.kind)
        if proposal.stage is Stage.ADOPTED and draft.until:
            yield Unfinished(ENDS, title_of(draft), proposal.id, draft.until, proposal.kind)
        if proposal.stage not in SETTLED:
            yield Unfinished(PARKED, title_of(draft), proposal.id)
    for thing in assembly.parked:
        if thing.open and thing.text.text:
            yield Unfinished(PARKED, thing.text.text)


def dropped_in(assembly: Assembly) -> Iterator[str]:
    """The words of what was rejected, withdrawn, or taken off the parking list in an assembly."""
    for proposal in assembly.proposals.values():
        if proposal.stage in {Stage.REJECTED, Stage.WITHDRAWN}:
            yield title_of(proposal.version.draft)
    yield from (thing.text.text for thing in assembly.parked if thing.text.text and not thing.open)
    yield from (text.text for text in assembly.settled if text.text)


def is_to_be_amended(assembly: Assembly, id: str) -> bool:
    """Whether a review said so today, and nobody has written the new words yet."""
    said = any(one.decision == id and one.outcome is Outcome.AMEND for one in assembly.reviews)
    return said and id not in set(_amended(assembly))


def dealt_with(assembly: Assembly, thing: Unfinished) -> bool:
    """Whether an assembly that is under way has looked at a thing that was left to it."""
    if thing.what == PARKED:
        return any(same_words(text.text or "") == same_words(thing.title) for text in assembly.settled)
    reviewed = any(one.decision == thing.decision for one in assembly.reviews)
    return reviewed and not is_to_be_amended(assembly, thing.decision)


def _amended(assembly: Assembly) -> Iterator[str]:
    for proposal in assembly.proposals.values():
        if proposal.version.draft.amends:
            yield proposal.version.draft.amends
