"""The sentences for what the lottery and its verification refuse."""

from __future__ import annotations

from words.language import _


def draw_sentences() -> dict[str, str]:
    """The sentence for each code, in the language in use, with places for its facts."""
    return _hats() | _giving_way() | _entropy() | _sources() | _record() | _lines() | _table()


def _hats() -> dict[str, str]:
    return {
        "draw-no-hats": _("There is no hat to draw from yet. Name at least one role."),
        "draw-hat-id": _("A hat needs a short name of lower-case letters, digits and hyphens."),
        "draw-hat-twice": _("The hat “{hat}” is there twice. Keep one."),
        "draw-hat-unknown": _("There is no hat “{hat}” in this draw."),
        "draw-seats": _("The number of seats for “{hat}” cannot be. Take a whole number from zero up."),
        "draw-member-id": _("An entry among the members is no member's id."),
        "draw-member-twice": _("Member {member} is in the list twice. Keep one entry."),
        "draw-member-unknown": _("Member {member} is not part of this draw."),
        "draw-too-few-people": _(
            "{hats}: {seats} seats, but only {people} people can take them. Offer fewer seats."
        ),
        "pair-of-one": _("A pair is two people. Name two different ones."),
        "two-strata": _("Somebody is in two shifts or departments at once. Keep one for each person."),
        "pair-passes": _("The other of this pair has a seat, so this seat is passed on. Press Enter."),
        "no-pair": _("This person is not one of a pair that has a seat. Ask whether they accept."),
        "throws-are-called": _(
            "All throws of draw {number} were called, so its names stand. Have them read back and lock them; "
            "whoever should not have been in a hat is passed over."
        ),
        "not-its-rules": _("“{role}” is drawn by the rules that the circle settled for it."),
        "seats-taken": _(
            "Of the seats of “{role}” {held} are held beyond today, {free} are free. Draw only what is free. "
            "A term ends on its day, or earlier with W and E between assemblies."
        ),
        "skipped-today": _(
            "A wrong entry for “{role}” was passed over in draw {number}, and a seat stayed empty. It is not "
            "drawn again today, neither in an assembly nor between two: draw it on another day."
        ),
        "seats-settled": _(
            "The circle settled “{role}” with so many seats: {seats}. Draw no more, or settle it anew first."
        ),
        "more-strata-than-seats": _(
            "“{role}” promises a seat to each of {strata}, but has {seats}. Give it more seats."
        ),
        "draw-text-broken": _("A text has letters that no computer can store. Type it once more."),
    }


def _giving_way() -> dict[str, str]:
    return {
        "not-short": _("The hats for “{role}” have people enough, so no rule is relaxed."),
        "nothing-to-relax": _("For “{role}” no rule is left that could give way. Offer fewer seats."),
        "relax-in-order": _("The order was voted: for “{role}” the next rule to give way is: {following}."),
        "relaxed-for-nothing": _(
            "There are people enough for “{role}” now, so the rule holds again. Set the roles anew with R."
        ),
        "relaxed-out-of-order": _(
            "For “{role}” another rule gives way first, as it was voted: {following}. "
            "Set the roles anew with R, then relax in that order."
        ),
        "relaxed-for-nobody": _(
            "For “{role}” this rule keeps nobody out any more, so it holds again: {rule}. "
            "Set the roles anew with R."
        ),
    }


