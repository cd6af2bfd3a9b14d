"""People on a list and on the roll, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from screens.desk import Person, RollLook
from tui.widgets.people_rows import Row
from words.dates import say_date
from words.language import _, n_

LARGEST = 1_000_000
"""Bytes; a list of people is never longer."""
SHOWN = 5
"""Remarks and faults shown at once."""


class UnreadableFile(Exception):
    """A file cannot be read as a list of people; the message is a sentence."""


def look_words(look: RollLook) -> str:
    """What a list would bring: how many, what is worth a look, what is wrong."""
    return "\n".join(_look_lines(look))


def look_refused(look: RollLook) -> str | None:
    """Why a list cannot be taken as it stands, or None."""
    if look.faults:
        return _("Nobody was added, because the list has a fault. {fault}").format(fault=look.faults[0])
    if not look.names:
        return _("Write at least one name, one on each line.")
    return None


def count_words(look: RollLook) -> str:
    """How many people there are on a list."""
    number = len(look.names)
    return n_("{number} person", "{number} people", number).format(number=number)


def read_list(typed: str) -> str:
    """The text of a file whose path was typed, pasted, or dropped into the window.

    Raises:
        UnreadableFile: The message says why, and what to do.
    """
    path = path_of(typed)
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(_("“{name}” is too large for a list of people.").format(name=path.name))
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(
            _("“{name}” is not written in UTF-8. In the spreadsheet, save it as “CSV UTF-8”.").format(
                name=path.name
            )
        ) from None
    except OSError as fault:
        raise UnreadableFile(
            _("“{name}” cannot be read: {why}.").format(name=path, why=fault.strerror or fault)
        ) from None


def path_of(typed: str) -> Path:
    """The path in what a window hands over when a file is dropped into it: quoted, escaped, an address."""
    text = typed.strip().strip("'\"")
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    return Path(text if Path(text).exists() else text.replace("\\ ", " ")).expanduser()


def person_row(person: Person, today: date) -> Row:
    """A line of the list of people."""
    gone = person.left is not None and person.left <= today
    return Row(person.id, person.name, "←" if gone else "·", _("left") if gone else "", person_note(person))


def person_note(person: Person) -> str:
    """What is known of a person, in short."""
    parts = [person.id, *person.tags.values()]
    if person.opt_outs:
        parts.append(_("not for: {roles}").format(roles=", ".join(person.opt_outs)))
    if person.label != person.id:
        parts.append(_("published as {label}").format(label=person.label))
    if person.left is not None:
        parts.append(_("until {day}").format(day=say_date(person.left)))
    return " · ".join(part for part in parts if part)


def tags_written(tags: Mapping[str, str]) -> str:
    """Tags as they are edited: one on each line."""
    return "\n".join(f"{tag}: {value}" for tag, value in tags.items())


def tags_read(text: str) -> dict[str, str]:
    """Tags from lines such as “shift: early”; a line without a colon has no tag and is refused before."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return {tag.strip().lower(): value.strip() for tag, _colon, value in pairs if value.strip()}


def tags_refused(text: str) -> str | None:
    """Why these lines are no tags, or None."""
    for line in text.splitlines():
        if line.strip() and not all(part.strip() for part in line.partition(":")):
            return _("“{line}” is no tag. Write it as: shift: early").format(line=line.strip())
    return None


def roles_read(text: str) -> tuple[str, ...]:
    """Roles from a text with commas."""
    return tuple(dict.fromkeys(role.strip().lower() for role in text.split(",") if role.strip()))


def _look_lines(look: RollLook) -> Iterator[str]:
    if look.faults:
        yield _("Not yet right; nobody is added until it is:")
        yield from _some("✗", look.faults)
    elif look.names:
        yield _("✓ {people}, from {first} to {last}").format(
            people=count_words(look), first=look.names[0], last=look.names[-1]
        )
    else:
        yield _("Nobody yet.")
    yield from _some("!", look.remarks)


def _some(sign: str, sentences: Iterable[str]) -> Iterator[str]:
    every = tuple(sentences)
    yield from (f"{sign} {sentence}" for sentence in every[:SHOWN])
    if len(every) > SHOWN:
        yield _("… and {number} more").format(number=len(every) - SHOWN)
