"""Leftovers: files nobody imports, promises nobody keeps, tests that tell nothing."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Function, Source, Tree, dotted, imported

# Written in halves, so that a search for the words finds only real ones.
MARKERS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|NotImplemented" r"Error")
AVOIDED = re.compile(r"(pytest\.)?(mark\.)?(skip|skipif|xfail|importorskip)")
MOCKS = ("unittest.mock", "pytest_mock", "mock")
ENTRY_POINTS = {"paraguas.__main__"}
FOUND_BY_PATH = ("plumbing", "migrations")
"""The folder whose files Alembic runs without importing them."""

TELLS = re.compile(r"assert|audit|check|expect|raises|validate|run_state_machine", re.IGNORECASE)


def every_file_is_used(tree: Tree) -> Iterator[str]:
    modules = {source.module: source for source in tree.src}
    used = {name for source in tree.all if not source.is_test for name in named(source, modules)}
    for module, source in modules.items():
        is_package = source.place[-1] == "__init__"
        by_path = source.place[:2] == FOUND_BY_PATH
        if not is_package and not by_path and module not in used | ENTRY_POINTS:
            yield source.at(1, "nobody imports this file")


def named(source: Source, modules: dict[str, Source]) -> Iterator[str]:
    """The modules a file imports, or names in a text, as `"paraguas.doors.api:app"` does."""
    for _, name in imported(source):
        if name in modules and name != source.module:
            yield name
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.split(":")[0]


def nothing_is_left_for_later(tree: Tree) -> Iterator[str]:
    for source in tree.all:
        for number, line in enumerate(source.text.splitlines(), start=1):
            if found := MARKERS.search(line):
                yield source.at(number, f"{found[0]} is a promise; keep it or drop it")


def no_test_is_avoided(tree: Tree) -> Iterator[str]:
    for source in tree.tests:
        for node in source.nodes:
            name = dotted(node) if isinstance(node, ast.Attribute) else ""
            if name.startswith("pytest.") and AVOIDED.fullmatch(name):
                yield source.at(node, f"{name}: a test runs, or is not there")


def nothing_of_ours_is_mocked(tree: Tree) -> Iterator[str]:
    for source in tree.tests:
        for node, name in imported(source):
            if name in MOCKS:
                yield source.at(node, f"{name}: let the real thing run")


def every_test_tells_something(tree: Tree) -> Iterator[str]:
    for source in tree.tests:
        for function in source.functions:
            if function.name.startswith("test_") and not tells(function):
                yield source.at(function, f"{function.name} asserts nothing")


def tells(function: Function) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func)
            if TELLS.search(name):
                return True
    return False
