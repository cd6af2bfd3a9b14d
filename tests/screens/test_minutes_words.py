"""The minutes read back: names for the room, signs for the sceptic, and nothing left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assembly.acts.closing import NameVictory, SayWord, SetNextDate
from assembly.acts.consenting import Adopt, AskConsent, TakePosition
from assembly.acts.drawing import AnswerSeat, ConfirmSeal, LockEntropy, RevealSeat, SealDraw, VoidDraw
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import ChangeTitle, NameHelper
from assembly.acts.hatting import SetRoles
from assembly.acts.proposing import Propose, Withdraw
from assembly.acts.reviewing import AddLearning, ReviewDecision, SettleLeftover
from assembly.acts.sidelines import ParkThing
from assembly.acts.throwing import calling
from assembly.acts.voting import CloseVote, EnterCount, OpenVote
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.holdings import Holding
from assembly.journal import Journal
from assembly.lottery import Answer
from assembly.minutes import minutes_of
from assembly.proposals import Draft, Integration, Method, ObjectionState, Recall
from assembly.reviewing import LearningKind, Outcome
from assembly.roles import Role
from assembly.said import Said
from assembly.state import Parked, Presence
from assembly.steps import Step
from screens.minutes_words import minutes_sections
from screens.page import plain
from tests.screens.fake_desk import NAMES, NOON, FakeDesk
from tests.screens.last_act import arrived_at, played

TO_DECIDE = (GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE))


def name_of(member: str | None) -> str:
    return NAMES[int((member or "M001")[1:]) - 1]


def read_back(journal: Journal) -> str:
    return plain(minutes_sections(minutes_of(journal.assembly), name_of))


def test_a_quiet_assembly_still_says_who_was_there() -> None:
    desk = FakeDesk()
    said = read_back(arrived_at(desk, Step.CLOSE, ("M007",)))

    assert "Paint shop · Weekly, Saturday 21 November 2026, 14:00" in said
    assert "6 of 7 came, 6 here at the end, 4 needed" in said
    assert "Facilitated by: Ana" in said
    assert "Nothing was proposed." in said
    assert "Roles by lot" not in said


def test_a_title_that_was_changed_stands_above_and_what_it_was_below() -> None:
    desk = FakeDesk()
    changed = played(desk, arrived_at(desk, Step.CLOSE, ("M007",)), ChangeTitle("Weekly, [bold] hall"))
    said = read_back(changed)

    assert "Paint shop · Weekly, [bold] hall, Saturday 21 November 2026, 14:00" in said
    assert "Called before: Weekly" in said


def test_whoever_consented_and_left_afterwards_is_told_in_no_contradiction() -> None:
    desk = FakeDesk()
    journal = played(
        desk,
        arrived_at(desk, Step.PROPOSAL),
        Propose("7KAAA", Kind.OPERATIONAL, Draft("Move the press", "", "crew")),
        *(GoTo(step) for step in (Step.CLARIFY, Step.REACT, Step.DECIDE)),
        AskConsent(),
        *(TakePosition(f"M00{number}", Position.CONSENT) for number in range(1, 8)),
        Adopt(),
        MarkPresence(("M006",), Presence.LEFT),
    )
    said = read_back(journal)

    assert "7 of 7 came, 6 here at the end, 4 needed" in said
    assert "7 consent, 0 with a concern, 0 objected" in said
    assert "7 were here, 4 needed" in said


def test_what_became_of_a_proposal_stands_with_its_id() -> None:
    desk = FakeDesk()
    journal = arrived_at(desk, Step.PROPOSAL)
    journal = played(desk, journal, Propose("7KAAA", Kind.OPERATIONAL, Draft("Move the press", "", "crew")))

    assert "7KAAA  withdrawn: Move the press" in read_back(played(desk, journal, Withdraw()))
    assert "7KAAA  not decided, it is still under way: Move the press" in read_back(journal)


def test_an_adopted_recall_is_read_back_with_its_decision() -> None:
    desk = FakeDesk()
    desk.the_circle = replace(desk.the_circle, roles=(Role("keys", "Keeper of the keys"),))
    held = Holding("keys", "M002", NOON.date(), NOON.date() + timedelta(weeks=4), source="R4M8T")
    desk.past = replace(desk.past, holdings=(held,))
    text = Draft("M002 is recalled.", recalls=Recall("keys", "M002"))
    journal = played(
        desk, arrived_at(desk, Step.PROPOSAL), Propose("7KAAA", Kind.OPERATIONAL, text), *TO_DECIDE
    )
    assert "recalled Boris" not in read_back(journal)
    answers = (TakePosition(one, Position.CONSENT) for one in journal.assembly.here)

    said = read_back(played(desk, journal, AskConsent(), *answers, Adopt()))

    day = "Saturday 21 November 2026"
    ended = f"Decision 7KAAA recalled Boris from “Keeper of the keys”: from {day} on it is held no more"
    assert ended in said


def test_what_was_looked_at_again_is_read_back() -> None:
    desk = FakeDesk()
    following = NOON.date() + timedelta(weeks=4)
    review = ReviewDecision("9OLD1", Kind.LAB, "Quiet hour", Outcome.KEEP, Said("18 degrees"), following)
    journal = played(desk, arrived_at(desk, Step.PROPOSAL), review)
    journal = played(desk, journal, AddLearning("9OLD1", LearningKind.MISTAKE, Said("Too cold")))
    said = read_back(played(desk, journal, SettleLeftover(Said("Lockers"))))

    assert "Looked at again" in said
    assert "kept, looked at again on Saturday 19 December 2026" in said
    assert "Measured: 18 degrees" in said
    assert "A mistake, Saturday 21 November 2026: Too cold" in said
    assert "Done, off the list: Lockers" in said


def test_the_heading_says_the_day_once() -> None:
    assembly = arrived_at(FakeDesk(), Step.CLOSE).assembly
    dated = replace(assembly, title="Assembly of Saturday 21 November 2026")

    heading = minutes_sections(minutes_of(dated), name_of)[0].heading
    assert heading == "Paint shop · Assembly of Saturday 21 November 2026, 14:00"


def test_an_objection_is_read_back_with_its_use_and_without_its_name() -> None:
    desk = FakeDesk()
    better = Draft("Move the press", "", "crew", review=NOON.date().replace(year=2027))
    journal = played(
        desk,
        arrived_at(desk, Step.PROPOSAL),
        Propose("7KAAA", Kind.OPERATIONAL, Draft("Move the press", "", "crew")),
        *(GoTo(step) for step in (Step.CLARIFY, Step.REACT, Step.DECIDE)),
        AskConsent(),
        TakePosition("M004", Position.OBJECTION, Said("the floor will not hold")),
        *(TakePosition(one, Position.CONSENT) for one in ("M001", "M002", "M003", "M005", "M006", "M007")),
    )
    said = read_back(journal)
    assert "Objection 1: the floor will not hold — still open" in said
    assert "Dora" not in said

    (proposal,) = journal.assembly.proposals.values()
    met = replace(
        proposal.objections[0],
        state=ObjectionState.INTEGRATED,
        how=Integration.SHORTEN,
        note=Said("until May"),
    )
    changed = replace(proposal, objections=(met,), versions=(replace(proposal.version, draft=better),))
    assembly = replace(journal.assembly, proposals={"7KAAA": changed})
    shown = plain(minutes_sections(minutes_of(assembly), name_of))
    assert "Objection 1: the floor will not hold — met: the trial was made shorter (until May)" in shown


def test_a_vote_is_read_back_in_all_its_numbers() -> None:
    desk = FakeDesk()
    journal = played(
        desk,
        arrived_at(desk, Step.PROPOSAL),
        Propose("7KAAA", Kind.STRATEGIC, Draft("Buy a lathe", "", "crew")),
        *(GoTo(step) for step in (Step.CLARIFY, Step.REACT, Step.DECIDE)),
        OpenVote(Method.HANDS),
        EnterCount(5, 1, 1, 0),
        CloseVote(),
    )
    said = read_back(journal)

    assert "5 yes, 1 no, 1 abstain, 0 not voting · ✓ 7 counted, 7 present" in said
    assert "needs 5 of 7 present (2/3, at least); has 5" in said


def test_a_draw_names_who_took_the_role_who_declined_and_why_one_was_void() -> None:
    desk = FakeDesk()
    journal = played(
        desk,
        arrived_at(desk, Step.LOTTERY),
        SetRoles((Role("cook", "cook"),)),
        SealDraw("7KAAB"),
        VoidDraw(Said("Goran was missing")),
        SealDraw("7KAAC"),
        ConfirmSeal(),
        *calling("dice " + " ".join("35162" * 5)),
        LockEntropy(),
        RevealSeat(),
        AnswerSeat(Answer.DECLINED),
        RevealSeat(),
        AnswerSeat(Answer.ACCEPTED),
    )
    draw = journal.assembly.draw
    assert draw is not None
    first, second = (name_of(offer.member) for offer in draw.offers)
    said = read_back(journal)

    assert "Draw 1 is void: Goran was missing" in said
    assert f"cook: {first} was drawn and declined" in said
    assert f"cook: {second}\n" in f"{said}\n"


def test_the_end_holds_words_without_names_the_victory_and_the_next_date() -> None:
    desk = FakeDesk()
    journal = played(
        desk,
        arrived_at(desk, Step.CLOSE, (), NameHelper("timekeeper", "M002")),
        MarkPresence(("M003",), Presence.LEFT),
        ParkThing(Said("the roof")),
        SayWord("M004", Said("tired")),
        NameVictory(Said("we stopped on time")),
        SetNextDate(NOON.replace(day=28), "canteen"),
    )
    said = read_back(journal)

    assert "timekeeper: Boris" in said
    assert "7 of 7 came, 6 here at the end" in said
    assert "· the roof" in said
    assert "Closing words: tired" in said
    assert "Dora" not in said
    assert "To celebrate: we stopped on time" in said
    assert "Next assembly: Saturday 28 November 2026, 14:00, canteen" in said


def test_what_was_redacted_stays_a_marked_gap() -> None:
    desk = FakeDesk()
    assembly = arrived_at(desk, Step.CLOSE).assembly
    gap = replace(assembly, parked=(Parked(1, Said(None)),))

    assert "· [redacted]" in plain(minutes_sections(minutes_of(gap), name_of))
