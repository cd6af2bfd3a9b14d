"""The sentences for what the rulebook refuses while an assembly runs."""

from __future__ import annotations

from words.language import _


def act_sentences() -> dict[str, str]:
    """The sentence for each code, in the language in use, with places for its facts."""
    return (
        _walking()
        | _gathering()
        | _speaking()
        | _proposing()
        | _consenting()
        | _objecting()
        | _voting()
        | _drawing()
        | _reviewing()
        | _dates()
    )


def _walking() -> dict[str, str]:
    return {
        "assembly-closed": _(
            "This assembly is closed, and its book is sealed. A correction belongs in the next one."
        ),
        "not-in-this-step": _(
            "This cannot be done while the room is at “{step}”. Look at the step bar for the way there."
        ),
        "no-way-there": _("There is no direct way from “{here}” to “{there}”. Take the steps between them."),
        "undo-stops-at-draw": _("A sealed draw cannot be taken back, nor what came before it."),
        "nothing-to-undo": _("There is nothing to take back yet."),
        "book-without-opening": _(
            "This book does not begin with its opening, so nothing in it can be trusted."
        ),
        "nothing-written": _("There is no text yet. Write at least one word, or go back."),
        "nothing-changes": _("That is how it already stands, so there is nothing to record."),
        "already-paused": _("The assembly is already paused."),
        "not-paused": _("The assembly is not paused; it goes on."),
        "not-parked": _("That is not on the parking list any more."),
        "minutes-not-confirmed": _("Read the minutes back first, and ask whether they are right."),
        "minutes-already-confirmed": _("The minutes are already confirmed."),
    }


def _gathering() -> dict[str, str]:
    return {
        "not-entitled": _(
            "{number} of these people are not on the list of this circle. Add them there first."
        ),
        "impossible-heads": _(
            "{heads} cannot be here: {entitled} belong to this circle. Count those who may decide."
        ),
        "nobody-here": _("Nobody is ticked as here yet. Tick who is in the room."),
        "not-here": _("This person is not ticked as here. Tick them first, or choose somebody else."),
        "no-facilitator": _("Nobody facilitates yet. Accept the one who is proposed, or hand it over."),
        "everybody-passed": _("Everybody here has passed. Ask again, or hand it to somebody who says yes."),
        "not-their-turn": _("Somebody else is being asked right now. Take their answer first."),
        "no-title": _("Type what this assembly is called."),
        "took-part": _("Whoever took part was here and cannot be away: mark that they left."),
        "already-facilitates": _("This person already facilitates. Choose somebody else."),
        "names-not-ticked": _(
            "Heads were counted, not names. Tick the names first, or choose a way without names."
        ),
    }


def _speaking() -> dict[str, str]:
    return {
        "round-open": _("A round is under way. Finish it or close it first."),
        "no-round": _("There is no round under way. Begin one first."),
        "already-heard": _("This person has been heard in this round. Let the others speak first."),
        "already-speaking": _("Somebody is speaking. End their turn first."),
        "nobody-speaks": _("Nobody is speaking right now. Begin a turn first."),
        "time-already-added": _("{seconds} seconds more come once a turn, and they were given."),
        "no-such-story": _("There is no story number {number}."),
        "already-on-stack": _("This person is already waiting to speak."),
        "not-on-stack": _("This person is not waiting to speak."),
        "stack-empty": _("Nobody is waiting to speak."),
    }


