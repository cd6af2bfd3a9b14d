"""The commons in a real terminal: brought along, searched, reviewed, killed, published, read in a browser."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.walks.terminal import HOUSE, Terminal

pytestmark = [pytest.mark.needs_tmux, pytest.mark.walk]

PEOPLE = ("Ana", "Boris", "Chen", "Dora", "Emil")
MANY = 400
TITLES = (
    "Open the windows at noon",
    "Two more breaks in summer",
    "Buy a quieter fan",
    "Sweep the hall together",
    "Swap shifts by the board",
    "Keep the gate shut at night",
    "Lend the van on Sundays",
    "Hang lamps over the ramp",
)
KINDS = ("operational", "strategic", "experiment", "lab")
DUE, ENDED = 8, 4
"""The places of the two decisions whose review is due, first the one that has waited longer."""
TODAY = date.today()
AGAIN = TODAY + timedelta(weeks=6)
MEASURED = "21 degrees at noon"
LEARNED, LEARNED_LATER = "Ask first", "Only two"
DICE = "3516224165352416354652413"


def day_of(place: int) -> date:
    """When a decision of the old table was adopted."""
    return date(2021, 1, 4) + timedelta(days=4 * place)


def title_of(place: int) -> str:
    """What a decision of the old table says."""
    return f"{TITLES[place % len(TITLES)]} ({place})"


def id_of(place: int) -> str:
    """The id that a decision of the old table brings along."""
    return f"R{place:04}"


def row_of(place: int) -> dict[str, object]:
    """One line of the old table."""
    review = {DUE: TODAY - timedelta(days=21), ENDED: TODAY - timedelta(days=20)}.get(place, "")
    return {
        "id": id_of(place),
        "date": day_of(place),
        "what": title_of(place),
        "why": "The night shift asked for it",
        "kind": KINDS[place % len(KINDS)],
        "who": "Shift lead",
        "review": review,
        "themes": "air; health" if place % 2 else "shifts",
        "rule": "by consent",
    }


class Commons:
    """One shelf, the windows that open it, and the commands beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = folder / "shelf"
        self._windows: list[Terminal] = []
        self.terminal = self.open()

    def open(self, size: tuple[int, int] = (80, 24)) -> Terminal:
        """A window on the shelf; its pages stay on the loopback."""
        folder = self.folder / f"window-{len(self._windows)}"
        folder.mkdir()
        words = ["-m", "shopmoot", "--data", str(self.shelf)]
        settings = {"SHOPMOOT_ADDRESS": "127.0.0.1", "SHOPMOOT_PORT": "0"}
        self.terminal = Terminal(folder, words, size, environment=settings)
        self._windows.append(self.terminal)
        return self.terminal

    def close(self) -> None:
        """End every window."""
        for window in self._windows:
            window.close()

    def told(self, *words: str) -> str:
        """What a command says that is typed beside the window."""
        command = [sys.executable, "-m", "shopmoot", *words, "--data", str(self.shelf)]
        return subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True).stdout

    def bring(self) -> None:
        """The decisions of the years before."""
        table = self.folder / "old.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(row_of(0)))
            writer.writeheader()
            writer.writerows(map(row_of, range(MANY)))
        said = self.told("import", "decisions", str(table), "--yes")
        assert f"Ids kept: {MANY}." in said


@pytest.fixture
def commons(tmp_path: Path) -> Iterator[Commons]:
    """A circle with the decisions of the years before, and its window."""
    begun = Commons(tmp_path)
    try:
        found(begun.terminal)
        begun.bring()
        yield begun
    finally:
        begun.close()


def found(terminal: Terminal) -> None:
    """The first run; then the window is left."""
    terminal.wait_for("What is your circle called?")
    terminal.type("Press room")
    terminal.keys("Enter")
    terminal.wait_for("Type or paste one name")
    terminal.paste("\n".join(PEOPLE))
    terminal.wait_for("5 people")
    terminal.keys("Enter", "Enter")
    terminal.wait_for("Most circles begin with these rules")
    terminal.keys("Enter")
    terminal.wait_for("Which language")
    terminal.keys("Enter")
    terminal.wait_for("Start an assembly")
    leave(terminal)


def leave(terminal: Terminal) -> None:
    """Quit from the first page."""
    terminal.keys("q")
    terminal.wait_until_gone("Start an assembly")


