"""The desk on real files: what is founded, kept, taken up again, refused and shown."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from queue import Queue
from shutil import rmtree
from time import sleep
from urllib.request import urlopen

import pytest

from archive.addresses import Address
from archive.code import code_matrix
from assembly.acts.closing import CloseAssembly, ConfirmMinutes, SetNextDate
from assembly.acts.consenting import Adopt, AskConsent, TakePosition
from assembly.acts.drawing import AnswerSeat, ConfirmSeal, LockEntropy, RevealSeat, SealDraw
from assembly.acts.floor import GoTo, MarkPresence
from assembly.acts.gathering import AcceptFacilitation, ChangeTitle
from assembly.acts.hatting import SetRoles
from assembly.acts.proposing import Propose
from assembly.acts.sidelines import ClockCorrected, ParkThing, TakeNote
from assembly.acts.throwing import calling
from assembly.attendance import next_facilitators
from assembly.circle import Kind, default_protocols
from assembly.dialects import Position
from assembly.journal import Journal
from assembly.lottery import Answer
from assembly.proposals import Draft
from assembly.roles import Role
from assembly.rulebook import Command, decide
from assembly.said import Said
from assembly.state import Presence
from assembly.steps import Step
from shopmoot import doorway
from shopmoot.demo import write_shelf
from shopmoot.desk import ShelfDesk, Terms
from shopmoot.program import leave, rescue
from store.layout import assembly_books_in
from store.people import Roll, load_people, save_people
from store.verification import verify_shelf

HOUSE = Path(__file__).parents[2]
ROLL = "Amara Okafor\nSiobhán O'Neill\nОксана Коваль\n[/oops] 🦊\n"


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[..., ShelfDesk]]:
    """Opens desks on one shelf and closes them in the end."""
    opened: list[ShelfDesk] = []

    def open_one(folder: Path = tmp_path / "shelf", **terms: bool) -> ShelfDesk:
        opened.append(ShelfDesk(folder, Terms(**terms)))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[..., ShelfDesk]) -> ShelfDesk:
    """A founded circle."""
    founded = open_desk()
    founded.found("Paint shop", "en", ROLL, default_protocols())
    return founded


def asked(desk: ShelfDesk, journal: Journal, *commands: Command) -> Journal:
    for command in commands:
        journal = journal.grown(decide(journal.assembly, command), desk.now())
        desk.keep(journal.last)
    return journal


def listening(desk: ShelfDesk) -> Queue[int | str]:
    told: Queue[int | str] = Queue()
    desk.listen(told.put, lambda sentence, _n: told.put(sentence))
    return told


def wait_for(told: Queue[int | str], wanted: int) -> None:
    while told.get(timeout=30) != wanted:
        continue


def test_an_empty_shelf_has_no_circle(open_desk: Callable[..., ShelfDesk]) -> None:
    empty = open_desk()

    assert (empty.circle().name, tuple(empty.people()), empty.held, tuple(empty.warnings)) == ("", (), "", ())
    assert empty.unclosed() is None


def test_a_founded_circle_is_there_the_next_time(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk]
) -> None:
    desk.close()
    again = open_desk()

    assert again.circle().name == "Paint shop"
    assert again.circle().protocols == default_protocols()
    assert [person.name for person in again.people()] == ROLL.splitlines()
    assert [person.label for person in again.people()] == ["M001", "M002", "M003", "M004"]
    assert verify_shelf(again.sentences_file.parent) == ()


def test_a_founding_that_was_cut_off_is_founded_anew_and_gives_no_id_twice(
    open_desk: Callable[..., ShelfDesk], tmp_path: Path
) -> None:
    cut_off = open_desk()
    cut_off.close()
    people = tmp_path / "shelf" / "people.json"
    save_people(people, load_people(people).joined_by((), date(2026, 1, 1)))
    save_people(people, Roll(next_number=5))
    desk = open_desk()
    before = desk.circle().name
    desk.found("Paint shop", "en", "Ana\nBo", default_protocols())

    assert before == ""
    assert [(person.id, person.name) for person in desk.people()] == [("M005", "Ana"), ("M006", "Bo")]


def test_a_list_with_a_fault_brings_nobody_and_says_which_row(desk: ShelfDesk) -> None:
    text = "name,shift\nAna,early\n,late\n"
    looked = desk.look_at(text)
    with pytest.raises(OSError, match="Row 3") as refused:
        desk.add_people(text)

    assert looked.names == ()
    assert [fault.startswith("Row 3:") for fault in looked.faults] == [True]
    assert refused.value.strerror == looked.faults[0]
    assert len(desk.people()) == 4


def test_a_look_at_a_list_says_which_names_are_there_twice(desk: ShelfDesk) -> None:
    looked = desk.look_at("Ana\nAmara Okafor\nAna")

    assert looked.names == ("Ana", "Amara Okafor", "Ana")
    assert {remark.split(" is there")[0] for remark in looked.remarks} == {"Ana", "Amara Okafor"}


def test_what_is_known_of_a_person_changes_and_stays(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk]
) -> None:
    desk.change_person("M002", label="Siobhán", tags={"shift": "night"}, opt_outs=("keys",))
    desk.change_person("M003", left=date(2026, 1, 1))
    desk.change_person("M004", left=date(2026, 1, 1))
    desk.change_person("M004", back=True)
    desk.close()
    people = {person.id: person for person in open_desk().people()}

    assert (people["M002"].label, people["M002"].tags) == ("Siobhán", {"shift": "night"})
    assert people["M002"].opt_outs == ("keys",)
    assert people["M003"].left == date(2026, 1, 1)
    assert people["M004"].left is None


def test_whoever_has_left_is_not_entitled(desk: ShelfDesk) -> None:
    desk.change_person("M003", left=desk.now().date())
    desk.add_people("Late Comer")

    assert desk.begin("", 60).assembly.entitled == ("M001", "M002", "M004", "M005")


def test_what_happens_is_on_the_disk_when_it_is_said_to_be(desk: ShelfDesk) -> None:
    told = listening(desk)
    journal = asked(desk, desk.begin("Rota", 60), MarkPresence(("M001",), Presence.HERE))
    wait_for(told, 2)
    shelf = desk.sentences_file.parent
    content = assembly_books_in(shelf)[0].read_text("utf-8")

    assert '"PresenceMarked"' in content
    assert journal.assembly.circle == "Paint shop"
    assert verify_shelf(shelf) == ()
    assert not any(name in content for name in ROLL.splitlines())


def test_an_assembly_that_was_left_is_taken_up_as_it_stands(desk: ShelfDesk) -> None:
    journal = asked(desk, desk.begin("Rota", 60), MarkPresence(("M001",), Presence.HERE))

    assert desk.unclosed() == journal
    assert desk.unclosed() is desk.unclosed()


def test_the_assembly_under_way_is_no_history_of_itself(desk: ShelfDesk) -> None:
    journal = asked(desk, desk.begin("Rota", 60), MarkPresence(("M001",), Presence.HERE))
    asked(desk, journal, AcceptFacilitation(next_facilitators(journal.assembly)[0]))

    assert desk.history().served == ()


def test_what_was_closed_just_now_is_history_without_a_restart(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk]
) -> None:
    journal = asked(desk, desk.begin("Rota", 60), MarkPresence(("M001", "M002", "M003"), Presence.HERE))
    journal = asked(
        desk,
        journal,
        AcceptFacilitation("M001"),
        GoTo(Step.PROPOSAL),
        Propose("7KAAA", Kind.OPERATIONAL, Draft("Move the press", review=date(2030, 1, 1))),
        *(GoTo(step) for step in (Step.CLARIFY, Step.REACT, Step.DECIDE)),
        AskConsent(),
        *(TakePosition(member, Position.CONSENT) for member in ("M001", "M002", "M003")),
        Adopt(),
        ParkThing(Said("the roof")),
        GoTo(Step.LOTTERY),
        SetRoles((Role("facilitator", "Facilitator"),)),
        SealDraw("7KAAC"),
        ConfirmSeal(),
        *calling("dice " + " ".join("35162" * 5)),
        LockEntropy(),
        RevealSeat(),
        AnswerSeat(Answer.ACCEPTED),
        GoTo(Step.CLOSE),
        SetNextDate(desk.now() + timedelta(days=7), "canteen"),
    )
    assert (desk.history().decided, desk.history().next_date) == ((), None)
    asked(desk, journal, ConfirmMinutes(), CloseAssembly())

    found = desk.history()
    assert [one.title for one in found.decided] == ["Move the press"]
    assert {(one.what, one.title) for one in found.unfinished} == {
        ("review", "Move the press"),
        ("parked", "the roof"),
    }
    assert found.next_date is not None
    assert found.drawn_facilitator in {"M002", "M003"}
    assert [one.id for one in desk.decisions(None)] == ["7KAAA"]
    desk.close()
    assert open_desk().history() == found


KILLED = """
import sys, time
from pathlib import Path
from assembly.acts import floor, gathering, turns
from assembly.state import Presence
from assembly.rulebook import decide
from assembly.steps import Step
from shopmoot.desk import ShelfDesk

