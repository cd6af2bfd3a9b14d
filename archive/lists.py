"""The index and the pages of what was decided earlier; they list everything, also without a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from archive.edition import Edition
from archive.leaves import Leaf, house_key, key_of
from archive.setting import page
from archive.sheets import Day, day_sheet
from archive.volumes import Contents, Part, meeting_again
from assembly.state import NextDate
from assembly.value import value
from words.dates import say_date
from words.language import _
from words.recurrence import say_meetings

ON_THE_INDEX = 2
"""Parts on the index itself, so that it is never nearly empty when a part begins."""


@value
class Gathering:
    """An assembly on a list, with what came out of it."""

    day: Day
    contents: Contents
    days: tuple[Day, ...] = ()
    """When each decision was made, where they were brought along and not made on one day."""


@value
class Way:
    """A link to a page of earlier assemblies, with the days of its first and its last."""

    path: str
    first: Day
    last: Day


def list_leaves(parts: Sequence[Part], edition: Edition, edition_key: str) -> Iterator[Leaf]:
    """The pages of earlier assemblies, then the index that leads to them."""
    earlier, newest = parts[:-ON_THE_INDEX], parts[-ON_THE_INDEX:]
    for part in earlier:
        key = key_of(edition_key, part.key)
        yield Leaf(f"/all/{part.name}/index.html", key, partial(_earlier, part, edition))
    key = key_of(edition_key, str(edition.whole), *(part.key for part in parts))
    again = meeting_again([volume for part in parts for volume in part.volumes])
    yield Leaf("/index.html", key, partial(_index, newest, earlier, edition, again))
    if edition.whole:
        yield _grown(len(parts))


def _grown(parts: int) -> Leaf:
    """What an index of the newest decisions alone waits for, to search the others as well."""
    told = f"shopmootSearch.grow({parts});\n".encode("ascii")
    return Leaf("/search/parts.js", key_of(house_key(), str(parts)), lambda: told)


def _earlier(part: Part, edition: Edition) -> bytes:
    days = _days([part])
    return page("index.html.j2", edition, "../../", days=days, ways=(), parts=0, meets="", more=False)


def _index(
    newest: Sequence[Part], earlier: Sequence[Part], edition: Edition, again: Contents | None
) -> bytes:
    ways = tuple(_way(part) for part in reversed(earlier))
    parts = newest[-1].number
    meets = _meets(again) if again is not None and again.rule else ""
    days, more = _days(newest), not edition.whole
    return page("index.html.j2", edition, "", days=days, ways=ways, parts=parts, meets=meets, more=more)


def _meets(again: Contents) -> str:
    """By which rule the circle meets; a single day stands in the calendar only, because it passes."""
    agreed = NextDate(datetime.fromisoformat(again.next), again.place, again.rule)
    return _("The circle meets {rule}, from {day} on.").format(
        rule=say_meetings(agreed), day=say_date(agreed.at.date())
    )


def _days(parts: Sequence[Part]) -> tuple[Gathering, ...]:
    """Assemblies that brought something about, the newest first."""
    told = [volume.contents for part in parts for volume in part.volumes]
    return tuple(
        Gathering(_day(contents), contents, tuple(_days_before(contents)))
        for contents in reversed(told)
        if contents.decisions or contents.draws
    )


def _days_before(contents: Contents) -> Iterator[Day]:
    rows = contents.decisions if contents.imported else ()
    yield from (day_sheet(datetime.fromisoformat(row.adopted)) for row in rows)


def _way(part: Part) -> Way:
    first, last = (_day(part.volumes[place].contents) for place in (0, -1))
    return Way(f"all/{part.name}/index.html", first, last)


def _day(contents: Contents) -> Day:
    return day_sheet(datetime.fromisoformat(contents.at))
