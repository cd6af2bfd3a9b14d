"""Three evenings of an invented bakery, told to the real rulebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from assembly.acts import (
    closing,
    consenting,
    drawing,
    floor,
    gathering,
    hatting,
    objecting,
    proposing,
    sidelines,
    throwing,
    turns,
    voting,
)
from assembly.acts.opening import Opened
from assembly.attendance import next_facilitators
from assembly.circle import Kind
from assembly.dialects import Position
from assembly.journal import Journal, opened
from assembly.lottery import Answer
from assembly.proposals import Draft, Integration, Method
from assembly.roles import Role, Term, TermUnit, Turns
from assembly.rulebook import Command, decide
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from assembly.value import value

CRAFT = Role("craft", "Craft lead", turns=Turns.NOVICES_FIRST, term=Term(TermUnit.DAYS, 182), most_terms=2)
KEYS = Role("keys", "Keeper of the keys", term=Term(TermUnit.DAYS, 182))
NOTES = Role("notes", "Taker of notes", term=Term(TermUnit.DAYS, 91))
FACILITATOR = Role("facilitator", "Facilitator of the next assembly", term=Term(TermUnit.ASSEMBLIES, 1))
ROLES = (CRAFT, KEYS, NOTES, FACILITATOR)
"""What the bakery settled at its founding, most powerful first."""


class Evening:
    """One assembly while it is being told."""

    def __init__(self, beginning: Opened, at: datetime) -> None:
        """Open it."""
        self.journal = opened(beginning, at)
        self.at = at

    @property
    def day(self) -> datetime:
        """When it began."""
        return self.journal.assembly.opened_at

    @property
    def here(self) -> tuple[str, ...]:
        """Who is in the room."""
        return self.journal.assembly.here

    def told(self, *commands: Command, seconds: int = 20) -> None:
        """Ask the rulebook, one request after the other."""
        for command in commands:
            self.at += timedelta(seconds=seconds)
            self.journal = self.journal.grown(decide(self.journal.assembly, command), self.at)

    def gather(self, away: int = 0, late: bool = False) -> None:
        """Everybody but the last few comes; whoever's turn it is facilitates."""
        members = self.journal.assembly.entitled
        come = members[: len(members) - away]
        self.told(floor.MarkPresence(come[:-1] if late else come, Presence.HERE), seconds=240)
        first = next_facilitators(self.journal.assembly)[0]
        self.told(gathering.AcceptFacilitation(first))
        self.told(gathering.NameHelper("timekeeper", next(one for one in come if one != first)))
        if late:
            self.told(floor.MarkPresence(come[-1:], Presence.HERE), seconds=400)

    def story_round(self, stories: tuple[tuple[str, str, str, str], ...]) -> None:
        """Everybody has a turn; some of what they say is written down."""
        self.told(floor.GoTo(Step.STORIES), turns.BeginRound())
        under_way = self.journal.assembly.round
        for place, member in enumerate(under_way.order if under_way else ()):
            self.told(turns.BeginTurn(member), seconds=6)
            if place < len(stories):
                grievance, response, theme, department = stories[place]
                story = turns.TellStory(member, Said(grievance), Said(response), theme, department)
                self.told(story, seconds=45)
            self.told(turns.EndTurn(), seconds=35)
        self.told(turns.CloseRound())

    def propose(self, id: str, kind: Kind, draft: Draft, stories: tuple[int, ...] = ()) -> None:
        """A proposal comes as far as the deciding step."""
        proposal = proposing.Propose(id, kind, draft, self.here[1], stories)
        self.told(floor.GoTo(Step.PROPOSAL), proposal, seconds=90)
        self.told(floor.GoTo(Step.CLARIFY), floor.GoTo(Step.REACT), floor.GoTo(Step.DECIDE), seconds=150)

    def ask_consent(self, besides: tuple[tuple[int, Position, str], ...] = ()) -> None:
        """Ask everybody; those named by their place in the room say something else than consent."""
        self.told(consenting.AskConsent())
        said = {self.here[place]: (position, text) for place, position, text in besides}
        for member in self.here:
            position, text = said.get(member, (Position.CONSENT, ""))
            self.told(consenting.TakePosition(member, position, Said(text)), seconds=8)

    def vote(self, yes: int, no: int) -> None:
        """Hands go up; everybody else abstains."""
        abstain = len(self.here) - yes - no
        self.told(voting.OpenVote(Method.HANDS), voting.EnterCount(yes, no, abstain, 0), voting.CloseVote())

    def draw(self, id: str, roles: tuple[Role, ...], dice: str, declined: int = 0) -> None:
        """Roles are drawn with dice; the first few who are asked decline."""
        self.told(floor.GoTo(Step.LOTTERY), hatting.SetRoles(roles), drawing.SealDraw(id), seconds=60)
        self.told(drawing.ConfirmSeal(), seconds=120)
        self.told(*throwing.calling(f"dice {dice}"), drawing.LockEntropy(), seconds=4)
        asked = 0
        while not self.journal.assembly.draws[id].finished:
            answer = Answer.DECLINED if asked < declined else Answer.ACCEPTED
            self.told(drawing.RevealSeat(), drawing.AnswerSeat(answer))
            asked += 1

    def close(self, word: str, victory: str, following: datetime) -> Journal:
        """Read the minutes back and seal the book."""
        self.told(floor.GoTo(Step.CLOSE), closing.SayWord(self.here[0], Said(word)))
        self.told(closing.NameVictory(Said(victory)), closing.SetNextDate(following, "in the bakehouse"))
        self.told(closing.ConfirmMinutes(), closing.CloseAssembly(), seconds=60)
        return self.journal


