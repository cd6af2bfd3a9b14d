"""What is said about a recall: whom it is about, what it does, and how its text begins."""

from __future__ import annotations

from collections.abc import Callable

from assembly.proposals import Recall
from assembly.recalling import recalls_in
from assembly.state import Assembly
from words.language import _
from words.roles import role_label

NameOf = Callable[[str | None], str]


def role_name(assembly: Assembly, role: str) -> str:
    """What the circle calls a role."""
    return next((one.label for one in assembly.roles if one.id == role), role_label(role))


def recall_line(recall: Recall | None) -> str:
    """Whom a text recalls, by ids alone, or nothing."""
    return f"{recall.member}, {role_label(recall.role)}" if recall is not None else ""


def recall_words(assembly: Assembly, recall: Recall | None, name_of: NameOf) -> str:
    """What a recall does, with the name for this screen only; nothing where nobody is recalled."""
    if recall is None:
        return ""
    words = _("Adopted, this ends {name}'s time as “{role}” that day. A new text does not change who it is.")
    return words.format(name=name_of(recall.member), role=role_name(assembly, recall.role))


def recall_text(assembly: Assembly, recall: Recall) -> str:
    """How the text of a recall begins: by the id of the member, never by a name."""
    words = _("{member} is recalled from the role “{role}”; the seat is drawn again.")
    return words.format(member=recall.member, role=role_name(assembly, recall.role))


def ended_words(assembly: Assembly, name_of: NameOf) -> str:
    """What the recall that was just adopted has ended, or nothing."""
    for ended in recalls_in(assembly):
        if ended.decision == assembly.current:
            words = _("{name} holds “{role}” no more; the seat goes to the next draw.")
            return words.format(name=name_of(ended.member), role=role_name(assembly, ended.role))
    return ""
