"""The commons for machines: every released fact of decisions and draws, as `schema/commons-1.json` says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from archive.edition import Edition
from archive.export_facts import decision_facts, draw_facts, protocol_facts, role_facts
from archive.feeds import as_json
from archive.leaves import Leaf, key_of
from archive.patterns_sheet import pattern_facts
from archive.volumes import Part, Volume

FORMAT = 1
SCHEMA = "/schema/commons-1.json"
SCHEMA_FILE = Path(__file__).parent / "templates" / "commons-1.json"


def export_leaf(part: Part, edition: Edition, edition_key: str, *, newest: bool) -> Leaf:
    """One part of the export: the newest is `commons.json`, which leads to the earlier ones."""
    path = "/commons.json" if newest else f"/commons/{part.name}.json"
    own = repr((edition.roles, *map(tuple, edition.terms), pattern_facts(edition))) if newest else ""
    return Leaf(path, key_of(edition_key, part.key, own), partial(_document, part, edition, newest))


def whole_export(volumes: Sequence[Volume], edition: Edition) -> bytes:
    """Everything in one document, the oldest first, however many files it was brought along in."""
    return _document(Part(1, tuple(volumes)), edition, newest=True, by_day=True)


def _document(part: Part, edition: Edition, newest: bool, *, by_day: bool = False) -> bytes:
    opened = [volume.open() for volume in part.volumes]
    decisions = [one for book in opened for one in book.decisions]
    if by_day:
        decisions.sort(key=lambda one: (one.adopted, one.id))
    earlier = f"{edition.base_url}/commons/{part.number - 1}.json" if part.number > 1 else None
    return as_json(
        {
            "$schema": f"{edition.base_url}{SCHEMA}",
            "format": FORMAT,
            "circle": edition.line(edition.circle),
            "language": edition.tag,
            "url": f"{edition.base_url}/",
            "earlier": earlier,
            "protocols": [protocol_facts(one) for one in edition.protocols],
            "roles": [role_facts(one, edition) for one in edition.roles] if newest else [],
            "patterns": pattern_facts(edition) if newest else [],
            "decisions": [decision_facts(one, edition) for one in decisions],
            "draws": [draw_facts(one, edition) for book in opened for one in book.draws],
        }
    )
