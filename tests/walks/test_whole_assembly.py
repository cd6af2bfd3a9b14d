"""A whole assembly in a real terminal: from an empty shelf to the page on a phone, killed on the way."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.walks.terminal import Terminal

pytestmark = [pytest.mark.needs_tmux, pytest.mark.walk]

PEOPLE = ("Ana", "Boris O’Neil", "Чингиз", "Dora [x]", "Emil")
DICE = "3516224165352416354652413"


class Walk:
    """One shelf, and the windows that open it one after the other."""

    def __init__(self, folder: Path) -> None:
        self.shelf = folder / "shelf"
        self._folder = folder
        self._windows: list[Terminal] = []
        self.terminal = self.open()

    def open(self) -> Terminal:
        """A window on the shelf; its pages stay on the loopback."""
        folder = self._folder / f"window-{len(self._windows)}"
        folder.mkdir()
        words = ["-m", "shopmoot", "--data", str(self.shelf)]
        settings = {"SHOPMOOT_ADDRESS": "127.0.0.1", "SHOPMOOT_PORT": "0"}
        self.terminal = Terminal(folder, words, environment=settings)
        self._windows.append(self.terminal)
        return self.terminal

    def kill_and_open(self) -> Terminal:
        """The program dies without a warning; somebody opens it again."""
        self.terminal.wait_for("✓ saved")
        self.terminal.kill()
        return self.open()

    def close(self) -> None:
        """End every window."""
        for window in self._windows:
            window.close()

    def book(self) -> dict[str, object]:
        """The book of the assembly, as it lies on disk."""
        (path,) = (self.shelf / "assemblies").iterdir()
        found: dict[str, object] = json.loads(path.read_text("utf-8"))
        return found


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    """An empty shelf in a window."""
    begun = Walk(tmp_path)
    yield begun
    begun.close()


def found(terminal: Terminal) -> None:
    """The first run: name, people, rules, language."""
    terminal.wait_for("What is your circle called?")
    terminal.type("Night [shift]")
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


def gather(terminal: Terminal) -> None:
    """Everybody is here, Ana facilitates, the rules are read."""
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
    terminal.wait_for("Go on to the stories")
    terminal.keys("Enter")


def tell_stories(walk: Walk) -> None:
    """A round, killed in the middle of a turn."""
    terminal = walk.terminal
    terminal.wait_for("Begin the round")
    terminal.keys("Enter", "Enter")
    terminal.wait_for("Boris O’Neil, what was")
    terminal.keys("t")
    terminal.wait_for("What is wrong?")
    terminal.type("The air is bad")
    terminal.keys("C-s")
    terminal.wait_for("1. The air is bad")
    terminal = walk.kill_and_open()
    terminal.wait_for("Boris O’Neil, what was", "1. The air is bad")
    terminal.keys("x")
    terminal.wait_for("Чингиз, what was")
    terminal.keys("x", "Enter")
    terminal.wait_for("Ask Чингиз once more")
    terminal.keys("Enter", "Enter")
    terminal.wait_for("⏎ End the round")
    terminal.keys("Enter", "Enter")


def consent(terminal: Terminal) -> None:
    """A proposal, an objection, a better text, consent."""
    terminal.wait_for("Write the first proposal")
    terminal.keys("Enter")
    terminal.wait_for("What do we do?")
    terminal.type("Open the windows at noon")
    terminal.keys("C-s")
    terminal.wait_for("Go on to questions")
    terminal.keys("Enter")
    terminal.wait_for("CLARIFY")
    terminal.keys("z")
    terminal.wait_for("REACT")
    terminal.keys("z")
    terminal.wait_for("Ask for consent")
    terminal.keys("Enter")
    terminal.wait_for("⏎ Ana consents")
    terminal.keys("o")
    terminal.wait_for("What would go wrong?")
    terminal.type("It gets cold")
    terminal.keys("C-s")
    terminal.wait_for("✗ objection 1")
    terminal.keys("Enter", "Enter", "Enter", "Enter")
    terminal.wait_for("Take the first objection")
    terminal.keys("Enter")
    terminal.wait_for("a harm, or a way to make it better")
    terminal.keys("y")
    terminal.wait_for("What would meet this objection?")
    terminal.keys("a")
    terminal.wait_for("What do we do?")
    terminal.type(" for ten minutes")
    terminal.keys("C-s")
    terminal.wait_for("All positions are cleared", "version 2")
    terminal.keys("Enter")
    terminal.wait_for("to ask 5")
    terminal.keys(*["Enter"] * 5)
    terminal.wait_for("Record that it")
    terminal.keys("Enter")
    terminal.wait_for("So it is decided: Open the windows at noon for ten minutes")


def vote(terminal: Terminal) -> None:
    """A second proposal, decided by a show of hands."""
    terminal.keys("a")
    terminal.wait_for("What do we do?")
    terminal.type("Buy a fan")
    terminal.keys("Tab", "Tab", "Tab")
    terminal.type("strategic")
    terminal.keys("C-s")
    terminal.wait_for("Buy a fan", "strategic")
    terminal.keys("Enter")
    terminal.wait_for("CLARIFY")
    terminal.keys("z")
    terminal.wait_for("REACT")
    terminal.keys("z")
    terminal.wait_for("DECIDE", "4 of 5")
    terminal.keys("Enter")
    terminal.wait_for("Show of hands")
    terminal.keys("Enter")
    terminal.wait_for("DECIDE")
    terminal.keys("Enter")
    terminal.wait_for("Abstain")
    terminal.type("4")
    terminal.keys("Tab")
    terminal.type("1")
    terminal.keys("Tab")
    terminal.type("0")
    terminal.keys("Tab")
    terminal.type("0")
    terminal.keys("C-s")
    terminal.wait_for("4 yes")
    terminal.keys("Enter")
    terminal.wait_for("needs 4 of 5 present (2/3, at least); has 4", "strategic · adopted")


def draw(walk: Walk) -> None:
    """The next facilitator by lot, killed after the seal; the first who is drawn declines."""
    terminal = walk.terminal
    terminal.keys("Enter")
    terminal.wait_for("Say which roles are drawn")
    terminal.keys("Enter")
    terminal.wait_for("One role to a line")
    terminal.keys("C-s")
    terminal.wait_for("1 in 4", "facilitates today")
    terminal.keys("l")
    terminal.wait_for("Seal draw 1?")
    terminal.keys("y")
    terminal.wait_for("Two observers have the seal")
    seal = terminal.wait_for_code().lower()
    terminal = walk.kill_and_open()
    terminal.wait_for("Two observers have the seal")
    assert terminal.wait_for_code().lower() == seal
    throw(terminal)
    terminal.keys("Enter")
    terminal.wait_for("Yes, accepts")
    terminal.keys("x")
    terminal.wait_for("Show the next name")
    terminal.keys("Enter")
    terminal.wait_for("Yes, accepts")
    terminal.keys("y")
    terminal.wait_for("Check the draw together")
    terminal.keys("Enter")
    terminal.wait_for("the same seal as at", "Go on to the close")


def throw(terminal: Terminal) -> None:
    """Two observers, the dice, two readers, the lock."""
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


def close(terminal: Terminal) -> None:
    """Minutes, words, a victory, the next date, the seal of the book."""
    terminal.keys("Enter")
    terminal.wait_for("Facilitated by: Ana")
    while "Read on" in terminal.text():
        terminal.keys("Enter")
    terminal.wait_for("The minutes are right")
    terminal.keys("Enter")
    terminal.wait_for("Begin the round of words")
    terminal.keys("Enter", "z")
    terminal.wait_for("Name something to celebrate")
    terminal.keys("Enter")
    terminal.wait_for("What went well together?")
    terminal.type("We met")
    terminal.keys("C-s")
    terminal.wait_for("Set the next date")
    terminal.keys("Enter")
    terminal.wait_for("The next assembly")
    terminal.keys("C-s")
    terminal.wait_for("Press C to close")
    terminal.keys("c")
    terminal.wait_for("Close the assembly?")
    terminal.keys("y")
    terminal.wait_for("That was our assembly")


def page_behind(address: str) -> str:
    """What a phone shows for the address in a code."""
    with urllib.request.urlopen(address.replace("HTTP://", "http://"), timeout=10) as answer:
        text: str = answer.read().decode()
    return text


def test_a_whole_assembly_from_an_empty_shelf_to_a_page_on_a_phone(walk: Walk) -> None:
    found(walk.terminal)
    gather(walk.terminal)
    tell_stories(walk)
    consent(walk.terminal)
    vote(walk.terminal)
    draw(walk)
    close(walk.terminal)
    walk.terminal.keys("o")

    address = walk.terminal.wait_for_code()
    page = page_behind(address)
    assert "Open the windows at noon for ten minutes" in page
    assert "Buy a fan" in page
    assert not any(name in page for name in PEOPLE)
    assert not any(name in json.dumps(walk.book(), ensure_ascii=False) for name in PEOPLE)


def test_a_window_that_is_told_to_end_leaves_the_terminal_clean(walk: Walk) -> None:
    terminal = walk.terminal
    terminal.wait_for("What is your circle called?")
    terminal.keys("C-q")

    terminal.wait_until_gone("What is your circle called?")
    assert terminal.ended
