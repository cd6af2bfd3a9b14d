"""What a visitor asks for, read strictly: whatever is not plainly a question for a page is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from assembly.value import value

LONGEST_LINE = 1024
"""Our paths have less than a hundred characters; a longer first line is no visitor's."""

_REQUEST = re.compile(rb"([A-Z]{1,20}) (\S+) HTTP/1\.([01])")
_FIELD = re.compile(rb"([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*")
_OUR_HOST = re.compile(
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:.]{2,45}\]|localhost|[a-z0-9-]{1,63}\.local)(?::[0-9]{1,5})?",
    re.I,
)
"""We are known by addresses, and to this machine by name. A page elsewhere on the web that has its own name
point here, so that a phone reads our pages for it, is turned away."""


class Refusal(Exception):
    """A request that gets no page, with the status that says why."""

    def __init__(self, status: HTTPStatus) -> None:
        """Take the status."""
        super().__init__(status.phrase)
        self.status = status


@value
class Request:
    """A question for a page."""

    method: str
    target: str
    """Begins with a slash, all ASCII."""
    fields: Mapping[str, str]
    """By name in small letters; of several with one name the last."""
    stays: bool
    """Whether the visitor wants to ask more on the same line."""

    @property
    def packs(self) -> bool:
        """Whether a packed answer is understood."""
        offers = (part.replace(" ", "").partition(";") for part in self._listed("accept-encoding"))
        return any(name.lower() == "gzip" and quality not in _NEVER for name, _, quality in offers)

    def knows(self, tag: str) -> bool:
        """Whether the visitor has the page with this mark already."""
        weak = tag.removeprefix("W/")
        return any(one in {tag, weak} for one in self._listed("if-none-match"))

    def _listed(self, name: str) -> list[str]:
        return [part.strip() for part in self.fields.get(name, "").split(",")]


_NEVER = frozenset({"q=0", "q=0.0", "q=0.00", "q=0.000"})


def read_request(head: bytes) -> Request:
    """Read everything up to the empty line.

    Raises:
        Refusal: It is not a question for a page of ours.
    """
    line, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    if len(line) > LONGEST_LINE:
        raise Refusal(HTTPStatus.REQUEST_URI_TOO_LONG)
    asked = _REQUEST.fullmatch(line)
    if asked is None:
        raise Refusal(HTTPStatus.BAD_REQUEST)
    method, target, version = asked[1].decode(), asked[2], asked[3]
    if method not in {"GET", "HEAD"}:
        raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED)
    fields = _fields(lines)
    if not target.startswith(b"/") or not target.isascii() or _brings_something(fields):
        raise Refusal(HTTPStatus.BAD_REQUEST)
    if not _OUR_HOST.fullmatch(fields.get("host") or "localhost"):
        raise Refusal(HTTPStatus.MISDIRECTED_REQUEST)
    stays = version == b"1" and "close" not in fields.get("connection", "").lower()
    return Request(method, target.decode("ascii"), fields, stays)


def _fields(lines: list[bytes]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        field = _FIELD.fullmatch(line)
        name = field[1].decode().lower() if field is not None else ""
        if field is None or (name == "host" and name in fields):
            raise Refusal(HTTPStatus.BAD_REQUEST)
        fields[name] = field[2].decode("latin-1")
    return fields


def _brings_something(fields: Mapping[str, str]) -> bool:
    """Whether more than a head follows; what we would not read could pass for the next request."""
    return "transfer-encoding" in fields or fields.get("content-length", "0") != "0"
