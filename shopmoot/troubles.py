"""Sentences for what can be wrong with a shelf: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from shopmoot.faults import fault_sentence, say_fault
from store.lock import Holder
from store.problems import Problem
from words.language import _, n_

CHAIN = frozenset({"chain-broken", "event-changed", "words-changed", "written-otherwise", "after-closing"})
"""Codes about which `shopmoot verify` has more to say."""

MOST = 4
"""So many files are named at once; nobody reads a page of them."""


def save_trouble(code: str) -> str:
    """Why a save failed, and what to do; nothing is lost while the window stays open."""
    said = fault_sentence(code)
    stays = _("Everything since is kept in this window: do not close it.")
    return f"{said[0].upper()}{said[1:]} {stays}"


def shelf_troubles(problems: Iterable[Problem]) -> Sequence[str]:
    """What is wrong with the files of the shelf; where it is a lot, the first of it and how much more."""
    said = [shelf_trouble(problem) for problem in problems]
    more = len(said) - MOST
    if more <= 1:
        return said
    rest = n_("… and {number} more file", "… and {number} more files", more).format(number=more)
    return [*said[:MOST], f"{rest}. {_('shopmoot verify says more.')}"]


def shelf_trouble(problem: Problem) -> str:
    """What is wrong with a file of the shelf."""
    said = say_fault(problem, problem.path.name)
    if problem.aside is not None:
        said = f"{said} {_('It is kept as {aside}.').format(aside=problem.aside.name)}"
    return f"{said} {_('shopmoot verify says more.')}" if problem.code in CHAIN else said


def held_by(holder: Holder) -> str:
    """Who holds the shelf."""
    if holder.pid is None or holder.since is None:
        return _("Another window holds the shelf. You can look, and change nothing.")
    since = holder.since.astimezone()
    return _(
        "Another window on {host} (process {pid}) has held the shelf since {since}. "
        "You can look, and change nothing."
    ).format(host=holder.host, pid=holder.pid, since=_moment(since))


def under_way_there(title: str, opened_at: datetime) -> str:
    """Which assembly the window that holds the shelf is in, as far as the shelf tells."""
    return _("An assembly is under way there: “{title}”, since {time}.").format(
        title=title, time=_moment(opened_at)
    )


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
