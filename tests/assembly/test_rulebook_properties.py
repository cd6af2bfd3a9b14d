"""Whatever is asked for, in whatever order: what must hold of every assembly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assembly import consent
from assembly.acts import (
    closing,
    consenting,
    drawing,
    floor,
    gathering,
    hatting,
    objecting,
    proposing,
    reviewing,
    sidelines,
    throwing,
    turns,
    voting,
)
from assembly.attendance import next_facilitators
from assembly.chances import shortage_of
from assembly.circle import Kind, Protocol, default_protocols
from assembly.decision import title_of
from assembly.dialects import CRITERIA, DIALECTS, Position
from assembly.draw.barring import Rule as HatRule
from assembly.draw.reading import read
from assembly.history import facts_of, history_of
from assembly.holdings import EndedBy, Holding, holds_on
from assembly.journal import Entry, TakenBack, standing, stands, undoable
from assembly.lottery import Answer, Draw, role_of
from assembly.proposals import Choice, Integration, Method, Proposal, Stage
from assembly.reviewing import LearningKind, Outcome
from assembly.roles import Role, Term, TermUnit
from assembly.rulebook import Command
from assembly.said import Said
from assembly.state import Assembly, Presence, Served
from assembly.steps import MOVES, Occasion, Step
from assembly.votes import Base, Comparator, FractionOfEntitled, Rule
from tests.rooms import DRAFT, FAIR_DICE, REVIEWED, TWO_O_CLOCK, Room, members, opening_of, way

ENTITLED = members(6)
LIMIT = TWO_O_CLOCK.date() + timedelta(weeks=6)
WHY = Said("It hurts")
OTHER_DICE = "dice " + " ".join(reversed(FAIR_DICE.split(" ")[1:]))
MAJORITY = Rule(Comparator.MORE_THAN, Fraction(1, 2), Base.YES_NO, FractionOfEntitled(Fraction(1, 3)))
DRAFTS = (
    DRAFT,
    REVIEWED,
    replace(DRAFT, what="Buy a fan"),
    replace(DRAFT, what="Buy a fan", conditions=("The crew says when",)),
    replace(REVIEWED, review=LIMIT),
    replace(REVIEWED, review=LIMIT + timedelta(days=1)),
    replace(REVIEWED, measure="Degrees", review=TWO_O_CLOCK.date() + timedelta(weeks=1)),
)
ROLES = (
    Role("facilitator", "Facilitator"),
    Role("notes", "Notes", 2, strata="shift"),
    Role("cook", "Cook", 0),
)
TOMORROW = TWO_O_CLOCK.date() + timedelta(days=1)
LAST_WEEK = TWO_O_CLOCK.date() - timedelta(weeks=1)
NEXT_MONTH = TWO_O_CLOCK.date() + timedelta(weeks=4)
SETTLED = (
    Role("facilitator", "Facilitator", excludes=("cook",)),
    Role("notes", "Notes", 2, strata="shift", most_terms=2, excluded=("M002",)),
    Role("cook", "Cook", 0, term=Term(TermUnit.DAYS, 28)),
)
SERVED = (
    Served("facilitator", "M001", 1, LAST_WEEK),
    Served("notes", "M003", 2, LAST_WEEK),
    Served("notes", "M004", 1, LAST_WEEK),
)
HELD = (
    Holding("facilitator", "M001", LAST_WEEK, until=LAST_WEEK + timedelta(days=1)),
    Holding("cook", "M005", LAST_WEEK, until=NEXT_MONTH, source="D9999"),
    Holding("notes", "M006", LAST_WEEK, NEXT_MONTH, ended=LAST_WEEK, why=EndedBy.RECALLED, source="D9999"),
    Holding("notes", "M001", LAST_WEEK, until=NEXT_MONTH, source="D9999"),
)
Past = tuple[tuple[Served, ...], tuple[Holding, ...], tuple[Role, ...]]
PASTS: tuple[Past, ...] = ((), (), ()), (SERVED, HELD, ()), (SERVED, HELD, SETTLED)
SHIFTS = tuple((member, "shift", "day" if place < 3 else "night") for place, member in enumerate(ENTITLED))
PAIRS = tuple(pairwise(ENTITLED))

someone = st.sampled_from(ENTITLED)
drafts = st.sampled_from(DRAFTS)
small = st.integers(-1, 7)
numbers = st.integers(1, 3)
commands: dict[str, st.SearchStrategy[Command]] = {
    "floor": st.one_of(
        st.builds(
            floor.MarkPresence,
            st.lists(someone, min_size=1, max_size=3).map(tuple),
            st.sampled_from([Presence.HERE, Presence.HERE, *Presence]),
        ),
        st.builds(floor.CountHeads, small),
        st.builds(floor.HandOver, someone),
    ),
    "sidelines": st.one_of(
        st.sampled_from(
            [sidelines.Pause(), sidelines.Resume(), sidelines.CallFromStack(), sidelines.TakeNote(WHY)]
        ),
        st.builds(sidelines.CorrectClock, st.sampled_from([-60, 0, 60]), st.just("lid")),
        st.builds(sidelines.JoinStack, someone),
    ),
    "gathering": st.one_of(
        st.builds(gathering.AcceptFacilitation, someone), st.builds(gathering.PassFacilitation, someone)
    ),
    "turns": st.one_of(
        st.sampled_from(
            [turns.BeginRound(), turns.EndTurn(), turns.PassTurn(), turns.AddTime(), turns.CloseRound()]
        ),
        st.builds(turns.BeginTurn, st.sampled_from([*ENTITLED, "#1", "#2", "#5"])),
        st.builds(turns.TellStory, someone, st.just(WHY), st.just(WHY), number=st.none() | numbers),
    ),
    "proposing": st.one_of(
        st.builds(
            proposing.Propose,
            st.sampled_from(["P0001", "P0002", "P0003", "7K3FQ"]),
            st.sampled_from(Kind),
            drafts,
        ),
        st.builds(proposing.Amend, drafts, kind=st.none() | st.sampled_from(Kind)),
        st.builds(proposing.Choose, st.sampled_from(["P0001", "P0002", "P0003"])),
        st.sampled_from([proposing.Withdraw(), proposing.ParkProposal()]),
    ),
    "consenting": st.one_of(
        st.builds(consenting.AskConsent, st.sampled_from([None, True, False])),
        st.builds(consenting.TakePosition, someone, st.sampled_from(Position), st.just(WHY)),
        st.builds(consenting.CountPositions, small, st.just(0), st.integers(0, 2)),
        st.builds(objecting.RaiseObjection, st.just(WHY)),
        st.builds(
            objecting.TestObjection,
            numbers,
            st.sampled_from([(True,), (False,), (True,) * len(CRITERIA)]),
        ),
        st.builds(objecting.IntegrateObjection, numbers, st.sampled_from(Integration), drafts),
        st.builds(objecting.DropObjection, numbers),
        st.just(consenting.Adopt()),
        st.just(consenting.Adopt()),
    ),
    "voting": st.one_of(
        st.builds(voting.OpenVote, st.sampled_from(Method)),
        st.builds(voting.EnterCount, small, small, small, small, st.integers(1, 2)),
        st.builds(voting.CallMember, someone, st.sampled_from(Choice)),
        st.sampled_from([voting.CloseVote(), voting.CloseVote(), voting.AbandonVote()]),
    ),
    "drawing": st.one_of(
        st.builds(
            hatting.SetRoles,
            st.lists(st.sampled_from([*ROLES, *SETTLED]), min_size=1, max_size=2).map(tuple),
            strata=st.sampled_from([(), SHIFTS]),
            pairs=st.lists(st.sampled_from(PAIRS), max_size=2).map(tuple),
            consented=st.sampled_from([(), ENTITLED[-2:]]),
        ),
        st.builds(hatting.RelaxRule, st.sampled_from(["facilitator", "notes"]), st.sampled_from(HatRule)),
        st.builds(hatting.MarkWilling, someone, st.sampled_from(["facilitator", "notes"]), st.booleans()),
        st.builds(drawing.SealDraw, st.sampled_from(["D0001", "D0002", "D0003"])),
        st.builds(hatting.MarkConsented, someone, st.booleans()),
        st.builds(hatting.KeepApart, someone, someone, st.booleans()),
        st.builds(drawing.ConfirmSeal, st.sampled_from([(), ENTITLED[:2], ENTITLED[2:4]])),
        st.builds(throwing.CallThrow, st.sampled_from("1234567")),
        st.just(throwing.StrikeThrow()),
        st.just(throwing.ReadBack()),
        st.just(drawing.LockEntropy()),
        st.just(drawing.RevealSeat()),
        st.builds(drawing.AnswerSeat, st.sampled_from(Answer), st.just(WHY)),
        st.just(drawing.VoidDraw(WHY)),
    ),
    "closing": st.one_of(
        st.sampled_from([closing.ConfirmMinutes(), closing.NameVictory(WHY)]),
        st.builds(closing.SayWord, someone, st.just(WHY)),
    ),
    "reviewing": st.one_of(
        st.builds(
            reviewing.ReviewDecision,
            st.sampled_from(["R0001", "R0002"]),
            st.sampled_from(Kind),
            st.just("Windows"),
            st.sampled_from(Outcome),
            next=st.none() | st.just(LIMIT) | st.just(LIMIT + timedelta(days=1)),
            objections=st.integers(-1, 2),
        ),
        st.builds(
            proposing.Propose,
            st.sampled_from(["P0004", "R0001"]),
            st.sampled_from(Kind),
            st.sampled_from([replace(REVIEWED, amends=one) for one in ("R0001", "R0002", "P0004")]),
        ),
        st.builds(reviewing.AddLearning, st.just("R0001"), st.sampled_from(LearningKind), st.just(WHY)),
        st.just(reviewing.SettleLeftover(WHY)),
    ),
}
PLACES = {
    Step.GATHER: ("gathering", "reviewing"),
    Step.STORIES: ("turns", "reviewing"),
    Step.PROPOSAL: ("proposing",),
    Step.CLARIFY: ("turns", "proposing"),
    Step.REACT: ("turns", "proposing"),
    Step.DECIDE: ("consenting", "consenting", "voting", "proposing"),
    Step.LOTTERY: ("drawing",),
    Step.CLOSE: ("closing", "turns"),
}


def helping(state: Assembly) -> list[Command]:
    """What takes the room on from where it is."""
    willing = next_facilitators(state)
    accepting = [gathering.AcceptFacilitation(one) for one in willing[:1] if state.facilitator is None]
    waiting = state.round.waiting if state.round else ()
    speaking = [turns.BeginTurn(member) for member in waiting[:1]]
    proposal = state.proposal
    deciding = [*consent_helps(state, proposal), *vote_helps(proposal)] if proposal else []
    return [*accepting, *speaking, *deciding, *step_helps(state), *draw_helps(state)]


def step_helps(state: Assembly) -> Iterator[Command]:
    """What begins something in a step."""
    if state.step is Step.PROPOSAL and state.proposal is None:
        yield from (proposing.Propose(f"P000{place}", Kind.OPERATIONAL, DRAFT) for place in (1, 2, 3))
    if state.step is Step.DECIDE and state.proposal:
        yield from (consenting.AskConsent(), voting.OpenVote(Method.HANDS))
    if state.step is Step.CLOSE:
        yield closing.ConfirmMinutes()


def consent_helps(state: Assembly, proposal: Proposal) -> Iterator[Command]:
    """What consent needs: everybody's answer, and something for every objection."""
    if asked := proposal.round:
        for member in consent.waiting_for(state, asked):
            yield consenting.TakePosition(member, Position.CONSENT)
        yield consenting.CountPositions(state.present, 0, 0)
        yield consenting.Adopt()
        yield consenting.CountPositions(state.present - 1, 0, 1)
        for member in state.here:
            yield consenting.TakePosition(member, Position.OBJECTION, WHY)
    yield objecting.RaiseObjection(WHY)
    for objection in proposal.open_objections:
        yield from (objecting.TestObjection(objection.number, (True,) * many) for many in (1, len(CRITERIA)))
        yield from (objecting.IntegrateObjection(objection.number, Integration.AMEND, one) for one in DRAFTS)
        yield objecting.DropObjection(objection.number)


