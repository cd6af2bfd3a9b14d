"""What `shopmoot publish` does: from the shelf to a folder, with a sentence for each outcome."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from archive.code import checked_base
from archive.manifest import NAME, Manifest, read_manifest, written_manifest
from archive.pages import leaves_of
from archive.publish import Published, publish
from assembly.refusal import RuleBroken
from shopmoot import settings
from shopmoot.editions import edition_on, with_patterns
from shopmoot.page_words import page_trouble
from shopmoot.record import Teller, Told
from shopmoot.thrift import uncollected
from shopmoot.troubles import shelf_trouble
from store.problems import Problem
from store.shelf import Shelf
from store.storage import replace_file
from words.language import _, n_, use

REFUSED = 1
"""The exit code when nothing, or not everything, was published."""


def publish_shelf(args: argparse.Namespace) -> int:
    """Publish the shelf; answer with the exit code."""
    known = settings.read(vars(args))
    try:
        base_url = _address(known.base_url if args.base_url is None else args.base_url)
        check_apart(args.folder, known.data)
        shelf = opened_for_reading(known.data, known.language)
        told, done = publish_into(args.folder, shelf, base_url)
    except RuleBroken as refusal:
        sys.stderr.write(f"{page_trouble(refusal)}\n")
        return REFUSED
    _tell(args.folder, base_url, done)
    sys.stderr.writelines(f"{said}\n" for said in _of_orphans(done.orphans, whole=not told.left_out))
    return warn_of(told.left_out)


def publish_into(folder: Path, shelf: Shelf, base_url: str) -> tuple[Told, Published]:
    """Bring a folder up to date, and remember there what stands in it."""
    with uncollected():  # tens of thousands of rows are made here, and all of them stay until the end
        known, seen = read_manifest(folder), shelf.surveyor.survey()
        edition = edition_on(shelf, seen, base_url)
        told = Teller(shelf, seen, edition).told(known.contents)
        edition = with_patterns(edition, shelf, seen, told.left_out)
    done = publish(folder, leaves_of(told.volumes, edition), known.pages)
    manifest = Manifest(done.laid, told.contents)
    if manifest != known:
        with suppress(OSError):  # the next time takes longer, and nothing else
            replace_file(folder / NAME, written_manifest(manifest))
    return told, done


def opened_for_reading(folder: Path, language: str) -> Shelf:
    """The shelf, to be read only, with its language in use.

    Raises:
        RuleBroken: `no-shelf`: there is none.
    """
    if not folder.is_dir():
        raise RuleBroken("no-shelf", folder=str(folder))
    shelf = Shelf.open(folder, read_only=True)
    use(language or shelf.circle.language)
    return shelf


def check_apart(folder: Path, shelf: Path) -> None:
    """Refuse to put pages where names are: whoever uploads the folder would upload them too."""
    pages, private = folder.resolve(), shelf.resolve()
    if pages == private or pages in private.parents or private in pages.parents:
        raise RuleBroken("publish-into-shelf", folder=str(folder))


def warn_of(left_out: Iterable[Problem]) -> int:
    """Say which books are not on the pages; the exit code tells it to a script."""
    code = 0
    for problem in left_out:
        sys.stderr.write(f"{_('Not on the pages:')} {shelf_trouble(problem)}\n")
        code = REFUSED
    return code


def _address(url: str) -> str:
    if not url:
        raise RuleBroken("base-url-missing")
    return checked_base(url)


def _tell(folder: Path, base_url: str, done: Published) -> None:
    said = _("Written: {written}. Unchanged: {unchanged}. The pages in {folder} belong to {url}/")
    print(said.format(written=len(done.written), unchanged=done.unchanged, folder=folder, url=base_url))


def _of_orphans(orphans: Sequence[str], *, whole: bool) -> Iterator[str]:
    """Which pages nothing leads to any more; while a book cannot be read they may be those of the book."""
    if orphans and not whole:
        yield n_(
            "{number} page stays as it is, because its book may be one of these. Do not remove it.",
            "{number} pages stay as they are, because their book may be one of these. Do not remove them.",
            len(orphans),
        ).format(number=len(orphans))
        return
    for path in orphans:
        yield _("{path} is no longer part of the record. Remove it by hand if it should go.").format(
            path=path
        )
