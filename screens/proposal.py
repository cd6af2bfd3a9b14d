"""Proposal: put something forward, read it out, choose what is treated now."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.acts.floor import GoTo
from assembly.acts.proposing import Choose as ChooseProposal
from assembly.circle import Kind
from assembly.decision import title_of
from assembly.proposals import SETTLED, Proposal, Stage
from assembly.recalling import recallable
from assembly.state import Assembly
from assembly.steps import Step
from screens.proposal_view import ProposalView
from screens.protocol_line import protocol_line
from screens.reading import ARROWS, Reading, as_sentence
from screens.recall_words import recall_words
from screens.recalling import Recalling
from screens.step import StepScreen
from screens.versions import VersionsScreen
from screens.words import stage_name
from tui.dialogs.choose import Choose
from tui.letters import letter
from tui.widgets.choice import Choices
from tui.widgets.choice_layout import Choice
from words.language import _

PROPOSAL_KEYS: list[BindingType] = [
    letter("e", "amend", _("Edit"), _("Write a new version of the proposal"), show=True),
    letter("z", "park_proposal", _("Put aside"), _("Put the proposal aside")),
    letter("x", "withdraw", _("Withdraw"), _("The proposer takes it back")),
]


class ProposalScreen(Recalling, Reading, StepScreen):
    """Write a proposal, read it out, go on to questions."""

    AUTO_FOCUS = "#next"
    BINDINGS: ClassVar[list[BindingType]] = [
        *PROPOSAL_KEYS,
        letter("a", "write_proposal", _("Another"), _("Write another proposal"), show=True),
        letter("c", "choose", _("Choose"), _("Take up another proposal"), show=True),
        letter("r", "propose_recall", _("Recall"), _("Propose that somebody is recalled from a role")),
        letter("v", "versions", _("Versions"), _("Compare the versions")),
        *ARROWS,
    ]
    DEFAULT_CSS = """
    ProposalScreen #body > Static {
        height: auto;
        padding: 0 1;
    }
    """

    def compose_body(self) -> ComposeResult:
        """The proposal on the table, its protocol, what can be done, and the others."""
        yield Static(id="empty", markup=False)
        yield ProposalView(id="proposal")
        yield Static(id="rule", classes="quiet", markup=False)
        yield Choices((), id="acts")
        yield Static(id="others", markup=False)

    def follow(self, assembly: Assembly) -> None:
        """Show what is on the table, or what to do when there is nothing."""
        proposal = on_table(assembly)
        empty = self.query_one("#empty", Static)
        empty.display = proposal is None
        empty.update(empty_words(assembly))
        view = self.query_one("#proposal", ProposalView)
        view.proposal, view.display = proposal, proposal is not None
        kind = proposal.kind if proposal else Kind.OPERATIONAL
        recall = recall_words(
            assembly, proposal.version.draft.recalls if proposal else None, self.stage.name_of
        )
        rule = "\n".join(filter(None, (recall, protocol_line(assembly, kind))))
        self.query_one("#rule", Static).update(rule)
        self.query_one("#acts", Choices).choices = acts_of(assembly)
        self.query_one("#others", Static).update(others_words(assembly))

    def sentence(self, assembly: Assembly) -> str:
        """Ask for a proposal, or read it out."""
        proposal = on_table(assembly)
        if proposal is None:
            return self.stage.sentences.say("decide.nothing" if all_done(assembly) else "proposal.open")
        author = proposal.version.author
        name = self.stage.name_of(author) if author else _("all of you")
        return self.stage.sentences.say(
            "proposal.read", what=as_sentence(proposal.version.draft.what), name=name
        )

    def next_words(self, assembly: Assembly) -> str:
        """Write the first proposal, go on to questions, or to the lottery when none is left."""
        if on_table(assembly):
            return _("Go on to questions")
        if waiting_ones(assembly):
            return _("Choose a proposal")
        return _("Go on to the lottery") if all_done(assembly) else _("Write the first proposal")

    def go_on(self, assembly: Assembly) -> None:
        """Write, choose, or go on."""
        if on_table(assembly):
            self.stage.ask(GoTo(Step.CLARIFY))
        elif waiting := waiting_ones(assembly):
            self._choose(waiting)
        elif all_done(assembly):
            self.stage.ask(GoTo(Step.LOTTERY))
        else:
            self.action_write_proposal()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter stands at the foot of the screen while it has something to act on."""
        if action in {"choose", "amend", "park_proposal", "withdraw"} and self.assembly is not None:
            return action in {act.id for act in acts_of(self.assembly)}
        return super().check_action(action, parameters)

    @on(Choices.Picked, "#acts")
    async def act(self, event: Choices.Picked) -> None:
        """Do what was chosen by arrows or mouse."""
        await self.run_action(event.choice)

    def action_choose(self) -> None:
        """Take up another proposal, also one that was put aside."""
        others = tuple(one for one in open_ones(self.assembly) if one.id != self.assembly.current)
        if others:
            self._choose(others)
        else:
            self.stage.say(_("There is no other proposal. Press A to write one."), severity="warning")

    @work
    async def _choose(self, proposals: tuple[Proposal, ...]) -> None:
        options = [Choice(one.id, line_of(one)) for one in proposals]
        chosen = await self.app.push_screen_wait(Choose(_("Which proposal do we take up?"), options))
        if chosen:
            self.stage.ask(ChooseProposal(chosen))

    def action_versions(self) -> None:
        """Compare the versions."""
        proposal = self.assembly.proposal
        if proposal is None or len(proposal.versions) == 1:
            self.stage.say(_("There is only one version. Press E to write the next."), severity="warning")
        else:
            self.app.push_screen(VersionsScreen(proposal))


