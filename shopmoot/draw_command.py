"""`shopmoot draw`: check a draw without trusting the laptop that made it."""

from __future__ import annotations

import argparse
from pathlib import Path

SOURCES = """where the record and the line come from:
  Each draw has a page in the pages of the assembly, /V/ and the id of the draw; the code on the screen after
  the close leads there. It offers the record as a file (record.txt), shows the locked numbers (--entropy) and
  the seal, and prints the whole command, ready to copy.

example:
  shopmoot draw verify record.txt --seal 9cd192b0... --entropy "dice 3 5 1 6 ..."
"""
EXAMPLES = """examples:
  shopmoot draw verify draw-18.txt --entropy "dice 3 5 1 6 ..." --seal 9cd192b0...
  shopmoot draw verify draw-18.txt --entropy "dice 3 5 1 6 ..." --json
  shopmoot draw explain draw-18.txt --entropy "dice 3 5 1 6 ..." --id M001
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
    verify = ways.add_parser(
        "verify",
        help="recompute the whole draw",
        epilog=SOURCES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_sealed(verify)
    verify.add_argument("--json", action="store_true", help="print the draw for a program")
    verify.set_defaults(run=run_verify)
    explain = ways.add_parser("explain", help="show how to check one person by hand, with sha256sum")
    _add_sealed(explain)
    explain.add_argument("--id", required=True, metavar="ID", help="the member's id in the record")
    explain.set_defaults(run=run_explain)


def run_verify(args: argparse.Namespace) -> int:
    """Print the recomputed draw, or the reason why there is none; answer with the exit code."""
    from shopmoot.draw_check import verify_record  # noqa: PLC0415 - not needed to open the program

    return verify_record(args.record, args.entropy, args.seal, as_json=args.json)


def run_explain(args: argparse.Namespace) -> int:
    """Print the check by hand for one member; answer with the exit code."""
    from shopmoot.draw_check import explain_member  # noqa: PLC0415 - not needed to open the program

    return explain_member(args.record, args.entropy, args.seal, args.id)


def _add_sealed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", type=Path, metavar="RECORD", help="the file with the sealed record")
    parser.add_argument(
        "--entropy", required=True, metavar="LINE", help="the line that was read back and locked"
    )
    parser.add_argument("--seal", metavar="HEX", help="the seal that was photographed, to compare it")
