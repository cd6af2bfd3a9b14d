"""The command line: what can be typed, and a sentence for what cannot."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from assembly.value import value
from shopmoot.asked import Asked
from shopmoot.choices import THEMES, BadValue, read_folder, read_theme
from shopmoot.command import WRONG_USE

EXAMPLES = """examples:
  shopmoot --demo                     rehearse with an invented circle; nothing is kept
  shopmoot                            open the shelf of your circle
  shopmoot --data /media/stick/shelf  keep the shelf on a stick
  shopmoot tally "at least 2/3 of present, no quorum" --yes 5 --no 2 --present 7 --entitled 9
  shopmoot verify                     check every chain and seal on the shelf
  shopmoot publish public --base-url https://example.org/assemblies
"""


@value
class Command:
    """A command, and the module that knows it."""

    module: str
    reads_shelf: bool = True
    wants_folder: bool = False
    """Whether it is handed the folder of the shelf, and asks for no other setting."""


COMMANDS = {
    "info": Command("shopmoot.info_command"),
    "tally": Command("shopmoot.tally_command", reads_shelf=False),
    "draw": Command("shopmoot.draw_command"),
    "verify": Command("shopmoot.verify_command", wants_folder=True),
    "redact": Command("shopmoot.redact_command", wants_folder=True),
    "import": Command("shopmoot.import_command", wants_folder=True),
    "export": Command("shopmoot.export_command"),
    "publish": Command("shopmoot.publish_command"),
    "serve": Command("shopmoot.serve_command"),
}

_CHOICE = re.compile(
    r"(?:argument (?P<of>[^:]+): )?invalid choice: (?P<given>.*?) \(choose from (?P<known>.*)\)"
)
_MISSING = re.compile(r"the following arguments are required: (?P<names>.*)")
_UNKNOWN = re.compile(r"unrecognized arguments: (?P<given>.*)")
_NO_VALUE = re.compile(r"argument (?P<of>[^:]+): expected (one|at least one) argument")
_BAD = re.compile(r"argument (?P<of>[^:]+): (?P<why>.*)")


class Parser(argparse.ArgumentParser):
    """Reads what was typed; its own commands are read in the same way."""

    def error(self, message: str) -> NoReturn:
        """End with a sentence and with what to do about it."""
        sys.stderr.write(f"{self.sentence(message)}\nHow it is used: {self.prog} --help\n")
        raise SystemExit(WRONG_USE)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """What was typed; the command at which something is not known says so, with its own help."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return known, unknown

    def sentence(self, message: str) -> str:
        """What the standard library found, as people say it."""
        if found := _MISSING.fullmatch(message):
            return f"Something is missing: {found['names']}."
        if found := _UNKNOWN.fullmatch(message):
            return f"“{found['given']}” is not known here."
        if found := _NO_VALUE.fullmatch(message):
            return f"Nothing stands after {found['of']}."
        if found := _CHOICE.fullmatch(message):
            return _unknown_choice(found["given"].strip("'\""), re.findall(r"[\w-]+", found["known"]))
        if found := _BAD.fullmatch(message):
            return f"{found['of']}: {_closed(found['why'])}"
        return _closed(message[:1].upper() + message[1:])

    def format_help(self) -> str:
        """The help, with the examples before everything else."""
        whole = super().format_help()
        if not self.epilog:
            return whole
        examples = self.epilog.strip()
        return f"{examples}\n\n{whole.replace(examples, '').rstrip()}\n"


def _unknown_choice(given: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(given, known, n=1)
    meant = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    return f"There is no command “{given}”. {meant}"


class Version(argparse.Action):
    """Says which version this is, and looks it up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        """An option without a value."""
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, *_: object) -> NoReturn:
        """Print it and end."""
        from importlib.metadata import version  # noqa: PLC0415 - 20 ms that only this needs

        print(f"shopmoot {version('shopmoot')}")
        raise SystemExit(0)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What was asked for; knows only the commands that were named, or all where none was."""
    parser = Parser(
        prog="shopmoot",
        description="Run a face-to-face workplace assembly from one screen.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=Version, help="say which version this is")
    parser.add_argument("--data", type=_checked(read_folder), metavar="DIR", help="the folder of the shelf")
    parser.add_argument(
        "--theme", type=_checked(read_theme), metavar="THEME", help=f"colours: {' or '.join(THEMES)}"
    )
    parser.add_argument("--demo", action="store_true", help="an invented circle; nothing is kept")
    parser.add_argument("--read-only", action="store_true", help="look at the shelf and change nothing")
    parser.set_defaults(run=None)
    wanted = [name for name in COMMANDS if name in words]
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", prog="shopmoot")
    for name in wanted or COMMANDS if _names_something(words) else ():
        _add(name, subparsers)
    return parser.parse_args(words)


def run_command(words: Sequence[str]) -> int | Asked:
    """Do what was asked and answer with the exit code; or say how somebody wants to open the program."""
    try:
        args = parse(words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    if args.run is None:
        return Asked(args.data, args.theme, args.demo, args.read_only)
    if COMMANDS[args.command].wants_folder:
        args.data = _folder(args)
    return int(args.run(args))


def _folder(args: argparse.Namespace) -> Path:
    from shopmoot import settings  # noqa: PLC0415 - not needed for a rule or a draw

    return settings.read(vars(args)).data


def _add(name: str, subparsers: argparse._SubParsersAction[Parser]) -> None:
    import_module(COMMANDS[name].module).add_parser(subparsers)
    if COMMANDS[name].reads_shelf:
        # Also after the command: both places are natural. The command can have it already.
        with suppress(argparse.ArgumentError):
            subparsers.choices[name].add_argument(
                "--data",
                type=_checked(read_folder),
                metavar="DIR",
                default=argparse.SUPPRESS,
                help="the folder of the shelf",
            )


def _names_something(words: Sequence[str]) -> bool:
    return bool({"-h", "--help"} & set(words)) or any(not word.startswith("-") for word in words)


def _checked(read: Callable[[object], object]) -> Callable[[str], object]:
    def checked(text: str) -> object:
        try:
            return read(text)
        except BadValue as refusal:
            raise argparse.ArgumentTypeError(str(refusal)) from refusal

    return checked


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
