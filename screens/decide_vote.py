"""Decide by vote: say the needed number, count, close, read the verdict."""

from __future__ import annotations

from collections.abc import Mapping

from textual import work

from assembly.acts.voting import AbandonVote, CallMember, CloseVote, EnterCount, OpenVote
from assembly.proposals import Choice as Answer
from assembly.proposals import Method, Vote
from assembly.state import Assembly
from screens.amending import Amending
from screens.deciding import Doing, asked_now, next_of, protocol_now, teller_now
from screens.proposal_form import refusal_of
from screens.vote_words import answered_of, count_words, need_words
from screens.words import choice_name, method_name
from tui.dialogs.ask_numbers import AskNumbers
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.widgets.choice_layout import Choice
from words.language import _
from words.protocols import vote_aloud

ANSWER_KEYS = {Answer.YES: "Y", Answer.NO: "N", Answer.ABSTAIN: "A", Answer.NOT_VOTING: "X"}
METHOD_KEYS = {Method.HANDS: "H", Method.TELLERS: "T", Method.PAPER: "P", Method.ROLL_CALL: "R"}


class VoteActions(Amending):
    """Opens a vote, takes its counts or answers, and closes it."""

    def go_on_in_vote(self, assembly: Assembly) -> None:
        """Do the next right thing in a vote."""
        asked = asked_now(assembly)
        match next_of(assembly):
            case Doing.OPEN_VOTE:
                self.action_vote()
            case Doing.ENTER_COUNT if assembly.proposal and assembly.proposal.vote:
                self.enter_count(teller_now(assembly.proposal.vote))
            case Doing.RECOUNT | Doing.MEND:
                self.action_recount()
            case Doing.CALL if asked is not None:
                self.call_out_of_order(asked)
            case _:
                self.stage.ask(CloseVote())

    @work
    async def action_vote(self) -> None:
        """Say the rule and the needed number, and choose how the vote is taken."""
        protocol = protocol_now(self.assembly)
        refusal = refusal_of(self.assembly, OpenVote(Method.HANDS))
        if refusal or protocol is None or protocol.rule is None:
            self.stage.say(refusal or "", severity="warning")
            return
        question = f"{vote_aloud(protocol.rule)}\n{need_words(self.assembly)}"
        options = [
            Choice(
                method.value, method_name(method), METHOD_KEYS[method], self._why_not(OpenVote(method)) or ""
            )
            for method in Method
        ]
        title = _("How do we vote?")
        chosen = await self.app.push_screen_wait(Choose(title, options, question=question))
        if chosen:
            self.stage.ask(OpenVote(Method(chosen)))

    def action_close_anyway(self) -> None:
        """Close a vote whose numbers do not add up: it stays on record, and nothing is adopted."""
        self.stage.ask(CloseVote())

    def action_abandon(self) -> None:
        """Close the vote without a verdict."""
        self.stage.ask(AbandonVote())

    def action_vote_yes(self) -> None:
        """The person called now votes yes."""
        self._answer(Answer.YES)

    def action_vote_no(self) -> None:
        """The person called now votes no."""
        self._answer(Answer.NO)

    def action_vote_abstain(self) -> None:
        """The person called now abstains."""
        self._answer(Answer.ABSTAIN)

    def action_vote_none(self) -> None:
        """The person called now does not vote."""
        self._answer(Answer.NOT_VOTING)

    @work
    async def call_out_of_order(self, member: str) -> None:
        """Somebody answers in a roll call."""
        options = [Choice(answer.value, choice_name(answer), key) for answer, key in ANSWER_KEYS.items()]
        chosen = await self.app.push_screen_wait(Choose(self.stage.name_of(member), options))
        if chosen:
            self.stage.ask(CallMember(member, Answer(chosen)))

    @work
    async def action_recount(self) -> None:
        """Let a teller, or whoever counted, enter the numbers again; the older numbers come first."""
        vote = self._vote()
        if vote is None or not vote.counts:
            return
        if vote.method is not Method.TELLERS:
            await self._count(vote, 1)
            return
        shown = len(vote.counts) > 1
        options = [
            Choice(
                str(teller),
                count_words(count, teller) if shown else _("Teller {number}").format(number=teller),
                str(teller),
            )
            for teller, count in vote.counts.items()
        ]
        chosen = await self.app.push_screen_wait(
            Choose(_("Both count once more: whose numbers first?"), options)
        )
        if chosen:
            await self._count(vote, int(chosen))

    @work
    async def enter_count(self, teller: int) -> None:
        """Enter what was counted; the second teller does not see the numbers of the first."""
        vote = self._vote()
        if vote is not None:
            await self._count(vote, teller)

    async def _count(self, vote: Vote, teller: int) -> None:
        def entered(numbers: Mapping[str, int]) -> EnterCount:
            return EnterCount(
                numbers["yes"], numbers["no"], numbers["abstain"], numbers["not-voting"], teller
            )

        def sum_line(numbers: Mapping[str, int | None]) -> str:
            return answered_of(numbers.values(), vote.present)

        kept = f"count {self.assembly.current} {self._votes_before()} {teller}"
        draft = self.stage.draft(kept)
        title = _("The count")
        if vote.method is Method.TELLERS:
            title = _("Teller {number}: what did you count?").format(number=teller)
        form = AskNumbers(
            title,
            [Field(answer.value, choice_name(answer).capitalize()) for answer in Answer],
            draft=draft,
            sum_line=sum_line,
            check=lambda numbers: refusal_of(self.assembly, entered(numbers)),
        )
        numbers = await self.app.push_screen_wait(form.adding_up_to(vote.present))
        if numbers and self.stage.ask(entered(numbers)):
            draft.clear()

    def _answer(self, answer: Answer) -> None:
        member = asked_now(self.assembly)
        if member is not None:
            self.stage.ask(CallMember(member, answer))

    def _why_not(self, command: OpenVote) -> str | None:
        return refusal_of(self.assembly, command)

    def _vote(self) -> Vote | None:
        return self.assembly.proposal.vote if self.assembly.proposal else None

    def _votes_before(self) -> int:
        return len(self.assembly.proposal.votes) if self.assembly.proposal else 0