def search(terminal: Terminal) -> int:
    """Type, narrow down by kind and by a time in words, and read the newest; its place."""
    terminal.keys("d")
    terminal.wait_for(f"{MANY} found")
    terminal.type("noon")
    noon = [place for place in range(MANY) if place % len(TITLES) == 0]
    terminal.wait_for(f"{len(noon)} found")
    terminal.keys("F2", "Enter")
    terminal.wait_for("Which kind of decision?")
    terminal.keys("o")
    terminal.wait_for("Operational decision", "✕")
    terminal.keys("Right", "Right", "Right", "Right", "Enter")
    terminal.wait_for("When was it adopted?")
    terminal.type("since March 2024")
    terminal.keys("Enter")
    late = [place for place in noon if day_of(place) >= date(2024, 3, 1)]
    terminal.wait_for(f"{len(late)} found")
    terminal.keys("Down")
    terminal.wait_for("Read it")
    terminal.keys("Up", "Enter")
    terminal.wait_for(title_of(late[-1]), "Back to the list")
    return late[-1]


def learn(terminal: Terminal, words: str) -> None:
    """Write down what was learned from the decision on the screen."""
    terminal.keys("l")
    terminal.wait_for("What did we learn?")
    terminal.keys("d")
    terminal.wait_for("Write it down")
    terminal.type(words)
    terminal.keys("C-s")
    terminal.wait_until_gone("Write it down")


def go_home(terminal: Terminal) -> None:
    """From a decision to the list, to the whole list, to the first page."""
    terminal.keys("Escape")
    terminal.wait_for("found")
    while "Start an assembly" not in terminal.text():
        terminal.keys("Escape")


def gather(terminal: Terminal) -> None:
    """Everybody is here, Ana facilitates, the rules are read out."""
    terminal.keys("Enter")
    terminal.wait_for("A new assembly")
    terminal.keys("C-s")
    terminal.wait_for("All are here")
    terminal.keys("Enter")
    terminal.wait_for("Ana facilitates today")
    terminal.keys("Enter")
    terminal.wait_for("⏎ Read the rules out")
    terminal.keys("Enter")
    terminal.wait_for("Read this out")
    terminal.keys("Escape")
    terminal.wait_for("Look again at what is due")


def begin_review(terminal: Terminal, place: int) -> None:
    """Open what has been due longest, read it aloud, write down what was measured."""
    terminal.keys("l")
    terminal.wait_for("Left from before: which one?")
    terminal.keys("r")
    terminal.wait_for(f"Review: {title_of(place)}", "It was read aloud; go on")
    terminal.keys("Enter")
    terminal.wait_for("Write down what we measured")
    terminal.keys("Enter")
    terminal.wait_for("What did we measure or notice?")
    terminal.type(MEASURED)
    terminal.keys("C-s")
    terminal.wait_for("Keep, amend or end it")


def come_to(terminal: Terminal, outcome: str) -> None:
    """Say what becomes of it; nobody objects."""
    terminal.keys("Enter")
    terminal.wait_for("What becomes of it?")
    terminal.keys(outcome)
    terminal.wait_for("Enter how many object")
    terminal.keys("Enter")
    terminal.wait_for("How many object?")
    terminal.keys("C-s")


def keep(terminal: Terminal) -> None:
    """Keep it, and look at it again in six weeks."""
    come_to(terminal, "k")
    terminal.wait_for("Say when we look at it again")
    terminal.keys("Enter")
    terminal.wait_for("When do we look at it again?")
    terminal.type("in 6 weeks")
    terminal.keys("C-s")
    terminal.wait_for("⏎ Write down that we keep it")
    terminal.keys("Enter")
    terminal.wait_for("Written down: kept")


def end_and_undo(terminal: Terminal) -> None:
    """End the other one, and take that back."""
    begin_review(terminal, ENDED)
    come_to(terminal, "e")
    terminal.wait_for("⏎ Write down that we end it")
    terminal.keys("Enter")
    terminal.wait_for("Written down: ended")
    terminal.keys("u")
    terminal.wait_for("Take this back?", "Reviewed, ended: Swap")
    terminal.keys("y")
    terminal.wait_until_gone("Take this back?")
    terminal.keys("l")
    terminal.wait_for("Left from before: which one?", "20 days ago: Swap")
    terminal.keys("Escape")
    terminal.wait_for("Go on to the stories")


def close(terminal: Terminal) -> None:
    """Straight to the close: the minutes are read back, and the book is sealed."""
    terminal.keys("g")
    terminal.wait_for("Where does the room go?")
    terminal.keys("8")
    seal_the_book(terminal)


