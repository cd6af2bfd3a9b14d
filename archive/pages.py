"""The public record as static pages, the same for the room's server and for any web host.

A permalink `/D/7K3FQ` is a folder with an `index.html`: every static host answers it, most by adding the
slash. Links inside the pages are relative, so that the set also works below a path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path

from archive.agenda import agenda_leaf
from archive.draw_sheets import draw_sheet
from archive.edition import Edition
from archive.export import SCHEMA, SCHEMA_FILE, export_leaf
from archive.feeds import feed_leaves
from archive.leaves import Leaf, house_key, key_of
from archive.lists import list_leaves
from archive.patterns_sheet import patterns_leaf
from archive.poster import poster
from archive.protocols_sheet import protocols_leaf
from archive.roles_sheet import roles_leaf
from archive.seekable import seekable_leaf
from archive.setting import page
from archive.sheets import decision_sheet
from archive.volumes import PART_LENGTH, Opened, Part, Volume, gathered, in_parts
from assembly.decision import Decision
from assembly.drawn import DrawShown

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "/style.css"
STYLE_SHEET = TEMPLATES / "style.css"
VERIFIER = "/verify.js"
"""What computes a draw again in the browser of the reader."""
VERIFIER_SCRIPT = TEMPLATES / "verify.js"
SEEKER = "/search.js"
"""What looks for words in the browser of the reader."""
Pages = Mapping[str, bytes]
"""The bytes of each page by its path, which begins with a slash."""


def render(decisions: Sequence[Decision], draws: Sequence[DrawShown], edition: Edition) -> dict[str, bytes]:
    """Every page of the public record, by path."""
    return {leaf.path: leaf.make() for leaf in leaves_of(gathered(decisions, draws, edition), edition)}


def leaves_of(volumes: Sequence[Volume], edition: Edition) -> Iterator[Leaf]:
    """Every page of the public record before it is set; books are opened only for pages that are needed."""
    key = edition_key(edition)
    ordered = in_order(volumes)
    parts = in_parts(ordered)
    yield from _fixed(any(volume.contents.draws for volume in ordered))
    for part in parts:
        for volume in part.volumes:
            yield from volume_leaves(volume, edition, key)
        yield seekable_leaf(part, edition, key)
    yield protocols_leaf(edition, key)
    yield roles_leaf(edition, key)
    yield patterns_leaf(ordered, edition, key)
    yield from feed_leaves(ordered, edition, key)
    yield from list_leaves(parts, edition, key)
    if edition.whole:
        yield from _taken_along(parts, ordered, edition, key)


def _taken_along(
    parts: Sequence[Part], ordered: Sequence[Volume], edition: Edition, key: str
) -> Iterator[Leaf]:
    """What is read without a page that could say that something is missing: all of it, or nothing."""
    for part in parts:
        yield export_leaf(part, edition, key, newest=part is parts[-1])
    yield agenda_leaf(ordered, edition, key)


def in_order(volumes: Iterable[Volume]) -> list[Volume]:
    """Volumes as lists have them, the oldest first; what was brought along is listed year by year."""
    return sorted((piece for volume in volumes for piece in _pieces(volume)), key=_place)


def _pieces(volume: Volume) -> Iterator[Volume]:
    """An import can be longer than the whole record after it, and no page should be as long."""
    if not volume.contents.imported:
        yield volume
        return
    end = 0
    for _year, rows in groupby(volume.contents.decisions, key=lambda row: row.adopted[:4]):
        start, end = end, end + len(tuple(rows))
        for first in range(start, end, PART_LENGTH):
            yield _piece(volume, slice(first, min(first + PART_LENGTH, end)))


def _piece(volume: Volume, places: slice) -> Volume:
    rows = volume.contents.decisions[places]
    contents = volume.contents._replace(at=rows[0].adopted, decisions=rows)
    return Volume(volume.key, contents, lambda: Opened(_imported(volume.open).decisions[places], ()))


@lru_cache(maxsize=1)
def _imported(book: Callable[[], Opened]) -> Opened:
    """The pieces of an import follow each other, and its book is opened once for all of them."""
    return book()


def _place(volume: Volume) -> tuple[bool, str, str]:
    """Where a volume stands: what was brought along comes before all assemblies."""
    contents = volume.contents
    return not contents.imported, contents.at, contents.assembly


def edition_key(edition: Edition) -> str:
    """A digest of what all pages of an edition depend on."""
    own = (edition.circle, edition.base_url, edition.language, edition.key, repr(edition.protocols))
    return key_of(house_key(), *own)


def _fixed(with_draws: bool) -> Iterator[Leaf]:
    files = {STYLE: STYLE_SHEET, SEEKER: TEMPLATES / "search.js", SCHEMA: SCHEMA_FILE}
    if with_draws:
        files[VERIFIER] = VERIFIER_SCRIPT
    for path, file in files.items():
        yield Leaf(path, house_key(), file.read_bytes)


def volume_leaves(volume: Volume, edition: Edition, whole: str) -> Iterator[Leaf]:
    """The pages of what an assembly brought about; its book is opened at most once for all of them."""
    key = key_of(whole, volume.key)
    for place, row in enumerate(volume.contents.decisions):
        yield Leaf(f"/D/{row.id}/index.html", key, partial(_decision, volume, place, edition))
        yield Leaf(f"/P/{row.id}/index.html", key, partial(_poster, volume, place, edition))
    for place, draw in enumerate(volume.contents.draws):
        yield Leaf(f"/V/{draw.id}/index.html", key, partial(_draw, volume, place, edition))
        if draw.intact:
            yield Leaf(f"/V/{draw.id}/record.txt", key, partial(_record, volume, place))


def _decision(volume: Volume, place: int, edition: Edition) -> bytes:
    book = _opened(volume.open)
    sheet = decision_sheet(book.decisions[place], edition)
    linked = tuple(draw for draw in book.draws if draw.id in sheet.draws)
    return page("decision.html.j2", edition, "../../", sheet=sheet, draws=linked)


def _poster(volume: Volume, place: int, edition: Edition) -> bytes:
    return poster(_opened(volume.open).decisions[place], edition)


def _draw(volume: Volume, place: int, edition: Edition) -> bytes:
    sheet = draw_sheet(_opened(volume.open).draws[place], edition)
    return page("draw.html.j2", edition, "../../", sheet=sheet)


def _record(volume: Volume, place: int) -> bytes:
    return _opened(volume.open).draws[place].record.encode()


@lru_cache(maxsize=1)
def _opened(book: Callable[[], Opened]) -> Opened:
    """The pages of one book are made one after the other, and it is opened once for all of them."""
    return book()
