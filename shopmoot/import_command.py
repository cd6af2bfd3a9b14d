"""`shopmoot import`: bring the years before Shopmoot along, and take them back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

EXAMPLES = """examples:
  shopmoot import history roles.csv --dry-run
  shopmoot import history roles.csv
  shopmoot import decisions old.csv --dry-run
  shopmoot import decisions commons.json
  shopmoot import undo 8Q2ZV

What the tables hold: shopmoot import history --help, shopmoot import decisions --help
"""
HISTORY = """examples:
  shopmoot import history roles.csv --dry-run
  shopmoot import history roles.csv

roles.csv, with an end only where it is known (a day stands alone without one); an end still to come is a
term that begins to count, and is listed before anything is kept:
  date,role,person,end
  2024-03-01,Facilitator,Ana Kovač,
  2024-03-01,Craft lead,Ben,2024-08-31
"""
DECISIONS = """examples:
  shopmoot import decisions old.csv --dry-run
  shopmoot import decisions record/commons.json
  shopmoot import decisions pages/commons.json pages/commons/*.json

A record comes as the one file that shopmoot export writes, or as the parts of it on published pages; name all
parts together.

old.csv, where only what (or title) and date must be filled:
  date,what,why,kind,who,review,themes,rule
  2021-05-03,Two more breaks in summer,It is hot,operational,Shift lead,2027-05-01,heat; health,by consent

Its columns:
  what         the text that was decided; title, if there is a heading of its own
  date         the day on which it was decided, like 2021-05-03 or 3.5.2021
  kind         operational (also where it is empty), strategic, experiment or lab
  why          the reasons
  who          who is responsible: a role or a description, better not a name
  start until  from and until when it holds
  review       when it is looked at again
  measure      how you will know whether it works
  conditions   one on each line of the cell
  themes       what it is about, separated by ; or ,
  rule         how it was decided, in your words
  id           five letters and digits; kept if it is free, otherwise a new one is given
"""


Kinds: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="bring the years before Shopmoot along",
        description=(
            "Bring a table of who held which role, so that the rotation is right on the first day; and what"
            " was decided before, so that it is found and looked at again, marked as not sealed."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    undo = kinds.add_parser("undo", help="take back what was brought along")
    undo.add_argument("id", metavar="ID", help="the id that was said when it came")
    undo.add_argument("--yes", action="store_true", help="do not ask")
    for kind in (_history(kinds), _decisions(kinds), undo):
        kind.add_argument(
            "--data", type=_folder, metavar="DIR", default=argparse.SUPPRESS, help="the folder of the shelf"
        )
    parser.set_defaults(run=run)


def _history(kinds: Kinds) -> argparse.ArgumentParser:
    history = kinds.add_parser(
        "history",
        help="bring a table: date, role, person and perhaps an end",
        epilog=HISTORY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    history.add_argument("file", type=Path, metavar="FILE.csv", help="the table, as a spreadsheet saves it")
    history.add_argument("--dry-run", action="store_true", help="only say what would come")
    history.add_argument("--yes", action="store_true", help="do not ask")
    return history


def _decisions(kinds: Kinds) -> argparse.ArgumentParser:
    decisions = kinds.add_parser(
        "decisions",
        help="bring a table, or the published record of a shelf",
        epilog=DECISIONS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    decisions.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a CSV, or the commons.json of a shelf, or its parts",
    )
    decisions.add_argument("--dry-run", action="store_true", help="only say what would come")
    decisions.add_argument("--yes", action="store_true", help="do not ask")
    decisions.set_defaults(decisions=True)
    return decisions


def _folder(text: str) -> Path:
    return Path(text).expanduser()


def run(args: argparse.Namespace) -> int:
    """Bring a table along or take one back; answer with the exit code."""
    from shopmoot import importing  # noqa: PLC0415 - the store is not needed to read the command line

    if hasattr(args, "id"):
        return importing.undo(args.data, args.id.upper(), sure=args.yes)
    if hasattr(args, "decisions"):
        from shopmoot import importing_decisions  # noqa: PLC0415 - the same

        return importing_decisions.bring_decisions(args.data, args.files, dry_run=args.dry_run, sure=args.yes)
    return importing.bring_history(args.data, args.file, dry_run=args.dry_run, sure=args.yes)