def vote_helps(proposal: Proposal) -> Iterator[Command]:
    """What a vote needs: all its numbers."""
    if (vote := proposal.vote) and proposal.stage is Stage.VOTE:
        yield voting.EnterCount(vote.present, 0, 0, 0, 1 + len(vote.counts) % 2)
        yield from (voting.CallMember(one, Choice.YES) for one in vote.roll if one not in vote.choices)
        yield voting.CloseVote()


def draw_helps(state: Assembly) -> Iterator[Command]:
    """What a draw needs: roles, a seal, dice and answers."""
    draw = state.draw
    if draw and not draw.finished and draw.void is None:
        yield from (drawing.ConfirmSeal(), *throwing.calling(FAIR_DICE), drawing.LockEntropy())
        yield from (drawing.RevealSeat(), drawing.AnswerSeat(Answer.ACCEPTED))
    elif state.step is Step.LOTTERY:
        yield from (drawing.SealDraw(f"D000{place}") for place in (1, 2, 3) if state.hatting.roles)
        yield from (hatting.SetRoles((role,)) for role in state.roles or ROLES)
        if short := shortage_of(state):
            yield from (hatting.RelaxRule(role, given_way) for role, given_way in short.rules.items())


class AnyAssembly(RuleBasedStateMachine):
    """An assembly in which anything is asked for, watched by somebody who knows the rules by heart."""

    begins_at: Step | None = None
    """The step to begin at, or None for any."""
    purpose = Occasion.ASSEMBLY

    def __init__(self) -> None:
        """Nobody has come yet."""
        super().__init__()
        self.room = Room(entitled=len(ENTITLED), here=0)
        self.before: dict[int, Assembly] = {}
        self.ready: dict[str, Assembly] = {}
        self.locked: dict[str, tuple[str, str]] = {}

    @initialize(
        here=st.lists(someone, min_size=2, unique=True),
        dialect=st.sampled_from(sorted(DIALECTS)),
        voted=st.booleans(),
        step=st.sampled_from(Step),
        kind=st.sampled_from(Kind),
        past=st.sampled_from(PASTS),
    )
    def open(self, here: list[str], dialect: str, voted: bool, step: Step, kind: Kind, *, past: Past) -> None:
        """Some come, in a circle with some dialect, and walk to some step."""
        protocols = tuple(
            replace(one, dialect_name=one.dialect_name and dialect, rule=MAJORITY if voted else one.rule)
            for one in default_protocols()
        )
        served, holdings, roles = past
        opening = replace(opening_of(len(ENTITLED), protocols), served=served, holdings=holdings, roles=roles)
        self.room = Room(here=0, opening=replace(opening, purpose=self.purpose))
        self.request(floor.MarkPresence(tuple(here), Presence.HERE))
        self.request(gathering.AcceptFacilitation(next_facilitators(self.room.state)[0]))
        for there in way(Step.GATHER, self.begins_at or step)[1:]:
            if there is Step.CLARIFY:
                self.request(proposing.Propose("P0000", kind, REVIEWED))
            self.request(floor.GoTo(there))

    @rule(data=st.data())
    def something_of_the_step(self, data: st.DataObject) -> None:
        """Some things that belong to the step, with any content."""
        for _ in range(data.draw(st.integers(1, 4))):
            place = data.draw(st.sampled_from(PLACES[self.room.state.step]))
            self.request(data.draw(commands[place]))

    @rule(command=st.sampled_from(sorted(commands)).flatmap(commands.__getitem__))
    def anything(self, command: Command) -> None:
        """Anything, in its place or not."""
        self.request(command)

    @rule(data=st.data())
    def what_settles(self, data: st.DataObject) -> None:
        """Everything that takes the room on, in its order, up to some point."""
        for command in helping(self.room.state)[: data.draw(st.integers(1, 12))]:
            self.request(command)

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """To a step that can be reached from here."""
        there = data.draw(st.sampled_from(sorted(MOVES[self.room.state.step], key=lambda step: step.value)))
        self.request(floor.GoTo(there))

    @rule(data=st.data())
    def what_helps(self, data: st.DataObject) -> None:
        """Some things that take the room on."""
        for _ in range(data.draw(st.integers(1, 8))):
            if useful := helping(self.room.state):
                self.request(data.draw(st.sampled_from(useful)))

    @precondition(lambda self: len(self.room.journal.entries) > 25)
    @rule()
    def close(self) -> None:
        """The end."""
        self.request(closing.CloseAssembly())

    @rule()
    def undo(self) -> None:
        """What was done last is taken back."""
        entry = undoable(self.room.journal)
        if self.room.try_undo() is None:
            assert entry
            assert not isinstance(entry.event, stands())
            if not any(isinstance(one.event, stands()) for one in self.since(entry.n)):
                assert self.room.state == self.before[entry.n]

    def teardown(self) -> None:
        """Wherever it got to, an assembly can be brought to its end, and then nothing happens."""
        if self.room.state.closed_at is None:
            self.bring_to_an_end()
        for command in (floor.GoTo(Step.LOTTERY), sidelines.TakeNote(WHY), consenting.Adopt()):
            assert self.room.tried(command) == "assembly-closed"
        assert self.room.try_undo() == "assembly-closed"

    def bring_to_an_end(self) -> None:
        """Somebody facilitates, votes and draws are settled, and the minutes are read back."""
        room = self.room
        if not room.state.present:
            room.come(ENTITLED[0])
        if room.state.facilitator is None and room.state.here:
            room.ask(floor.HandOver((*next_facilitators(room.state), *room.state.here)[0]))
        if room.tried(voting.CloseVote()) is not None:
            room.tried(voting.AbandonVote())
        if room.tried(drawing.VoidDraw(WHY)) == "throws-are-called":
            for command in (*throwing.calling(FAIR_DICE), drawing.LockEntropy()):
                room.tried(command)
        room.tried(drawing.AnswerSeat(Answer.DECLINED))
        room.reveal()
        if room.state.step is not Step.CLOSE:
            room.walk_to(Step.CLOSE)
        room.tried(closing.ConfirmMinutes())
        room.ask(closing.CloseAssembly())

    @invariant()
    def nothing_is_kept_or_ended_against_somebody(self) -> None:
        """Each decision is reviewed once, and what somebody objects to is amended."""
        reviews = self.room.state.reviews
        assert len({one.decision for one in reviews}) == len(reviews)
        assert all(one.outcome is Outcome.AMEND or not one.objections for one in reviews)

    def since(self, n: int) -> list[Entry]:
        """Entries after this one that are no undoing."""
        later = self.room.journal.entries[n:]
        return [entry for entry in later if not isinstance(entry.event, TakenBack)]

    def request(self, command: Command) -> None:
        """Ask for something, and check that a refusal changes nothing and a decision follows the rules."""
        before = self.room.journal
        if self.room.tried(command) is not None:
            assert self.room.journal is before
            return
        assert before.assembly.closed_at is None
        entry = self.room.last
        self.before[entry.n] = before.assembly
        match entry.event:
            case consenting.Adopted(id):
                consented(before.assembly, before.assembly.proposals[id])
            case voting.VoteClosed(id):
                voted(before.assembly, self.room.state.proposals[id])
            case proposing.Amended(id) | objecting.ObjectionIntegrated(id):
                assert self.room.state.proposals[id].round is None
            case drawing.DrawSealed(id):
                self.ready[id] = before.assembly
            case drawing.EntropyLocked(id, line):
                assert id not in self.locked
                self.locked[id] = (before.assembly.draws[id].record, line)
            case _:
                pass

    @invariant()
    def a_book_read_back_is_the_assembly(self) -> None:
        """Replaying gives what growing gave."""
        assert self.room.replayed() == self.room.journal

    @invariant()
    def nobody_speaks_twice_in_a_round(self) -> None:
        """Everyone once."""
        for one in self.room.state.rounds:
            heard = [turn.member for turn in one.turns if not turn.passed]
            assert len(heard) == len(set(heard))
            assert one.speaking not in heard
            assert len(one.order) == len(set(one.order))

    @invariant()
    def draws_are_chained_and_never_repeated(self) -> None:
        """Numbers without a gap, the hash of the record before, and one throw for each draw."""
        draws = tuple(self.room.state.draws.values())
        assert [draw.number for draw in draws] == list(range(1, len(draws) + 1))
        previous = "0" * 64
        for draw in draws:
            assert f"\nprevious: {previous}\n" in draw.record
            previous = sha256(draw.record.encode()).hexdigest()
            seated_once(draw)
        for id, once in self.locked.items():
            draw = self.room.state.draws[id]
            assert (draw.record, draw.entropy) == once
            assert draw.void is None

    @invariant()
    def a_role_is_given_away_once(self) -> None:
        """Whoever took the only seat of a role keeps it, whatever is drawn later."""
        holders = [one for draw in self.room.state.draws.values() for one in draw.holders("facilitator")]
        assert len(holders) <= 1
        assert facts_of(self.room.state).drawn_facilitator == next(iter(holders), None)

    @invariant()
    def nobody_is_drawn_who_may_not_be(self) -> None:
        """Whoever was in a hat was here or had agreed, wanted it, and no rule that holds kept them out."""
        for draw in self.room.state.draws.values():
            sealed_in = self.ready[draw.id]
            record = read(draw.record.encode())
            hats = {group.id: group.hats for group in record.groups}
            for member in record.members:
                for role in {role_of(hat) for hat in hats[member.group]}:
                    may_be_drawn(sealed_in, member.id, role)
            drawn = {(offer.member, offer.hat) for offer in draw.offers}
            assert drawn <= {(one.id, hat) for one in record.members for hat in hats[one.group]}

    @invariant()
    def a_rule_gives_way_only_while_it_must(self) -> None:
        """Of the rules that a seal relaxes, the hats were short without the last one."""
        for draw in self.room.state.draws.values():
            hatting_then = self.ready[draw.id].hatting
            assert draw.relaxed == hatting_then.relaxed
            if draw.relaxed:
                stricter = replace(hatting_then, relaxed=draw.relaxed[:-1])
                short = shortage_of(replace(self.ready[draw.id], hatting=stricter))
                assert short
                assert draw.relaxed[-1][0] in short.roles

    @invariant()
    def settled_roles_are_drawn_by_their_rules(self) -> None:
        """Whoever sets the roles changes their seats and nothing else."""
        settled = {role.id: role for role in self.room.state.roles}
        for role in self.room.state.hatting.roles:
            assert replace(role, seats=0) == replace(settled.get(role.id, role), seats=0)

    @invariant()
    def what_replaces_a_decision_comes_from_a_look_back(self) -> None:
        """One proposal at a time, for a decision of before that is to be amended."""
        amended = [one.decision for one in self.room.state.reviews if one.outcome is Outcome.AMEND]
        given_up = {Stage.WITHDRAWN, Stage.REJECTED}
        proposals = [one for one in self.room.state.proposals.values() if one.version.draft.amends]
        assert {one.version.draft.amends for one in proposals} <= set(amended)
        under_way = [one.version.draft.amends for one in proposals if one.stage not in given_up]
        assert len(under_way) == len(set(under_way))
        assert not set(amended) & set(self.room.state.proposals)

    @invariant()
    def a_vote_holds_up_the_walk(self) -> None:
        """A vote is open at the deciding step only."""
        for proposal in self.room.state.proposals.values():
            assert proposal.stage is not Stage.VOTE or self.room.state.step is Step.DECIDE

    @invariant()
    def what_is_not_settled_is_not_lost(self) -> None:
        """A later assembly finds every draft without a decision, unless the same words were adopted."""
        history = history_of([facts_of(self.room.state)])
        found = {one.title for one in history.unfinished} | {one.title for one in history.decided}
        for proposal in self.room.state.proposals.values():
            settled = proposal.stage in {Stage.ADOPTED, Stage.REJECTED, Stage.WITHDRAWN}
            assert settled or title_of(proposal.version.draft) in found

    @invariant()
    def what_was_taken_back_stays_in_the_book(self) -> None:
        """The book only grows, and what stands is in it once."""
        entries = self.room.journal.entries
        assert [entry.n for entry in entries] == list(range(1, len(entries) + 1))
        assert len(standing(entries)) >= sum(isinstance(entry.event, stands()) for entry in entries)


