"""The ceremony in a real terminal: void, sealed anew, killed twice; a decline, a pass, two codes read."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.walks.terminal import Terminal

pytestmark = [pytest.mark.needs_tmux, pytest.mark.walk]

PEOPLE = ("Ana", "Boris", "Chen", "Dora", "Emil", "Fatima")
DICE = "3516224165352416354652413"
APART = ((0, 1), (1, 2), (2, 3), (3, 4), (0, 4))
"""Of any three in this circle of five two are neighbours: one passes, whoever is drawn."""


class Ceremony:
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

    def close(self) -> None:
        """End every window."""
        for window in self._windows:
            window.close()

    def events(self) -> list[dict[str, object]]:
        """What stands in the book on disk, in its order."""
        (path,) = (self.shelf / "assemblies").iterdir()
        (table,) = json.loads(path.read_text("utf-8")).values()
        return list(table.values())


@pytest.fixture
def ceremony(tmp_path: Path) -> Iterator[Ceremony]:
    begun = Ceremony(tmp_path)
    yield begun
    begun.close()


def found(terminal: Terminal) -> None:
    """The first run."""
    terminal.wait_for("What is your circle called?")
    terminal.type("Night shift")
    terminal.keys("Enter")
    terminal.wait_for("Type or paste one name")
    terminal.paste("\n".join(PEOPLE))
    terminal.wait_for("6 people")
    terminal.keys("Enter", "Enter")
    terminal.wait_for("Most circles begin with these rules")
    terminal.keys("Enter")
    terminal.wait_for("Which language")
    terminal.keys("Enter")
    terminal.wait_for("Start an assembly")


def come_together_to_draw(terminal: Terminal) -> None:
    """From home to the hats of a pool, in a draw between assemblies."""
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
    terminal.keys("BSpace", "4", "C-s")
    terminal.wait_for("6 people in the hat", "2 in 3")


def challenge(terminal: Terminal) -> None:
    """One is not willing; of the other five, who sit in a circle, neighbours are kept apart."""
    terminal.keys("End", "Space")
    terminal.wait_for("5 people in the hat", "4 in 5", "opted out")
    for first, second in APART:
        terminal.keys("b")
        if (first, second) != APART[0]:
            terminal.wait_for("Keep two more apart")
            terminal.keys("n")
        terminal.wait_for("Who should not sit in one pool")
        terminal.keys(*["Down"] * first, "Space", *["Down"] * (second - first - 1), "Space")
        terminal.wait_for(f"Kept apart: {PEOPLE[first]} and {PEOPLE[second]}")


def seal(terminal: Terminal, number: int) -> str:
    """Seal the hats, and read the seal as a phone does."""
    terminal.keys("l")
    terminal.wait_for(f"Seal draw {number}?")
    terminal.keys("y")
    terminal.wait_for("Two observers have the seal", "fingerprint of these hats", "✓ saved")
    return terminal.wait_for_code().lower()


def observed(terminal: Terminal) -> None:
    """Boris and Chen have the seal."""
    terminal.keys("Enter")
    terminal.wait_for("Who has the seal?")
    terminal.keys("Space", "Space")
    terminal.wait_for("25 throws to go")


def reveal(terminal: Terminal) -> list[str]:
    """Four seats and more: the first person declines, one of a pair passes; what the screen said."""
    said: list[str] = []
    while "Check the draw together" not in (shown := terminal.text()):
        if "One of a pair: passes" in shown:
            said.append("pass")
            terminal.keys("Enter")
        elif "Yes, accepts" in shown:
            said.append("decline" if "decline" not in said else "accept")
            terminal.keys("x" if said[-1] == "decline" else "y")
        elif "Show the next name" in shown:
            terminal.keys("Enter")
    return said


def test_a_ceremony_with_a_void_draw_a_kill_a_decline_and_a_pass(ceremony: Ceremony) -> None:
    found(ceremony.terminal)
    come_together_to_draw(ceremony.terminal)
    challenge(ceremony.terminal)

    first = seal(ceremony.terminal, 1)
    observed(ceremony.terminal)
    ceremony.terminal.type("35")
    ceremony.terminal.wait_for("23 throws to go")
    ceremony.terminal.keys("v")
    ceremony.terminal.wait_for("goes on record")
    ceremony.terminal.type("Emil asked to be in")
    ceremony.terminal.keys("Enter")
    ceremony.terminal.wait_for("Draw 1 is void: Emil asked to be in", "at least 2 throws")

    second = seal(ceremony.terminal, 2)
    assert second != first
    ceremony.terminal.kill()
    terminal = ceremony.open()
    terminal.wait_for("Two observers have the seal", "Draw 2, sealed at")
    assert terminal.wait_for_code().lower() == second
    observed(terminal)
    throw(ceremony)
    said = reveal(ceremony.terminal)
    assert "pass" in said
    assert said.count("decline") == 1

    check(ceremony, second)


def throw(ceremony: Ceremony) -> None:
    """Killed in the middle of the dice; one is mistyped; two people read the line back."""
    ceremony.terminal.type(DICE[:9])
    ceremony.terminal.wait_for("16 throws to go", "✓ saved")
    ceremony.terminal.kill()
    terminal = ceremony.open()
    terminal.wait_for("16 throws to go")
    terminal.type("6")
    terminal.keys("BSpace")
    terminal.type(DICE[9:])
    terminal.wait_for("✓ enough", "The first has read it aloud")
    terminal.keys("Enter")
    terminal.wait_for("One more has read it aloud")
    terminal.keys("Enter")
    terminal.wait_for("Both agree? Then lock them")
    terminal.keys("l")
    terminal.wait_for("Lock these throws?")
    terminal.keys("y")
    terminal.wait_for("Show the next name")


def check(ceremony: Ceremony, seal: str) -> None:
    """The check at the end: the same seal, and the page behind the second code."""
    terminal = ceremony.terminal
    terminal.keys("Enter")
    shown = terminal.wait_for("the same seal as at", "O shows the page")
    assert all(seal[start : start + 4] in shown for start in range(0, 64, 4))
    terminal.keys("o")
    address = terminal.wait_for_code()
    terminal.keys("Escape")
    terminal.wait_for("the same seal as at")
    assert terminal.wait_for_code() == address

    page = page_behind(address)
    assert seal in page
    assert not any(name in page for name in PEOPLE)
    records = [sha256(record.encode()).hexdigest() for record in sealed_records(ceremony.events())]
    assert records[-1] == seal
    happened = [event["type"] for event in ceremony.events()]
    assert happened.count("ThrowCalled") == 2 + len(DICE) + 1
    assert {"DrawVoided", "ThrowStruck"} <= set(happened)
    terminal.keys("Enter")
    terminal.wait_for("CLOSE")


def sealed_records(events: object) -> Iterator[str]:
    """Every sealed record in a book, wherever it stands."""
    if isinstance(events, dict):
        if isinstance(events.get("record"), str):
            yield events["record"]
        for value in events.values():
            yield from sealed_records(value)
    elif isinstance(events, list):
        for value in events:
            yield from sealed_records(value)


def page_behind(address: str) -> str:
    """What a phone shows for the address in a code."""
    scheme, rest = address.split("://", 1)
    host, path = rest.split("/", 1)
    with urllib.request.urlopen(f"{scheme.lower()}://{host}/{path}", timeout=10) as answer:
        text: str = answer.read().decode()
    return text
