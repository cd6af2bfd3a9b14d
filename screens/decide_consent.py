"""Decide by consent: ask everybody, hear what speaks against it, and make use of it."""

from __future__ import annotations

from collections.abc import Mapping

from textual import work

from assembly.acts.consenting import Adopt, AskConsent, CountPositions, TakePosition
from assembly.acts.objecting import RaiseObjection
from assembly.attendance import asks_by_name
from assembly.dialects import Position
from assembly.said import Said
from assembly.state import Assembly
from screens.deciding import Doing, asked_now, dialect_now, next_of
from screens.objections import ObjectionActions
from screens.proposal_form import Typed, checking, refusal_of
from screens.vote_words import answered_of
from tui.dialogs.ask_numbers import AskNumbers
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.widgets.choice_layout import Choice
from words.language import _


class ConsentActions(ObjectionActions):
    """Takes answers, one by one or counted."""

    def go_on_in_consent(self, assembly: Assembly) -> None:
        """Do the next right thing while consent is sought."""
        match next_of(assembly):
            case Doing.HEAR:
                self.action_consent()
            case Doing.COUNT:
                self.action_count_positions()
            case Doing.WRITE:
                self.action_write_objection()
            case Doing.OBJECTION:
                self.action_take_objection()
            case Doing.ADOPT:
                self.stage.ask(Adopt())
            case _:
                self.action_ask_anew()

    def action_ask_anew(self) -> None:
        """Ask everybody here, in the way that fits the room."""
        self.stage.ask(AskConsent())

    def action_other_way(self) -> None:
        """Ask by name instead of counting, or the other way round; answers so far are void."""
        self.stage.ask(AskConsent(named=not named_now(self.assembly)))

    def action_consent(self) -> None:
        """The person asked now consents."""
        self._position(Position.CONSENT)

    def action_concern(self) -> None:
        """The person asked now consents and leaves something to be watched."""
        self._position(Position.CONCERN)

    def action_objection(self) -> None:
        """The person asked now objects."""
        self._position(Position.OBJECTION)

    def take_position(self, member: str, position: Position) -> None:
        """Take somebody's answer; a concern or an objection comes with its words."""
        if position is Position.CONSENT:
            self.stage.ask(TakePosition(member, position))
        else:
            self._hear_words(member, position)

    @work
    async def answer_out_of_order(self, member: str) -> None:
        """Somebody answers who is not asked now."""
        words = {
            Position.CONSENT: Choice("consent", _("Consents"), "C"),
            Position.CONCERN: Choice("concern", _("Consents, with a concern"), "D"),
            Position.OBJECTION: Choice("objection", _("Objects"), "O"),
        }
        dialect = dialect_now(self.assembly)
        options = [words[position] for position in (dialect.positions if dialect else ())]
        chosen = await self.app.push_screen_wait(Choose(self.stage.name_of(member), options))
        if chosen:
            self.take_position(member, Position(chosen))

    @work
    async def action_count_positions(self) -> None:
        """Enter how many consent, have a concern, object."""
        proposal, dialect = self.assembly.proposal, dialect_now(self.assembly)
        if proposal is None or dialect is None:
            return
        labels = {
            Position.CONSENT: _("Consent"),
            Position.CONCERN: _("Consent, with a concern"),
            Position.OBJECTION: _("Object"),
        }
        fields = [Field(position.value, labels[position]) for position in dialect.positions]
        draft = self.stage.draft(f"positions {proposal.id} {len(proposal.rounds)}")
        form = AskNumbers(
            _("Count the hands"), fields, draft=draft, sum_line=self._sum, check=self._check_counts
        )
        numbers = await self.app.push_screen_wait(form.adding_up_to(self.assembly.present))
        if numbers and self.stage.ask(counts_of(numbers)):
            draft.clear()

    @work
    async def action_write_objection(self) -> None:
        """Write down an objection of a counted room."""
        proposal = self.assembly.proposal
        if proposal is None:
            return

        def raised(typed: Typed) -> RaiseObjection:
            return RaiseObjection(Said(typed["text"]))

        draft = self.stage.draft(f"objection {proposal.id} {len(proposal.objections)}")
        form = AskText(
            _("An objection"),
            [Field("text", _("In their own words"), multiline=True)],
            draft=draft,
            question=_words_question(Position.OBJECTION),
            check=checking(self.assembly, raised),
        )
        typed = await self.app.push_screen_wait(form)
        if typed and self.stage.ask(raised(typed)):
            draft.clear()

    @work
    async def _hear_words(self, member: str, position: Position) -> None:
        proposal = self.assembly.proposal
        if proposal is None:
            return

        def taken(typed: Typed) -> TakePosition:
            return TakePosition(member, position, Said(typed["text"]))

        draft = self.stage.draft(f"{position.value} {proposal.id} {len(proposal.rounds)} {member}")
        form = AskText(
            self._words_title(member, position),
            [Field("text", _("In their own words"), multiline=True)],
            draft=draft,
            question=_words_question(position),
            check=checking(self.assembly, taken),
        )
        typed = await self.app.push_screen_wait(form)
        if typed is not None and self.stage.ask(taken(typed)):
            draft.clear()

    def _position(self, position: Position) -> None:
        member = asked_now(self.assembly)
        if member is not None:
            self.take_position(member, position)

    def _words_title(self, member: str, position: Position) -> str:
        title = _("An objection of {name}") if position is Position.OBJECTION else _("A concern of {name}")
        return title.format(name=self.stage.name_of(member))

    def _sum(self, numbers: Mapping[str, int | None]) -> str:
        return answered_of(numbers.values(), self.assembly.present)

    def _check_counts(self, numbers: Mapping[str, int]) -> str | None:
        return refusal_of(self.assembly, counts_of(numbers))


def counts_of(numbers: Mapping[str, int]) -> CountPositions:
    """The numbers of a counted room; a dialect without concerns has none."""
    return CountPositions(*(numbers.get(position.value, 0) for position in Position))


def named_now(assembly: Assembly) -> bool:
    """Whether the room is asked by name, or would be."""
    proposal, dialect = assembly.proposal, dialect_now(assembly)
    if proposal is not None and proposal.round is not None:
        return proposal.round.named
    return dialect is not None and asks_by_name(assembly, dialect.name)


def _words_question(position: Position) -> str:
    if position is Position.OBJECTION:
        return _("What would go wrong?")
    return _("What should be watched? It may stay empty.")
