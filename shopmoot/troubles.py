"""Sentences for what can be wrong with a shelf: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from store.lock import Holder
from store.problems import Problem
from tui.language import _


def save_trouble(code: str) -> str:
    """Why a save failed, and what to do; nothing is lost while the window stays open."""
    stays = _("Everything since is kept in this window: do not close it.")
    return f"{_save_sentences().get(code, _('It cannot be saved ({code}).')).format(code=code)} {stays}"


def _save_sentences() -> Mapping[str, str]:
    return {
        "disk-full": _("The disk is full. Delete something, or choose another folder."),
        "folder-gone": _("The folder of the shelf is gone. Put the stick back in, or choose another folder."),
        "read-only": _("The shelf cannot be written to. Make it writable, or choose another folder."),
        "book-changed": _("Another program changed the book of this assembly. Choose another folder."),
        "book-closed": _("The book of this assembly is closed; nothing can be added to it."),
        "out-of-order": _("The book of this assembly has a gap. Choose another folder."),
        "event-unknown": _("The book has no form for what happened last."),
    }


def shelf_trouble(problem: Problem) -> str:
    """What is wrong with a file of the shelf."""
    said = _shelf_sentences().get(problem.code, _("{file} cannot be used ({code})."))
    if problem.aside is not None:
        said = f"{said} {_('It is kept as {aside}.')}"
    return said.format(
        file=problem.path.name,
        code=problem.code,
        n=problem.n,
        needs=problem.needs,
        aside=problem.aside.name if problem.aside else "",
    )


def _shelf_sentences() -> Mapping[str, str]:
    return {
        "newer-format": _(
            "{file} was written by a newer Shopmoot (format {needs}): update this one to use it."
        ),
        "unparsable": _("{file} is damaged. Nothing overwrites it; the rest of the shelf is here."),
        "people-damaged": _("{file}, the list of people, is damaged. Nothing overwrites it."),
        "unreadable": _("{file} cannot be read. The rest of the shelf is here."),
        "missing": _("{file} is missing."),
        "event-unknown": _("{file} holds something that this program does not know, at event {n}."),
        "does-not-add-up": _("{file} holds things that cannot have happened. The rest of the shelf is here."),
        "shelf-read-only": _("The shelf cannot be written to from this window."),
        "disk-full": _("The disk of {file} is full."),
        "folder-gone": _("There is no folder {file}."),
        "read-only": _("The folder {file} cannot be written to."),
        **_changed_sentences(),
    }


def _changed_sentences() -> Mapping[str, str]:
    look = _("shopmoot verify says more.")
    return {
        "chain-broken": f"{_('{file}: event {n} does not fit the one before.')} {look}",
        "event-changed": f"{_('{file}: event {n} was changed.')} {look}",
        "words-changed": f"{_('{file}: the words of event {n} were changed.')} {look}",
        "written-otherwise": f"{_('{file} was written by another program.')} {look}",
        "opening-misplaced": f"{_('{file}: event {n} is not where an opening belongs.')} {look}",
        "after-closing": f"{_('{file}: event {n} was added after the end.')} {look}",
    }


def held_by(holder: Holder) -> str:
    """Who holds the shelf."""
    if holder.pid is None or holder.since is None:
        return _("Another window holds the shelf. You can look, and change nothing.")
    since = holder.since.astimezone()
    return _(
        "Another window on {host} (process {pid}) has held the shelf since {since}. "
        "You can look, and change nothing."
    ).format(host=holder.host, pid=holder.pid, since=_moment(since))


def looking_only() -> str:
    """Why nothing can be changed where nobody else holds the shelf."""
    return _("This window was opened to look only. You can change nothing.")


def no_place(folder: Path) -> str:
    """Why nothing can be changed on a shelf that the system keeps closed."""
    return _("The folder {folder} cannot be written to. You can look, and change nothing.").format(
        folder=folder
    )


def _moment(at: datetime) -> str:
    return at.strftime("%H:%M" if at.date() == datetime.now(at.tzinfo).date() else "%Y-%m-%d %H:%M")
