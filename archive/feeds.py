"""What is new, for feed readers: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from heapq import nlargest
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from archive.code import page_url
from archive.edition import Edition
from archive.leaves import Leaf, key_of
from archive.rows import DecisionRow
from archive.volumes import Volume
from words.language import _

NEWEST = 50
"""Decisions in a feed, also old ones of which there is something new; the pages have all of them."""
ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
BEGINNING = "1970-01-01T00:00:00+00:00"
"""When a feed without a decision was changed: it has to say something."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_leaves(volumes: Sequence[Volume], edition: Edition, edition_key: str) -> Iterator[Leaf]:
    """Both feeds.

    Args:
        volumes: Oldest first.
        edition: Whose feeds they are.
        edition_key: What all pages depend on.
    """
    rows = newest_rows(volumes, NEWEST)
    key = key_of(edition_key, repr(rows))
    yield Leaf("/feed.xml", key, partial(_atom, rows, edition))
    yield Leaf("/feed.json", key, partial(_json_feed, rows, edition))


def newest_rows(volumes: Sequence[Volume], number: int) -> tuple[DecisionRow, ...]:
    """The decisions that were adopted, looked at again or learned from last, the newest first."""
    rows = (row for volume in reversed(volumes) for row in volume.contents.decisions)
    return tuple(nlargest(number, rows, key=_changed))


def _changed(row: DecisionRow) -> datetime:
    return datetime.fromisoformat(row.updated)


def heading(edition: Edition) -> str:
    """What feeds and the calendar are called."""
    circle = edition.line(edition.circle)
    return f"{_('Decisions')} · {circle}" if circle else _("Decisions")


def _atom(rows: Sequence[DecisionRow], edition: Edition) -> bytes:
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": edition.tag})
    _add(feed, "id", f"{edition.base_url}/")
    _add(feed, "title", heading(edition))
    _add(feed, "updated", rows[0].updated if rows else BEGINNING)
    SubElement(feed, "link", {"rel": "self", "href": f"{edition.base_url}/feed.xml"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{edition.base_url}/"})
    _add(SubElement(feed, "author"), "name", edition.line(edition.circle) or _("The circle"))
    for row in rows:
        _entry(feed, row, edition)
    indent(feed)
    told: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return told + b"\n"


def _entry(feed: Element, row: DecisionRow, edition: Edition) -> None:
    entry, url = SubElement(feed, "entry"), page_url(edition.base_url, row.id)
    _add(entry, "id", f"{url}/")
    _add(entry, "title", row.title)
    _add(entry, "updated", row.updated)
    _add(entry, "published", row.adopted)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{url}/"})
    for tag in row.tags:
        SubElement(entry, "category", {"term": tag})
    _add(entry, "summary", row.told)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _json_feed(rows: Sequence[DecisionRow], edition: Edition) -> bytes:
    feed = {
        "version": JSON_FEED,
        "title": heading(edition),
        "home_page_url": f"{edition.base_url}/",
        "feed_url": f"{edition.base_url}/feed.json",
        "language": edition.tag,
        "items": [_item(row, edition) for row in rows],
    }
    return as_json(feed)


def _item(row: DecisionRow, edition: Edition) -> dict[str, object]:
    url = f"{page_url(edition.base_url, row.id)}/"
    return {
        "id": url,
        "url": url,
        "title": row.title,
        "content_text": row.told or row.title,
        "date_published": row.adopted,
        "date_modified": row.updated,
        "tags": list(row.tags),
    }


def as_json(document: Mapping[str, object]) -> bytes:
    """A document as the pages offer it, the same bytes for the same content, each row of a list on a line."""
    lines = ",\n".join(f"{_compact(name)}: {_in_rows(told)}" for name, told in document.items())
    return f"{{\n{lines}\n}}\n".encode("utf-8", "replace")


def _in_rows(told: object) -> str:
    if not isinstance(told, list) or not told:
        return _compact(told)
    rows = ",\n".join(map(_compact, told))
    return f"[\n{rows}\n]"


_compact = json.JSONEncoder(ensure_ascii=False).encode
"""Without indentation the standard library writes ten times as fast."""
