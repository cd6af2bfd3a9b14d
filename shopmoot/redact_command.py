"""`shopmoot redact`: forget a text without breaking the record."""

from __future__ import annotations

import argparse
from pathlib import Path

EXAMPLES = """examples:
  shopmoot redact assemblies/2026-11-21-7K3FQ.json --list
  shopmoot redact assemblies/2026-11-21-7K3FQ.json --event 12 --field grievance
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "redact",
        help="forget a text without breaking the record",
        description="Delete one text of a book for good. A marked gap stays, and the chain still verifies.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("book", type=Path, metavar="BOOK", help="a book, also by its place on your shelf")
    parser.add_argument("--list", action="store_true", help="show the texts that can be forgotten")
    parser.add_argument("--event", type=int, metavar="N", help="the number of the event")
    parser.add_argument("--field", metavar="NAME", help="the name of the text in this event")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the texts, or forget one; answer with the exit code."""
    from shopmoot import redacting  # noqa: PLC0415 - the store is not needed to read the command line

    book = redacting.find(args.book, args.data)
    if args.list:
        return redacting.show(book)
    return redacting.forget(book, args.event, args.field, sure=args.yes)
