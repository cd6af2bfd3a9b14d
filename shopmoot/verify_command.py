"""`shopmoot verify`: check that nobody changed what was written."""

from __future__ import annotations

import argparse
from pathlib import Path

EXAMPLES = """examples:
  shopmoot verify
  shopmoot verify /media/stick/shopmoot
  shopmoot verify assemblies/2026-11-21-7K3FQ.json
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "verify",
        help="check that nobody changed what was written",
        description="Check every byte, chain and seal, and name the first event that does not fit.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "what", nargs="?", type=Path, metavar="SHELF|BOOK", help="a folder or one book (default: your shelf)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what fits and what does not; answer with the exit code."""
    from shopmoot.checking import verify  # noqa: PLC0415 - the store is not needed to read the command line

    return verify(args.what or args.data)