def protocol_of(state: Assembly, proposal: Proposal) -> Protocol:
    return next(one for one in state.protocols if one.kind is proposal.kind)


def decided_in_order(state: Assembly, proposal: Proposal) -> None:
    """Step, quorum and review of a decision, by the letter of the protocol."""
    protocol = protocol_of(state, proposal)
    assert state.step is Step.DECIDE
    assert 2 * state.present >= len(state.entitled)
    if protocol.review_within_weeks is not None:
        assert proposal.version.draft.review
        assert proposal.version.draft.review <= LIMIT


def consented(state: Assembly, proposal: Proposal) -> None:
    """No decision with an open objection, or with somebody here who did not answer this version."""
    decided_in_order(state, proposal)
    asked = proposal.rounds[-1]
    assert protocol_of(state, proposal).dialect_name
    assert proposal.stage is Stage.CONSENT
    assert asked.version == proposal.version.number
    assert not any(objection.open for objection in proposal.objections)
    if asked.named:
        assert set(state.here) <= set(asked.positions)
        assert len(asked.positions) >= state.present
        assert Position.OBJECTION not in asked.positions.values()
    else:
        assert sum(asked.counted.values()) == state.present
        assert not asked.counted[Position.OBJECTION]


def voted(state: Assembly, proposal: Proposal) -> None:
    """Adopted on numbers that add up, with more yes than no, and for the text that was voted on."""
    vote = proposal.vote
    assert vote
    assert vote.verdict
    assert vote.version == proposal.version.number
    count = vote.verdict.count
    if proposal.stage is Stage.ADOPTED:
        decided_in_order(state, proposal)
        assert count.yes + count.no + count.abstain + (count.not_voting or 0) == vote.present
        assert count.yes > count.no


