"""What was asked for when the program is opened; the usual ways to ask are read without a parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assembly.value import value
from shopmoot.choices import BadValue, read_folder, read_theme


@value
class Asked:
    """How somebody wants to open the program; what is None was not said."""

    data: str | None = None
    theme: str | None = None
    demo: bool = False
    read_only: bool = False


_SWITCHES = {"--demo": "demo", "--read-only": "read_only"}
_VALUES: dict[str, tuple[str, Callable[[object], str]]] = {
    "--data": ("data", read_folder),
    "--theme": ("theme", read_theme),
}


def asked_at_once(words: Sequence[str]) -> Asked | None:
    """What was asked for, or None where the parser has to look at it: it knows commands, help and faults."""
    try:
        given = dict(_read(iter(words)))
    except (BadValue, LookupError):
        return None
    return Asked(
        data=_text(given.get("data")),
        theme=_text(given.get("theme")),
        demo="demo" in given,
        read_only="read_only" in given,
    )


def _read(words: Iterator[str]) -> Iterator[tuple[str, str | bool]]:
    for word in words:
        if word in _SWITCHES:
            yield _SWITCHES[word], True
        else:
            option, equals, behind = word.partition("=")
            name, read = _VALUES[option]
            yield name, read(behind if equals else _value_among(words))


def _value_among(words: Iterator[str]) -> str:
    """The word after an option; one that looks like an option is for the parser to judge."""
    following = next(words, "-")
    if following.startswith("-"):
        raise LookupError(following)
    return following


def _text(given: str | bool | None) -> str | None:
    return given if isinstance(given, str) else None
