"""The feeds, read by somebody else's reader and held against their rules."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from xml.etree.ElementTree import fromstring

import feedparser  # type: ignore[import-untyped]
import pytest

from archive.feeds import ATOM, NEWEST
from archive.pages import render
from assembly.decision import Decision, decisions_of
from assembly.reviewing import Afterwards, Learning, LearningKind
from assembly.said import Said
from tests.archive.staged import BREAKS, Room, edition, pages_of

NASTY = 'Breaks <script>alert(1)</script> & "more" ]]> \u202egnol\u2028 =1+1 javascript:alert(1) \x08\ufffe'


def decided(what: str = "Two breaks on hot days") -> Decision:
    room = Room().gathered().proposed(replace(BREAKS, what=what)).consented().adopted().closed()
    (decision,) = decisions_of(room.assembly)
    return decision


def test_a_feed_reader_finds_the_decision() -> None:
    feed = feedparser.parse(render([decided()], [], edition())["/feed.xml"])

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Decisions · Paint shop"
    (entry,) = feed.entries
    assert (entry.title, entry.link) == ("Two breaks on hot days", "https://coop.example/D/7K3FQ/")
    assert entry.updated == entry.published == decided().adopted.isoformat()


def test_what_was_learned_later_makes_an_entry_new_and_keeps_its_day() -> None:
    decision = decided()
    later = decision.adopted + timedelta(days=40)
    learned = Learning(decision.id, LearningKind.MISTAKE, Said("Too short"), later)
    pages = render([replace(decision, afterwards=Afterwards(learnings=(learned,)))], [], edition())

    (entry,) = feedparser.parse(pages["/feed.xml"]).entries
    (item,) = json.loads(pages["/feed.json"])["items"]

    assert entry.updated == item["date_modified"] == later.isoformat()
    assert entry.published == item["date_published"] == decision.adopted.isoformat()


def test_every_atom_feed_has_what_the_standard_demands() -> None:
    root = fromstring(render([decided()], [], edition())["/feed.xml"])

    name = {"a": ATOM}
    assert all(root.find(f"a:{part}", name) is not None for part in ("id", "title", "updated", "author"))
    for entry in root.findall("a:entry", name):
        assert all(entry.find(f"a:{part}", name) is not None for part in ("id", "title", "updated", "link"))


def test_the_json_feed_has_what_the_standard_demands() -> None:
    feed = json.loads(render([decided()], [], edition())["/feed.json"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://coop.example/feed.json"
    (item,) = feed["items"]
    assert item["id"] == item["url"] == "https://coop.example/D/7K3FQ/"
    assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
    assert item["content_text"]


@pytest.mark.parametrize("path", ["/feed.xml", "/feed.json"])
def test_whatever_was_typed_is_text_in_a_feed(path: str) -> None:
    page = render([decided(NASTY)], [], edition())[path]

    feed = feedparser.parse(page) if path == "/feed.xml" else json.loads(page)
    title = feed.entries[0].title if path == "/feed.xml" else feed["items"][0]["title"]
    assert "alert(1)" in title
    assert not {"\u202e", "\u2028", "\x08"} & set(title)
    if path == "/feed.xml":
        assert not feed.bozo
        assert b"<script" not in page


def test_a_feed_of_nothing_is_still_a_feed() -> None:
    pages = pages_of(Room().gathered())

    assert not feedparser.parse(pages["/feed.xml"]).bozo
    assert json.loads(pages["/feed.json"])["items"] == []


def test_a_feed_has_the_newest_decisions_and_no_more() -> None:
    one = decided()
    many = [
        replace(
            one,
            id=f"X{year}",
            adopted=one.adopted.replace(year=year),
            source=replace(one.source, assembly=f"A{year}", at=one.source.at.replace(year=year)),
        )
        for year in range(1900, 2000)
    ]

    items = json.loads(render(many, [], edition())["/feed.json"])["items"]

    assert [item["url"] for item in items] == [
        f"https://coop.example/D/X{year}/" for year in range(1999, 1999 - NEWEST, -1)
    ]


def learned(decision: Decision, at: datetime) -> Decision:
    later = Learning(decision.id, LearningKind.MISTAKE, Said("Too short"), at)
    return replace(decision, afterwards=Afterwards(learnings=(later,)))


def test_an_old_decision_of_which_there_is_something_new_comes_first() -> None:
    one = decided()
    years = [
        replace(one, id=f"X{year}", adopted=one.adopted.replace(year=year)) for year in range(1900, 2000)
    ]
    old = learned(replace(one, id="0LD01", adopted=one.adopted.replace(year=1890)), one.adopted)

    pages = render([*years, old], [], edition())

    items = json.loads(pages["/feed.json"])["items"]
    assert [item["url"][-6:-1] for item in items[:2]] == ["0LD01", "X1999"]
    assert len(items) == NEWEST
    feed = feedparser.parse(pages["/feed.xml"])
    assert feed.feed.updated == feed.entries[0].updated == one.adopted.isoformat()


def test_the_newest_moment_counts_wherever_its_clock_stood() -> None:
    one = decided()
    east = learned(one, datetime(2026, 12, 5, 1, 0, tzinfo=timezone(timedelta(hours=9))))
    west = learned(
        replace(one, id="WEST1"), datetime(2026, 12, 4, 20, 0, tzinfo=timezone(timedelta(hours=-5)))
    )

    feed = feedparser.parse(render([east, west], [], edition())["/feed.xml"])

    assert feed.feed.updated == "2026-12-04T20:00:00-05:00"
    assert [entry.link[-6:-1] for entry in feed.entries] == ["WEST1", "7K3FQ"]


def test_an_entry_says_that_its_decision_is_over() -> None:
    over = replace(decided(), afterwards=Afterwards(amended_by=("9XY2Z",)))

    pages = render([over], [], edition())

    assert (
        feedparser.parse(pages["/feed.xml"]).entries[0].summary.startswith("No longer in force. Two breaks")
    )
    assert json.loads(pages["/feed.json"])["items"][0]["content_text"].startswith("No longer in force. Two")
