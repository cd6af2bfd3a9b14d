"""Published pages made ready for the wire: everything that an answer needs is worked out once."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType

from assembly.value import value

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "html": "text/html; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "json": "application/json",
        "xml": "application/xml",
        "ics": "text/calendar; charset=utf-8",
    }
)
"""Types by ending; nothing else is served."""

Notices = Mapping[int, bytes]
"""What stands in the place of a page that is not there, by the status that says why."""
NONE: Notices = MappingProxyType({})

SMALLEST_PACKED = 600
"""What fits into one packet anyway is not packed."""


@value
class Page:
    """One page with its packed form and its mark."""

    body: bytes
    packed: bytes
    """The same, packed with gzip, or empty where that saves nothing."""
    tag: str
    """Another one for every other body."""
    kind: str


class Site(Mapping[str, Page]):
    """The pages by path as they are at one moment; another moment is another site."""

    def __init__(
        self,
        pages: Mapping[str, bytes],
        before: Site | None = None,
        notices: Notices = NONE,
        *,
        whole: bool = True,
    ) -> None:
        """Make pages ready, and take over those that an earlier site had ready.

        Args:
            pages: All that can be fetched.
            before: The site of the moment before.
            notices: What stands in the place of a page that is not there.
            whole: Whether these are all, and no more are being made.
        """
        self.notices = notices
        self.whole = whole
        known: Mapping[str, Page] = before if before is not None else {}
        made = ((path, _ready(path, body, known.get(path))) for path, body in pages.items())
        self._pages = {path: page for path, page in made if page is not None}

    def __getitem__(self, path: str) -> Page:
        """The page that stands exactly there."""
        return self._pages[path]

    def __iter__(self) -> Iterator[str]:
        """Every path."""
        return iter(self._pages)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._pages)


def _ready(path: str, body: bytes, before: Page | None) -> Page | None:
    kind = TYPES.get(path.rpartition(".")[2])
    if kind is None:
        return None
    if before is not None and before.body == body:
        return before
    return Page(bytes(body), _packed(body), f'W/"{sha256(body).hexdigest()[:20]}"', kind)


def _packed(body: bytes) -> bytes:
    if len(body) < SMALLEST_PACKED:
        return b""
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    return packed if len(packed) < len(body) else b""
