"""`shopmoot draw`: check a draw without trusting the laptop that made it."""

from __future__ import annotations

import argparse
from pathlib import Path

SOURCES = """where the record and the line come from:
  RECORD is the id of a draw on your shelf, five characters; then record and locked numbers come from
  its book. Or it is a file. Each draw has a page in the pages of the assembly, /V/ and the id of the draw;
  the list on the screen after the close has a code that leads there. It offers the record as a file
  (record.txt), shows the locked numbers (--entropy) and the seal, and prints the whole command, ready to
  copy.

example:
  shopmoot draw verify 7K3FQ
  shopmoot draw verify record.txt --seal 9cd192b0... --entropy "dice 3 5 1 6 ..."
"""
EXPLAIN = """examples:
  shopmoot draw explain 7K3FQ
  shopmoot draw explain 7K3FQ --id M001
  shopmoot draw explain record.txt --entropy "dice 3 5 1 6 ..." --id M001
"""
RECORD = """example:
  shopmoot draw record 7K3FQ > record.txt
"""
EXAMPLES = """examples:
  shopmoot draw verify 7K3FQ
  shopmoot draw verify draw-18.txt --entropy "dice 3 5 1 6 ..." --seal 9cd192b0...
  shopmoot draw verify draw-18.txt --entropy "dice 3 5 1 6 ..." --json
  shopmoot draw explain 7K3FQ --id M001
  shopmoot draw explain draw-18.txt --entropy "dice 3 5 1 6 ..." --id M001
  shopmoot draw record 7K3FQ > record.txt
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and what it can do to the command line."""
    parser = subparsers.add_parser(
        "draw",
        help="check a draw of roles",
        description="Recompute a draw from its sealed record and the numbers thrown in the room.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ways = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    verify = _way(ways, "verify", "recompute the whole draw", SOURCES)
    _add_sealed(verify)
    verify.add_argument("--json", action="store_true", help="print the draw for a program, with the reserves")
    verify.add_argument(
        "--reserves", action="store_true", help="print who is in reserve also where it takes a while"
    )
    verify.set_defaults(run=run_verify)
    explain = _way(ways, "explain", "show how to check it by hand, with sha256sum", EXPLAIN)
    _add_sealed(explain)
    explain.add_argument("--id", metavar="ID", help="the member's id in the record (default: an example)")
    explain.set_defaults(run=run_explain)
    record = _way(ways, "record", "write the sealed record of a draw on the shelf", RECORD)
    record.add_argument("record", metavar="DRAW", help="the id of the draw")
    _add_shelf(record)
    record.set_defaults(run=run_record)


def run_verify(args: argparse.Namespace) -> int:
    """Print the recomputed draw, or the reason why there is none; answer with the exit code."""
    from shopmoot.draw_check import verify_record  # noqa: PLC0415 - not needed to open the program

    return verify_record(args)


def run_explain(args: argparse.Namespace) -> int:
    """Print the check by hand; answer with the exit code."""
    from shopmoot.draw_check import explain_member  # noqa: PLC0415 - not needed to open the program

    return explain_member(args)


def run_record(args: argparse.Namespace) -> int:
    """Write the sealed bytes; answer with the exit code."""
    from shopmoot.draw_check import write_record  # noqa: PLC0415 - not needed to open the program

    return write_record(args)


def _way(
    ways: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str, examples: str
) -> argparse.ArgumentParser:
    return ways.add_parser(
        name, help=does, epilog=examples, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _add_sealed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "record", metavar="RECORD", help="the id of a draw on the shelf, or the file with its sealed record"
    )
    parser.add_argument(
        "--entropy", metavar="LINE", help="the line that was read back and locked; needed with a file"
    )
    parser.add_argument("--seal", metavar="HEX", help="the seal that was photographed, to compare it")
    _add_shelf(parser)


def _add_shelf(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=_folder, metavar="DIR", default=argparse.SUPPRESS, help="the folder of the shelf"
    )


def _folder(text: str) -> Path:
    return Path(text).expanduser()
