"""What happened, in a sentence: undo says with it what will be taken back."""

from __future__ import annotations

from collections.abc import Callable

from assembly.acts import (
    closing,
    consenting,
    drawing,
    floor,
    gathering,
    hatting,
    missing,
    objecting,
    proposing,
    reviewing,
    sidelines,
    throwing,
    turns,
    voting,
)
from assembly.acts.opening import Continued, Opened
from assembly.journal import Event, TakenBack
from screens.undo_words_of_draws import by_lot, in_hats, shortened
from screens.words import choice_name, position_name, presence_name, step_name
from words.language import _, n_
from words.reviews import outcome_name

NameOf = Callable[[str | None], str]


def what_happened(event: Event, name_of: NameOf) -> str:
    """One event as a sentence, for the private view."""
    if isinstance(event, Opened):
        return _("The assembly was opened.")
    if isinstance(event, Continued):
        return _("A newer Shopmoot went on with this book.")
    if isinstance(event, TakenBack):
        return _("Something was taken back.")
    if isinstance(event, floor.Event):
        return _on_the_floor(event, name_of)
    if isinstance(event, sidelines.Event):
        return _beside_the_walk(event, name_of)
    if isinstance(event, gathering.Event | turns.Event):
        return _in_turn(event, name_of)
    if isinstance(event, proposing.Event):
        return _to_a_proposal(event)
    if isinstance(event, consenting.Event):
        return _by_consent(event, name_of)
    if isinstance(event, objecting.Event):
        return _to_an_objection(event)
    if isinstance(event, voting.Event):
        return _by_vote(event, name_of)
    if isinstance(event, hatting.Event):
        return in_hats(event, name_of)
    if isinstance(event, drawing.Event | throwing.Event | missing.Event):
        return by_lot(event, name_of)
    if isinstance(event, reviewing.Event):
        return _looking_back(event)
    return _at_the_end(event, name_of)


def _on_the_floor(event: floor.Event, name_of: NameOf) -> str:
    match event:
        case floor.PresenceMarked(members, presence):
            who = name_of(members[0]) if len(members) == 1 else _people(len(members))
            return _("{who}: {presence}.").format(who=who, presence=presence_name(presence))
        case floor.HeadsCounted(heads):
            return _("{people} counted.").format(people=_people(heads))
        case floor.FacilitationHanded(to):
            return _("{who} took over facilitation.").format(who=name_of(to))
        case floor.Moved(step):
            return _("The room moved to {step}.").format(step=step_name(step))


def _beside_the_walk(event: sidelines.Event, name_of: NameOf) -> str:
    match event:
        case sidelines.Paused():
            return _("The clocks were stopped.")
        case sidelines.Resumed():
            return _("The clocks run again.")
        case sidelines.ClockCorrected(seconds, _why):
            return _("{seconds} seconds were taken out of the clock.").format(seconds=seconds)
        case sidelines.NoteTaken(text):
            return _("Note: {text}").format(text=shortened(text.text))
        case sidelines.ThingParked(text):
            return _("Parked: {text}").format(text=shortened(text.text))
        case sidelines.ParkedSettled(number):
            return _("Number {number} left the parking list.").format(number=number)
        case sidelines.StackJoined(member):
            return _("{who} joined the speaking stack.").format(who=name_of(member))
        case sidelines.StackLeft(member):
            return _("{who} left the speaking stack.").format(who=name_of(member))
        case sidelines.CalledFromStack(member):
            return _("{who} was called from the speaking stack.").format(who=name_of(member))


def _in_turn(event: gathering.Event | turns.Event, name_of: NameOf) -> str:
    match event:
        case gathering.FacilitationAccepted(member):
            return _("{who} accepted to facilitate.").format(who=name_of(member))
        case gathering.FacilitationPassed(member):
            return _("{who} passed facilitation.").format(who=name_of(member))
        case gathering.HelperNamed(role, member):
            return _("{who} helps: {role}.").format(who=name_of(member), role=role)
        case gathering.RulesRead():
            return _("The rules were read out.")
        case gathering.TitleChanged(title):
            return _("The title: {title}").format(title=title)
        case turns.RoundBegan():
            return _("A round began.")
        case turns.TurnBegan(member):
            return _("{who} has the word.").format(who=name_of(member))
        case turns.TurnEnded():
            return _("A turn ended.")
        case turns.TurnPassed():
            return _("Somebody passed.")
        case turns.TimeAdded(seconds):
            return _("{seconds} seconds were added.").format(seconds=seconds)
        case turns.RoundClosed():
            return _("The round was closed.")
        case turns.StoryTold(number=number, grievance=grievance):
            return _("Story {number}: {text}").format(number=number, text=shortened(grievance.text))


