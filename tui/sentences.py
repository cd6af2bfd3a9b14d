"""The sentences to say: ours by default, and the circle's own wherever it wrote one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from assembly.value import value
from tui.filling import fill
from words.language import _

OURS = Path(__file__).parent / "to_say"
ENGLISH = "en"


@value
class Sentences:
    """What can be said, by key, and what is wrong with the circle's own file."""

    by_key: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    """Each in a sentence; nothing in the file can keep an assembly from running."""

    @classmethod
    def load(cls, own: Path | None = None, language: str = ENGLISH) -> Sentences:
        """Our sentences in a language, with those of the circle's own file, if it has one, in their place."""
        import tomllib  # noqa: PLC0415 - the first page says no sentence

        ours = dict(_flat(tomllib.loads(_our_file(language).read_text(encoding="utf-8"))))
        if own is None or not own.exists():
            return cls(ours)
        try:
            changed = dict(_flat(tomllib.loads(own.read_text(encoding="utf-8-sig"))))
        except (OSError, ValueError, RecursionError) as fault:
            return cls(ours, (_cannot_read(own, fault),))
        return cls(
            ours | {key: text for key, text in changed.items() if key in ours and text},
            tuple(_warnings(ours, changed)),
        )

    def say(self, key: str, **facts: object) -> str:
        """The sentence for a moment, with its places filled; a place without a fact stays visible."""
        return fill(self.by_key[key], facts)


def _our_file(language: str) -> Path:
    ours = OURS / f"{Path(language).name}.toml"
    return ours if ours.is_file() else OURS / f"{ENGLISH}.toml"


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    """Keys with dots, texts without blanks around them; what is no text is empty, and warned of."""
    for name, entry in table.items():
        key = f"{above}.{name}" if above else name
        if isinstance(entry, Mapping):
            yield from _flat(entry, key)
        else:
            yield key, " ".join(entry.split()) if isinstance(entry, str) else ""


def _warnings(ours: Mapping[str, str], changed: Mapping[str, str]) -> Iterator[str]:
    for key, text in changed.items():
        if key not in ours:
            yield _("“{key}” is no sentence of the program, so it is not used.").format(key=key)
        elif not text:
            yield _("“{key}” is no text, so our sentence is said.").format(key=key)


def _cannot_read(own: Path, fault: Exception) -> str:
    return _("{file} cannot be read, so our sentences are said: {fault}").format(file=own.name, fault=fault)