def seated_once(draw: Draw) -> None:
    """Nobody is offered a hat twice, nobody accepts two, and no hat has more people than seats."""
    offered = [(offer.hat, offer.member) for offer in draw.offers]
    accepted = [offer.member for offer in draw.offers if offer.answer is Answer.ACCEPTED]
    assert len(offered) == len(set(offered))
    assert len(accepted) == len(set(accepted))
    assert all(len(people) <= len(draw.seated[hat]) for hat, people in draw.accepted.items())
    for role in draw.roles:
        assert not any(set(pair) <= set(draw.holders(role.id)) for pair in draw.pairs)


def may_be_drawn(state: Assembly, member: str, role: str) -> None:
    """Here or agreed, willing, no present holder, not recalled, not named by the circle, within its terms."""
    wanted = next(one for one in state.hatting.roles if one.id == role)
    gave_way = {given_way for name, given_way in state.hatting.relaxed if name == role}
    own = [one for one in state.holdings if (one.role, one.member) == (role, member)]
    assert member in state.here or member in state.hatting.consented
    assert role not in state.hatting.unwilling.get(member, frozenset())
    assert not any(one.until and one.until > TOMORROW and one.ended is None for one in own)
    assert not any(one.why is EndedBy.RECALLED for one in own)
    assert not any(member in draw.holders(role) for draw in state.draws.values() if draw.void is None)
    if HatRule.CONFLICT not in gave_way:
        held = {one.role for one in state.holdings if one.member == member and one.ended is None}
        assert member not in wanted.excluded
        assert not held & set(wanted.excludes)
    if HatRule.MOST_TERMS not in gave_way and wanted.most_terms is not None:
        times = sum(one.times for one in state.served if (one.role, one.member) == (role, member))
        assert times < wanted.most_terms


