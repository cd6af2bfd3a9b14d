"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HOUSE = Path(__file__).parents[1]
ROOMS = ("archive", "assembly", "screens", "shopmoot", "store", "tui", "words")
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
LONGEST_FUNCTION = 40
LONGEST_MODULE = 250

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((HOUSE / folder).rglob("*.py"))


def place(path: Path, line: int | None = None) -> str:
    named = str(path.relative_to(HOUSE))
    return named if line is None else f"{named}:{line}"


def long_functions(source: str) -> Iterator[tuple[str, int, int]]:
    """Name, line and length of each function that takes more than a page."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node.name, node.lineno, length


def test_a_function_fits_on_a_page() -> None:
    long = [
        f"{place(path, line)} {name} has {length} lines"
        for path in sources(*ROOMS, "benchmarks", "docs", "tests")
        for name, line, length in long_functions(path.read_text(encoding="utf-8"))
    ]

    assert long == []


@pytest.mark.parametrize(("body", "found"), [(39, []), (40, [("walk", 1, 41)])])
def test_a_function_of_forty_lines_is_the_longest(body: int, found: list[tuple[str, int, int]]) -> None:
    assert list(long_functions("def walk():\n" + "    pass\n" * body)) == found


def test_a_module_can_be_read_in_one_sitting() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*ROOMS)}

    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_module_is_named_after_what_it_holds() -> None:
    vague = [
        place(path)
        for path in sources(*ROOMS, "tests")
        if VAGUE & {*path.with_suffix("").relative_to(HOUSE).parts, *path.stem.split("_")}
    ]

    assert vague == []


def test_tests_are_no_package() -> None:
    assert [place(path) for path in (HOUSE / "tests").rglob("__init__.py")] == []


def test_every_folder_of_a_room_is_a_package() -> None:
    folders = {path.parent for path in sources(*ROOMS)}

    assert [place(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_the_wheel_and_the_contracts_name_every_room() -> None:
    house = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))

    assert sorted(house["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == list(ROOMS)
    assert sorted(house["tool"]["importlinter"]["root_packages"]) == list(ROOMS)


def test_the_lock_file_names_only_the_python_package_index() -> None:
    packages = tomllib.loads((HOUSE / "uv.lock").read_text(encoding="utf-8"))["package"]
    registries = {package["source"].get("registry", "https://pypi.org/simple") for package in packages}
    files = [
        file for package in packages for file in [package.get("sdist"), *package.get("wheels", [])] if file
    ]

    assert registries == {"https://pypi.org/simple"}
    assert {urlsplit(file["url"]).hostname for file in files} == {"files.pythonhosted.org"}


def test_the_licence_is_the_whole_text() -> None:
    text = (HOUSE / "LICENSE").read_text(encoding="utf-8")

    assert text.split()[:6] == ["GNU", "AFFERO", "GENERAL", "PUBLIC", "LICENSE", "Version"]
    assert "13. Remote Network Interaction" in text
    assert text.rstrip().endswith("<https://www.gnu.org/licenses/>.")
