"""What later assemblies know of the stories of an earlier one: that they were told, and what came of them."""

from __future__ import annotations

from datetime import date

from assembly.proposals import Stage
from assembly.state import Assembly, Story
from assembly.value import value


@value
class Heard:
    """That a story was told, without its words."""

    assembly: str
    number: int
    on: date
    theme: str
    department: str
    member: str | None
    """None in a room that was only counted."""
    decisions: tuple[str, ...] = ()
    """Ids of what was adopted because of it."""

    @property
    def nameless(self) -> Heard:
        """The same without who told it."""
        return Heard(self.assembly, self.number, self.on, self.theme, self.department, None, self.decisions)


def heard_in(assembly: Assembly) -> tuple[Heard, ...]:
    """The stories of an assembly as later ones count them; what was redacted still counts."""
    led_to: dict[int, list[str]] = {}
    for proposal in assembly.proposals.values():
        if proposal.stage is Stage.ADOPTED:
            for number in proposal.stories:
                led_to.setdefault(number, []).append(proposal.id)
    return tuple(
        Heard(
            assembly.id,
            story.number,
            assembly.opened_at.date(),
            story.theme,
            story.department,
            story.member,
            tuple(led_to.get(story.number, ())),
        )
        for story in assembly.stories
    )


@value
class Retold:
    """A story with its words, for the people at one screen."""

    heard: Heard
    story: Story | None
    """None where its book cannot be read."""
