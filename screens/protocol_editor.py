"""Changing how one kind of decision is made, before the circle is founded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assembly.circle import Protocol, default_protocols
from assembly.dialects import DIALECTS
from assembly.refusal import RuleBroken
from assembly.votes import NoQuorum, Quorum, Rule
from assembly.votes.notation import parse_rule
from screens.stage import Stage
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import Field
from tui.rule_words import say_refusal
from tui.widgets.choice_layout import Choice
from words.language import _
from words.protocols import dialect_sentence, kind_heading, protocol_sentences

LONGEST_REVIEW = 260
"""Weeks: five years."""
VOTE, RULE, NO_RULE, QUORUM, REVIEW, DONE = "vote", "rule", "no-rule", "quorum", "review", "done"


class ProtocolEditor:
    """Offers what can be changed until it is right."""

    def __init__(self, stage: Stage, protocol: Protocol, changed: Callable[[Protocol], None]) -> None:
        """Take the protocol, and whom to tell of every change at once, so that Esc loses none."""
        self._stage = stage
        self._protocol = protocol
        self._changed = changed

    async def run(self) -> None:
        """Offer, change, and offer again."""
        while (chosen := await self._choose()) not in {None, DONE}:
            changed = await self._after(str(chosen))
            if changed is not None:
                self._protocol = changed
                self._changed(changed)

    async def _choose(self) -> str | None:
        return await self._stage.push_screen_wait(
            Choose(
                kind_heading(self._protocol.kind),
                editor_choices(self._protocol),
                question=" ".join(protocol_sentences(self._protocol)),
            )
        )

    async def _after(self, chosen: str) -> Protocol | None:
        match chosen:
            case "rule":
                return await self._ask_rule()
            case "quorum":
                return await self._ask_quorum()
            case "review":
                return await self._ask_review()
            case _:
                return switched(self._protocol, chosen)

    async def _ask_rule(self) -> Protocol | None:
        text = await self._text(
            _("The vote"),
            _("Such as: at least 2/3 of present, quorum 1/2 of entitled"),
            str(self._protocol.rule or usual_rule(self._protocol.quorum)),
            lambda typed: rule_refused(typed, self._protocol.quorum),
        )
        return None if text is None else with_rule(self._protocol, text)

    async def _ask_quorum(self) -> Protocol | None:
        text = await self._text(
            _("How many must be here"),
            _("Such as: 1/2 of entitled, or entitled - 2, or 12, or none"),
            str(self._protocol.quorum).removeprefix("quorum ").replace("no quorum", "none"),
            quorum_refused,
        )
        return None if text is None else with_quorum(self._protocol, read_quorum(text))

    async def _ask_review(self) -> Protocol | None:
        weeks = self._protocol.review_within_weeks
        text = await self._text(
            _("Looked at again"),
            _("Within how many weeks? Empty: without a limit."),
            "" if weeks is None else str(weeks),
            weeks_refused,
        )
        if text is None:
            return None
        return replace(self._protocol, review_within_weeks=int(text) if text else None)

    async def _text(
        self, title: str, question: str, value: str, refused: Callable[[str], str | None]
    ) -> str | None:
        def check(typed: Mapping[str, str]) -> str | None:
            return refused(typed["text"])

        draft = self._stage.draft(f"{self._protocol.kind.value}: {title}")
        field = Field("text", kind_heading(self._protocol.kind), value)
        answer = await self._stage.push_screen_wait(
            AskText(title, [field], draft=draft, question=question, check=check)
        )
        if answer is None:
            return None
        draft.clear()
        return answer["text"]


def editor_choices(protocol: Protocol) -> tuple[Choice, ...]:
    """What can be changed; what Enter finds first is to leave it as it is."""
    ways = [
        Choice(name, dialect_sentence(name), str(place))
        for place, name in enumerate(DIALECTS, 1)
        if name != protocol.dialect_name
    ]
    if protocol.dialect_name:
        ways.append(Choice(VOTE, _("We vote."), "V"))
    if protocol.dialect_name and protocol.rule:
        ways.append(Choice(NO_RULE, _("No vote when we get stuck"), "N"))
    return (
        Choice(DONE, _("This is right"), "T"),
        *ways,
        Choice(RULE, _("Another rule for the vote") if protocol.rule else _("A vote when we get stuck"), "R"),
        Choice(QUORUM, _("How many must be here"), "H"),
        Choice(REVIEW, _("When we look at it again"), "L"),
    )


def switched(protocol: Protocol, chosen: str) -> Protocol:
    """The protocol with another way to decide; a vote always has a rule."""
    if chosen == NO_RULE:
        return replace(protocol, rule=None)
    if chosen == VOTE:
        return replace(protocol, dialect_name=None, rule=protocol.rule or usual_rule(protocol.quorum))
    return replace(protocol, dialect_name=chosen)


def with_rule(protocol: Protocol, text: str) -> Protocol:
    """The protocol with a typed rule; without a word about the quorum, that stays as it was."""
    rule = parse_rule(completed(text, protocol.quorum))
    return with_quorum(replace(protocol, rule=rule), rule.quorum)


def completed(text: str, quorum: Quorum) -> str:
    """A typed rule with the quorum in force, unless it names one."""
    return text if "quorum" in text.casefold() else f"{text}, {quorum}"


def with_quorum(protocol: Protocol, quorum: Quorum) -> Protocol:
    """The protocol with another quorum, for consent and for the vote alike."""
    rule = replace(protocol.rule, quorum=quorum) if protocol.rule else None
    return replace(protocol, quorum=quorum, rule=rule)


def read_quorum(text: str) -> Quorum:
    """A quorum as people write it; nothing and “none” are no quorum.

    Raises:
        RuleBroken: Codes that begin with `vote-quorum-`.
    """
    plain = text.strip().casefold().removeprefix("quorum").strip()
    if plain in {"", "none", "no", "no quorum"}:
        return NoQuorum()
    return parse_rule(f"at least 1/2 of present, quorum {plain}").quorum


def rule_refused(text: str, quorum: Quorum) -> str | None:
    """The question that a rule leaves open, with what would answer it, or None."""
    try:
        parse_rule(completed(text, quorum))
    except RuleBroken as refusal:
        return say_refusal(refusal)
    return None


def quorum_refused(text: str) -> str | None:
    """Why this is no quorum, or None."""
    try:
        read_quorum(text)
    except RuleBroken as refusal:
        return say_refusal(refusal)
    return None


def weeks_refused(text: str) -> str | None:
    """Why this is no number of weeks, or None."""
    if not text or (text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= LONGEST_REVIEW):
        return None
    return _("“{text}” is no number of weeks: write 1 to {longest}, or nothing.").format(
        text=text, longest=LONGEST_REVIEW
    )


def usual_rule(quorum: Quorum) -> Rule:
    """The rule that a new circle is offered, under another quorum."""
    offered = next(protocol.rule for protocol in default_protocols() if protocol.rule)
    return replace(offered, quorum=quorum)