class AnyDecision(AnyAssembly):
    """The same, from where it is decided."""

    begins_at = Step.DECIDE


class AnyLottery(AnyAssembly):
    """The same, from where it is drawn."""

    begins_at = Step.LOTTERY


class AnyMereDraw(AnyAssembly):
    """A draw between assemblies: nothing is decided or reviewed, and nobody is drawn over."""

    begins_at = Step.LOTTERY
    purpose = Occasion.DRAW

    @invariant()
    def nothing_is_decided(self) -> None:
        """Few came, and only to draw."""
        assert not self.room.state.reviews
        assert not self.room.state.proposals

    @invariant()
    def only_empty_seats_are_drawn(self) -> None:
        """Nobody gets a seat that somebody holds beyond today."""
        taken = facts_of(self.room.state).holdings
        held = holds_on(self.room.state.holdings, TOMORROW)
        for role in SETTLED:
            both = [one for one in (*held, *taken) if one.role == role.id]
            assert len(both) <= max(role.seats, sum(one.role == role.id for one in held))


TestAnyAssembly = AnyAssembly.TestCase
TestAnyMereDraw = AnyMereDraw.TestCase
TestAnyDecision = AnyDecision.TestCase
TestAnyLottery = AnyLottery.TestCase
TestAnyAssembly.settings = settings(max_examples=30, stateful_step_count=40)
TestAnyDecision.settings = settings(max_examples=60, stateful_step_count=40)
TestAnyMereDraw.settings = settings(max_examples=30, stateful_step_count=30)
TestAnyLottery.settings = settings(max_examples=30, stateful_step_count=40)
