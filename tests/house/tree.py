"""The project's Python files, parsed once, each knowing the floor, room and layer it lives in."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FLOORS = ("values", "plumbing", "journeys", "views", "doors")
PURE_LAYERS = ("model", "events", "errors", "provider", "rules")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One file; `path` is relative to the project."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def functions(self) -> Iterator[Function]:
        return (node for node in self.nodes if isinstance(node, Function))

    @property
    def place(self) -> tuple[str, ...]:
        """Below the package: ("orders", "actions", "place_order"); empty outside it."""
        parts = self.path.with_suffix("").parts
        return parts[2:] if parts[:2] == ("src", "paraguas") else ()

    @property
    def floor(self) -> str:
        return self.place[0] if self.place and self.place[0] in FLOORS else ""

    @property
    def room(self) -> str:
        is_room = len(self.place) > 1 and not self.floor
        return self.place[0] if is_room else ""

    @property
    def layer(self) -> str:
        """The layer inside a room: model, rules, actions, ..."""
        return self.place[1] if self.room else ""

    @property
    def is_pure(self) -> bool:
        return self.floor == "values" or self.layer in PURE_LAYERS

    @property
    def is_test(self) -> bool:
        return self.path.parts[0] == "tests"

    @property
    def module(self) -> str:
        """Its dotted name, without `__init__`."""
        names = ("paraguas", *self.place)
        return ".".join(names[:-1] if names[-1] == "__init__" else names)

    def at(self, line: ast.AST | int, what: str) -> str:
        """Word a finding as `file:line what`."""
        number = line if isinstance(line, int) else getattr(line, "lineno", 1)
        return f"{self.path}:{number} {what}"


class Tree:
    """All Python files below `root` that are ours."""

    def __init__(self, root: Path = PROJECT) -> None:
        self.root = root

    @cached_property
    def all(self) -> list[Source]:
        return [
            Source(path.relative_to(self.root), path.read_text("utf-8"))
            for folder in ("src", "tests", "migrations")
            for path in sorted((self.root / folder).rglob("*.py"))
        ]

    @property
    def src(self) -> list[Source]:
        return [source for source in self.all if source.place]

    @property
    def tests(self) -> list[Source]:
        return [source for source in self.all if source.is_test]

    @property
    def rooms(self) -> dict[str, list[Source]]:
        rooms: dict[str, list[Source]] = {}
        for source in self.src:
            if source.room:
                rooms.setdefault(source.room, []).append(source)
        return rooms


def dotted(node: ast.AST) -> str:
    """Read `a.b.c` off an expression; empty where it is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return f"{head}.{node.attr}" if head else ""
    return ""


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    """All names a file imports, as dotted paths: modules and what is taken out of them."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node, name.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module
            for name in node.names:
                yield node, f"{node.module}.{name.name}"


def docstrings(source: Source) -> set[int]:
    """The identities of the string nodes that are docstrings, also those below an attribute."""
    found = set()
    for node in source.nodes:
        body = getattr(node, "body", [])
        for statement in body if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found