def _entropy() -> dict[str, str]:
    return {
        "draw-entropy-empty": _("Nothing has been thrown yet. Throw the dice, and type what they show."),
        "draw-entropy-nothing": _("After “{kind}” nothing follows. Type what it showed, or leave it out."),
        "draw-entropy-too-little": _(
            "So far this is {bits} bits of chance; {needed} are needed. Throw a few more times."
        ),
        "draw-entropy-too-few": _(
            "The seal promises {expected} of “{kind}”; there are {found}. Throw the rest."
        ),
        "called-first": _("Called numbers come first: whoever calls after the dice could choose the result."),
        "source-twice": _("A source is named twice. Name each source of chance once, with all its throws."),
        "no-such-throw": _("{called} throws were called so far. Type the number of one of them."),
        "all-thrown": _("All throws are there already. Backspace strikes out the newest."),
        "draw-entropy-sources": _("The seal promises these sources: {expected}. Given were: {found}."),
        "draw-entropy-line-break": _("The throws go on one line. Take out the line break."),
        "draw-entropy-not-ascii": _("Character {place} is no plain letter or digit. Type it once more."),
        "draw-entropy-blanks": _("At character {place} there is a blank too many. One blank between throws."),
        "draw-entropy-source": _("“{word}” is no source of chance. Use: called, dice, d10 or cards."),
        "draw-entropy-leading-zero": _("Throw {place}, “{word}”: leave out the leading zero."),
        "draw-entropy-number": _("Throw {place} cannot be “{word}” with {kind}. Look at it once more."),
    }


def _sources() -> dict[str, str]:
    return {
        "draw-card": _("Card {place}, “{word}”, is no card. Write rank and suit, like: 7H, QS, 10D."),
        "draw-card-twice": _("Card {place}, “{word}”, was drawn before. A pack has it once."),
        "draw-beacon": _("The beacon needs its round, then its value, as published."),
        "draw-beacon-round": _("The seal names beacon round {expected}; this is round {found}."),
        "draw-promise": _("The sources that the record promises cannot be read: {why}"),
        "draw-promise-count": _("After “{kind}” comes one number: how many throws are promised."),
    }


def _record() -> dict[str, str]:
    return {
        "draw-not-a-record": _("This is no record of a draw: it does not begin with its version."),
        "draw-record-version": _("This record is of version “{version}”, which this program cannot read."),
        "draw-record-byte-order-mark": _("The record begins with an invisible mark. Save it as plain UTF-8."),
        "draw-record-not-utf8": _("The record is no UTF-8 text. Get the original file."),
        "draw-record-line-ends": _("The record has the line ends of another system. Get the original file."),
        "draw-record-cut-off": _("The record is cut off. Get the whole file, down to its last line, “end”."),
        "draw-record-after-end": _("Something stands after the end of the record. Get the original file."),
        "draw-seal-differs": _(
            "The seal does not fit: {expected} was written down, but this record gives {found}."
        ),
        "draw-number": _("The number of the draw must be a whole number from one up."),
        "draw-previous": _("The seal of the draw before must be 64 hexadecimal digits."),
        "draw-date": _("The date must read like 2026-11-21."),
    }


def _lines() -> dict[str, str]:
    return {
        "draw-line-expected": _("“{expected}” should stand here."),
        "draw-line-fields": _("There should be {expected} fields; there are {found}."),
        "draw-group-name": _("The next group should be called “{expected}”."),
        "draw-groups-order": _("The group “{group}” is out of order."),
        "draw-group-hats-order": _("The hats of a group are out of order."),
        "draw-group-unknown": _("Member {member} is in a group that is not listed."),
        "draw-group-empty": _("The group “{group}” has no members."),
        "draw-members-order": _("Member {member} is out of order."),
    }


def _table() -> dict[str, str]:
    return {
        "draw-scale": _("The scale of the table must be a whole number from one up."),
        "draw-table-number": _("The row of “{group}” holds something that is no number."),
        "draw-table-length": _("The row of “{group}” should have {expected} numbers; it has {found}."),
        "draw-table-outside": _("The row of “{group}” gives chances for hats that it is not in."),
        "draw-table-row": _("The row of “{group}” adds up to {found}; {most} is the most."),
        "draw-table-column": _("The column of “{hat}” should add up to {expected}; it adds up to {found}."),
        "draw-table-scale": _("Equal chances have the scale {expected}; this table has {found}."),
        "draw-table-not-equal": _("The row of “{group}” does not give everybody an equal chance."),
    }
