"""What the roles of the ready-made sets are called."""

from __future__ import annotations

from words.language import _


def role_label(role: str) -> str:
    """What people call a role of a ready-made set; any other is called by its id."""
    return {
        "facilitator": _("Facilitator"),
        "notes": _("Note taker"),
        "timekeeper": _("Timekeeper"),
        "observer": _("Observer"),
        "spokesperson": _("Spokesperson"),
        "craft-lead": _("Craft lead"),
        "liaison": _("External liaison"),
        "steward": _("Conflict steward"),
        "navigator": _("Data navigator"),
        "presenter": _("Presenter"),
    }.get(role, role)


def set_label(name: str) -> str:
    """What a ready-made set of roles is called."""
    return {
        "helpers": _("Assembly helpers (4 roles)"),
        "constellation": _("Constellation (8 roles)"),
    }[name]
