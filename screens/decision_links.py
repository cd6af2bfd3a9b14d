"""What leads from a decision to others, to its stories and to its earlier versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from assembly.decision import Decision
from assembly.proposals import Proposal, Version
from assembly.state import Story
from assembly.value import value
from screens.page import Section
from screens.stage import words_of
from tui.widgets.choice_layout import Choice
from tui.widgets.wrapping import one_line
from words.language import _

NAMED = re.compile(r"#([0-9A-HJKMNP-TV-Z]{5})\b", re.IGNORECASE)
"""How a text names another decision: #7K3FQ."""
MOST = 20
"""So many links are followed; nobody reads more."""


@value
class Drawn:
    """Who was drawn for a role."""

    draw: str
    role: str
    name: str


def linked_from(decision: Decision) -> tuple[str, ...]:
    """The ids of decisions that this one names, took the place of, or gave way to."""
    draft = decision.draft
    learned = (one.text.text or "" for one in decision.afterwards.learnings)
    texts = (draft.what, draft.why, draft.measure, *draft.conditions, *learned)
    named = (id.upper() for text in texts for id in NAMED.findall(text))
    wanted = dict.fromkeys((decision.amends, *decision.afterwards.amended_by, *named))
    return tuple(id for id in wanted if id and id != decision.id)[:MOST]


def link_choices(decisions: Iterable[Decision]) -> tuple[Choice, ...]:
    """Other decisions to go to."""
    return tuple(Choice(one.id, f"#{one.id}  {one_line(one.title)}") for one in decisions)


def as_proposal(decision: Decision) -> Proposal:
    """The decision as a proposal with its versions, to be compared; nobody's name is with them."""
    versions = tuple(Version(one.number, one.draft, None, one.at) for one in decision.wordings)
    return Proposal(decision.id, decision.kind, versions)


def more_sections(
    decision: Decision,
    stories: Sequence[Story],
    veil: Callable[[str], str],
    drawn: Sequence[Drawn] = (),
) -> tuple[Section, ...]:
    """The stories that led to a decision, the draws of the same assembly, and where it leads."""
    return (
        Section(_("The stories that led to it (never published)"), tuple(_told(stories, veil))),
        Section(_("Draws of the same assembly"), tuple(_draws(decision, veil, drawn))),
        Section(_("Leads to (G goes there)"), tuple(f"· #{id}" for id in linked_from(decision))),
    )


def _draws(decision: Decision, veil: Callable[[str], str], drawn: Sequence[Drawn]) -> Iterator[str]:
    for id in decision.draws:
        yield _("· {id} (its page: {path})").format(id=id, path=f"/V/{id}")
        yield from (f"   {one.role}: {veil(one.name)}" for one in drawn if one.draw == id)


def _told(stories: Iterable[Story], veil: Callable[[str], str]) -> Iterator[str]:
    for story in stories:
        theme = f" ({story.theme})" if story.theme else ""
        yield f"{story.number}. {veil(words_of(story.grievance))}{theme}"
        if story.response.text is None or story.response:
            yield f"   {veil(words_of(story.response))}"