def _to_a_proposal(event: proposing.Event) -> str:
    match event:
        case proposing.Proposed(draft=draft):
            return _("Proposal: {text}").format(text=shortened(draft.what))
        case proposing.Amended(draft=draft):
            return _("New version: {text}").format(text=shortened(draft.what))
        case proposing.Chosen():
            return _("Another proposal was taken up.")
        case proposing.Withdrawn():
            return _("The proposal was withdrawn.")
        case proposing.ProposalParked():
            return _("The proposal was parked.")


def _by_consent(event: consenting.Event, name_of: NameOf) -> str:
    match event:
        case consenting.ConsentAsked():
            return _("Consent was asked.")
        case consenting.PositionTaken(_id, member, position):
            return _("{who}: {position}.").format(who=name_of(member), position=position_name(position))
        case consenting.PositionsCounted(_id, consents, concerns, objections):
            return _("Counted: {consents} consent, {concerns} with a concern, {objections} object.").format(
                consents=consents, concerns=concerns, objections=objections
            )
        case consenting.Adopted():
            return _("The proposal was adopted.")


def _to_an_objection(event: objecting.Event) -> str:
    match event:
        case objecting.ObjectionRaised(_id, text):
            return _("Objection: {text}").format(text=shortened(text.text))
        case objecting.ObjectionTested(_id, number):
            return _("Objection {number} was tested.").format(number=number)
        case objecting.ObjectionIntegrated(_id, number):
            return _("Objection {number} led to a new version.").format(number=number)
        case objecting.ObjectionDropped(_id, number):
            return _("Objection {number} became a concern.").format(number=number)
        case objecting.ConcernNoted(_id, text):
            return _("Concern: {text}").format(text=shortened(text.text))


def _by_vote(event: voting.Event, name_of: NameOf) -> str:
    match event:
        case voting.VoteOpened():
            return _("A vote was opened.")
        case voting.CountEntered(yes=yes, no=no, abstain=abstain):
            return _("Count: {yes} yes, {no} no, {abstain} abstain.").format(yes=yes, no=no, abstain=abstain)
        case voting.MemberCalled(_id, member, choice):
            return _("{who}: {choice}.").format(who=name_of(member), choice=choice_name(choice))
        case voting.VoteClosed():
            return _("The vote was closed.")
        case voting.VoteAbandoned():
            return _("The vote was closed without a verdict.")


def _looking_back(event: reviewing.Event) -> str:
    match event:
        case reviewing.DecisionReviewed(title=title, outcome=outcome):
            words = _("Reviewed, {outcome}: {text}")
            return words.format(outcome=outcome_name(outcome), text=shortened(title))
        case reviewing.LearningAdded(text=text):
            return _("Learned: {text}").format(text=shortened(text.text))
        case reviewing.LeftoverSettled(text=text):
            return _("Done, off the list: {text}").format(text=shortened(text.text))


def _at_the_end(event: closing.Event, name_of: NameOf) -> str:
    match event:
        case closing.WordSaid(member, word):
            return _("{who}: {word}").format(who=name_of(member), word=shortened(word.text))
        case closing.VictoryNamed(text):
            return _("Victory: {text}").format(text=shortened(text.text))
        case closing.NextDateSet(at):
            return _("Next assembly: {day}.").format(day=at.strftime("%Y-%m-%d %H:%M"))
        case closing.MinutesConfirmed():
            return _("The minutes were confirmed.")
        case closing.Closed():
            return _("The assembly was closed.")


def _people(number: int) -> str:
    return n_("{number} person", "{number} people", number).format(number=number)
