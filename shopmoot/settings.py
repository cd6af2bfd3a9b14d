"""Settings: a flag before the environment before the config file before what we think is best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from os import environ
from pathlib import Path
from typing import Any

from assembly.value import value
from shopmoot.choices import CHOICES, BadValue, Choice, Value

PROGRAM = "shopmoot"
CONFIG = "config.toml"


class Source(Enum):
    """Where a setting can come from, the strongest first."""

    FLAG = "flag"
    ENVIRONMENT = "environment"
    CONFIG = "config file"
    DEFAULT = "default"


@value
class Setting:
    """A value and where it came from."""

    value: Value
    source: Source
    where: str = ""
    """The flag, the variable, or the file with its key; nothing for a default."""


@value
class Settings:
    """Everything that can be set."""

    chosen: Mapping[str, Setting]
    config_file: Path
    warnings: tuple[str, ...] = ()
    """Sentences about values that could not be used."""

    @property
    def data(self) -> Path:
        """The folder of the shelf."""
        return Path(str(self.chosen["data"].value))

    @property
    def theme(self) -> str:
        """The name of a theme."""
        return str(self.chosen["theme"].value)

    @property
    def language(self) -> str:
        """A language code, or empty for the language of the circle."""
        return str(self.chosen["language"].value)

    @property
    def minutes(self) -> int:
        """How long an assembly is planned to last."""
        return int(self.chosen["minutes"].value)

    @property
    def port(self) -> int:
        """The port on which pages are shown to the room; 0 takes any free one."""
        return int(self.chosen["port"].value)

    @property
    def address(self) -> str:
        """The address of this machine that phones are shown, or empty to find the likeliest."""
        return str(self.chosen["address"].value)

    @property
    def base_url(self) -> str:
        """Where the published pages stand for good, or empty."""
        return str(self.chosen["base_url"].value)


def read(flags: Mapping[str, object]) -> Settings:
    """The settings in force; what cannot be used is said in a sentence and passed over."""
    config_file = config_path()
    warnings: list[str] = []
    written = _read_config(config_file, warnings)
    chosen = {}
    for choice in CHOICES:
        offers = _offers(choice, flags, written, config_file)
        chosen[choice.name] = _first_usable(choice, offers, warnings)
    return Settings(chosen, config_file, tuple(warnings))


def config_path() -> Path:
    """The config file, whether it is there or not."""
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed for a rule or a draw

    return user_config_path(PROGRAM, appauthor=False) / CONFIG


def state_folder() -> Path:
    """Where the log is."""
    from platformdirs import user_state_path  # noqa: PLC0415 - not needed for a rule or a draw

    return user_state_path(PROGRAM, appauthor=False)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"{PROGRAM}_{name}".upper()


def _offers(
    choice: Choice, flags: Mapping[str, object], written: Mapping[str, Any], config_file: Path
) -> Iterator[tuple[object, Source, str]]:
    name = choice.name
    if flags.get(name) is not None:
        yield flags[name], Source.FLAG, f"--{name.replace('_', '-')}"
    if environ.get(variable(name)):
        yield environ[variable(name)], Source.ENVIRONMENT, variable(name)
    if name in written:
        yield written[name], Source.CONFIG, f"{config_file}: {name}"


def _first_usable(
    choice: Choice, offers: Iterator[tuple[object, Source, str]], warnings: list[str]
) -> Setting:
    for offered, source, where in offers:
        try:
            return Setting(choice.read(offered), source, where)
        except BadValue as refusal:
            warnings.append(f"{where}: {refusal} It is not used.")
    return Setting(choice.default(), Source.DEFAULT)


def _read_config(path: Path, warnings: list[str]) -> Mapping[str, Any]:
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as fault:
        warnings.append(f"{path} cannot be read ({fault.strerror or fault}); it is not used.")
        return {}
    import tomllib  # noqa: PLC0415 - most have no config file

    try:
        written = tomllib.loads(text.decode())
    except ValueError as fault:
        warnings.append(f"{path} is not written as TOML ({fault}); it is not used.")
        return {}
    known = {choice.name for choice in CHOICES}
    warnings.extend(f"{path}: there is no setting “{name}”." for name in written if name not in known)
    return written
