"""Decide: by consent or by vote, and what was decided for everybody to see."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from assembly.acts.floor import GoTo
from assembly.proposals import Stage
from assembly.state import Assembly
from assembly.steps import Step
from screens.amending import Amending
from screens.code_view import CodeScreen
from screens.decide_acts import acts_of, allowed_now, more_of
from screens.decide_consent import ConsentActions
from screens.decide_sentences import reading_of, sentence_of
from screens.decide_vote import VoteActions
from screens.decide_words import asked_text, big_word, next_words_for, now_words, objection_lines, rows_of
from screens.deciding import Doing, missing_quorum, next_of
from screens.floor import PHONES
from screens.proposal import PROPOSAL_KEYS
from screens.proposal_view import ProposalView
from screens.reading import ARROWS, Reading
from screens.recall_words import ended_words
from screens.step import StepScreen
from tui.letters import letter
from tui.widgets.bigname import BigName
from tui.widgets.choice import Choices
from tui.widgets.code import QUIET, Code
from tui.widgets.people_list import PeopleList
from words.language import _

LONGEST_LIST = 12
"""Lines that the list of people takes at most; the rest is scrolled."""
TEXT_BESIDE = 34
"""Columns that the text needs beside a code."""
IN_VOTE = frozenset(
    {Doing.OPEN_VOTE, Doing.ENTER_COUNT, Doing.RECOUNT, Doing.MEND, Doing.CALL, Doing.CLOSE_VOTE}
)
DECIDE_KEYS: list[BindingType] = [
    letter("c", "consent", _("Consents"), _("Consents"), show=True),
    letter("d", "concern", _("Concern"), _("Consents, with a concern"), show=True),
    letter("o", "objection", _("Objects"), _("Objects"), show=True),
    letter("o", "pages", _("Pages"), _("Show the page of this decision to every phone"), show=True),
    PHONES,
    letter("y", "vote_yes", _("Yes"), _("Votes yes"), show=True),
    letter("n", "vote_no", _("No"), _("Votes no"), show=True),
    letter("n", "note", _("Note"), _("Write a note")),
    letter("a", "vote_abstain", _("Abstains"), _("Abstains"), show=True),
    letter("a", "another", _("Another"), _("Another proposal"), show=True),
    letter("x", "vote_none", _("No vote"), _("Does not vote")),
    letter("m", "other_way", _("Name/count"), _("Ask by name, or count hands")),
    letter("r", "ask_anew", _("Ask anew"), _("Ask everybody again")),
    letter("r", "recount", _("Recount"), _("Enter a count again")),
    letter("l", "close_anyway", _("Close it"), _("Close the vote as unreconciled")),
    letter("v", "vote", _("Vote"), _("Decide by vote")),
    letter("b", "abandon", _("Call off"), _("Close the vote without a verdict")),
]


class DecideScreen(ConsentActions, VoteActions, Reading, StepScreen):
    """Ask, hear, count; then show what was decided."""

    AUTO_FOCUS = "#next"
    BINDINGS: ClassVar[list[BindingType]] = [*DECIDE_KEYS, *PROPOSAL_KEYS, *ARROWS]
    DEFAULT_CSS = """
    DecideScreen #halves, DecideScreen #work {
        height: auto;
    }
    DecideScreen #work {
        width: 1fr;
    }
    DecideScreen #work > Static {
        height: auto;
        padding: 0 1;
    }
    DecideScreen #text {
        text-style: bold;
        max-height: 4;
    }
    DecideScreen #alarm {
        color: $text-error;
        text-style: bold;
    }
    DecideScreen Code {
        width: 0;
        height: 0;
    }
    """

    def compose_body(self) -> ComposeResult:
        """The work at the left, and at the right the code once something was decided."""
        with Horizontal(id="halves"):
            with Vertical(id="work"):
                yield Static(id="alarm", markup=False)
                yield BigName(id="big")
                yield Static(id="text", markup=False)
                yield Static(id="now", markup=False)
                yield Choices((), id="acts")
                yield Static(id="objections", markup=False)
                yield PeopleList(type_to_find=False, id="people")
                yield ProposalView(id="proposal")
                yield Choices((), id="more")
            yield Code((), "", id="code")

    def follow(self, assembly: Assembly) -> None:
        """Show the deciding as it stands."""
        self._say_alarm(assembly)
        big = self.query_one("#big", BigName)
        big.shown = big_word(assembly, self.stage.name_of)
        big.display = bool(big.shown)
        self._put("#text", asked_text(assembly))
        ended = ended_words(assembly, self.stage.name_of)
        self._put("#now", "\n".join(filter(None, (now_words(assembly), ended))))
        self.query_one("#acts", Choices).choices = acts_of(assembly)
        self.query_one("#more", Choices).choices = more_of(assembly)
        proposal = assembly.proposal
        self._put("#objections", "\n".join(objection_lines(proposal)) if proposal else "")
        self.query_one("#proposal", ProposalView).proposal = proposal
        self._show_people(assembly)
        self._show_code(assembly)

    def tick(self, assembly: Assembly) -> None:
        """Show the code as soon as the decision is on disk."""
        self._show_code(assembly)

    def on_resize(self) -> None:
        """Show the code where it has found room."""
        self.call_after_refresh(lambda: self._show_code(self.assembly))

    def sentence(self, assembly: Assembly) -> str:
        """What to say while the room decides."""
        say, (key, facts) = self.stage.sentences.say, sentence_of(assembly, self.stage.name_of)
        read = reading_of(assembly)
        return f"{say('decide.reads', **read)} {say(key, **facts)}" if read else say(key, **facts)

    def next_words(self, assembly: Assembly) -> str:
        """What Enter does now."""
        return next_words_for(assembly, self.stage.name_of)

    def go_on(self, assembly: Assembly) -> None:
        """Do the next right thing."""
        doing = next_of(assembly)
        if doing is Doing.PROPOSE:
            self.stage.ask(GoTo(Step.PROPOSAL))
        elif doing is Doing.GO_ON:
            self.stage.ask(GoTo(Step.LOTTERY))
        elif doing in IN_VOTE:
            self.go_on_in_vote(assembly)
        else:
            self.go_on_in_consent(assembly)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a letter do what makes sense now."""
        if self.assembly is None or not allowed_now(self.assembly, action):
            return self.assembly is None
        return super().check_action(action, parameters)

    @on(Choices.Picked, "#acts")
    @on(Choices.Picked, "#more")
    async def act(self, event: Choices.Picked) -> None:
        """Do what was chosen by arrows or mouse."""
        await self.run_action(event.choice)

    @on(PeopleList.Picked, "#people")
    def hear_somebody(self, event: PeopleList.Picked) -> None:
        """Somebody answers who is not next, or answers anew."""
        if next_of(self.assembly) in IN_VOTE:
            self.call_out_of_order(event.person)
        else:
            self.answer_out_of_order(event.person)

    def action_another(self) -> None:
        """Go to the proposals, and open the form for another one at once."""
        if self.stage.ask(GoTo(Step.PROPOSAL)) and isinstance(self.app.screen, Amending):
            self.app.screen.action_write_proposal()

    def action_pages(self) -> None:
        """Show the pages to the room, and the code of this decision as large as the window allows."""
        proposal = self.assembly.proposal
        if proposal is None or not self.stage.all_saved:
            self.stage.say(_("Wait a moment: the decision is being saved."), severity="warning")
            return
        self.app.push_screen(CodeScreen(_("Decision {id}").format(id=proposal.id), f"/D/{proposal.id}"))

    def _say_alarm(self, assembly: Assembly) -> None:
        needed = missing_quorum(assembly)
        words = _("✗ NO QUORUM: {here} here, {needed} needed. Nothing can be adopted; the draft stays.")
        self._put("#alarm", words.format(here=assembly.present, needed=needed) if needed else "")

    def _show_people(self, assembly: Assembly) -> None:
        people = self.query_one("#people", PeopleList)
        people.rows = rows_of(assembly, self.stage.name_of)
        people.display = bool(people.rows)
        people.styles.height = min(len(people.rows) + 1, LONGEST_LIST)

    def _show_code(self, assembly: Assembly) -> None:
        """Show the code beside the text where it is in sight as a whole; O shows it large."""
        proposal, code = assembly.proposal, self.query_one("#code", Code)
        door = self.stage.desk.doorway()
        decided = proposal is not None and proposal.stage is Stage.ADOPTED
        code.display = decided and door is not None and door.reachable and self.stage.all_saved
        if not code.display or proposal is None:
            return
        address, matrix = self.stage.desk.code_of(f"/D/{proposal.id}")
        across, body = len(matrix) + 2 * QUIET, self.query_one("#body").size
        rows = (across + 1) // 2
        code.display = body.width >= across + TEXT_BESIDE and body.height >= rows
        code.styles.width, code.styles.height = across, rows
        code.show_code(matrix, address)

    def _put(self, place: str, words: str) -> None:
        static = self.query_one(place, Static)
        static.update(words)
        static.display = bool(words)