desk = ShelfDesk(Path(sys.argv[1]))
journal = desk.begin("Rota", 60)
for command in (
    floor.MarkPresence(("M001", "M002"), Presence.HERE),
    gathering.AcceptFacilitation("M001"),
    floor.GoTo(Step.STORIES),
    turns.BeginRound(),
    turns.BeginTurn("M002"),
):
    journal = journal.grown(decide(journal.assembly, command), desk.now())
    desk.keep(journal.last)
lock = Path(sys.argv[1]) / "lock"
while lock.stat().st_mtime < journal.last.at.timestamp() + 1:
    time.sleep(0.05)
print(journal.last.at.isoformat(), flush=True)
time.sleep(600)
"""


def test_a_killed_assembly_goes_on_with_the_same_speaker_and_the_same_seconds(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = desk.sentences_file.parent
    desk.close()
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(shelf)], cwd=HOUSE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    began = datetime.fromisoformat(program.stdout.readline().strip())
    spoken = (datetime.now(UTC) - began).total_seconds()
    program.kill()
    program.wait()
    monkeypatch.setattr(ShelfDesk, "now", lambda _: datetime.now().astimezone() + timedelta(hours=1))
    again = open_desk()
    journal = again.unclosed()

    assert journal is not None
    assert journal.assembly.round is not None
    assert journal.assembly.round.speaking == "M002"
    assert 0.5 <= journal.assembly.round.watch.seconds(again.now()) <= spoken + 2
    assert 0.5 <= journal.assembly.walk.seconds(again.now()) <= spoken + 5
    assert isinstance(journal.last.event, ClockCorrected)
    assert verify_shelf(shelf) == ()
    program.stdout.close()


def test_a_second_window_looks_and_says_who_holds_the_shelf(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk]
) -> None:
    desk.begin("Rota", 60)
    second = open_desk()
    told = listening(second)

    assert f"process {os.getpid()}" in second.held
    assert "An assembly is under way there: “Rota”, since " in second.held
    assert second.unclosed() is None
    assert second.circle().name == "Paint shop"
    with pytest.raises(PermissionError):
        second.begin("Another", 60)
    with pytest.raises(OSError, match="cannot be written"):
        second.add_people("Somebody")
    second.keep(desk.begin("Third", 60).last)
    assert "cannot be written" in str(told.get(timeout=5))
    assert len(assembly_books_in(desk.sentences_file.parent)) == 2


def test_a_window_that_only_looks_changes_nothing(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk]
) -> None:
    shelf = desk.sentences_file.parent
    desk.close()
    before = {path: path.read_bytes() for path in shelf.rglob("*") if path.is_file()}
    looking = open_desk(look_only=True)

    assert "look only" in looking.held
    assert looking.circle().name == "Paint shop"
    assert looking.history().served == ()
    assert {path: path.read_bytes() for path in shelf.rglob("*") if path.is_file()} == before


def test_a_folder_that_goes_away_is_said_at_once_and_nothing_is_lost(desk: ShelfDesk, tmp_path: Path) -> None:
    told = listening(desk)
    journal = desk.begin("Rota", 60)
    wait_for(told, 1)
    rmtree(desk.sentences_file.parent / "assemblies")
    journal = asked(desk, journal, TakeNote(Said("The folder has gone.")))
    sentence = told.get(timeout=30)
    desk.keep_in(tmp_path / "stick")
    wait_for(told, 2)
    book = assembly_books_in(tmp_path / "stick")[0]

    assert "folder of the shelf is gone" in str(sentence)
    assert "The folder has gone." in book.read_text("utf-8")
    assert (tmp_path / "stick" / "people.json").exists()
    assert desk.unclosed() == journal


def test_at_the_end_it_is_said_which_folder_the_book_was_moved_to(
    desk: ShelfDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = listening(desk)
    desk.begin("Rota", 60)
    wait_for(told, 1)
    leave(desk)
    assert capsys.readouterr().err == ""

    desk.keep_in(tmp_path / "my stick")
    leave(desk)

    assert f"shopmoot --data '{tmp_path / 'my stick'}'" in capsys.readouterr().err


def test_a_save_that_failed_can_be_tried_again(desk: ShelfDesk) -> None:
    told = listening(desk)
    journal = desk.begin("Rota", 60)
    wait_for(told, 1)
    assemblies = desk.sentences_file.parent / "assemblies"
    assemblies.rename(assemblies.with_name("elsewhere"))
    asked(desk, journal, TakeNote(Said("One.")))
    failed = told.get(timeout=30)
    assemblies.with_name("elsewhere").rename(assemblies)
    desk.retry()
    wait_for(told, 2)

    assert isinstance(failed, str)
    assert verify_shelf(assemblies.parent) == ()


def test_what_no_disk_has_taken_is_rescued_when_the_program_ends(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk], capsys: pytest.CaptureFixture[str], own_house: Path
) -> None:
    told = listening(desk)
    journal = desk.begin("Rota", 60)
    wait_for(told, 1)
    rmtree(desk.sentences_file.parent / "assemblies")
    asked(desk, journal, TakeNote(Said("Not lost.")))
    rescue(desk)
    said = capsys.readouterr().err
    folder = next((own_house / ".local/state/shopmoot").glob("shopmoot-rescued-*"))
    rescue(desk)
    resumed = open_desk(folder).unclosed()

    assert f"shopmoot --data {folder}" in said
    assert capsys.readouterr().err == ""
    assert resumed is not None
    assert [note.text.text for note in resumed.assembly.notes] == ["Not lost."]
    assert [person.name for person in open_desk(folder).people()] == ROLL.splitlines()


def test_a_folder_that_cannot_be_made_is_said_too(desk: ShelfDesk, tmp_path: Path) -> None:
    told = listening(desk)
    desk.begin("Rota", 60)
    wait_for(told, 1)
    (tmp_path / "file").write_text("in the way")
    desk.keep_in(tmp_path / "file" / "shelf")

    assert "folder of the shelf is gone" in str(told.get(timeout=30))


def test_a_damaged_list_of_people_is_kept_and_said(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk]
) -> None:
    people = desk.sentences_file.parent / "people.json"
    desk.close()
    people.write_text("{ not json")
    again = open_desk()

    assert ["people.json" in warning and "damaged" in warning for warning in again.warnings] == [True]
    assert [path.read_text() for path in people.parent.glob("people.damaged*")] == ["{ not json"]


def test_a_damaged_book_is_said_and_the_rest_opens(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk]
) -> None:
    shelf = desk.sentences_file.parent
    desk.begin("Rota", 60)
    desk.close()
    book = assembly_books_in(shelf)[0]
    book.write_bytes(book.read_bytes()[:-40])
    again = open_desk()

    assert [book.name in warning for warning in again.warnings] == [True]
    assert again.unclosed() is None
    assert again.begin("Next", 60).assembly.title == "Next"
    assert book.exists()


@pytest.fixture
def bakery(open_desk: Callable[..., ShelfDesk], tmp_path: Path) -> ShelfDesk:
    """A circle with a history."""
    write_shelf(tmp_path / "bakery", datetime.now().astimezone())
    return open_desk(tmp_path / "bakery", demo=True)


def test_decisions_come_newest_first_and_old_books_stay_closed_until_somebody_looks(
    bakery: ShelfDesk,
) -> None:
    decisions = bakery.decisions(None)
    for book in assembly_books_in(bakery.sentences_file.parent)[:2]:
        book.rename(book.with_suffix(".away"))

    assert len(decisions) == 3
    assert [decision.id for decision in decisions[:1]] == ["M1C5V"]


def test_every_decision_and_what_is_under_way_is_found(bakery: ShelfDesk) -> None:
    assert [decision.id for decision in bakery.decisions(None)] == ["M1C5V", "X9D2H", "7K3FQ"]
    assert bakery.decisions(None)[2].id == "7K3FQ"


def test_the_next_assembly_starts_from_what_the_last_one_left(bakery: ShelfDesk) -> None:
    history = bakery.history()
    begun = bakery.begin("Today", 60).assembly

    assert begun.drawn_facilitator == history.drawn_facilitator is not None
    assert (begun.draws_before, begun.last_record) == (2, history.last_record)
    assert begun.served == history.served
    assert len(begun.previous_seal) == 64
    assert begun.demo


def test_the_pages_are_shown_to_the_room_until_they_are_closed(
    bakery: ShelfDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorway, "addresses", lambda _only: (Address("127.0.0.1", "here", likely=True),))
    before = bakery.doorway()
    door = bakery.open_doorway(None)
    address, matrix = bakery.code_of("/D/7K3FQ")
    with urlopen(f"{door.url}/D/7K3FQ/", timeout=10) as reply:
        page = reply.read().decode()
    with urlopen(address, timeout=10) as reply:
        copied = reply.read().decode()
    again = bakery.open_doorway(None)
    shown = bakery.doorway()
    bakery.close_doorway()

    assert before is None
    assert shown is not None
    assert shown.until is not None
    assert timedelta(minutes=29) < shown.until - bakery.now() <= timedelta(minutes=30)
    assert (door.reachable, again.url) == (True, door.url)
    assert (address, copied) == (f"{door.url}/D/7K3FQ", page)
    assert len(matrix) in {21, 25, 29}
    assert "dough divider" in page
    assert "Okafor" not in page
    assert bakery.doorway() is None


def test_without_a_network_there_is_a_sentence_and_no_code(
    bakery: ShelfDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorway, "addresses", tuple)
    door = bakery.open_doorway(None)

    assert (door.url, door.reachable) == ("", False)
    assert "no network" in door.sentence
    assert bakery.code_of("/D/7K3FQ") == ("", ())


def test_a_changed_title_stands_in_the_book_on_the_first_page_and_on_the_pages_of_the_room(
    desk: ShelfDesk, open_desk: Callable[..., ShelfDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorway, "addresses", lambda _only: (Address("127.0.0.1", "here", likely=True),))
    begun = asked(desk, desk.begin("Wekly", 90), MarkPresence(("M001", "M002", "M003"), Presence.HERE))
    journal = asked(
        desk,
        begun,
        AcceptFacilitation("M001"),
        GoTo(Step.PROPOSAL),
        Propose("7KAAA", Kind.OPERATIONAL, Draft("Move the press")),
        *(GoTo(step) for step in (Step.CLARIFY, Step.REACT, Step.DECIDE)),
        AskConsent(),
        *(TakePosition(member, Position.CONSENT) for member in ("M001", "M002", "M003")),
        Adopt(),
        ChangeTitle("Weekly"),
    )
    door = desk.open_doorway(journal)
    with urlopen(f"{door.url}/", timeout=10) as reply:
        page = reply.read().decode()
    desk.close_doorway()
    desk.close()
    waiting = open_desk().unclosed()

    assert "Weekly" in page
    assert "Wekly" not in page
    assert waiting is not None
    assert (waiting.assembly.title, waiting.assembly.earlier_titles) == ("Weekly", ("Wekly",))
    assert verify_shelf(desk.sentences_file.parent) == ()


def test_pages_follow_what_happens(bakery: ShelfDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "addresses", lambda _only: (Address("127.0.0.1", "here", likely=True),))
    door = bakery.open_doorway(None)
    bakery.change_person("M002", label="Siobhán O'Neill")
    bakery.refresh_pages(None)
    page = ""
    for _ in range(600):
        with urlopen(f"{door.url}/V/R4M8T/", timeout=10) as reply:
            page = reply.read().decode()
        if "Siobhán" in page:
            break
        sleep(0.02)

    assert "Siobhán" in page


def test_pages_are_refused_where_the_names_are_lost(
    open_desk: Callable[..., ShelfDesk], tmp_path: Path
) -> None:
    write_shelf(tmp_path / "bakery", datetime.now().astimezone())
    (tmp_path / "bakery" / "people.json").unlink()
    door = open_desk(tmp_path / "bakery").open_doorway(None)

    assert not door.reachable
    assert "people.json is missing" in door.sentence


def test_a_name_that_nobody_released_is_veiled(bakery: ShelfDesk) -> None:
    assert "Amara" not in bakery.veil("Amara Okafor and Amara's shift")


def test_pages_that_stand_elsewhere_for_good_have_a_code_without_the_room(tmp_path: Path) -> None:
    desk = ShelfDesk(tmp_path, Terms(base_url="https://example.org"))
    address, matrix = desk.code_of("/D/7K3FQ")
    desk.close()

    assert address == "https://example.org/D/7K3FQ"
    assert matrix == code_matrix("HTTPS://EXAMPLE.ORG/D/7K3FQ")
