"""The door: what was typed leads to a command or to the program, and whatever happens ends in a sentence."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from shopmoot.arguments import COMMANDS, WRONG_USE, parse

BROKEN = 70
"""The exit code for a fault of ours."""
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Do what was asked; answer with the exit code."""
    try:
        code = _answer(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whatever is still to be written has nobody to read it, also when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as fault:  # the last place where anybody can say a sentence
        return report(fault)
    return code


def report(fault: BaseException) -> int:
    """Say that something is broken, and where the reason is written."""
    from shopmoot.log import LOG, open_log  # noqa: PLC0415 - read only when something is broken

    path = open_log()
    LOG.error("broken", exc_info=fault)
    place = f"What is known about it stands in {path}." if path else "There was no place to write it down."
    sys.stderr.write(f"Something is broken in Shopmoot. What was shown as saved is saved. {place}\n")
    return BROKEN


def _answer(words: Sequence[str]) -> int:
    try:
        args = parse(words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    if args.run is None:
        return _open(args)
    if COMMANDS[args.command].wants_folder:
        args.data = _folder(args)
    return int(args.run(args))


def _folder(args: argparse.Namespace) -> Path:
    from shopmoot import settings  # noqa: PLC0415 - not needed for a rule or a draw

    return settings.read(vars(args)).data


def _open(args: argparse.Namespace) -> int:
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        sys.stderr.write(
            "Shopmoot needs a terminal to open in. In a script, use one of its commands: shopmoot --help\n"
        )
        return WRONG_USE
    # What is imported stays: to look for garbage in it takes a sixth of the start.
    gc.disable()
    from shopmoot.program import open_program  # noqa: PLC0415 - brings the stage with it

    gc.freeze()
    gc.enable()
    return open_program(args)
