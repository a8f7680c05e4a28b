"""docs/coverage.md tells the truth: each clause names tests, and each named test exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PROJECT, Function

DOC = "docs/coverage.md"
TEST_ID = re.compile(r"`(tests/[^`]+)`")


def rows(text: str) -> Iterator[tuple[int, str, str]]:
    """The table's rows: line number, clause, tests."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) >= 2 and not set(cells[0]) <= set("-: "):
            yield number, cells[0], cells[-1]


def lies(root: Path) -> Iterator[str]:
    _, *clauses = rows((root / DOC).read_text())
    for number, clause, tests in clauses:
        named = TEST_ID.findall(tests)
        if not named:
            yield f"{DOC}:{number} {clause!r} names no test"
        for test in named:
            if not exists(root, test):
                yield f"{DOC}:{number} there is no test {test}"


def exists(root: Path, test: str) -> bool:
    """Tell whether a file holds the test, by `path::name` or `path::Class::name`."""
    path, *names = test.partition("[")[0].split("::")
    if not names or not (root / path).is_file():
        return False
    body: list[ast.stmt] = ast.parse((root / path).read_text()).body
    for name in names:
        found = [
            node for node in body if isinstance(node, Function | ast.ClassDef) and node.name == name
        ]
        if not found:
            return False
        body = found[0].body
    return names[-1].startswith("test_") or "TestCase" in names[-1]


def test_every_clause_names_tests_that_exist():
    assert list(lies(PROJECT)) == []


def test_a_lie_is_found(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_a.py").write_text("def test_true():\n    assert True\n")
    (tmp_path / DOC).write_text(
        "| clause | test |\n|---|---|\n"
        "| told | `tests/test_a.py::test_true` |\n"
        "| gone | `tests/test_a.py::test_gone` |\n"
        "| moved | `tests/test_b.py::test_true` |\n"
        "| bare |  |\n"
    )
    assert list(lies(tmp_path)) == [
        f"{DOC}:4 there is no test tests/test_a.py::test_gone",
        f"{DOC}:5 there is no test tests/test_b.py::test_true",
        f"{DOC}:6 'bare' names no test",
    ]
