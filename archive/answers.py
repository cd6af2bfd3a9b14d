"""What the room's server answers: a request in, an answer out, and no file, clock or socket between."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from assembly.value import value

LONGEST_LINE = 1024
"""Our paths have less than a hundred characters; a longer first line is no visitor's."""

LONGEST_HEAD = 8192

TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "ics": "text/calendar; charset=utf-8",
}
"""Types by ending; nothing else is served."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "Connection": "close",
}
"""Headers of every answer."""

_REQUEST = re.compile(rb"([A-Z]{1,20}) (\S+) HTTP/1\.[01]")
_PATH = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9_.-]*)*/?")


@value
class Answer:
    """A status with what follows it."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = TYPES["txt"]
    extra: tuple[tuple[str, str], ...] = ()
    with_body: bool = True

    def written(self) -> bytes:
        """The answer as it goes over the wire."""
        fields = {
            "Content-Type": self.kind,
            "Content-Length": str(len(self.body)),
            **HEADERS,
            **dict(self.extra),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        start = f"HTTP/1.1 {self.status.value} {self.status.phrase}\r\n{head}\r\n"
        return start.encode("ascii") + (self.body if self.with_body else b"")


def refused(status: HTTPStatus, *extra: tuple[str, str]) -> Answer:
    """An answer that only says its status."""
    return Answer(status, f"{status.value} {status.phrase}\n".encode(), extra=extra)


def answer_to(head: bytes, pages: Mapping[str, bytes]) -> Answer:
    """Answer a request from pages in memory; whatever is not exactly one of them does not exist.

    Args:
        head: Everything up to the empty line; only its first line is looked at.
        pages: The bytes of each page by its path.
    """
    line = head.split(b"\r\n", 1)[0]
    if len(line) > LONGEST_LINE:
        return refused(HTTPStatus.REQUEST_URI_TOO_LONG)
    request = _REQUEST.fullmatch(line)
    if request is None:
        return refused(HTTPStatus.BAD_REQUEST)
    method, target = request[1], request[2]
    if method not in {b"GET", b"HEAD"}:
        return refused(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", "GET, HEAD"))
    if not target.startswith(b"/") or not target.isascii():
        return refused(HTTPStatus.BAD_REQUEST)
    found = _find(target.decode("ascii").partition("?")[0], pages)
    return found if method == b"GET" else _without_body(found)


def _find(path: str, pages: Mapping[str, bytes]) -> Answer:
    """The page of a path; a permalink without its slash, or typed in small letters, leads to the real one."""
    if not _PATH.fullmatch(path):
        return refused(HTTPStatus.NOT_FOUND)
    for spelling in (path, path.upper()):
        folder = spelling if spelling.endswith("/") else f"{spelling}/"
        if spelling == path and path in pages:
            return _page(path, pages[path])
        if f"{folder}index.html" in pages:
            return _page("/index.html", pages[f"{folder}index.html"]) if folder == path else _moved(folder)
    return refused(HTTPStatus.NOT_FOUND)


def _page(path: str, page: bytes) -> Answer:
    kind = TYPES.get(path.rpartition(".")[2])
    return Answer(HTTPStatus.OK, page, kind) if kind else refused(HTTPStatus.NOT_FOUND)


def _moved(path: str) -> Answer:
    return refused(HTTPStatus.PERMANENT_REDIRECT, ("Location", path))


def _without_body(answer: Answer) -> Answer:
    return Answer(answer.status, answer.body, answer.kind, answer.extra, with_body=False)
