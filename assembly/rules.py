"""The rulebook, opened when it is first asked: the first page of the program needs no rule.

What can be asked of it stands in `rules.pyi`, for whoever checks types.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    """Look it up in the rulebook, once; what Python asks of every module is no rule."""
    if name.startswith("__"):
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module("assembly.rulebook"), name)
    return found
