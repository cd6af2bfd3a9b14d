"""`shopmoot publish`: the public record as pages in a folder, for any web host."""

from __future__ import annotations

import argparse
from pathlib import Path

EXAMPLES = """examples:
  shopmoot publish public --base-url https://example.org/assemblies
  shopmoot publish /media/stick/pages --base-url https://example.org --data ~/shelf
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "publish",
        help="write the public record as pages into a folder",
        description=(
            "Write an index with a search, a page and a poster for each decision, a page for each draw, the "
            "rules, roles and terms, feeds, a calendar, and everything as data. Only what changed is "
            "written, and no name that nobody released. Files of others in the folder stay."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder for the pages")
    parser.add_argument("--base-url", metavar="URL", help="the web address under which the folder will stand")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the pages and say what was done; answer with the exit code."""
    from shopmoot.publishing import publish_shelf  # noqa: PLC0415 - not needed to open the program

    return publish_shelf(args)
