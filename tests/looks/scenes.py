"""Every screen of the program, at a moment that shows what it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assembly.history import History
from assembly.holdings import Holding
from assembly.leftovers import Unfinished
from assembly.roles import Role, Term, TermUnit
from tests.looks.moments import (
    a_crowd_of_roles,
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
    only_a_draw,
    paused,
    proposed,
    proposing,
    quorum_lost,
    reacting,
    read_once,
    read_twice,
    ready,
    revealed,
    sealed,
    some_are_here,
    throwing,
    too_few,
    verdict,
)
from tests.looks.role_scenes import ROLE_SCENES
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


def with_phones() -> StillDesk:
    """Phones can read the pages already."""
    desk = StillDesk(NAMES, "Night Bakery")
    desk.door = desk.next_door
    return desk


def with_roles() -> StillDesk:
    """A circle that settled its roles; one seat is held beyond today."""
    desk = StillDesk(NAMES, "Night Bakery")
    months = Term(TermUnit.DAYS, 91)
    keys, pool = (
        Role("keys", "Keeper of the keys", term=months),
        Role("pool", "Rapid response", 3, term=months),
    )
    desk.the_circle = replace(desk.the_circle, roles=(keys, pool))
    desk.past = History(holdings=(Holding("keys", "M003", date(2026, 10, 1), until=date(2026, 12, 31)),))
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
    Scene("stories-again", in_stories, ("t", *"heat", "escape", "t")),
    Scene("stories-afresh", in_stories, ("t", *"heat", "escape", "t", "ctrl+n")),
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
    Scene("lottery-ticking", at_the_lottery, ("enter",), desk=with_roles),
    Scene("lottery-four-roles", a_crowd_of_roles),
    Scene("lottery-too-few", too_few),
    Scene("lottery-apart", hats, ("b",)),
    Scene("lottery-draw-only", only_a_draw, desk=with_roles),
    Scene("lottery-find", hats, ("o",)),
    Scene("lottery-chances", hats, ("o", "enter")),
    Scene("lottery-practice", hats, ("t",)),
    Scene("practice", keys=("t",), desk=with_a_past),
    Scene("lottery-seal-question", hats, ("l",)),
    Scene("lottery-seal", sealed),
    Scene("lottery-observers", sealed, ("enter", "space")),
    Scene("lottery-throw-before", throwing),
    Scene("lottery-throw", throwing, DICE),
    Scene("lottery-read-back", throwing, (*DICE, "2", "4")),
    Scene("lottery-correct", throwing, (*DICE, "2", "4", "e", "3")),
    Scene("lottery-read-once", read_once),
    Scene("lottery-read-twice", read_twice),
    Scene("lottery-locked", locked),
    Scene("lottery-reveal", revealed),
    Scene("lottery-done", drawn),
    Scene("lottery-verify", drawn, ("enter",)),
    Scene("lottery-verify-phones", drawn, ("enter",), desk=with_phones),
    Scene("home-draw", keys=("l",), desk=with_a_past),
    Scene("home-draw-form", keys=("l", "1"), desk=with_roles),
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
    Scene("phones-early", in_stories, ("ctrl+o",)),
    Scene("title", in_stories, ("ctrl+t",)),
    Scene("cover", in_stories, ("full_stop",)),
    *ROLE_SCENES,
)
