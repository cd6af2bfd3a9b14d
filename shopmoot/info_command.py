"""`shopmoot info`: every path, version and setting, and where the setting came from."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

PACKAGES = (
    "shopmoot",
    "textual",
    "tinydb",
    "python-dateutil",
    "qrcode",
    "rfc8785",
    "platformdirs",
    "jinja2",
    "ifaddr",
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "info",
        help="say where everything is and what is set",
        description="Say every path, version and setting, and where the setting came from. Changes nothing.",
    )
    parser.add_argument("--json", action="store_true", help="print it for a program")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print it; answer with the exit code."""
    told = facts(vars(args))
    if args.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines(told))
    for warning in told["warnings"]:
        sys.stderr.write(f"{warning}\n")
    return 0


def facts(flags: Mapping[str, object]) -> dict[str, Any]:
    """Everything there is to know; only the config file is read, and nothing is made."""
    from shopmoot import settings  # noqa: PLC0415 - the parser does not need it
    from shopmoot.log import log_path  # noqa: PLC0415
    from shopmoot.places import places_on  # noqa: PLC0415

    known = settings.read(flags)
    return {
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}},
        "paths": {
            **{name: str(path) for name, path in places_on(known.data).items()},
            "config": str(known.config_file),
            "log": str(log_path()),
        },
        "settings": {
            name: {"value": one.value, "from": one.source.value, "where": one.where}
            for name, one in known.chosen.items()
        },
        "warnings": list(known.warnings),
    }


def lines(told: Mapping[str, Any]) -> Iterator[str]:
    """The same for people."""
    yield "Versions"
    yield from (f"  {name:<16} {number}" for name, number in told["versions"].items())
    yield "Paths"
    yield from (f"  {name:<16} {path}" for name, path in told["paths"].items())
    yield "Settings"
    for name, one in told["settings"].items():
        value = "(nothing)" if one["value"] == "" else one["value"]
        place = f": {one['where']}" if one["where"] else ""
        yield f"  {name:<16} {value}  [{one['from']}{place}]"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
