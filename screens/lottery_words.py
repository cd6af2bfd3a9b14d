"""What the lottery says and what its Enter does, phase by phase."""

from __future__ import annotations

from assembly.draw.throws import Moment
from assembly.lottery import READERS, Answer, Draw
from assembly.sealing import called_for
from assembly.state import Assembly
from screens.lottery_phases import Phase
from screens.lottery_reveal import due_answer, reveal_sentence
from screens.lottery_throw import missing_words
from screens.stage import Stage
from words.language import _


def sentence_of(phase: Phase, assembly: Assembly, stage: Stage) -> str:
    """What to say in a phase."""
    say, draw = stage.sentences.say, assembly.draw
    match phase:
        case Phase.HATS if assembly.counted_only:
            return say("lottery.counted")
        case Phase.THROW if draw and (now := called_for(draw).now):
            return say(f"lottery.throw.{now.kind.value}")
        case Phase.READ if draw:
            late = any(one.moment is not Moment.CALLING for one in draw.corrections)
            first = "lottery.readback.corrected" if late else "lottery.readback.first"
            return say((first, "lottery.readback.second", "lottery.readback")[draw.readers])
        case Phase.REVEAL | Phase.DONE if draw:
            return reveal_sentence(assembly, draw, stage)
        case _:
            return say(f"lottery.{phase.value}")


def next_words_of(phase: Phase, assembly: Assembly) -> str:
    """What Enter does in a phase."""
    draw = assembly.draw
    by_name = _("Say who is here, by name") if assembly.counted_only else ""
    shown = draw is not None and draw.pending is not None
    return {
        Phase.ROLES: _("Say which roles are drawn"),
        Phase.HATS: by_name or _("Hats right? Then seal them"),
        Phase.SEAL: _("Two observers have the seal"),
        Phase.THROW: missing_words(called_for(draw)) if draw else "",
        Phase.READ: _read_words(draw.readers) if draw else "",
        Phase.REVEAL: _answer_words(assembly, draw) if draw and shown else _("Show the next name"),
        Phase.DONE: _("Check the draw together"),
        Phase.VERIFY: _("Go on to the close"),
    }[phase]


def _read_words(readers: int) -> str:
    if readers >= READERS:
        return _("Both agree? Then lock them")
    return _("One more has read it aloud") if readers else _("The first has read it aloud")


def _answer_words(assembly: Assembly, draw: Draw) -> str:
    """What Enter does with the name that is shown."""
    return {
        Answer.PASSED: _("One of a pair: passes"),
        Answer.DECLINED: _("Not here: declines. Y: said yes before"),
    }.get(due_answer(assembly, draw), _("Yes, accepts. X: declines"))
