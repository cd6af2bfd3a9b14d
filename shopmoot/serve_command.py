"""`shopmoot serve`: the public record for the phones in the room, for a limited time."""

from __future__ import annotations

import argparse

from shopmoot.choices import BadValue, read_address

EXAMPLES = """examples:
  shopmoot serve
  shopmoot serve --minutes 90 --port 8080
  shopmoot serve --address 192.168.1.7   the network to take, where this computer is in several
"""

LONGEST = 24 * 60


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "serve",
        help="show the public record to the phones in the room",
        description=(
            "Show the same pages as publish to everybody in the network, for a limited time. "
            "They are read from memory, as they were when this began, "
            "and nothing else of this computer is shown. "
            "What was written or redacted since is there once you end it and start it anew."
        ),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", metavar="N", type=_port, help="the port (default: 8137, or a free one)")
    parser.add_argument(
        "--address", metavar="IP", type=_address, help="the address phones are shown (default: the likeliest)"
    )
    parser.add_argument(
        "--minutes",
        metavar="N",
        type=_minutes,
        default=30,
        dest="serve_minutes",
        help="for how long (default: 30)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the pages until the time is over or somebody ends it; answer with the exit code."""
    from shopmoot.serving import serve_shelf  # noqa: PLC0415 - not needed to open the program

    return serve_shelf(args)


def _address(text: str) -> str:
    try:
        return read_address(text)
    except BadValue as refusal:
        raise argparse.ArgumentTypeError(str(refusal)) from refusal


def _port(text: str) -> int:
    return _whole(text, 0, 65535)


def _minutes(text: str) -> int:
    return _whole(text, 1, LONGEST)


def _whole(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:6]) <= most:
        raise argparse.ArgumentTypeError(f"It must be a whole number from {least} to {most}.")
    return int(text)
