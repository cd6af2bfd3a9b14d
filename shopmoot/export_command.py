"""`shopmoot export`: the public record as files for other programs and for people."""

from __future__ import annotations

import argparse
from pathlib import Path

EXAMPLES = """examples:
  shopmoot export record
  shopmoot export record --csv
  shopmoot export /media/stick/record --markdown --data ~/shelf

  commons.json            everything that is public, as schema/commons-1.json says
  decisions.csv           one row for each decision, for any spreadsheet
  minutes/DATE-ID.md      the minutes of each assembly
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "export",
        help="write the public record as JSON, as a table, and as minutes to read",
        description=(
            "Write what was decided as data, as a table for a spreadsheet, and the minutes of each assembly"
            " as Markdown; all three where none is named. No name is in it that nobody released. A file that"
            " it did not write itself is never written over."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder for the files")
    parser.add_argument("--json", action="store_true", help="commons.json with its schema")
    parser.add_argument("--csv", action="store_true", help="decisions.csv")
    parser.add_argument("--markdown", action="store_true", help="the minutes of each assembly")
    parser.add_argument("--base-url", metavar="URL", help="the web address of the pages, for the links")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files and say what was done; answer with the exit code."""
    from shopmoot.exporting import export_shelf  # noqa: PLC0415 - not needed to open the program

    return export_shelf(args)
