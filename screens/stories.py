"""Stories: hear each person, write down what matters, go on to a proposal."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from assembly.acts.floor import GoTo
from assembly.acts.turns import BeginTurn, EndTurn, TellStory
from assembly.attendance import PARALLEL_CIRCLES_OVER, people_in_turn
from assembly.rounds import Purpose, seating
from assembly.said import Said
from assembly.state import Assembly, Story
from assembly.steps import Step
from screens.round import RoundScreen, heard_words
from screens.stage import words_of
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.drafted import ASIDE
from tui.dialogs.form import Field
from tui.letters import letter
from tui.widgets.choice_layout import Choice
from words.language import _


class StoriesScreen(RoundScreen):
    """Hear each person, then close the round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        letter("t", "tell", _("Write"), _("Write the story down"), show=True),
        letter("r", "again", _("Round"), _("Another round"), show=True),
    ]
    SECONDS_A_TURN = 120

    def compose_body(self) -> ComposeResult:
        """The round, and the stories so far."""
        yield from super().compose_body()
        yield Static(id="stories", markup=False)

    def follow(self, assembly: Assembly) -> None:
        """Show the round and the stories."""
        super().follow(assembly)
        self.query_one("#stories", Static).update(stories_text(assembly))

    def sentence(self, assembly: Assembly) -> str:
        """What to say in a story round."""
        say = self.stage.sentences.say
        under_way = assembly.round
        if under_way is None:
            told = assembly.rounds_of(Purpose.STORIES)
            first = next(iter(seating(people_in_turn(assembly), 1)), None)
            return say("stories.close") if told else say("stories.open", name=self.stage.name_of(first))
        return self.turn_words(under_way, "stories")

    def between_words(self, assembly: Assembly) -> str:
        """Begin, or go on to the proposal."""
        told = assembly.rounds_of(Purpose.STORIES)
        return _("Go on to the proposal") if told else _("Begin the round")

    def between(self, assembly: Assembly) -> None:
        """Begin the first round, or go on to the proposal."""
        if assembly.rounds_of(Purpose.STORIES):
            self.skip_round()
        else:
            self.begin_round()

    def skip_round(self) -> None:
        """Go on to the proposal."""
        self.stage.ask(GoTo(Step.PROPOSAL))

    def action_again(self) -> None:
        """Another round, from another person, in the other direction."""
        self.begin_round()

    def action_pass(self) -> None:
        """Whoever told a story that was written down in this round was heard, also when X ends the turn."""
        if not told_now(self.assembly):
            super().action_pass()
        elif self.stage.ask(EndTurn()) and self.assembly.round and self.assembly.round.waiting:
            self.stage.ask(BeginTurn(self.assembly.round.waiting[0]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another round comes after a round."""
        if action == "again" and (self.assembly.round or not self.assembly.rounds_of(Purpose.STORIES)):
            return False
        return super().check_action(action, parameters)

    @work
    async def action_tell(self) -> None:
        """Write down the story of whoever is speaking or spoke last, or one that was begun before."""
        whose = await self._whose()
        if whose is None:
            return
        member = whose or None
        known = next((one for one in self.assembly.stories if member and one.member == member), None)
        draft = self.stage.draft(f"story {member}")
        form = AskText(self._title(member), self._fields(member, known), draft=draft)
        answer = await self.app.push_screen_wait(form)
        if answer:
            draft.clear()
            self.stage.ask(
                TellStory(
                    member,
                    Said(answer["grievance"]),
                    Said(answer["response"]),
                    answer["theme"],
                    answer["department"],
                    known.number if known else None,
                )
            )

    async def _whose(self) -> str | None:
        """Whose story is written; asks only where another was begun and left. No name is an empty one."""
        now = teller(self.assembly)
        begun = [one for one in self.assembly.entitled if one != now and self._was_begun(one)]
        if not begun:
            return now or ""
        options = [Choice(now or "", self._title(now))]
        options += [
            Choice(one, _("{name}: begun, not kept").format(name=self.stage.name_of(one))) for one in begun
        ]
        return await self.app.push_screen_wait(Choose(_("Whose story?"), options))

    def _was_begun(self, member: str) -> bool:
        draft = self.stage.draft(f"story {member}")
        return any(text.strip() for field, text in draft.items() if not field.startswith(ASIDE))

    def _title(self, member: str | None) -> str:
        return _("A story of {name}").format(name=self.stage.name_of(member)) if member else _("A story")

    def _fields(self, member: str | None, known: Story | None) -> list[Field]:
        department = known.department if known else self._department(member)
        return [
            Field(
                "grievance", _("What is wrong?"), words_of(known.grievance) if known else "", multiline=True
            ),
            Field(
                "response",
                _("What could be done?"),
                words_of(known.response) if known else "",
                multiline=True,
            ),
            Field("theme", _("Theme, in a word"), known.theme if known else ""),
            Field("department", _("Department"), department),
        ]

    def _department(self, member: str | None) -> str:
        person = next((one for one in self.stage.desk.people() if one.id == member), None)
        return person.tags.get("department", "") if person else ""


def teller(assembly: Assembly) -> str | None:
    """Whose story is written down now: whoever speaks, or spoke last."""
    if not assembly.rounds:
        return None
    last = assembly.rounds[-1]
    heard = [turn.member for turn in last.turns if not turn.passed]
    member = last.speaking or (heard[-1] if heard else None)
    return None if member is None or member.startswith("#") else member


def told_now(assembly: Assembly) -> bool:
    """Whether a story of whoever speaks was written down, and not in a round before this one."""
    under_way = assembly.round
    if under_way is None or under_way.speaking is None:
        return False
    before = assembly.rounds_of(Purpose.STORIES)[:-1]
    written = any(one.member == under_way.speaking for one in assembly.stories)
    return written and not any(under_way.speaking in one.heard for one in before)


def stories_text(assembly: Assembly) -> str:
    """The stories in short, newest first, with what a large room may do instead."""
    lines = [f"{story.number}. {words_of(story.grievance)}" for story in reversed(assembly.stories)]
    if assembly.round:
        lines.insert(0, heard_words(assembly.round))
    elif not assembly.rounds_of(Purpose.STORIES) and assembly.present > PARALLEL_CIRCLES_OVER:
        lines.insert(
            0,
            _(
                "There are {number} of you. Small circles of four to six, telling their stories at the same "
                "time, are quicker; then one person from each circle tells the room what was said."
            ).format(number=assembly.present),
        )
    elif not lines:
        lines = [_("Nobody has told a story yet. Press T to write one down; writing is optional.")]
    return "\n".join(lines)
