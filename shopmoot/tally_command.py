"""`shopmoot tally`: try a vote rule on numbers before adopting it."""

from __future__ import annotations

import argparse

EXAMPLES = """examples:
  shopmoot tally "at least 2/3 of present, quorum 1/2 of entitled" \\
      --yes 20 --no 9 --abstain 2 --present 31 --entitled 40
  shopmoot tally "more than 50% of cast, quorum entitled - 2" --yes 4 --no 3 --present 7 --entitled 9
"""

RULE_HELP = (
    "comparator (at least, more than), fraction or percentage, base (yes+no, cast, present, entitled) "
    "and quorum (1/2 of entitled, entitled - 2, 12, or: no quorum)"
)

NUMBERS = {
    "yes": "how many said yes",
    "no": "how many said no",
    "abstain": "how many said that they abstain (default: 0)",
    "not-voting": "how many kept their hands down (default: whoever is left)",
    "present": "how many of the entitled were here",
    "entitled": "how many may vote, here or not",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "tally",
        help="try a vote rule on numbers",
        description="Say what a count means under a vote rule, with the sum that says so.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rule", help=RULE_HELP.replace("%", "%%"))
    defaults = {"abstain": "0", "not-voting": None}
    for name, help_text in NUMBERS.items():
        default = defaults.get(name)
        # Read as text, so that 2.5 people are answered with a sentence and not with the usage.
        parser.add_argument(
            f"--{name}", metavar="N", help=help_text, default=default, required=name not in defaults
        )
    parser.add_argument("--json", action="store_true", help="print the numbers for a program")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the verdict and its sum, or the reason why there is none; answer with the exit code."""
    from shopmoot.tally import tally  # noqa: PLC0415 - the rules are not needed to open the program

    return tally(args)
