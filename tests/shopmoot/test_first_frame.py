"""What stands between somebody and the first page: what is not needed to paint it is not imported before."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.terminal import seconds_until
from shopmoot.demo import write_shelf
from store.shelf import Shelf

HOUSE = Path(__file__).parents[2]

NOT_YET = frozenset(
    {
        # of our own rooms: the rules, the pages, the dialogs, every screen but home, every command
        "archive",
        "assembly.acts.closing",
        "assembly.acts.drawing",
        "assembly.acts.floor",
        "assembly.acts.voting",
        "assembly.consent_machine",
        "assembly.draw.build",
        "assembly.draw.hats",
        "assembly.hats_today",
        "assembly.patterns",
        "assembly.rulebook",
        "screens.closed",
        "screens.code_view",
        "screens.decisions",
        "screens.first_run",
        "screens.gather",
        "screens.patterns",
        "screens.patterns_words",
        "screens.people",
        "screens.practice",
        "screens.step",
        "shopmoot.arguments",
        "shopmoot.demo",
        "shopmoot.doorway",
        "shopmoot.info_command",
        "shopmoot.record",
        "shopmoot.roll_words",
        "shopmoot.searching",
        "store.redaction",
        "store.roll_text",
        "store.veil",
        "tui.dialogs",
        "tui.rule_words",
        "tui.when",
        "tui.widgets.number_table",
        "tui.words_of_acts",
        "tui.words_of_draws",
        "words.decisions",
        "words.sums",
        # of the standard library and of others: what a page of text has no use for
        "argparse",
        "csv",
        "dateutil",
        "email",
        "gettext",
        "hashlib",
        "http",
        "icalendar",
        "ifaddr",
        "importlib.metadata",
        "jinja2",
        "qrcode",
        "rfc8785",
        "tomllib",
        "urllib.request",
        "zoneinfo",
    }
)
"""Whoever needs one of these on the way to the first page imports it in a function, and says there why."""

TELLS = """
import sys
from screens.app import Assemblies

def tell(_):
    open(sys.argv[1], "w").write(" ".join(sys.modules))
    print("TOLD", file=sys.__stderr__, flush=True)

Assemblies.warn = tell
from shopmoot.command import main
main(["--data", sys.argv[2]])
"""
"""What is wrong is said once the first page stands; instead, this tells what was imported before."""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """What is imported when the first page of a shelf with a history stands on a terminal."""
    home = tmp_path_factory.mktemp("home")
    write_shelf(home / "shelf", datetime.now().astimezone())
    with closing(Shelf.open(home / "shelf")) as shelf:
        shelf.books()  # as after any day before: the catalogue knows them
    command = (sys.executable, "-c", TELLS, str(home / "told"), str(home / "shelf"))
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(HOUSE)}
    seconds_until("TOLD", command, {**environment, "TERM": "xterm-256color"})
    return frozenset((home / "told").read_text().split())


def test_the_first_page_was_there(imported: frozenset[str]) -> None:
    assert {"screens.home", "textual.app", "store.catalogue"} <= imported


def test_nothing_is_imported_that_the_first_page_does_not_need(imported: frozenset[str]) -> None:
    too_soon = {name for name in imported for not_yet in NOT_YET if f"{name}.".startswith(f"{not_yet}.")}

    assert not too_soon