def divider(evening: Evening, following: datetime) -> Journal:
    """A purchase is voted on and adopted; two roles are drawn."""
    evening.gather()
    evening.story_round(
        (
            (
                "Dividing the dough by hand takes two of us until four.",
                "A machine that divides.",
                "tools",
                "ovens",
            ),
            ("My wrists hurt after every night shift.", "Share the dividing better.", "health", "ovens"),
            ("The scale at the big table lies by fifty grams.", "A scale that is checked.", "tools", "ovens"),
            ("The van leaves late when dough is late.", "", "tools", "deliveries"),
            ("One peel for three ovens: we wait for each other.", "Two more peels.", "tools", "ovens"),
        )
    )
    draft = Draft(
        what="We buy the used dough divider from the mill and pay it off over twelve months.",
        why="Dividing by hand takes two people until four in the morning, and wrists.",
        who="ovens",
        start=evening.day.date() + timedelta(days=14),
        review=evening.day.date() + timedelta(weeks=26),
        measure="The night shift ends before six on four days of five.",
    )
    evening.propose("7K3FQ", Kind.STRATEGIC, draft, (1, 2, 4))
    evening.vote(yes=7, no=1)
    evening.draw(
        "R4M8T", (FACILITATOR, NOTES), "3 5 1 6 2 2 4 6 1 5 3 3 2 6 4 1 5 5 2 3 6 1 4 4 2", declined=1
    )
    return evening.close("Relieved.", "Nobody shouted about money.", following)


def later_nights(evening: Evening, following: datetime) -> Journal:
    """A trial is made shorter after an objection; opening on Sundays is rejected."""
    evening.gather(away=1)
    evening.story_round(
        (
            ("We sit around until the first dough has risen.", "Begin an hour later.", "shifts", "ovens"),
            ("I fall asleep on the tram home.", "", "health", "ovens"),
            ("Nobody knows who comes on Saturday until Friday.", "A list by Wednesday.", "shifts", "counter"),
        )
    )
    day = evening.day.date()
    draft = Draft(
        what="The night shift begins at ten instead of nine, as a trial.",
        why="The first hour is waiting for dough.",
        who="night shift",
        start=day + timedelta(days=3),
        review=day + timedelta(weeks=6),
        measure="Minutes of waiting, written on the board.",
    )
    evening.propose("X9D2H", Kind.EXPERIMENT, draft, (1,))
    objection = "The first van leaves at half past four. If dough is late, the counter has nothing to sell."
    evening.ask_consent(((5, Position.OBJECTION, objection),))
    shorter = replace(draft, review=day + timedelta(weeks=5))
    note = Said("Five weeks instead of six; whoever drives says when a van left late.")
    evening.told(objecting.TestObjection(1, (True,)))
    evening.told(objecting.IntegrateObjection(1, Integration.SHORTEN, shorter, note), seconds=300)
    evening.ask_consent()
    evening.told(consenting.Adopt())
    sundays = Draft(what="We open on Sundays from the first of next month.", why="Customers ask for it.")
    evening.propose("B6W0Z", Kind.STRATEGIC, sundays)
    evening.vote(yes=4, no=3)
    return evening.close("Awake.", "An objection made the plan better.", following)


def order_list(evening: Evening, following: datetime) -> Journal:
    """A small rule for three weeks is adopted; two things stay parked; roles are drawn."""
    evening.gather(late=True)
    evening.story_round(
        (
            ("Twice this month there was no rye.", "One person who orders.", "orders", "counter"),
            ("The new van list names bread that we do not bake.", "", "orders", "deliveries"),
        )
    )
    day = evening.day.date()
    draft = Draft(
        what="Whoever closes the counter also writes the order list for flour.",
        why="Twice this month there was no rye.",
        who="counter",
        start=day,
        until=day + timedelta(weeks=3),
        measure="No day without rye.",
    )
    evening.propose("M1C5V", Kind.OPERATIONAL, draft, (1,))
    evening.ask_consent(((2, Position.CONCERN, "On market days closing takes an hour longer already."),))
    evening.told(consenting.Adopt())
    tips = Draft(what="Tips go into one jar and are shared by hours.", why="The ovens never see a tip.")
    evening.told(
        floor.GoTo(Step.PROPOSAL), proposing.Propose("T8J4N", Kind.OPERATIONAL, tips, evening.here[3])
    )
    evening.told(proposing.ParkProposal(), sidelines.ParkThing(Said("Who has the second key to the cellar?")))
    evening.draw("P3G7E", (FACILITATOR, KEYS), "6 6 2 1 4 3 5 2 2 1 6 3 4 5 1 1 3 6 2 4 5 3 2 6 1")
    return evening.close("Hungry.", "Rye, every day.", following)


@value
class Told:
    """An evening that can be told."""

    id: str
    title: str
    weeks_ago: int
    tell: Callable[[Evening, datetime], Journal]


EVENINGS: tuple[Told, ...] = (
    Told("5H2QA", "Tools and wrists", 15, divider),
    Told("9V7RK", "Nights and Sundays", 6, later_nights),
    Told("C0Y6S", "Flour, keys and tips", 2, order_list),
)
"""The oldest first."""
