"""The hats that a practice draws from, and what it comes to in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from assembly.chances import table_ahead
from assembly.draw.build import Candidate, build
from assembly.draw.practice import Difference, Judgement, Practice, judged, promised_by
from assembly.draw.record import Hat, Heading, Record
from assembly.hats_today import hats_of
from assembly.lottery import role_of
from assembly.state import Assembly
from assembly.value import value
from screens.hats_shown import chance_words, hats_shown
from tui.widgets.people_rows import Row
from words.language import _, n_

MANY, FEWER = 10_000, 1_000
QUICK = 250
"""Groups times hats up to which so many draws take some seconds."""


@value
class PracticeHats:
    """What is practised with."""

    record: Record | None
    """None where nothing can be drawn."""
    roles: Mapping[str, str]
    """What each role is called, in voted order."""
    names: Mapping[str, str]
    refusal: str = ""
    """Why nothing can be drawn, in a sentence."""
    invented: bool = False
    """Whether these people do not exist."""

    @property
    def round(self) -> int:
        """How many draws are made at a time."""
        record = self.record
        cells = len(record.groups) * (len(record.hats) + 1) if record else 0
        return MANY if cells <= QUICK else FEWER


def hats_of_today(assembly: Assembly, name_of: Callable[[str], str]) -> PracticeHats:
    """The hats of an assembly as they stand."""
    shown = hats_shown(assembly)
    return PracticeHats(
        table_ahead(hats_of(assembly)),
        {role.id: role.label for role in assembly.hatting.roles},
        {member: name_of(member) for member in assembly.entitled},
        shown.refusal,
    )


def invented_hats() -> PracticeHats:
    """A circle that does not exist, with a role that some of its people opted out of."""
    people = ("Alma", "Bruno", "Carla", "Deniz", "Edda", "Farid", "Greta", "Hugo", "Ines", "Jonas")
    names = {f"P{place:02}": name for place, name in enumerate((*people, "Kira", "Luis"), 1)}
    hats = (
        Hat("facilitator", 1, _("Facilitator")),
        Hat("note-taker", 1, _("Note taker")),
        Hat("timekeeper", 1, _("Timekeeper")),
        Hat("observer", 2, _("Observer")),
    )
    every = tuple(hat.id for hat in hats)
    candidates = [Candidate(member, every[place % 5 == 0 :]) for place, member in enumerate(names)]
    record = build(Heading(1, ""), hats, candidates)
    return PracticeHats(record, {hat.id: hat.label for hat in hats}, names, invented=True)


def practice_rows(practice: Practice, hats: PracticeHats, role: str) -> tuple[Row, ...]:
    """Everybody in the hats of a role: drawn, promised, and the chance."""
    return tuple(
        Row(
            member,
            hats.names.get(member, member),
            "●",
            f"{drawn:,} / {_times(chance * practice.draws)}",
            _("PRACTICE · {chance}").format(chance=chance_words(chance)),
        )
        for member, chance, drawn in _together(practice, role)
    )


def head_words(practice: Practice, hats: PracticeHats, place: int) -> str:
    """The role that is shown, and what the numbers below are."""
    role = tuple(hats.roles)[place]
    people = sum(1 for _one in _together(practice, role))
    inside = n_("{number} person", "{number} people", people).format(number=people)
    words = _("{role}: {people}; drawn / promised").format(role=hats.roles[role], people=inside)
    return f"◀ {place + 1}/{len(hats.roles)} ▶  {words}" if len(hats.roles) > 1 else words


def count_words(done: int, of: int, hats: PracticeHats) -> str:
    """How far it is."""
    said = _("{done} of {of} draws").format(done=f"{done:,}", of=f"{of:,}")
    if done == of:
        said = n_("{done} draw", "{done} draws", done).format(done=f"{done:,}")
    if hats.round == MANY:
        return said
    return _("{said}; with so many people ten thousand would take minutes").format(said=said)


def judgement_words(practice: Practice, hats: PracticeHats) -> str:
    """Whether chance makes such differences, and which is the largest."""
    said = judged(practice)
    if said is None:
        return _("Nobody is in a hat.")
    return " ".join((_verdict(said), _largest(said.largest, hats), *_chi_square(said)))


def _largest(largest: Difference, hats: PracticeHats) -> str:
    return _(
        "The largest difference is {name} for {role}: drawn {drawn} times, promised {expected} times."
    ).format(
        name=hats.names.get(largest.member, largest.member),
        role=hats.roles.get(role_of(largest.hat), largest.hat),
        drawn=f"{largest.drawn:,}",
        expected=_times(largest.expected),
    )


def _verdict(said: Judgement) -> str:
    if said.as_promised:
        return _("The differences are what chance does.")
    return _(
        "Chance makes such differences less than once in a thousand practices: "
        "practise again, and if they come again, do not seal these hats."
    )


def _chi_square(said: Judgement) -> Iterator[str]:
    if said.square is not None:
        yield _("(Chi-square {square}; kept promises make {average} on average.)").format(
            square=f"{said.square:.1f}", average=said.average
        )


def _together(practice: Practice, role: str) -> Iterator[tuple[str, Fraction, int]]:
    """Member, chance and how often drawn, in all hats of a role together."""
    for member, shares in promised_by(practice.record).items():
        own = [hat for hat in shares if role_of(hat) == role]
        if own:
            drawn = sum(practice.drawn[hat].get(member, 0) for hat in own)
            yield member, sum((shares[hat] for hat in own), Fraction()), drawn


def _times(expected: Fraction) -> str:
    return (
        f"{float(expected):,.0f}" if expected >= 10 or expected.denominator == 1 else f"{float(expected):.1f}"
    )
