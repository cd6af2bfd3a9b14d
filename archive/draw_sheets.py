"""What stands on the page of a draw: the sealed record, the entropy, the result, and the check by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archive.code import page_url
from archive.edition import Edition
from archive.sheets import FromSheet, from_sheet
from assembly.drawn import DrawShown, HatShown, OfferShown
from assembly.lottery import Answer
from assembly.value import value
from words.decisions import answer_of
from words.draws import say_called, say_corrections, say_missed, say_relaxed
from words.language import _
from words.steady import cleaned

TICKETS = (
    r"""grep '^member' record.txt | while read -r x m g y; do """
    r"""echo "$g $(printf '%s\nticket\n%s' $S $m | sha256sum | cut -d' ' -f1) $m"; done | LC_ALL=C sort"""
)
"""Lists the group, the ticket and the id of everybody, once S is the seed."""


@value
class PersonSheet:
    """A person by member id, as the record names them, and by the label that they released."""

    id: str
    label: str


@value
class HatSheet:
    """A hat with those who were drawn."""

    id: str
    label: str
    seats: int
    drawn: tuple[PersonSheet, ...]
    reserves: tuple[PersonSheet, ...]


@value
class OfferSheet:
    """Who was asked for a seat, and the answer."""

    hat: str
    role: str
    member: PersonSheet
    answer: str
    said: str
    """The answer in a word that is the same in every language; empty while there is none."""
    skipped: bool
    """Whether it was passed over as a wrong entry for a reason."""
    reason: str | None
    """That reason; None where it was redacted."""


@value
class Check:
    """One step of the check by hand."""

    sentence: str
    command: str


@value
class DrawSheet:
    """The page of one draw."""

    id: str
    url: str
    number: int
    origin: FromSheet
    record: str
    intact: bool
    """Whether the record stands here as it was sealed: a name that nobody released is never shown."""
    seal: str
    witnessed: bool
    entropy: str | None
    hats: tuple[HatSheet, ...]
    offers: tuple[OfferSheet, ...]
    finished: bool
    voided: bool
    stage: str
    """What a browser that computes the draw again may tell: sealed, running, finished or void."""
    example: str
    """A member id, to show what one looks like."""
    void: str | None
    """The reason; None where it was redacted or the draw is valid."""
    checks: tuple[Check, ...]
    relaxed: tuple[str, ...]
    """Rules that the assembly relaxed before the seal, in sentences."""
    traces: tuple[str, ...]
    """What was struck out of the throws, and how many were called before it was declared void."""
    called: int
    answers: str
    """What each answer is called on the page, as JSON."""
    missed: tuple[str, ...]
    """Who was left out of a hat by mistake, in sentences."""


def draw_sheet(draw: DrawShown, edition: Edition) -> DrawSheet:
    """What stands on the page of a draw."""
    record = veiled_record(draw.record, edition)
    intact = record == draw.record
    return DrawSheet(
        id=draw.id,
        url=page_url(edition.base_url, draw.id, "V"),
        number=draw.number,
        origin=from_sheet(draw.source, edition),
        record=record,
        intact=intact,
        seal=draw.seal,
        witnessed=draw.witnessed,
        entropy=draw.entropy,
        hats=tuple(_hat(hat, edition) for hat in draw.hats),
        offers=tuple(_offer(offer, edition) for offer in draw.offers),
        finished=draw.finished,
        voided=draw.void is not None,
        stage=_stage(draw),
        example=_first_member(draw.record),
        void=edition.quoted(draw.void) if draw.void else None,
        checks=tuple(_checks(draw)) if intact else (),
        relaxed=tuple(say_relaxed(one, edition.line(one.label)) for one in draw.relaxed),
        traces=tuple(_traces(draw)),
        called=draw.called,
        answers=_answers(),
        missed=tuple(
            say_missed(one, edition.line(one.label), edition.label(one.member)) for one in draw.missed
        ),
    )


def veiled_record(record: str, edition: Edition) -> str:
    """The record with names replaced in its typed texts; where there are none it is the sealed one."""
    return "\n".join(_veiled_line(line, edition) for line in record.split("\n"))


def _veiled_line(line: str, edition: Edition) -> str:
    if line.startswith("title: "):
        return f"title: {edition.veil(cleaned(line.removeprefix('title: ')))}"
    fields = cleaned(line).split("\t")
    # A label that its owner released stays, also where it holds a part of a name.
    released = fields[0] == "member" and edition.label(fields[1]) == fields[-1]
    if fields[0] in {"hat", "member"} and not released:
        fields[-1] = edition.veil(fields[-1])
    return "\t".join(fields)


def _hat(hat: HatShown, edition: Edition) -> HatSheet:
    drawn, reserves = (
        tuple(_person(member, edition) for member in members) for members in (hat.drawn, hat.reserves)
    )
    return HatSheet(hat.id, edition.line(hat.label), hat.seats, drawn, reserves)


def _offer(offer: OfferShown, edition: Edition) -> OfferSheet:
    answer = answer_of(offer.answer)
    said = offer.answer.value if offer.answer else ""
    skipped = offer.answer is Answer.INELIGIBLE and offer.reason.text != ""
    person, reason = _person(offer.member, edition), edition.quoted(offer.reason)
    return OfferSheet(offer.hat, edition.line(offer.label), person, answer, said, skipped, reason)


def _answers() -> str:
    words = {answer.value: answer_of(answer) for answer in Answer}
    return json.dumps({**words, "": answer_of(None)}, ensure_ascii=False)


def _person(member: str, edition: Edition) -> PersonSheet:
    return PersonSheet(member, edition.label(member))


def _stage(draw: DrawShown) -> str:
    if draw.void is not None:
        return "void"
    if draw.entropy is None:
        return "sealed"
    return "finished" if draw.finished else "running"


def _traces(draw: DrawShown) -> Iterator[str]:
    yield from say_corrections(draw.corrections)
    if draw.called:
        yield say_called(draw.called)


def _checks(draw: DrawShown) -> Iterator[Check]:
    yield Check(
        _(
            "Save the record. Its fingerprint must be the seal that two people photographed before the dice. "
            "Where sha256sum is missing, shasum -a 256 is the same."
        ),
        "sha256sum record.txt",
    )
    if draw.entropy is None:
        return
    yield Check(
        _("Seal and dice together make the seed, which nobody could know before the last die."),
        rf"S=$(printf 'hat-draw/1\n%s\n%s\n' {draw.seal} '{draw.entropy}' | "
        "sha256sum | cut -d' ' -f1); echo $S",
    )
    yield Check(
        _(
            "The seed makes a ticket for each id in the record. This lists group, ticket and id; "
            "in each group the lowest tickets are drawn."
        ),
        TICKETS,
    )
    yield Check(
        _("How many seats each group gets, and so the whole draw, the program computes again."),
        f"shopmoot draw verify record.txt --seal {draw.seal} --entropy '{draw.entropy}'",
    )


def _first_member(record: str) -> str:
    lines = (line.split("\t") for line in record.split("\n") if line.startswith("member\t"))
    return next((fields[1] for fields in lines), "M001")
