"""Where a lottery stands, and what can be done there: one table for keys, buttons and screens."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from assembly.acts.drawing import DrawSealed
from assembly.acts.hatting import RolesSet
from assembly.chances import shortage_of
from assembly.journal import Journal, replaying, standing
from assembly.lottery import Draw
from assembly.sealing import called_for
from assembly.state import Assembly
from tui.widgets.choice_layout import Choice
from words.language import _


class Phase(Enum):
    """A part of the lottery; the value is the id of the body that shows it."""

    ROLES = "roles"
    HATS = "hats"
    SEAL = "seal"
    THROW = "throw"
    READ = "read"
    """All throws are there; two people read them back."""
    REVEAL = "reveal"
    DONE = "done"
    VERIFY = "verify"


AFTER_A_NAME = frozenset({"accept", "decline", "ineligible"})

ACTIONS: Mapping[Phase, frozenset[str]] = {
    Phase.ROLES: frozenset({"roles", "skip"}),
    Phase.HATS: frozenset(
        {"seal", "willing", "apart", "relax", "odds", "practice", "method", "called", "roles"}
    ),
    Phase.SEAL: frozenset({"void", "odds", "practice"}),
    Phase.THROW: frozenset({"correct", "lock", "void", "odds", "practice"}),
    Phase.READ: frozenset({"correct", "lock", "void", "odds", "practice"}),
    Phase.REVEAL: AFTER_A_NAME | {"missed"},
    Phase.DONE: frozenset({"another", "missed"}),
    Phase.VERIFY: frozenset({"pages", "another", "missed"}),
}
"""What has a key and a button of its own, beside Enter."""

FOCUS: Mapping[Phase, str] = {
    Phase.HATS: "#hat-people",
    Phase.SEAL: "#seal-words",
    Phase.THROW: "#throws",
    Phase.READ: "#throws",
    Phase.DONE: "#done",
    Phase.VERIFY: "#verify-words",
}
"""Where the keys go in a phase; elsewhere to what Enter does."""

OF_THE_LOTTERY = frozenset().union(*ACTIONS.values())


def phase_of(journal: Journal) -> Phase:
    """Where the lottery stands, by what happened alone: a killed program finds the same place again."""
    assembly = journal.assembly
    draw = assembly.draw
    if draw and draw.void is None and not draw.finished:
        if draw.entropy is not None:
            return Phase.REVEAL
        if not draw.witnessed:
            return Phase.SEAL
        return Phase.THROW if called_for(draw).missing else Phase.READ
    if draw and draw.void is None and not _asked_again(journal):
        return Phase.DONE
    return Phase.HATS if assembly.hatting.roles else Phase.ROLES


def may_do(action: str, phase: Phase, assembly: Assembly) -> bool:
    """Whether a key of the lottery has its place now."""
    if action not in ACTIONS[phase]:
        return False
    draw = assembly.draw
    if action in AFTER_A_NAME:
        return draw is not None and draw.pending is not None
    if action == "correct":
        return draw is not None and bool(draw.throws)
    return not (action == "void" and draw is not None and draw.whole)


def buttons(phase: Phase, assembly: Assembly) -> tuple[Choice, ...]:
    """What can be done now, for arrows and the mouse; while throws are called there is room for little."""
    idle = {"called"} | ({"odds", "practice"} if phase in {Phase.THROW, Phase.READ} else set())
    if phase is Phase.THROW:
        idle |= {"correct", "lock"}
    if phase in {Phase.REVEAL, Phase.VERIFY}:
        idle |= {"missed"}
    if phase is not Phase.HATS or shortage_of(assembly) is None:
        idle |= {"relax"}
    return tuple(one for one in _every_button() if one.id not in idle and may_do(one.id, phase, assembly))


def body_of(phase: Phase) -> str:
    """The id of the body that shows a phase."""
    return Phase.THROW.value if phase is Phase.READ else phase.value


def as_sealed(journal: Journal) -> Assembly:
    """The hats that count: while a draw is under way those that were sealed, whoever comes or goes."""
    draw = journal.assembly.draw
    if draw is None or not draw.unfinished:
        return journal.assembly
    sealed = next(
        place
        for place, entry in enumerate(journal.entries)
        if isinstance(entry.event, DrawSealed) and entry.event.id == draw.id
    )
    return replaying(journal.entries[:sealed]).assembly


def number_ahead(assembly: Assembly) -> int:
    """The number that the next draw will have."""
    return (assembly.draw.number if assembly.draw else assembly.draws_before) + 1


def label_of(draw: Draw, role: str) -> str:
    """What a role of a draw is called."""
    return next((one.label for one in draw.roles if one.id == role), role)


def _every_button() -> tuple[Choice, ...]:
    return (
        Choice("roles", _("Roles"), "R"),
        Choice("skip", _("No lottery today"), "X"),
        Choice("willing", _("Willing or not"), "I"),
        Choice("apart", _("Two apart"), "B"),
        Choice("relax", _("Relax a rule"), "E"),
        Choice("odds", _("Find yourself"), "O"),
        Choice("practice", _("Practice"), "T"),
        Choice("method", _("How we throw"), "M"),
        Choice("called", _("Call numbers first"), "C"),
        Choice("seal", _("Seal the hats"), "L"),
        Choice("lock", _("Lock the throws"), "L"),
        Choice("correct", _("Correct a throw"), "E"),
        Choice("void", _("Declare void"), "V"),
        Choice("accept", _("Accepts"), "Y"),
        Choice("decline", _("Declines"), "X"),
        Choice("ineligible", _("Wrong entry"), "E"),
        Choice("pages", _("Show to all phones"), "O"),
        Choice("another", _("Another draw"), "A"),
        Choice("missed", _("Left out by mistake"), "L"),
    )


def _asked_again(journal: Journal) -> bool:
    """Whether roles were set after the last seal."""
    for entry in reversed(standing(journal.entries)):
        if isinstance(entry.event, RolesSet):
            return True
        if isinstance(entry.event, DrawSealed):
            return False
    return False