def on_table(assembly: Assembly) -> Proposal | None:
    """The proposal that is treated now, unless it is settled."""
    proposal = assembly.proposal
    return None if proposal is None or proposal.stage in SETTLED else proposal


def open_ones(assembly: Assembly) -> tuple[Proposal, ...]:
    """Proposals that are not settled."""
    return tuple(one for one in assembly.proposals.values() if one.stage not in SETTLED)


def waiting_ones(assembly: Assembly) -> tuple[Proposal, ...]:
    """Proposals that are neither settled nor put aside."""
    return tuple(one for one in open_ones(assembly) if one.stage is not Stage.PARKED)


def all_done(assembly: Assembly) -> bool:
    """Whether there were proposals, and each is settled or put aside."""
    return bool(assembly.proposals) and not waiting_ones(assembly)


def line_of(proposal: Proposal) -> str:
    """A proposal with its stage, in one line."""
    return f"{proposal.id}  {title_of(proposal.version.draft)} · {stage_name(proposal.stage)}"


def empty_words(assembly: Assembly) -> str:
    """What to do while there is nothing on the table."""
    if waiting_ones(assembly):
        return _("No proposal is on the table. Enter chooses one that waits; A writes another.")
    if open_ones(assembly):
        return _("No other proposal waits. C takes up one that was put aside; A writes another.")
    if any(one.stage is Stage.WITHDRAWN for one in assembly.proposals.values()):
        return _("No proposal is left for today. A writes another; Enter goes on to the lottery.")
    if assembly.proposals:
        return _("All proposals are decided. A writes another; Enter goes on to the lottery.")
    return _("No proposal yet. Enter opens a form: what we do is enough, everything else can come later.")


def others_words(assembly: Assembly) -> str:
    """The other proposals with their stages."""
    proposal = on_table(assembly)
    others = [one for one in assembly.proposals.values() if proposal is None or one.id != proposal.id]
    heading = _("Other proposals today") if proposal else _("Proposals today")
    return "\n".join([heading, *map(line_of, others)]) if others else ""


def acts_of(assembly: Assembly) -> tuple[Choice, ...]:
    """What can be done beside going on."""
    proposal = on_table(assembly)
    others = _("Another proposal") if assembly.proposals else _("A proposal")
    acts = [Choice("write_proposal", others, "A")]
    if proposal is not None:
        acts.append(Choice("amend", _("Edit"), "E"))
    if any(proposal is None or one.id != proposal.id for one in open_ones(assembly)):
        acts.append(Choice("choose", _("Choose another") if proposal else _("Choose one"), "C"))
    if proposal is not None:
        versions = [Choice("versions", _("Versions"), "V")] if len(proposal.versions) > 1 else []
        acts += [
            *versions,
            Choice("park_proposal", _("Put aside"), "Z"),
            Choice("withdraw", _("Withdraw"), "X"),
        ]
    if recallable(assembly):
        acts.append(Choice("propose_recall", _("A recall"), "R"))
    return tuple(acts)
