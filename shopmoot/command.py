"""The door: what was typed leads to a command or to the program, and whatever happens ends in a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from shopmoot.asked import Asked, asked_at_once

WRONG_USE = 2
"""The exit code for what was typed wrong."""
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
    asked = asked_at_once(words)
    if asked is not None:
        return _open(asked)
    from shopmoot.arguments import run_command  # noqa: PLC0415 - to open the program needs no parser

    answer = run_command(words)
    return _open(answer) if isinstance(answer, Asked) else answer


def _open(asked: Asked) -> int:
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        sys.stderr.write(
            "Shopmoot needs a terminal to open in. In a script, use one of its commands: shopmoot --help\n"
        )
        return WRONG_USE
    from shopmoot.thrift import collect_nothing  # noqa: PLC0415 - a command has little to collect

    collect_nothing()
    from shopmoot.program import open_program  # noqa: PLC0415 - brings the stage with it

    return open_program(asked)
