"""A desk that keeps everything in memory: the world of the screens without a disk, a network or a clock."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

from archive.code import code_matrix
from archive.wifi import wifi_text
from assembly.acts.opening import FORMAT, Opened
from assembly.adopted import Adopted
from assembly.board import Seat, board
from assembly.circle import Protocols
from assembly.daybook import Circle
from assembly.decision import Decision, decisions_of, followed
from assembly.heard import Heard, Retold, heard_in
from assembly.history import History, afterwards_in, facts_of
from assembly.holdings import EndedBy, Ending, Holding, ended_early
from assembly.journal import Entry, Journal, opened, replaying
from assembly.recalling import recalls_in
from assembly.reviewing import Learning, LearningKind
from assembly.roles import Role
from assembly.said import Said
from assembly.search import Found, Known, Query
from assembly.settling import check_ending, check_settled
from assembly.state import Story
from assembly.steps import Occasion
from screens.desk import Doorway, RollLook, Way, Wifi
from store.catalogue import Lost
from store.search_docs import docs_of
from store.search_index import Leaf, SearchIndex
from store.storage import Stamp

NOON = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
NAMES = ("Ana", "Boris", "Chen", "Dora", "Emil", "Fatima", "Goran")
COLUMNS = {"name", "shift", "department", "opt-outs"}
NOWHERE = Path("/nowhere/sentences.txt")
SQUARE = tuple(tuple((row * column) % 3 == 0 for column in range(25)) for row in range(25))


@dataclass(frozen=True, slots=True)
class FakePerson:
    """Somebody on the roll, in memory."""

    id: str
    name: str
    tags: Mapping[str, str] = field(default_factory=dict)
    opt_outs: tuple[str, ...] = ()
    joined: date | None = None
    left: date | None = None
    label: str = ""


class FakeDesk:
    """Keeps books, people and pages in lists; saves from a thread, as the real one does."""

    missing: Sequence[Lost] = ()
    """Books that were taken away."""

    def __init__(self, names: Iterable[str] = NAMES, name: str = "Paint shop") -> None:
        """Take the people and the name of the circle; a desk without both is an empty shelf."""
        self.demo = False
        self.minutes = 90
        self.told: dict[str, tuple[Story, ...]] = {}
        self.past_stories: tuple[Retold, ...] = ()
        """What was told in earlier assemblies."""
        self.unread = 0
        self.troubles: Sequence[str] = ()
        self.index_known = Known()
        self.held = ""
        self.warnings: Sequence[str] = ()
        self.sentences_file = NOWHERE
        self.last_visit: datetime | None = None
        self.time = NOON
        self.the_circle = Circle(name)
        self.roll: list[FakePerson] = []
        self.past = History()
        self.drafts: dict[str, dict[str, str]] = {}
        self.old_decisions: tuple[Decision, ...] = ()
        self.learnings: tuple[Learning, ...] = ()
        """What was written down between assemblies."""
        self.book: list[Entry] = []
        self.full = ""
        """Why nothing can be saved, or empty."""
        self.refused: OSError | None = None
        """What the system says to founding and to changes of the roll, or None."""
        self.door: Doorway | None = None
        self.next_door = Doorway(
            "http://192.168.1.7:8080", True, "Phones in this network find the pages here."
        )
        self.networks: Sequence[Way] = (Way("192.168.1.7", "Wi-Fi wlan0, 192.168.1.7", True),)
        self.chosen_way = ""
        self.the_wifi: Wifi | None = None
        self.published = self.next_door.url
        """Where the pages stand for good, or empty."""
        self._ids = 0
        self._saved: Callable[[int], None] = lambda _n: None
        self._failed: Callable[[str, int], None] = lambda _why, _n: None
        self._add(FakePerson("", one) for one in names)

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def missing_books(self) -> Sequence[Lost]:
        return self.missing

    def give_up_book(self, book: str) -> None:
        self.missing = [one for one in self.missing if one.book != book]

    def zone(self) -> str:
        return "UTC"

    def new_id(self) -> str:
        self._ids += 1
        return f"7K{self._ids:03}"

    def circle(self) -> Circle:
        return self.the_circle

    def people(self) -> Sequence[FakePerson]:
        return tuple(self.roll)

    def look_at(self, roll: str) -> RollLook:
        people, faults = read_roll(roll)
        often = Counter(person.name for person in people)
        twice = tuple(f"“{name}” stands {times} times." for name, times in often.items() if times > 1)
        return RollLook(tuple(person.name for person in people), twice, faults)

    def found(self, name: str, language: str, roll: str, protocols: Protocols) -> None:
        self._check()
        self.the_circle = Circle(name, language, protocols)
        self.add_people(roll)

    def add_people(self, roll: str) -> Sequence[FakePerson]:
        self._check()
        people, faults = read_roll(roll)
        if faults:
            raise ValueError(faults)
        return self._add(people)

    def change_person(
        self,
        id: str,
        *,
        name: str | None = None,
        label: str | None = None,
        tags: Mapping[str, str] | None = None,
        opt_outs: Sequence[str] | None = None,
        left: date | None = None,
        back: bool = False,
    ) -> None:
        self._check()
        place = next(place for place, person in enumerate(self.roll) if person.id == id)
        before = self.roll[place]
        self.roll[place] = replace(
            before,
            name=before.name if name is None else name,
            label=before.label if label is None else label,
            tags=before.tags if tags is None else dict(tags),
            opt_outs=before.opt_outs if opt_outs is None else tuple(opt_outs),
            left=None if back else before.left if left is None else left,
        )

    def add_learning(self, decision: str, kind: LearningKind, text: str) -> None:
        self._check()
        self.learnings += (Learning(decision, kind, Said(text), self.now()),)

    def settle_roles(self, roles: Sequence[Role], relax_order: Sequence[str], decision: str = "") -> None:
        check_settled(roles, relax_order, (person.id for person in self.roll))
        self.the_circle = replace(self.the_circle, roles=tuple(roles), relax_order=tuple(relax_order))

    def end_term(self, role: str, member: str, on: date, why: EndedBy, decision: str = "") -> None:
        ending = Ending(role, member, on, why, decision)
        check_ending(ending, self.holdings(), self.past.assembly_dates)
        cut_off = ended_early(self.past.holdings, [ending], self.past.assembly_dates)
        self.past = replace(self.past, holdings=cut_off)

    def holdings(self) -> tuple[Holding, ...]:
        ended = recalls_in(replaying(self.book).assembly) if self.book else ()
        return ended_early(self.past.holdings, ended, self.past.assembly_dates)

    def imports(self) -> frozenset[str]:
        return frozenset({"1MPRT"})

    def board(self) -> tuple[Seat, ...]:
        dates, today = self.past.assembly_dates, self.now().date()
        return board(self.the_circle.roles, self.holdings(), dates, today)

    def history(self) -> History:
        old = tuple(Adopted(one.id, one.title, one.adopted) for one in self.old_decisions)
        return replace(self.past, decided=old)

    def unclosed(self) -> Journal | None:
        journal = replaying(self.book) if self.book and not self.held else None
        return None if journal is None or journal.assembly.closed_at else journal

    def begin(self, title: str, minutes: int, purpose: str = "assembly") -> Journal:
        first = Opened(
            FORMAT,
            self.new_id(),
            self.the_circle.name,
            title,
            tuple(person.id for person in self.roll if person.left is None),
            self.the_circle.protocols,
            self.past.served,
            self.past.drawn_facilitator,
            minutes_planned=minutes,
            demo=self.demo,
            roles=self.the_circle.roles,
            relax_order=self.the_circle.relax_order,
            holdings=self.past.holdings,
            hats_before=self.past.hats_before,
            purpose=Occasion(purpose),
        )
        journal = opened(first, self.now())
        self.book = []
        self.keep(journal.last)
        return journal

    def draft(self, of: str) -> MutableMapping[str, str]:
        return self.drafts.setdefault(of, {})

    def drafts_waiting(self) -> bool:
        return any(any(fields.values()) for fields in self.drafts.values())

    def forget_drafts(self) -> None:
        self.drafts.clear()

    def keep(self, entry: Entry) -> None:
        self.book.append(entry)
        self._tell(entry.n)

    def listen(self, saved: Callable[[int], None], failed: Callable[[str, int], None]) -> None:
        self._saved, self._failed = saved, failed

    def retry(self) -> None:
        self._tell(self.book[-1].n)

    def keep_in(self, folder: Path) -> None:
        self.full = ""
        self.retry()

    def decisions(self, journal: Journal | None) -> Sequence[Decision]:
        under_way = decisions_of(journal.assembly) if journal else ()
        facts = (facts_of(journal.assembly),) if journal else ()
        after = afterwards_in(facts, self.learnings)
        return tuple(followed(one, after) for one in (*reversed(under_way), *self.old_decisions))

    def find(self, query: Query, limit: int, after: int | None = None) -> Found:
        index = SearchIndex(None)
        newest = replaying(self.book) if self.book else None
        index.put([Leaf("", Stamp(1, 1, 1), docs_of(reversed(self.decisions(newest)), self.veil))])
        found = index.find(query, limit, after, self.now().date(), self.veil)
        self.index_known = index.known()
        index.close()
        return found

    def known(self) -> Known:
        self.find(Query(), 1)
        return self.index_known

    @property
    def settled(self) -> bool:
        return not self.unread

    def settle(self, told: Callable[[int, int], None]) -> Sequence[str]:
        told(self.unread, self.unread)
        self.unread = 0
        self.warnings = (*self.warnings, *self.troubles)
        return self.troubles

    def catch_up(self, told: Callable[[int, int], None]) -> Sequence[str]:
        return self.troubles

    def decision(self, id: str) -> Decision | None:
        newest = replaying(self.book) if self.book else None
        return next((one for one in self.decisions(newest) if one.id == id), None)

    def stories(self, id: str) -> Sequence[Story]:
        return self.told.get(id, ())

    def heard(self) -> Sequence[Heard]:
        here = heard_in(replaying(self.book).assembly) if self.book else ()
        return (*here, *(one.heard for one in self.past_stories))

    def retold(self, heard: Iterable[Heard]) -> Sequence[Retold]:
        words = {one.heard: one.story for one in self.past_stories}
        if self.book:
            assembly = replaying(self.book).assembly
            words |= dict(zip(heard_in(assembly), assembly.stories, strict=True))
        return tuple(Retold(one, words.get(one)) for one in heard)

    def veil(self, text: str) -> str:
        for person in self.roll:
            text = text.replace(person.name, person.label)
        return text

    def open_doorway(self, journal: Journal | None) -> Doorway:
        self.door = self.next_door
        return self.door

    def ways(self) -> Sequence[Way]:
        return self.networks

    def way(self) -> str:
        return self.chosen_way

    def take_way(self, address: str) -> None:
        self.chosen_way = address
        self.next_door = Doorway(f"http://{address}:8080", True, f"Phones find the pages at {address}.")

    def wifi(self) -> Wifi | None:
        return self.the_wifi

    def use_wifi(self, wifi: Wifi | None) -> None:
        self.the_wifi = wifi

    def wifi_refused(self, wifi: Wifi) -> str:
        return "" if wifi.name else "The Wi-Fi needs its name."

    def wifi_code(self) -> tuple[tuple[bool, ...], ...]:
        wifi = self.the_wifi
        return code_matrix(wifi_text(wifi.name, wifi.password)) if wifi is not None else ()

    def close_doorway(self) -> None:
        self.door = None

    def doorway(self) -> Doorway | None:
        return self.door

    def refresh_pages(self, journal: Journal | None) -> None:
        pass

    def code_of(self, path: str) -> tuple[str, tuple[tuple[bool, ...], ...]]:
        base = self.door.url if self.door else self.published
        return (f"{base}{path}", SQUARE) if base else ("", ())

    def text_code(self, text: str) -> tuple[tuple[bool, ...], ...]:
        return code_matrix(text)

    def _add(self, people: Iterable[FakePerson]) -> Sequence[FakePerson]:
        added = []
        for person in people:
            id = f"M{len(self.roll) + 1:03}"
            added.append(replace(person, id=id, label=person.label or id))
            self.roll.append(added[-1])
        return tuple(added)

    def _check(self) -> None:
        if self.refused is not None:
            raise self.refused

    def _tell(self, number: int) -> None:
        Thread(target=self._answer, args=(number,), daemon=True).start()

    def _answer(self, number: int) -> None:
        try:
            if self.full:
                self._failed(self.full, number)
            else:
                self._saved(number)
        except RuntimeError:
            return  # The program ended before it could be told.


def read_roll(roll: str) -> tuple[tuple[FakePerson, ...], tuple[str, ...]]:
    """People one per line, or a CSV with a header that begins with `name`, and what is wrong with it."""
    lines = [line.strip() for line in roll.splitlines()]
    first = next((line for line in lines if line), "")
    header = [cell.strip().lower() for cell in first.split(",")]
    if header[0] != "name":
        return tuple(FakePerson("", line) for line in lines if line), ()
    faults = [f"Row 1: there is no column “{cell}”." for cell in header if cell not in COLUMNS]
    people = []
    for number, row in enumerate(csv.reader(lines[lines.index(first) + 1 :]), 2):
        if row and len(row) != len(header):
            faults.append(f"Row {number}: {len(row)} columns instead of {len(header)}.")
        elif row:
            people.append(_person(dict(zip(header, row, strict=True))))
    return ((), tuple(faults)) if faults else (tuple(people), ())


def _person(cells: Mapping[str, str]) -> FakePerson:
    tags = {key: value for key, value in cells.items() if key not in {"name", "opt-outs"}}
    return FakePerson("", cells["name"], tags, tuple(cells.get("opt-outs", "").split()))
