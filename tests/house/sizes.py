"""Sizes: what does not fit on a page or two holds a second thing."""

import ast
from collections.abc import Iterator

from tests.house.tree import Function, Tree

FILE_LINES = 300
FUNCTION_LINES = 50
JOURNEY_LINES = 40
ROOM_LINES = 3000
COLUMNS = 100
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
TEXTS_AND_LISTS = (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)


def files_are_short(tree: Tree) -> Iterator[str]:
    for source in tree.all:
        lines = source.text.count("\n")
        if lines > FILE_LINES:
            yield source.at(FILE_LINES + 1, f"the file has {lines} lines, {FILE_LINES} are enough")


def functions_are_short(tree: Tree) -> Iterator[str]:
    for source in tree.src + tree.tests:
        most = JOURNEY_LINES if source.floor == "journeys" else FUNCTION_LINES
        for function in source.functions:
            lines = length(function)
            if lines > most:
                yield source.at(function, f"{function.name} has {lines} lines, {most} are enough")


def rooms_are_small(tree: Tree) -> Iterator[str]:
    for room, sources in tree.rooms.items():
        lines = sum(source.text.count("\n") for source in sources)
        if lines > ROOM_LINES:
            yield f"src/paraguas/{room}:1 the room has {lines} lines, {ROOM_LINES} are enough"


def lines_are_narrow(tree: Tree) -> Iterator[str]:
    for source in tree.all:
        for number, line in enumerate(source.text.splitlines(), start=1):
            if len(line) > COLUMNS:
                yield source.at(number, f"{len(line)} columns, {COLUMNS} are enough")


def journeys_do_not_calculate(tree: Tree) -> Iterator[str]:
    """A sum is a decision: it belongs to a room's rules, where it is tested without a database."""
    for source in tree.src:
        if source.floor == "journeys":
            for node in source.nodes:
                if calculates(node):
                    yield source.at(node, "a journey calculates; let a room's rule do it")


def calculates(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        operands = (node.left, node.right)
    elif isinstance(node, ast.AugAssign):
        operands = (node.value,)
    else:
        return False
    return isinstance(node.op, ARITHMETIC) and not any(map(joins, operands))


def joins(operand: ast.expr) -> bool:
    """Tell whether the sum is one of texts or lists."""
    if isinstance(operand, ast.Constant):
        return isinstance(operand.value, str | bytes)
    return isinstance(operand, TEXTS_AND_LISTS)


def length(function: Function) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1
