"""What is shown while the room decides: answers by shape and word, objections, counts, the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import shorten

from assembly.consent import unwritten
from assembly.dialects import Position, Test
from assembly.proposals import (
    ConsentRound,
    Integration,
    Objection,
    ObjectionState,
    Proposal,
    Stage,
)
from assembly.state import Assembly
from screens.deciding import Doing, asked_now, dialect_now, next_of
from screens.protocol_line import protocol_line
from screens.stage import words_of
from screens.vote_words import call_mark, need_words, undecided_word, verdict_words, vote_words
from screens.words import ASKED_NOW, integration_name, position_name
from tui.widgets.people_rows import Row
from words.language import _, n_

SHOWN = 220
"""Letters of a text that stay in sight while it is asked about: three lines of a narrow window."""
FEW = 60
"""Letters of an objection that a sentence carries."""
OPEN = "·"
SHAPES = {Position.CONSENT: "✓", Position.CONCERN: "△", Position.OBJECTION: "✗"}


def now_words(assembly: Assembly) -> str:
    """Where the deciding stands, in a line or two."""
    proposal = assembly.proposal
    if proposal is None:
        return _("Nothing is on the table. Enter goes back to the proposals.")
    if proposal.stage in {Stage.ADOPTED, Stage.REJECTED, Stage.UNDECIDED}:
        return verdict_words(proposal)
    if proposal.stage is Stage.VOTE and proposal.vote:
        return vote_words(proposal.vote)
    if proposal.round:
        return round_words(assembly, proposal.round)
    lines = [protocol_line(assembly, proposal.kind)]
    if dialect_now(assembly) is None:
        lines.append(need_words(assembly))
    elif proposal.rounds_held:
        lines.append(
            _("All positions are cleared: everybody is asked again about version {number}.").format(
                number=proposal.version.number
            )
        )
    return "\n".join(lines)


def asked_text(assembly: Assembly) -> str:
    """The text that is asked about, while it is asked about."""
    proposal = assembly.proposal
    if proposal is None or next_of(assembly) not in {Doing.HEAR, Doing.COUNT}:
        return ""
    version, what = proposal.version.number, proposal.version.draft.what
    return shorten(_("Version {number}: {what}").format(number=version, what=what), SHOWN, placeholder=" …")


def round_words(assembly: Assembly, under_way: ConsentRound) -> str:
    """How a consent round stands, in numbers."""
    if not under_way.named and not under_way.counted:
        return _("Call for concerns and objections, count the hands, and enter the numbers.")
    parts = [
        f"{SHAPES[position]} {position_name(position)} {under_way.number_of(position)}"
        for position in Position
    ]
    if under_way.named:
        left = len(set(assembly.here) - set(under_way.positions))
        parts.append(_("{shape} to ask {number}").format(shape=OPEN, number=left))
    else:
        parts.append(_("of {number} here").format(number=assembly.present))
    return "\n".join(filter(None, ("   ".join(parts), unwritten_words(assembly))))


def unwritten_words(assembly: Assembly) -> str:
    """How many of the objections that were counted are still to be written down, if any."""
    number = unwritten(assembly.proposal) if assembly.proposal else 0
    if not number:
        return ""
    return n_(
        "{number} objection is still to be written down.",
        "{number} objections are still to be written down.",
        number,
    ).format(number=number)


def big_word(assembly: Assembly, name_of: Callable[[str | None], str]) -> str:
    """What can be read from the back: who is asked now, or the verdict."""
    asked = asked_now(assembly)
    if asked is not None:
        return name_of(asked)
    proposal = assembly.proposal
    if proposal is None:
        return ""
    if proposal.stage is Stage.UNDECIDED and proposal.vote and proposal.vote.verdict:
        return undecided_word(proposal.vote.verdict)
    words = {Stage.ADOPTED: _("ADOPTED"), Stage.REJECTED: _("NOT ADOPTED")}
    return words.get(proposal.stage, "")


def next_words_for(assembly: Assembly, name_of: Callable[[str | None], str]) -> str:
    """What Enter does now, in words."""
    asked = name_of(asked_now(assembly))
    return {
        Doing.PROPOSE: _("Go to the proposals"),
        Doing.ASK: _("Ask for consent"),
        Doing.ASK_AGAIN: _("Ask everybody again"),
        Doing.HEAR: _("{name} consents").format(name=asked),
        Doing.COUNT: _("Enter the numbers"),
        Doing.WRITE: _("Write an objection down"),
        Doing.OBJECTION: _("Take the first objection"),
        Doing.ADOPT: _("Record that it is adopted"),
        Doing.OPEN_VOTE: _("Vote: choose how"),
        Doing.ENTER_COUNT: _("Enter the count"),
        Doing.RECOUNT: _("Count again"),
        Doing.MEND: _("Count again"),
        Doing.CALL: _("Ask {name}").format(name=asked),
        Doing.CLOSE_VOTE: _("Close the vote; read the verdict"),
        Doing.GO_ON: _("Go on to the lottery"),
    }[next_of(assembly)]


def rows_of(assembly: Assembly, name_of: Callable[[str | None], str]) -> tuple[Row, ...]:
    """Everybody who is asked by name, with the answer by shape and word."""
    proposal = assembly.proposal
    if proposal is None:
        return ()
    asked = asked_now(assembly)
    if proposal.round and proposal.round.named:
        people = dict.fromkeys((*proposal.round.asked, *assembly.here))
        return tuple(
            Row(one, name_of(one), *_answer(proposal.round.positions.get(one), one == asked))
            for one in people
        )
    if proposal.stage is Stage.VOTE and proposal.vote:
        return tuple(
            Row(one, name_of(one), *call_mark(proposal.vote.choices.get(one), one == asked))
            for one in proposal.vote.roll
        )
    return ()


def objection_lines(proposal: Proposal) -> Iterable[str]:
    """Every objection with what became of it, then every concern."""
    for one in proposal.objections:
        shape = "✗" if one.open else "✓"
        yield f"{shape} {one.number}. {words_of(one.text)} — {objection_state(one)}"
    for concern in proposal.concerns:
        yield f"△ {words_of(concern)}"


def objection_state(objection: Objection) -> str:
    """What became of an objection, in words."""
    match objection.state:
        case ObjectionState.RAISED:
            return _("open")
        case ObjectionState.STANDS:
            return _("stands; how do we use it?")
        case ObjectionState.INTEGRATED:
            return integration_name(objection.how or Integration.AMEND)
        case ObjectionState.CONCERN:
            return _("kept as a concern")


def criterion_question(criterion: str) -> str:
    """The question for one reason of an objection."""
    return {
        "harm": _("Would it make something worse here? Is a reason given?"),
        "caused": _("Does the proposal itself cause it? Is a reason given?"),
        "certain": _("Is it known now, or would it be too late to wait and see? Is a reason given?"),
        "role": _("Does it touch a role of the one who objects? Is a reason given?"),
    }[criterion]


def short_words(objection: Objection) -> str:
    """An objection in few words, for a sentence that is said."""
    return shorten(words_of(objection.text), FEW, placeholder=" …")


def objection_sentence(objection: Objection, test: Test) -> str:
    """Which sentence is said about an objection now."""
    if objection.state is ObjectionState.STANDS or test is Test.NOBODY:
        return "decide.integrate"
    return "decide.test.group" if test is Test.GROUP else "decide.test.reasons"


def _answer(position: Position | None, asked: bool) -> tuple[str, str]:
    if position is not None:
        return SHAPES[position], position_name(position)
    return (ASKED_NOW, _("asked now")) if asked else (OPEN, _("to be asked"))