def _proposing() -> dict[str, str]:
    return {
        "no-proposal": _("There is no proposal on the table. Write one first, or choose one."),
        "no-such-proposal": _("There is no proposal {id}."),
        "proposal-settled": _("Proposal {id} is settled: {stage}. Begin a new one to change it."),
        "proposal-without-what": _("A proposal needs at least what is to be done. One sentence is enough."),
        "kind-is-fixed": _(
            "The room was asked about “{kind}” already; the kind stays. Begin a new proposal."
        ),
        "rejected-today": _("Proposal {id} was voted down today in the same words. Change what it says."),
        "id-taken": _("The number {id} is taken. Try again for another one."),
        "not-at-this-stage": _("The proposal is at “{stage}”, where this does not come yet, or no longer."),
        "condition-missing": _(
            "To “{how}” an objection, add a condition to the proposal: who does what, and by when."
        ),
        "trial-not-shorter": _("The trial did not get shorter. Give an earlier end or an earlier review."),
        "nothing-measured": _("The proposal is measured as before. Say how you will notice what was feared."),
        "integration-changes-nothing": _(
            "The proposal reads as before. Change a word of it, so that the objection is met."
        ),
    }


def _consenting() -> dict[str, str]:
    return {
        "decided-by-vote": _("Your circle decides “{kind}” by a vote. Open the vote instead."),
        "consent-not-asked": _("Consent has not been asked for this version yet. Ask for it first."),
        "ask-again-first": _("The proposal has changed since everybody was asked. Ask everybody again."),
        "round-is-counted": _("This round is counted by hands. Enter the numbers."),
        "round-is-named": _("This round goes from person to person. Take each answer by name."),
        "already-answered": _("This person has answered in this round. Take it back with U to change it."),
        "position-unknown-here": _(
            "“{position}” is no answer in the way your circle asks for consent. Offer the others."
        ),
        "counts-do-not-add-up": _(
            "{counted} answers, but {present} people are here. Count once more, or correct who is here."
        ),
        "people-unrecorded": _("{number} people here have not answered yet. Ask them, or mark who has left."),
        "no-quorum": _(
            "{present} are here and {needed} are needed, so nothing can be adopted. Fetch them, or park it."
        ),
    }


def _objecting() -> dict[str, str]:
    return {
        "objections-open": _("{number} objections wait for an answer. Take them one at a time."),
        "no-such-objection": _("There is no objection number {number}."),
        "no-objection-to-write": _("No objection waits to be written down."),
        "objections-lost": _(
            "{counted} objections were counted before, and now {now}. Ask whoever objected."
        ),
        "objector-not-here": _(
            "Only whoever raised objection {number} can let go of it, and has to be here."
        ),
        "already-tested": _("Objection {number} has been tested already."),
        "nobody-judges-objections": _(
            "In your circle nobody judges an objection: it stands. Look for a way to integrate it."
        ),
        "test-first": _("First ask the room about objection {number}: does it stand?"),
        "test-incomplete": _("The test has {wanted} questions; {given} are answered. Take the rest too."),
    }


def _voting() -> dict[str, str]:
    return {
        "vote-open": _("A vote is open. Close it or call it off first."),
        "no-vote-open": _("No vote is open. Open one first."),
        "count-is-in": _("The numbers are known, so the vote counts as it is. Close it."),
        "no-vote-here": _(
            "Your circle has no voting rule for “{kind}”. Decide by consent, or adopt a rule first."
        ),
        "roll-is-called": _("This vote is taken by name. Take each answer, not a count."),
        "not-on-the-roll": _("This person was not here when the vote opened, so is not on the roll."),
        "roll-incomplete": _(
            "{number} people on the roll have not answered. Call them, or mark them as not voting."
        ),
        "no-such-teller": _("This vote has {tellers} tellers."),
        "count-missing": _("{given} of {wanted} counts are in. Wait for the rest."),
        "tellers-differ": _("The two tellers have different numbers. Ask both to count once more."),
    }


