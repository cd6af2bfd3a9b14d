"""What the room's server answers: a request in, an answer out, and no file, clock or socket between."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

from archive.request import Refusal, Request, read_request
from archive.site import NONE, TYPES, Notices, Page, Site
from assembly.value import value

LONGEST_HEAD = 8192
RETRY_SECONDS = 20
"""When a phone may ask again for a page that is still being made."""

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
    "Cache-Control": "no-cache",
}
"""Headers of every answer. A phone may keep a page, and asks each time whether it is still the same."""

_PATH = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9_.-]*)*/?")
_ALWAYS = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())


@value
class Answer:
    """A status with what follows it."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = TYPES["txt"]
    extra: tuple[tuple[str, str], ...] = ()
    with_body: bool = True
    stays: bool = False
    """Whether more may be asked on the same line."""

    def head(self, stays: bool = False) -> bytes:
        """Everything up to the body, as it goes over the wire."""
        own = "".join(f"{name}: {value}\r\n" for name, value in self.extra)
        size = "" if self.status is HTTPStatus.NOT_MODIFIED else f"Content-Length: {len(self.body)}\r\n"
        line = "keep-alive" if stays else "close"
        start = f"HTTP/1.1 {self.status.value} {self.status.phrase}\r\nContent-Type: {self.kind}\r\n"
        return f"{start}{size}{_ALWAYS}{own}Connection: {line}\r\n\r\n".encode("ascii")

    def written(self) -> bytes:
        """The answer as it goes over the wire to somebody who asks nothing more."""
        return self.head() + (self.body if self.with_body else b"")


def refused(status: HTTPStatus, *extra: tuple[str, str], notices: Notices = NONE) -> Answer:
    """An answer that says its status, with a page where somebody may want to know more."""
    if status in notices:
        return Answer(status, notices[status], TYPES["html"], extra)
    return Answer(status, f"{status.value} {status.phrase}\n".encode(), extra=extra)


def answer_to(head: bytes, site: Site) -> Answer:
    """Answer a request from pages in memory; whatever is not exactly one of them does not exist.

    Args:
        head: Everything up to the empty line.
        site: The pages as they are at this moment.
    """
    try:
        request = read_request(head)
    except Refusal as refusal:
        allowed = refusal.status is HTTPStatus.METHOD_NOT_ALLOWED
        return refused(refusal.status, *((("Allow", "GET, HEAD"),) if allowed else ()))
    found = _find(request, site)
    with_body = request.method == "GET" and found.status is not HTTPStatus.NOT_MODIFIED
    return Answer(found.status, found.body, found.kind, found.extra, with_body, request.stays)


def _find(request: Request, site: Site) -> Answer:
    """The page of a path; a permalink without its slash, or typed in small letters, leads to the real one."""
    path = request.target.partition("?")[0]
    if not _PATH.fullmatch(path):
        return _nothing_here(site)
    for spelling in (path, path.upper()):
        folder = spelling if spelling.endswith("/") else f"{spelling}/"
        if spelling == path and path in site:
            return _page(site[path], request)
        if f"{folder}index.html" in site:
            return _page(site[f"{folder}index.html"], request) if folder == path else _moved(folder)
    return _nothing_here(site)


def _nothing_here(site: Site) -> Answer:
    """There is no such page, or there may be one soon."""
    if site.whole:
        return refused(HTTPStatus.NOT_FOUND, notices=site.notices)
    again = ("Retry-After", str(RETRY_SECONDS))
    return refused(HTTPStatus.SERVICE_UNAVAILABLE, again, notices=site.notices)


def _page(page: Page, request: Request) -> Answer:
    marks = (("ETag", page.tag), ("Vary", "Accept-Encoding"))
    if request.knows(page.tag):
        return Answer(HTTPStatus.NOT_MODIFIED, b"", page.kind, marks)
    if page.packed and request.packs:
        return Answer(HTTPStatus.OK, page.packed, page.kind, (*marks, ("Content-Encoding", "gzip")))
    return Answer(HTTPStatus.OK, page.body, page.kind, marks)


def _moved(path: str) -> Answer:
    return refused(HTTPStatus.PERMANENT_REDIRECT, ("Location", path))
