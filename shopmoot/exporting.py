"""What `shopmoot export` does: the public record of a shelf as files, with a sentence for each outcome."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from archive.code import checked_base
from archive.decisions_table import decisions_table
from archive.edition import Edition
from archive.export import SCHEMA, SCHEMA_FILE, whole_export
from archive.pages import in_order
from archive.volumes import Volume
from assembly.journal import Journal
from assembly.refusal import RuleBroken
from shopmoot import settings
from shopmoot.editions import edition_on, with_patterns
from shopmoot.laying import lay
from shopmoot.minutes_markdown import minutes_markdown
from shopmoot.page_words import page_trouble
from shopmoot.publishing import REFUSED, check_apart, opened_for_reading, warn_of
from shopmoot.record import Teller, kept_on
from store.problems import Problem
from store.shelf import Shelf
from words.language import _

NOWHERE = "https://shopmoot.invalid"
"""Links need an address also where the pages have none; nobody can ever own this one."""


def export_shelf(args: argparse.Namespace) -> int:
    """Export the shelf; answer with the exit code."""
    known = settings.read(vars(args))
    url = known.base_url if args.base_url is None else args.base_url
    try:
        check_apart(args.folder, known.data)
        shelf = opened_for_reading(known.data, known.language)
        files, left_out = _files(shelf, checked_base(url) if url else NOWHERE, _wanted(args))
        written = lay(args.folder, files)
    except RuleBroken as refusal:
        sys.stderr.write(f"{page_trouble(refusal)}\n")
        return REFUSED
    _tell(args.folder, len(written), len(files) - len(written), linked=bool(url))
    return warn_of(left_out)


def _wanted(args: argparse.Namespace) -> frozenset[str]:
    kinds = ("json", "csv", "markdown")
    return frozenset(kind for kind in kinds if getattr(args, kind)) or frozenset(kinds)


def _files(
    shelf: Shelf, base_url: str, wanted: frozenset[str]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    seen = shelf.surveyor.survey()
    edition = edition_on(shelf, seen, base_url)
    told = Teller(shelf, seen, edition).told({})
    edition = with_patterns(edition, shelf, seen, told.left_out)
    files = dict(_tables(in_order(told.volumes), edition, wanted))
    if "markdown" in wanted:
        files.update(_minutes(kept_on(shelf).journals, edition))
    return files, told.left_out


def _tables(
    volumes: Iterable[Volume], edition: Edition, wanted: frozenset[str]
) -> Iterator[tuple[str, bytes]]:
    known = tuple(volumes)
    if "json" in wanted:
        yield "commons.json", whole_export(known, edition)
        yield SCHEMA.lstrip("/"), SCHEMA_FILE.read_bytes()
    if "csv" in wanted:
        decisions = (one for volume in known for one in volume.open().decisions)
        yield "decisions.csv", decisions_table(decisions, edition, datetime.now().astimezone().date())


def _minutes(journals: Iterable[Journal], edition: Edition) -> Iterator[tuple[str, bytes]]:
    for journal in journals:
        assembly = journal.assembly
        name = f"minutes/{assembly.opened_at.date().isoformat()}-{assembly.id}.md"
        yield name, minutes_markdown(assembly, edition).encode("utf-8", "replace")


def _tell(folder: Path, written: int, unchanged: int, *, linked: bool) -> None:
    said = _("Written into {folder}: {written}. Unchanged: {unchanged}.")
    print(said.format(folder=folder, written=written, unchanged=unchanged))
    if not linked:
        print(
            _(
                "The pages have no address yet, so links begin with {nowhere}. Name it with --base-url."
            ).format(nowhere=NOWHERE)
        )
