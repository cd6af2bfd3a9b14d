"""Moments of an assembly, each told from its beginning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from assembly.acts.closing import CloseAssembly, ConfirmMinutes, NameVictory, SayWord, SetNextDate
from assembly.acts.consenting import Adopt, AskConsent, TakePosition
from assembly.acts.drawing import AnswerSeat, ConfirmSeal, LockEntropy, RevealSeat, SealDraw, VoidDraw
from assembly.acts.floor import CountHeads, GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation, NameHelper, PassFacilitation, ReadRules
from assembly.acts.hatting import KeepApart, MarkConsented, MarkWilling, SetRoles
from assembly.acts.proposing import Propose
from assembly.acts.sidelines import ParkThing, Pause
from assembly.acts.throwing import CallThrow, ReadBack, calling
from assembly.acts.turns import BeginRound, BeginTurn, CloseRound, EndTurn, PassTurn, TellStory
from assembly.acts.voting import CloseVote, EnterCount, OpenVote
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.lottery import Answer
from assembly.proposals import Draft, Method
from assembly.roles import Role
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from tests.looks.still import Telling
from tests.rooms import FAIR_DICE

BREAKS = Draft(
    what="Two paid breaks when the ovens make it hotter than 30 degrees",
    why="Three people felt faint in July, and nobody dared to sit down.",
    who="Whoever leads the shift",
    start=date(2026, 12, 1),
    review=date(2027, 1, 2),
    measure="Nobody feels faint for four weeks.",
)
MIXER = Draft(
    what="We buy a second mixer",
    why="The night shift waits an hour for the first one.",
    who="Office",
    start=date(2026, 12, 1),
)
FACILITATOR = Role("facilitator", "Facilitator of the next assembly")
KEYS = Role("keys", "Keeper of the keys")
STORIES = (
    ("The ovens make it 34 degrees at night", "Breaks when it is hot"),
    ("Nobody knows who has the keys on Sundays", "A keeper of the keys, by lot"),
)


def gathered(telling: Telling) -> None:
    """Seven of nine are here, and one of them facilitates."""
    entitled = telling.journal.assembly.entitled
    telling.tell(MarkPresence(entitled[:7], Presence.HERE), AcceptFacilitation(entitled[0]))


def some_are_here(telling: Telling) -> None:
    telling.tell(MarkPresence(telling.journal.assembly.entitled[:4], Presence.HERE), PassFacilitation("M001"))


def ready(telling: Telling) -> None:
    gathered(telling)
    telling.tell(NameHelper("timekeeper", "M003"), ReadRules())


def before_stories(telling: Telling) -> None:
    gathered(telling)
    telling.tell(GoTo(Step.STORIES))


def in_stories(telling: Telling) -> None:
    """Two were heard, one passed, one is speaking."""
    before_stories(telling)
    telling.tell(BeginRound())
    under_way = telling.journal.assembly.round
    order = under_way.order if under_way else ()
    for member, (grievance, response) in zip(order, STORIES, strict=False):
        telling.tell(BeginTurn(member), TellStory(member, Said(grievance), Said(response)), EndTurn())
    telling.tell(BeginTurn(order[2]), PassTurn(), BeginTurn(order[3]))
    telling.desk.time += timedelta(seconds=37)


def after_stories(telling: Telling) -> None:
    in_stories(telling)
    telling.tell(EndTurn(), CloseRound())


def proposing(telling: Telling) -> None:
    before_stories(telling)
    telling.tell(GoTo(Step.PROPOSAL))


def proposed(kind: Kind = Kind.OPERATIONAL, draft: Draft = BREAKS) -> Callable[[Telling], None]:
    """Something is on the table."""

    def tell(telling: Telling) -> None:
        proposing(telling)
        telling.tell(Propose("7K3FQ", kind, draft, "M002"))

    return tell


def clarifying(telling: Telling) -> None:
    proposed()(telling)
    telling.tell(GoTo(Step.CLARIFY))


def reacting(telling: Telling) -> None:
    clarifying(telling)
    telling.tell(GoTo(Step.REACT))


def in_a_reaction(telling: Telling) -> None:
    reacting(telling)
    telling.tell(BeginRound(), BeginTurn("M002"))
    telling.desk.time += timedelta(seconds=75)


def deciding(telling: Telling) -> None:
    reacting(telling)
    telling.tell(GoTo(Step.DECIDE))


def consenting(telling: Telling) -> None:
    deciding(telling)
    telling.tell(
        AskConsent(),
        TakePosition("M001", Position.CONSENT),
        TakePosition("M002", Position.CONCERN, Said("Who covers the oven?")),
    )


def objecting(telling: Telling) -> None:
    consenting(telling)
    objection = Said("The dough spoils if nobody watches it for half an hour.")
    telling.tell(TakePosition("M003", Position.OBJECTION, objection))
    telling.tell(*(TakePosition(f"M00{place}", Position.CONSENT) for place in range(4, 8)))


def counting_hands(telling: Telling) -> None:
    """A room in which heads are counted calls for objections instead of asking by name."""
    telling.tell(CountHeads(9), GoTo(Step.STORIES), GoTo(Step.PROPOSAL))
    telling.tell(Propose("7K3FQ", Kind.OPERATIONAL, BREAKS))
    telling.tell(GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE), AskConsent())


def adopted(telling: Telling) -> None:
    deciding(telling)
    telling.tell(AskConsent())
    telling.tell(*(TakePosition(f"M00{place}", Position.CONSENT) for place in range(1, 8)), Adopt())


def before_vote(telling: Telling) -> None:
    proposed(Kind.STRATEGIC, MIXER)(telling)
    telling.tell(GoTo(Step.CLARIFY), GoTo(Step.REACT), GoTo(Step.DECIDE))


def counting(telling: Telling) -> None:
    before_vote(telling)
    telling.tell(OpenVote(Method.HANDS))


def counted(yes: int, no: int, abstain: int) -> Callable[[Telling], None]:
    """A count is on the table."""

    def tell(telling: Telling) -> None:
        counting(telling)
        telling.tell(EnterCount(yes, no, abstain, 0))

    return tell


def verdict(yes: int, no: int, abstain: int) -> Callable[[Telling], None]:
    """The vote is closed."""

    def tell(telling: Telling) -> None:
        counted(yes, no, abstain)(telling)
        telling.tell(CloseVote())

    return tell


def calling_the_roll(telling: Telling) -> None:
    before_vote(telling)
    telling.tell(OpenVote(Method.ROLL_CALL))


def at_the_lottery(telling: Telling) -> None:
    adopted(telling)
    telling.tell(GoTo(Step.LOTTERY))


def hats(telling: Telling) -> None:
    at_the_lottery(telling)
    telling.tell(SetRoles((KEYS, FACILITATOR)))


def sealed(telling: Telling) -> None:
    hats(telling)
    telling.tell(SealDraw("8DRAW"))


def throwing(telling: Telling) -> None:
    sealed(telling)
    telling.tell(ConfirmSeal())


def locked(telling: Telling) -> None:
    throwing(telling)
    telling.tell(*calling(FAIR_DICE), seconds=0)
    telling.tell(LockEntropy())


def a_crowd_of_roles(telling: Telling) -> None:
    """Four roles: a draw was void, two sit apart, one agreed beforehand, one opts out."""
    at_the_lottery(telling)
    telling.tell(SetRoles((KEYS,)), SealDraw("7DRAW"), ConfirmSeal(), *map(CallThrow, "351"))
    telling.tell(VoidDraw(Said("José had asked to be in")))
    roles = (Role("spokesperson", "Spokesperson"), KEYS, FACILITATOR, Role("pool", "Rapid response", 3))
    telling.tell(SetRoles(roles), MarkWilling("M004", "spokesperson", willing=False))
    telling.tell(KeepApart("M005", "M006"), MarkConsented("M008", agreed=True))


def too_few(telling: Telling) -> None:
    at_the_lottery(telling)
    telling.tell(SetRoles((Role("pool", "Rapid response", 9), FACILITATOR)))


def read_once(telling: Telling) -> None:
    throwing(telling)
    telling.tell(*calling(FAIR_DICE)[:-1], seconds=0)


def read_twice(telling: Telling) -> None:
    read_once(telling)
    telling.tell(ReadBack())


def only_a_draw(telling: Telling) -> None:
    """People came together only to fill a vacancy."""
    telling.journal = telling.desk.begin("A vacancy", 20, "draw")
    gathered(telling)
    telling.tell(GoTo(Step.LOTTERY))


def revealed(telling: Telling) -> None:
    locked(telling)
    telling.tell(RevealSeat())


def drawn(telling: Telling) -> None:
    revealed(telling)
    telling.tell(AnswerSeat(Answer.DECLINED), RevealSeat(), AnswerSeat(Answer.ACCEPTED))
    telling.tell(RevealSeat(), AnswerSeat(Answer.ACCEPTED))


def closing(telling: Telling) -> None:
    drawn(telling)
    telling.tell(ParkThing(Said("The light in the yard")), GoTo(Step.CLOSE))


def minutes_confirmed(telling: Telling) -> None:
    closing(telling)
    telling.tell(ConfirmMinutes())


def in_the_words(telling: Telling) -> None:
    minutes_confirmed(telling)
    telling.tell(BeginRound())
    under_way = telling.journal.assembly.round
    order = under_way.order if under_way else ()
    telling.tell(
        BeginTurn(order[0]), SayWord(order[0], Said("relieved")), EndTurn(), BeginTurn(order[1]), seconds=5
    )


def at_the_end(telling: Telling) -> None:
    in_the_words(telling)
    telling.tell(EndTurn(), CloseRound())
    telling.tell(NameVictory(Said("We listened to each other")))
    telling.tell(SetNextDate(datetime.fromisoformat("2026-12-05T18:00:00+00:00"), "Canteen"))


def closed(telling: Telling) -> None:
    at_the_end(telling)
    telling.tell(CloseAssembly())


def closed_before_phones(telling: Telling) -> None:
    closed(telling)
    telling.desk.door = telling.desk.next_door


def quorum_lost(telling: Telling) -> None:
    deciding(telling)
    telling.tell(MarkPresence(("M002", "M003", "M004"), Presence.LEFT))


def paused(telling: Telling) -> None:
    in_stories(telling)
    telling.tell(Pause())
