"""One name at a time, the least powerful role first; then who has which role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from assembly.drawn import missed_of
from assembly.lottery import Answer, Draw, Offer, role_of
from assembly.state import Assembly
from screens.hats_told import void_lines
from screens.lottery_phases import label_of
from screens.lottery_seal import Words
from screens.stage import Stage
from tui.widgets.bigname import BigName
from words.draws import say_missed
from words.language import _, n_

NameOf = Callable[[str | None], str]


class RevealBody(Vertical):
    """The role, the name in letters for the back of the room, and what was settled before."""

    DEFAULT_CSS = """
    RevealBody > Static {
        height: auto;
    }
    RevealBody > #reveal-role {
        text-style: bold;
        text-align: center;
    }
    RevealBody > #reveal-name {
        margin: 1 0;
    }
    """

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take who knows the names."""
        super().__init__(id=id)
        self._stage = stage

    def compose(self) -> ComposeResult:
        """The role, the name, and those before."""
        yield Static(id="reveal-role", markup=False)
        yield BigName(id="reveal-name")
        yield Static(id="reveal-before", markup=False)

    def show(self, draw: Draw) -> None:
        """Show the seat that waits for its answer, or which comes next."""
        pending = draw.pending
        self.query_one("#reveal-role", Static).update(seat_words(draw))
        name = self.query_one("#reveal-name", BigName)
        name.shown = self._stage.name_of(pending.member) if pending else ""
        name.display = pending is not None
        settled = reversed(list(settled_lines(draw, self._stage.name_of)))
        self.query_one("#reveal-before", Static).update("\n".join(settled))


class DoneBody(Words):
    """What the draw came to; at the end of it a clicker goes on."""

    DEFAULT_CSS = """
    DoneBody > Static {
        height: auto;
    }
    DoneBody > #done-roles {
        text-style: bold;
        margin-bottom: 1;
    }
    """

    def __init__(self, stage: Stage, *, id: str) -> None:
        """Take who knows the names."""
        super().__init__(id=id)
        self._stage = stage

    def compose(self) -> ComposeResult:
        """The roles, and the draws of today that were declared void."""
        yield Static(id="done-roles", markup=False)
        yield Static(id="done-void", markup=False)

    def show(self, assembly: Assembly, draw: Draw) -> None:
        """Show a draw that is done."""
        self.query_one("#done-roles", Static).update("\n".join(role_lines(draw, self._stage.name_of)))
        self.query_one("#done-void", Static).update(
            "\n".join((*void_lines(assembly), *missed_lines(draw, self._stage.name_of)))
        )


def reveal_sentence(assembly: Assembly, draw: Draw, stage: Stage) -> str:
    """What to say around a name: before it, with it, after somebody declined, and when all are shown."""
    if draw.finished:
        full = all(len(draw.holders(role.id)) >= role.seats for role in draw.roles)
        return stage.sentences.say("lottery.done" if full else "lottery.some-empty")
    seat = draw.pending or draw.following
    role = label_of(draw, role_of(seat.hat)) if seat else ""
    if draw.pending and draw.passes_for:
        names = stage.name_of(draw.pending.member), stage.name_of(draw.passes_for)
        return stage.sentences.say("lottery.pair", role=role, name=names[0], other=names[1])
    if draw.pending:
        code = "lottery.reveal.gone" if is_gone(assembly, draw.pending) else "lottery.reveal"
        return stage.sentences.say(code, role=role, name=stage.name_of(draw.pending.member))
    if draw.offers and draw.offers[-1].answer is Answer.DECLINED:
        return stage.sentences.say("lottery.declined")
    return stage.sentences.say("lottery.following" if draw.offers else "lottery.next", role=role)


def is_gone(assembly: Assembly, offer: Offer) -> bool:
    """Whether nobody can ask the person who was drawn: gone since the seal, and nothing was agreed before."""
    there = {*assembly.here, *assembly.recused, *assembly.hatting.consented}
    return offer.member not in there


def due_answer(assembly: Assembly, draw: Draw) -> Answer:
    """What Enter answers for the person whose name is shown."""
    if draw.passes_for:
        return Answer.PASSED
    return Answer.DECLINED if draw.pending and is_gone(assembly, draw.pending) else Answer.ACCEPTED


def seat_words(draw: Draw) -> str:
    """The role whose name is on the screen, or comes next."""
    seat = draw.pending or draw.following
    if seat is None:
        return ""
    role = role_of(seat.hat)
    label, seats = (
        label_of(draw, role),
        sum(len(draw.seated[hat]) for hat in draw.seated if role_of(hat) == role),
    )
    if seats > 1:
        label = _("{role}, seat {number} of {all}").format(
            role=label, number=len(draw.holders(role)) + 1, all=seats
        )
    return label if draw.pending else _("Next: {role}").format(role=label)


def settled_lines(draw: Draw, name_of: NameOf) -> Iterator[str]:
    """Every answer so far, in the order of the reveal."""
    for offer in draw.offers:
        match offer.answer:
            case Answer.ACCEPTED:
                words = _("✓ {role}: {name}")
            case Answer.DECLINED:
                words = _("↷ {role}: {name} declined")
            case Answer.INELIGIBLE:
                words = _("– {role}: {name}, a wrong entry, was passed over")
            case Answer.PASSED:
                words = _("↷ {role}: {name} passed, one of a pair")
            case None:
                continue
        yield words.format(role=label_of(draw, role_of(offer.hat)), name=name_of(offer.member))


def missed_lines(draw: Draw, name_of: NameOf) -> Iterator[str]:
    """Who was left out or passed over by mistake, as was found after the lock."""
    for one in missed_of(draw):
        yield say_missed(one, one.label, name_of(one.member))


def role_lines(draw: Draw, name_of: NameOf) -> Iterator[str]:
    """Who has which role, most powerful first, and which seats stayed empty."""
    for role in draw.roles:
        holders = draw.holders(role.id)
        names = ", ".join(name_of(member) for member in holders) or _("nobody")
        yield _("✓ {role}: {names}").format(role=role.label, names=names)
        empty = role.seats - len(holders)
        if empty > 0:
            yield n_(
                "  {number} seat stays empty: nobody was left in reserve.",
                "  {number} seats stay empty: nobody was left in reserve.",
                empty,
            ).format(number=empty)
