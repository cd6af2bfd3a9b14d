from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import store
from shopmoot.faults import fault_sentences, say_fault
from shopmoot.troubles import save_trouble, shelf_trouble
from store.problems import Problem

FILES = sorted(Path(next(iter(store.__path__))).glob("*.py"))
GIVEN_BY = {"Problem"}
"""What takes a code first."""
ANSWERED_BY = {"why", "misfit", "_attempt"}
"""What answers with a code."""


def constants(node: ast.AST) -> set[str]:
    return {
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def chosen(node: ast.expr) -> Iterator[ast.expr]:
    """The values that an expression can have, without what it looks at to choose."""
    if isinstance(node, ast.IfExp):
        yield from (*chosen(node.body), *chosen(node.orelse))
    else:
        yield node


def given(tree: ast.AST) -> Iterator[ast.expr]:
    """What stands where a code stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GIVEN_BY:
            yield from chosen(node.args[0])
        if isinstance(node, ast.FunctionDef) and node.name in ANSWERED_BY:
            returns = (one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value)
            yield from (value for answer in returns for value in chosen(answer))


def store_codes() -> set[str]:
    found = (one for path in FILES for one in given(ast.parse(path.read_text(encoding="utf-8"))))
    return {code for one in found if isinstance(one, ast.Constant) for code in constants(one)}


def test_every_code_of_the_store_has_a_sentence_and_every_sentence_a_code() -> None:
    assert store_codes() == set(fault_sentences())


def test_a_code_is_a_word_in_the_source_or_handed_on_from_one() -> None:
    found = (one for path in FILES for one in given(ast.parse(path.read_text(encoding="utf-8"))))
    others = {ast.unparse(one) for one in found if not isinstance(one, ast.Constant)}

    assert others <= {"why(error)", "misfit.code", "problem.code", "refused.problem.code", "card.fault"}


@pytest.mark.parametrize("code", sorted(fault_sentences()))
def test_a_sentence_names_file_and_event_and_leaves_nothing_open(code: str) -> None:
    problem = Problem(code, Path("/shelf/assemblies/{x}.json"), 3, needs=7, aside=Path("/shelf/{y}.damaged"))

    for said in (say_fault(problem, "BOOK"), shelf_trouble(problem), save_trouble(code)):
        assert code not in said
        assert "{needs}" not in said
        assert said.endswith(".")
    assert say_fault(problem, "BOOK").startswith("BOOK, event 3: ")
    assert shelf_trouble(problem).startswith("{x}.json, event 3: ")
    assert "{y}.damaged" in shelf_trouble(problem)


def test_a_code_that_nobody_knows_is_said_as_it_is() -> None:
    assert "never-heard" in save_trouble("never-heard")