def _drawing() -> dict[str, str]:
    return {
        "no-roles": _("There is no role to draw yet. Name at least one."),
        "role-twice": _("One role is listed twice. Give it more seats instead."),
        "role-id": _(
            "“{role}” cannot name a role. Start with a letter; use letters, digits, spaces and hyphens."
        ),
        "no-such-role": _("There is no role “{role}” in this draw."),
        "draw-unfinished": _(
            "Draw {number} is not finished. Finish it, or call it off with a reason, first."
        ),
        "role-already-drawn": _("“{role}” was drawn today, in draw {number}. A draw is never repeated."),
        "already-witnessed": _("Two witnesses have the seal already. You can throw the dice."),
        "witnesses-first": _("Before any dice, two people write down the seal. Ask for two who doubt."),
        "two-observers": _("Two different people take the seal. Name two, or none where they are guests."),
        "observer-facilitates": _("Whoever facilitates cannot be an observer too. Name somebody else."),
        "nothing-called": _("No throw was called yet, so none can be struck out."),
        "already-read-back": _("Two people have read this line back already. It can be locked."),
        "read-back-first": _(
            "Not yet: {readers} people read the line aloud first, and it stays as they read."
        ),
        "is-here": _("This person is here, so nothing needs to be agreed beforehand. Ask them."),
        "nothing-sealed": _("No draw is sealed. Seal the hats first."),
        "entropy-locked": _("The dice of draw {number} are locked. They cannot be thrown again."),
        "entropy-first": _("No dice are locked yet. Throw them, read them back, and lock them."),
        "missed-before-lock": _(
            "No draw of this role is locked. Before the lock a wrong entry is put right."
        ),
        "missed-already": _("It is on record already that this person was left out of “{role}”."),
        "was-in-the-hat": _("This person was in the hat for “{role}” in draw {number}, as its record says."),
        "answer-first": _("The last name still owes an answer. Ask: do you take it?"),
        "nobody-revealed": _("No name is shown yet. Show the next one first."),
        "draw-finished": _("Every seat of this draw has its answer. There is no further name."),
    }


def _reviewing() -> dict[str, str]:
    return {
        "review-between": _("People are just being asked. Finish that first, then look back."),
        "review-too-soon": _("This was proposed today. It is looked at again at a later assembly."),
        "already-reviewed": _("This was looked at today already. Take it back with U to change it."),
        "impossible-objections": _("{number} cannot object: {present} are here."),
        "review-no-quorum": _(
            "{present} are here and {needed} are needed to keep or end this. "
            "Amend it, or wait for the others."
        ),
        "review-objected": _(
            "{number} object, so a review cannot settle it. Amend it: that makes it a proposal, "
            "and the proposal is decided by your rules."
        ),
        "next-review-not-ahead": _("{date} is not ahead of us. Take a later day for the next review."),
        "only-a-draw": _("You came together only for a draw. Look back at the next assembly."),
        "amends-unreviewed": _("Decision {id} is replaced after a look at it today. Look back at it first."),
        "amends-twice": _("Proposal {id} is to replace that decision already. Settle that one first."),
        "not-decided": _("This is not decided yet. What was learned belongs to a decision."),
    }


def _dates() -> dict[str, str]:
    return {
        "until-before-start": _("It would end on {until}, before it starts on {start}. Change one of them."),
        "review-needed": _(
            "“{kind}” needs a review date, at most {weeks} weeks ahead: {latest} at the latest."
        ),
        "review-too-late": _(
            "The review comes too late for “{kind}”: at most {weeks} weeks ahead, so {latest} at the latest."
        ),
        "date-in-the-past": _("{which}: {date} has passed. Take a day from today on."),
        "date-too-far": _("{which}: {date} is further away than anybody can promise. Take an earlier day."),
        "when-empty": _("There is no date yet. Write it as: in 6 weeks, next Friday, 12 Dec 2026."),
        "when-unreadable": _(
            "“{text}” is no date I can read. Write it as: in 6 weeks, next Friday, end of March, 12 Dec 2026."
        ),
        "when-ambiguous": _("“{text}” can be two days. Which one: {first}, or {second}?"),
        "when-impossible": _("“{text}” is not in the calendar. Look at the day and the month once more."),
        "when-other-weekday": _("“{text}” does not fit the calendar, which has {date}. Which one is right?"),
        "when-too-far": _("“{text}” is further away than the calendar goes. Take an earlier day."),
        "when-with-time": _("“{text}” names a time; here only the day is asked for."),
        "when-without-time": _("“{text}” does not say the time. Add it, like: {text} 14:00."),
    }