def seal_the_book(terminal: Terminal) -> None:
    """The minutes are read back, and nothing can be changed any more."""
    terminal.wait_for("CLOSE", "Facilitated by: Ana")
    while "✓ The minutes are read back" not in (shown := terminal.text()):
        if "Read on" in shown or "The minutes are right" in shown:
            terminal.keys("Enter")
    terminal.keys("c")
    terminal.wait_for("Close the assembly?")
    terminal.keys("y")
    terminal.wait_for("That was our assembly")


def fetched(address: str) -> str:
    """What the server answers."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode()
    return text


def room_address(terminal: Terminal) -> str:
    """The address of the pages, read from the code on the screen as a phone does."""
    terminal.keys("o")
    scheme, _, rest = terminal.wait_for_code().partition("://")
    return f"{scheme.lower()}://{rest.partition('/')[0]}"


def written(before: dict[str, tuple[int, bytes]], after: dict[str, tuple[int, bytes]]) -> set[str]:
    """What was put in place between two looks at a folder; nothing of it says what stood there before."""
    touched = {path for path, (moment, _bytes) in after.items() if before.get(path, (0, b""))[0] != moment}
    changed = {path for path, (_moment, text) in after.items() if before.get(path, (0, b""))[1] != text}
    assert touched == changed
    assert before.keys() <= after.keys()
    return touched


def looked_at(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, when it was put in place and what it says."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_ino, path.read_bytes()) for path in files}


def test_what_was_decided_before_is_found_reviewed_and_published_again(commons: Commons) -> None:
    terminal = commons.open()
    terminal.wait_for("Start an assembly", "Not finished", "Open the windows", "Swap shifts")
    newest = search(terminal)
    learn(terminal, LEARNED)
    terminal.wait_for("What was learned", LEARNED)
    terminal.keys("k")
    terminal.wait_for("Copied")
    assert terminal.copied == f"/D/{id_of(newest)}"
    go_home(terminal)

    gather(terminal)
    begin_review(terminal, DUE)
    terminal.kill()
    terminal = commons.open()
    terminal.wait_for("Look again at what is due")
    terminal.keys("Enter")
    terminal.wait_for("Left from before: which one?")
    terminal.keys("r")
    terminal.wait_for(f"Measured: {MEASURED}", "Keep, amend or end it")
    keep(terminal)
    end_and_undo(terminal)
    close(terminal)

    address = room_address(terminal)
    assert id_of(MANY - 1) in fetched(f"{address}/")
    reviewed = fetched(f"{address}/D/{id_of(DUE)}")
    assert MEASURED in reviewed
    assert AGAIN.isoformat() in reviewed
    assert LEARNED in fetched(f"{address}/D/{id_of(newest)}/")
    assert MEASURED not in fetched(f"{address}/D/{id_of(ENDED)}")
    assert id_of(DUE) in fetched(f"{address}/search/1.js") + fetched(f"{address}/search/2.js")
    assert title_of(newest) in fetched(f"{address}/feed.xml")
    days = fetched(f"{address}/calendar.ics")
    assert f"DTSTART;VALUE=DATE:{AGAIN:%Y%m%d}" in days
    assert f"SUMMARY:Review: {title_of(ENDED)}" in days
    close_the_pages(terminal, address)
    terminal.keys("Enter")

    publish_again(commons)


def publish_again(commons: Commons) -> None:
    """Into a folder, and once more after one more learning: only what changed is written."""
    pages = commons.folder / "pages"
    commons.told("publish", str(pages), "--base-url", "https://press.example/commons")
    published = looked_at(pages)
    learn_later(commons.terminal)
    said = commons.told("publish", str(pages), "--base-url", "https://press.example/commons")
    again = written(published, looked_at(pages))
    assert f"D/{id_of(MANY - 1)}/index.html" in again
    assert LEARNED_LATER in (pages / "D" / id_of(MANY - 1) / "index.html").read_text("utf-8")
    assert [path for path in again if path.startswith(("D/", "P/"))] == [f"D/{id_of(MANY - 1)}/index.html"]
    assert f"Unchanged: {len(published) - len(again)}." in said


def close_the_pages(terminal: Terminal, address: str) -> None:
    """Nobody reads on once the pages are no longer shown."""
    terminal.keys("o")
    terminal.wait_until_gone("O stops showing them")
    with pytest.raises(urllib.error.URLError):
        fetched(address)


def learn_later(terminal: Terminal) -> None:
    """From the first page to the newest decision, and write down what was learned from it."""
    terminal.wait_for("Start an assembly")
    terminal.keys("d")
    terminal.wait_for(f"{MANY} found")
    terminal.keys("Enter")
    terminal.wait_for(title_of(MANY - 1), "Back to the list")
    learn(terminal, LEARNED_LATER)
    terminal.wait_for("What was learned")


def test_searching_and_reviewing_work_in_the_smallest_window(commons: Commons) -> None:
    terminal = commons.open((40, 12))
    terminal.wait_for("Start an assembly", "Not finished")
    search(terminal)
    learn(terminal, LEARNED)
    go_home(terminal)
    gather(terminal)
    begin_review(terminal, DUE)
    keep(terminal)
    end_and_undo(terminal)

    (book,) = (commons.shelf / "assemblies").iterdir()
    assert book.read_text("utf-8").count('"DecisionReviewed"') == 2


def draw(terminal: Terminal) -> str:
    """People come together only to draw three of them; the address of the draw's page, read from its code."""
    come_together_to_draw(terminal)
    terminal.keys("l")
    terminal.wait_for("Seal draw 1?")
    terminal.keys("y")
    terminal.wait_for("Two observers have the seal", "✓ saved")
    terminal.keys("Enter")
    terminal.wait_for("Who has the seal?")
    terminal.keys("Space", "Space")
    terminal.wait_for("25 throws to go")
    terminal.type(DICE)
    terminal.wait_for("✓ enough", "The first has read it aloud")
    terminal.keys("Enter")
    terminal.wait_for("One more has read it aloud")
    terminal.keys("Enter")
    terminal.wait_for("Both agree? Then lock them")
    terminal.keys("l")
    terminal.wait_for("Lock these throws?")
    terminal.keys("y")
    terminal.wait_for("Show the next name")
    while "Check the draw together" not in (shown := terminal.text()):
        if "Yes, accepts" in shown:
            terminal.keys("y")
        elif "Show the next name" in shown:
            terminal.keys("Enter")
    terminal.keys("Enter")
    terminal.wait_for("the same seal as at", "O shows the page")
    terminal.keys("o")
    scheme, _, rest = terminal.wait_for_code().partition("://")
    return f"{scheme.lower()}://{rest}"


