"""What the first page says: what is due, what was left, who is next, what was decided last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from assembly.adopted import Adopted
from assembly.attendance import by_turns
from assembly.daybook import Circle
from assembly.history import History
from assembly.leftovers import Unfinished, dealt_with, has_lapsed
from assembly.state import Assembly
from assembly.value import value
from screens.desk import Doorway, Person
from screens.due_words import empty_lines, news_lines, term_lines
from screens.gather_words import past_words, rule_lines
from screens.page import Section
from screens.stage import local
from words.dates import say_date, say_distance, say_moment
from words.language import _, n_

MOST_LEFT = 5
"""Unfinished things shown at once, the longest due first."""
LATEST = 3
"""Decisions shown at once."""


@value
class Situation:
    """Everything that the first page speaks about."""

    circle: Circle
    people: Sequence[Person]
    """Those who are on the roll today."""
    history: History
    unclosed: Assembly | None
    now: datetime
    held: bool
    """Whether this window can only read."""
    names: dict[str, str]
    """What to call a member, by id."""
    last_visit: datetime | None = None
    """When somebody opened the program before, if that is known."""
    settled: bool = True
    """Whether the books have been looked through."""

    @property
    def today(self) -> date:
        """The day."""
        return self.now.date()


def on_the_roll(people: Iterable[Person], day: date) -> tuple[Person, ...]:
    """Who belongs to the circle on a day; on the day on which somebody leaves they do not."""
    return tuple(
        one
        for one in people
        if (one.joined is None or one.joined <= day) and (one.left is None or day < one.left)
    )


def home_sections(situation: Situation) -> tuple[Section, ...]:
    """The first page."""
    return (
        Section(_("Today"), tuple(_today(situation))),
        Section(_("Since you were last here"), tuple(_news(situation))),
        Section(_("Not finished"), tuple(_unfinished(situation))),
        Section(_("Terms that end"), tuple(_terms(situation))),
        Section(_("Seats without a holder"), tuple(_empty(situation))),
        Section(_("Decided last"), tuple(latest_lines(situation.history.decided))),
    )


def _unfinished(situation: Situation) -> Iterator[str]:
    """What is left, also by an assembly that was left open after it had looked at some of it."""
    left, unclosed = situation.history.unfinished, situation.unclosed
    return unfinished_lines(
        (one for one in left if unclosed is None or not dealt_with(unclosed, one)), situation.today
    )


def _news(situation: Situation) -> Iterator[str]:
    before = situation.last_visit
    since = before.astimezone(situation.now.tzinfo) if before else None  # the day as it was here
    return news_lines(situation.circle, situation.history, since, situation.today)


def _terms(situation: Situation) -> Iterator[str]:
    return term_lines(situation.circle, situation.history, situation.today, situation.names)


def _empty(situation: Situation) -> Iterator[str]:
    if situation.settled:
        yield from empty_lines(situation.circle, situation.history, situation.today)


def unfinished_lines(unfinished: Iterable[Unfinished], today: date) -> Iterator[str]:
    """What earlier assemblies left, the longest due first and what has no day last."""
    in_order = sorted(unfinished, key=lambda thing: thing.due or date.max)
    for thing in in_order[:MOST_LEFT]:
        yield unfinished_line(thing, today)
    more = len(in_order) - MOST_LEFT
    if more > 0:
        yield n_("… and {number} more thing", "… and {number} more things", more).format(number=more)


def unfinished_line(thing: Unfinished, today: date) -> str:
    """One thing that is not finished, with its day."""
    title = " ".join(thing.title.split())
    if thing.due is None:
        return _("·  put aside: {title}").format(title=title)
    due = thing.due <= today
    if has_lapsed(thing, today):
        words = _("×  lapsed, due {when} and not kept: {title}")
        return words.format(when=say_distance(thing.due, today), title=title)
    words = _("review") if thing.what == "review" else _("term ends") if not due else _("term ended")
    when = say_distance(thing.due, today)
    return _("{sign}  {words} {when} ({day}): {title}").format(
        sign="!" if due else "·", words=words, when=when, day=say_date(thing.due), title=title
    )


def latest_lines(decisions: Sequence[Adopted]) -> Iterator[str]:
    """The newest decisions, one line each."""
    for decision in decisions[:LATEST]:
        brought = f" [{_('imported')}]" if decision.imported else ""
        yield f"{decision.at.date().isoformat()}  {decision.title}{brought}"


def next_facilitator(situation: Situation) -> str:
    """Who is asked first to facilitate, by the rule, and why."""
    first = next(iter(by_turns(situation.history, [person.id for person in situation.people])), None)
    if first is None:
        return ""
    name, why = situation.names.get(first, first), past_words(situation.history, first)
    return _("{name} is asked first to facilitate: {why}.").format(name=name, why=why)


def assembly_title(today: date) -> str:
    """What an assembly is called until somebody calls it something else."""
    return _("Assembly of {day}").format(day=say_date(today))


def minutes_refused(typed: str) -> str | None:
    """Why this cannot be the length of an assembly, or None."""
    if typed.isascii() and typed.isdigit() and 5 <= int(typed[:6]) <= 600:
        return None
    return _("“{typed}” is no length: write the minutes as a number from 5 to 600.").format(typed=typed)


def quitting_words(door: Doorway, today: date) -> str:
    """What quitting takes from those who read on their phones, and what would keep it there."""
    lasts = _("Phones can still read the pages here. They end when the program ends.")
    if door.until is not None:
        until = local(door.until) if door.until.date() == today else say_moment(door.until)
        lasts = _("Phones can read the pages here until {time}. They end at once when you quit.").format(
            time=until
        )
    return lasts + "\n" + _("Without the program, shopmoot serve shows them; type it in a terminal.")


def _today(situation: Situation) -> Iterator[str]:
    unclosed = situation.unclosed
    if unclosed is not None:
        yield _("“{title}”, opened at {time}, is not closed. Enter goes on where it stopped.").format(
            title=unclosed.title, time=_opened(unclosed, situation.today)
        )
        return
    if not situation.people:
        yield _("There is nobody in this circle yet. Add the people first; Enter takes you there.")
        return
    if not situation.held:
        yield _("No assembly is under way. Enter starts one.")
    yield from _agreed(situation.history, situation.today)
    yield next_facilitator(situation)


def _opened(unclosed: Assembly, today: date) -> str:
    opened = unclosed.opened_at
    return local(opened) if opened.date() == today else say_moment(opened)


def _agreed(history: History, today: date) -> Iterator[str]:
    agreed = history.next_date
    if agreed is None:
        return
    if agreed.rule:
        yield from rule_lines(history, today)
        return
    place = f", {agreed.place}" if agreed.place else ""
    when = say_distance(agreed.at.date(), today)
    yield _("Agreed last time: {moment}{place} ({when}).").format(
        moment=say_moment(agreed.at), place=place, when=when
    )
