"""The minutes as lines to be read back to the room, with names; they are for this screen only."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assembly.drawn import DrawShown
from assembly.holdings import Ending
from assembly.lottery import Answer
from assembly.minutes import Attendance, Became, Minutes, ProposalMinuted, Why
from assembly.proposals import Integration, Objection, ObjectionState
from screens.page import Section
from screens.stage import local, words_of
from screens.vote_words import count_words
from words.dates import say_date, say_moment
from words.draws import say_called, say_corrections, say_missed, say_relaxed
from words.language import _, n_
from words.recurrence import say_next
from words.reviews import learning_heading, review_line
from words.roles import role_label
from words.sums import say_quorum_then, say_sum

NameOf = Callable[[str | None], str]


def minutes_sections(minutes: Minutes, name_of: NameOf) -> tuple[Section, ...]:
    """Everything that is read back, in the order of the assembly."""
    return (
        Section(_title(minutes), tuple(_who(minutes, name_of))),
        Section(_("Stories"), tuple(_stories(minutes))),
        Section(_("What became of each proposal"), tuple(_proposals(minutes, name_of))),
        Section(_("Looked at again"), tuple(_looked_back(minutes))),
        Section(_("Roles by lot"), tuple(_draws(minutes, name_of))),
        Section(_("Put aside for later"), tuple(f"· {words_of(one.text)}" for one in minutes.parked)),
        Section(_("At the end"), tuple(_end(minutes))),
    )


def _title(minutes: Minutes) -> str:
    name = " · ".join(part for part in (minutes.circle, minutes.title) if part)
    at = minutes.opened_at
    dated = say_date(at.date()) in minutes.title
    return _("{name}, {moment}").format(name=name, moment=local(at) if dated else say_moment(at))


def _who(minutes: Minutes, name_of: NameOf) -> Iterator[str]:
    if minutes.earlier_titles:
        yield _("Called before: {titles}").format(titles="; ".join(filter(None, minutes.earlier_titles)))
    yield _attendance(minutes.attendance)
    if minutes.facilitators:
        names = ", ".join(name_of(member) for member in minutes.facilitators)
        yield _("Facilitated by: {names}").format(names=names)
    for role, member in minutes.helpers.items():
        yield _("{role}: {name}").format(role=_(role), name=name_of(member))


def _attendance(people: Attendance) -> str:
    words = _("{came} of {entitled} came, {present} here at the end, {needed} needed").format(
        came=people.came, entitled=people.entitled, present=people.present, needed=people.needed
    )
    more = [
        _("{number} recused").format(number=people.recused) if people.recused else "",
        _("counted, not named") if people.counted_only else "",
    ]
    return "; ".join([words, *(part for part in more if part)])


def _stories(minutes: Minutes) -> Iterator[str]:
    if not minutes.stories:
        return
    told = n_("{number} story was written down", "{number} stories were written down", minutes.stories)
    themes = ", ".join(f"{theme} ({times})" for theme, times in minutes.themes.items())
    yield told.format(number=minutes.stories) + (f": {themes}" if themes else "")


def _proposals(minutes: Minutes, name_of: NameOf) -> Iterator[str]:
    if not minutes.proposals:
        yield _("Nothing was proposed.")
    for proposal in minutes.proposals:
        became = _became(proposal)
        yield f"{proposal.id}  {became}: {proposal.title}"
        yield from (f"       {line}" for line in _numbers(proposal))
        if proposal.ended:
            yield f"       {_ended(minutes, proposal.ended, name_of)}"
        yield from (f"       {_objection(one)}" for one in proposal.raised)


def _ended(minutes: Minutes, ended: Ending, name_of: NameOf) -> str:
    role = minutes.roles.get(ended.role) or role_label(ended.role)
    words = _("Decision {id} recalled {name} from “{role}”: from {day} on it is held no more")
    day = say_date(ended.on)
    return words.format(id=ended.decision, name=name_of(ended.member), role=role, day=day)


def _became(proposal: ProposalMinuted) -> str:
    words = {
        Became.ADOPTED: _("ADOPTED"),
        Became.REJECTED: _("rejected"),
        Became.WITHDRAWN: _("withdrawn"),
        Became.PARKED: _("put aside"),
        Became.UNDECIDED: _("not decided"),
    }[proposal.became]
    return words if proposal.why is None else f"{words}, {_why(proposal.why)}"


def _why(why: Why) -> str:
    return {
        Why.NO_QUORUM: _("too few were here"),
        Why.NO_BASE: _("nobody voted"),
        Why.UNRECONCILED: _("the count does not add up"),
        Why.ABANDONED: _("the vote was called off"),
        Why.OBJECTIONS_OPEN: _("an objection is open"),
        Why.UNDER_WAY: _("it is still under way"),
    }[why]


def _numbers(proposal: ProposalMinuted) -> Iterator[str]:
    verdict = proposal.verdict
    if verdict is not None:
        yield count_words(verdict.count)
        if verdict.reconciled:
            yield say_sum(verdict)
        yield say_quorum_then(verdict.count.present, verdict.quorum_needed)
    elif proposal.asking is not None:
        asking = proposal.asking
        yield _("{consents} consent, {concerns} with a concern, {objections} objected").format(
            consents=asking.consents, concerns=asking.concerns, objections=asking.objections
        )
        if proposal.became is Became.ADOPTED:
            yield say_quorum_then(asking.people, proposal.quorum_needed)
    if proposal.versions > 1:
        yield _("version {number}").format(number=proposal.versions)


def _objection(objection: Objection) -> str:
    note = f" ({words_of(objection.note)})" if objection.note else ""
    return _("Objection {number}: {text} — {fate}{note}").format(
        number=objection.number, text=words_of(objection.text), fate=_fate(objection), note=note
    )


def _fate(objection: Objection) -> str:
    match objection.state:
        case ObjectionState.INTEGRATED:
            return _integrated(objection.how or Integration.AMEND)
        case ObjectionState.CONCERN:
            return _("kept as a concern")
        case ObjectionState.RAISED | ObjectionState.STANDS:
            return _("still open")


def _integrated(how: Integration) -> str:
    return {
        Integration.AMEND: _("met: the text was amended"),
        Integration.SHORTEN: _("met: the trial was made shorter"),
        Integration.MEASURE: _("met: it will be measured"),
        Integration.DEFER: _("met: a part was deferred"),
        Integration.DELEGATE: _("met: a part was delegated"),
        Integration.INFORM: _("met: information was asked for"),
        Integration.REPLACE: _("met: the proposal was replaced"),
    }[how]


def _looked_back(minutes: Minutes) -> Iterator[str]:
    for review in minutes.reviews:
        yield f"{review.decision}  {review.title}"
        yield f"       {review_line(review)}"
        if review.measured:
            yield "       " + _("Measured: {text}").format(text=words_of(review.measured))
    for learned in minutes.learnings:
        yield f"{learned.decision}  {learning_heading(learned)}: {words_of(learned.text)}"
    for done in minutes.settled:
        yield _("Done, off the list: {text}").format(text=words_of(done))


def _draws(minutes: Minutes, name_of: NameOf) -> Iterator[str]:
    for draw in minutes.draws:
        if draw.void is not None:
            yield _("Draw {number} is void: {why}").format(number=draw.number, why=words_of(draw.void))
            yield from _traces(draw, name_of)
        else:
            yield _("Draw {number}, seal {seal}…").format(number=draw.number, seal=draw.seal[:8])
            yield from ("       " + say_relaxed(one, one.label) for one in draw.relaxed)
            yield from _traces(draw, name_of)
            yield from _offers(draw, name_of)
            yield from ("       " + say_missed(one, one.label, name_of(one.member)) for one in draw.missed)


def _traces(draw: DrawShown, name_of: NameOf) -> Iterator[str]:
    """Who took the seal, and what would otherwise be forgotten of the throws."""
    if draw.observers:
        names = ", ".join(map(name_of, draw.observers))
        yield "       " + _("Seal taken by: {names}").format(names=names)
    yield from ("       " + one for one in say_corrections(draw.corrections))
    if draw.called:
        yield "       " + say_called(draw.called)


def _offers(draw: DrawShown, name_of: NameOf) -> Iterator[str]:
    for offer in draw.offers:
        answer = {
            Answer.ACCEPTED: _("{role}: {name}"),
            Answer.DECLINED: _("{role}: {name} was drawn and declined"),
            Answer.INELIGIBLE: _("{role}: {name} was passed over, a wrong entry"),
            Answer.PASSED: _("{role}: {name} was drawn and passed, the other of a pair has a seat"),
            None: _("{role}: {name} has not answered"),
        }[offer.answer]
        why = f": {words_of(offer.reason)}" if offer.reason.text != "" else ""
        yield "       " + answer.format(role=offer.label, name=name_of(offer.member)) + why


def _end(minutes: Minutes) -> Iterator[str]:
    if minutes.words:
        words = " · ".join(words_of(word) for word in minutes.words)
        yield _("Closing words: {words}").format(words=words)
    if minutes.victory:
        yield _("To celebrate: {victory}").format(victory=words_of(minutes.victory))
    if minutes.next_date:
        yield _("Next assembly: {moment}").format(moment=say_next(minutes.next_date))
