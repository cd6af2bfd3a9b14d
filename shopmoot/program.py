"""The program on the screen: settings, log, shelf and stage are put together here."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from textual.app import App

from screens.app import Assemblies
from screens.stage import REHEARSE
from shopmoot import settings
from shopmoot.asked import Asked
from shopmoot.command import report
from shopmoot.desk import ShelfDesk, Terms
from shopmoot.log import open_log
from shopmoot.settings import Settings
from shopmoot.thrift import collect_again
from words.language import _


def open_program(asked: Asked) -> int:
    """Open the shelf and the screen; answer with the exit code."""
    chosen = settings.read({"data": asked.data, "theme": asked.theme})
    open_log()
    terms = Terms(
        demo=asked.demo,
        look_only=asked.read_only,
        language=chosen.language,
        minutes=chosen.minutes,
        port=chosen.port,
        address=chosen.address,
        base_url=chosen.base_url,
        warnings=chosen.warnings,
        announce=say_reading,
    )
    code = _rehearse(terms, chosen) if asked.demo else _run_on(chosen.data, terms, chosen.theme)
    # The first run offers a rehearsal; afterwards the shelf is as empty as it was.
    return _rehearse(replace(terms, demo=True), chosen) if code == REHEARSE else code


def _rehearse(terms: Terms, chosen: Settings) -> int:
    from shopmoot.demo import rehearsal  # noqa: PLC0415 - only a rehearsal needs it

    with rehearsal(datetime.now().astimezone()) as folder:
        return _run_on(folder, terms, chosen.theme)


def say_reading(number: int) -> None:
    """Say before the screen opens that it takes a moment, the first time."""
    collect_again()
    sys.stderr.write(_("Reading {number} books once …").format(number=number) + "\n")
    sys.stderr.flush()


def _run_on(folder: Path, terms: Terms, theme: str) -> int:
    desk = ShelfDesk(folder, terms)
    try:
        return run(Assemblies(desk, theme, when_learned=collect_again))
    finally:
        leave(desk)
        desk.close()


def leave(desk: ShelfDesk) -> None:
    """Say where the assembly is, if it was moved on the way; rescue what no disk has taken yet."""
    if desk.safe():
        tell_where(desk.elsewhere)
    else:
        rescue(desk)


def rescue(desk: ShelfDesk) -> None:
    """Put what no disk has taken yet into another folder, before it is forgotten; say which."""
    if desk.safe():
        return
    for place in (settings.state_folder(), Path(gettempdir())):
        desk.keep_in(place / f"shopmoot-rescued-{desk.now():%Y-%m-%d-%H%M%S}")
        if desk.safe():
            tell_where(desk.elsewhere)
            return
    sys.stderr.write("The end of the assembly could not be saved anywhere: no folder could be written to.\n")


def tell_where(folder: Path | None) -> None:
    """Say which folder took the assembly in place of the shelf, if one did."""
    if folder is None:
        return
    from shlex import quote  # noqa: PLC0415 - only a shelf that failed needs it

    sys.stderr.write(
        f"The shelf could not be written to. The assembly is saved in {folder}. "
        f"Go on with: shopmoot --data {quote(str(folder))}\n"
    )


def run(app: App[int]) -> int:
    """Run it until it ends; whatever breaks in it is told by us, because a traceback shows names."""
    app.error_console.quiet = True
    code = app.run()
    fault: Any = getattr(app, "_exception", None)  # Textual has no other way to tell.
    if isinstance(fault, BaseException):
        return report(fault)
    return code or app.return_code or 0