def come_together_to_draw(terminal: Terminal) -> None:
    """From the first page to the hat of a pool."""
    terminal.wait_for("Start an assembly")
    terminal.keys("l")
    terminal.wait_for("People come together only to draw")
    terminal.keys("2")
    terminal.wait_for("Which roles? One to a line")
    terminal.keys("C-s")
    terminal.wait_for("All are here")
    terminal.keys("Enter")
    terminal.wait_for("Ana facilitates today")
    terminal.keys("Enter")
    terminal.wait_for("only draw")
    terminal.keys("Enter")
    terminal.wait_for("Say which roles are drawn")
    terminal.keys("Enter")
    terminal.wait_for("One role to a line", "rapid response 3")
    terminal.keys("C-s")
    terminal.wait_for("5 people in the hat")


@contextmanager
def static_host(folder: Path) -> Iterator[str]:
    """A plain web host that knows nothing of us."""
    words = ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as host:
        assert host.stdout
        port = re.search(r"port (\d+)", host.stdout.readline())
        assert port
        try:
            yield f"http://127.0.0.1:{port[1]}"
        finally:
            host.terminate()


async def searched_and_verified(page: Page, address: str, draw: str) -> None:
    """Find a decision on the first page and read it; let the page of the draw compute the draw again."""
    await page.goto(f"{address}/")
    await page.get_by_label("Search").fill(id_of(3))
    await page.get_by_text("1 decision was found.").wait_for()
    await page.locator("#hits a").click()
    await page.get_by_role("heading", name=title_of(3)).wait_for()
    await page.goto(f"{address}{draw}")
    await page.get_by_text("Same seal, same names.").first.wait_for()


@pytest.mark.needs_chromium
async def test_a_phone_searches_and_checks_the_draw_from_any_host_and_from_the_room(
    commons: Commons, page: Page
) -> None:
    terminal = commons.open()
    room = draw(terminal)
    address, path = room[: room.index("/V/")], room[room.index("/V/") :]

    await searched_and_verified(page, address, path)

    terminal.keys("Escape", "Enter")
    seal_the_book(terminal)
    pages = commons.folder / "pages"
    commons.told("publish", str(pages), "--base-url", "https://press.example/commons")
    with static_host(pages) as host:
        await searched_and_verified(page, host, f"{path.rstrip('/')}/")
