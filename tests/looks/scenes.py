"""Every screen of the program, at a moment that shows what it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assembly.history import History
from assembly.leftovers import Unfinished
from tests.looks.moments import (
    adopted,
    after_stories,
    at_the_end,
    at_the_lottery,
    before_stories,
    before_vote,
    calling_the_roll,
    clarifying,
    closed,
    closed_before_phones,
    closing,
    consenting,
    counted,
    counting,
    counting_hands,
    deciding,
    drawn,
    hats,
    in_a_reaction,
    in_stories,
    in_the_words,
    locked,
    objecting,
    paused,
    proposed,
    proposing,
    quorum_lost,
    reacting,
    ready,
    revealed,
    sealed,
    some_are_here,
    throwing,
    verdict,
)
from tests.looks.still import NAMES, Scene, StillDesk
from tests.screens.decided import by_consent, by_vote
from tests.screens.retold import a_year, many


def empty() -> StillDesk:
    """A shelf on which nothing stands yet."""
    return StillDesk((), "")


def with_a_past() -> StillDesk:
    """A circle that has decided things, and has to look at some of them again."""
    desk = StillDesk(NAMES, "Night Bakery")
    vote = by_vote()
    desk.old_decisions = (by_consent(), vote)
    desk.past = History(
        unfinished=(
            Unfinished("review", "Two breaks on hot days", "7K3FQ", date(2026, 11, 14)),
            Unfinished("parked", "The light in the yard"),
        )
    )
    desk.roll[3] = replace(desk.roll[3], opt_outs=("keys",), tags={"shift": "early"})
    return desk


def with_stories() -> StillDesk:
    """A circle whose complaints come back."""
    desk = with_a_past()
    desk.past_stories = a_year()
    return desk


def with_many_stories() -> StillDesk:
    """A circle with more themes and departments than fit on the screen."""
    desk = with_a_past()
    desk.past_stories = many()
    return desk


FIRST = ("N", "i", "g", "h", "t", "enter")
THREE = ("A", "n", "a", "enter", "B", "o", "enter", "C", "i")
DICE = tuple("35162241653326144521635")

SCENES = (
    Scene("first-1-circle", desk=empty),
    Scene("first-2-people", keys=(*FIRST, *THREE), desk=empty),
    Scene("first-3-rules", keys=(*FIRST, *THREE, "enter", "enter"), desk=empty),
    Scene("first-4-language", keys=(*FIRST, *THREE, "enter", "enter", "enter"), desk=empty),
    Scene("home", desk=with_a_past),
    Scene("home-new-assembly", keys=("enter",), desk=with_a_past),
    Scene("patterns-empty", keys=("m",), desk=with_a_past),
    Scene("patterns", keys=("m",), desk=with_stories),
    Scene("patterns-months", keys=("m", "m"), desk=with_stories),
    Scene("patterns-stories", keys=("m", "enter"), desk=with_stories),
    Scene("patterns-many", keys=("m", "right", "right", "down", "down"), desk=with_many_stories),
    Scene("people", keys=("p",), desk=with_a_past),
    Scene("rules", keys=("r",), desk=with_a_past),
    Scene("decisions", keys=("d",), desk=with_a_past),
    Scene("decision", keys=("d", "enter"), desk=with_a_past),
    Scene("phones", keys=("o",), desk=with_a_past),
    Scene("gather-empty", lambda _telling: None, desk=with_a_past),
    Scene("gather", some_are_here, desk=with_a_past),
    Scene("gather-ready", ready, desk=with_a_past),
    Scene("stories-before", before_stories),
    Scene("stories", in_stories),
    Scene("stories-paused", paused),
    Scene("stories-after", after_stories),
    Scene("stories-writing", in_stories, ("t",)),
    Scene("proposal-empty", proposing),
    Scene("proposal-form", proposing, ("enter",)),
    Scene("proposal", proposed()),
    Scene("clarify", clarifying),
    Scene("react", reacting),
    Scene("react-speaking", in_a_reaction),
    Scene("consent-before", deciding),
    Scene("consent", consenting),
    Scene("consent-counted", counting_hands),
    Scene("consent-objection", objecting),
    Scene("consent-adopted", adopted),
    Scene("consent-no-quorum", quorum_lost),
    Scene("vote-before", before_vote),
    Scene("vote-method", before_vote, ("enter",)),
    Scene("vote-counting", counting),
    Scene("vote-count-form", counting, ("enter", "5")),
    Scene("vote-counted", counted(5, 1, 1)),
    Scene("vote-roll-call", calling_the_roll),
    Scene("vote-adopted", verdict(5, 1, 1)),
    Scene("vote-short", verdict(4, 2, 1)),
    Scene("vote-unreconciled", verdict(4, 1, 1)),
    Scene("lottery-roles", at_the_lottery),
    Scene("lottery-hats", hats),
    Scene("lottery-find", hats, ("o",)),
    Scene("lottery-chances", hats, ("o", "enter")),
    Scene("lottery-practice", hats, ("t",)),
    Scene("practice", keys=("t",), desk=with_a_past),
    Scene("lottery-seal-question", hats, ("l",)),
    Scene("lottery-seal", sealed),
    Scene("lottery-throw", throwing, DICE),
    Scene("lottery-read-back", throwing, (*DICE, "2", "4")),
    Scene("lottery-locked", locked),
    Scene("lottery-reveal", revealed),
    Scene("lottery-done", drawn),
    Scene("close-minutes", closing),
    Scene("close-words", in_the_words),
    Scene("close-end", at_the_end),
    Scene("close-question", at_the_end, ("c",)),
    Scene("closed", closed),
    Scene("closed-phones", closed_before_phones),
    Scene("undo", in_stories, ("u",)),
    Scene("stuck", in_stories, ("h",)),
    Scene("go-to", after_stories, ("g",)),
    Scene("who", in_stories, ("w",)),
    Scene("keys", in_stories, ("question_mark",)),
    Scene("cover", in_stories, ("full_stop",)),
)
