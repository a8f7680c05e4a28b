"""What SQL may say, so that the same text runs on a distributed PostgreSQL: decision 0004."""

import re
from collections.abc import Iterator

from pglast import ast, enums, parse_sql
from pglast.parser import ParseError
from pglast.visitors import Visitor

FORBIDDEN_STATEMENTS = {
    ast.CreateFunctionStmt: "functions live in the program, not in the database",
    ast.CreateSeqStmt: "no sequences: ids are made by us",
    ast.CreateTrigStmt: "no triggers: an effect is a fact and its follower",
    ast.DoStmt: "no blocks of code in the database",
    ast.ListenStmt: "no LISTEN: workers poll their buckets",
    ast.LockStmt: "no table locks: the guarded update decides",
    ast.MergeStmt: "no MERGE: insert, on conflict, or a guarded update",
    ast.NotifyStmt: "no NOTIFY: workers poll their buckets",
    ast.RuleStmt: "no rules in the database",
    ast.GroupingSet: "no grouping sets: add up in a projection",
}
CLOCK_AND_CHANCE = {
    *("clock_timestamp", "now", "statement_timestamp", "timeofday", "transaction_timestamp"),
    *("gen_random_uuid", "random", "uuid_generate_v4", "uuidv4", "uuidv7"),
}
SEQUENCES = {"currval", "lastval", "nextval", "setval"}
SERIAL = {"bigserial", "serial", "serial2", "serial4", "serial8", "smallserial"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%s|\?\d*")
CATALOGUE = re.compile(r"\bpg_catalog\b|^\s*show\s", re.IGNORECASE)
"""What the driver itself asks about the server."""

heard: set[str] = set()
"""What the running test and its set-up said to PostgreSQL, or by the bulk path to either."""


def problems(text: str) -> list[str]:
    """Name all that is not portable in a statement as the program wrote it."""
    if CATALOGUE.search(text):
        return []
    try:
        parsed = parse_sql(PLACEHOLDER.sub("$1", text).replace("%%", "%"))
    except ParseError as error:
        return [f"PostgreSQL cannot read it ({error})"]
    rules = Rules()
    rules(parsed)
    return sorted(set(rules.found))


class Rules(Visitor):
    """Walks a parsed statement and gathers what it finds."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit(self, _ancestors, node):
        if why := FORBIDDEN_STATEMENTS.get(type(node)):
            self.found.append(why)

    def visit_FuncCall(self, _ancestors, node):  # noqa: N802 - the name pglast looks for
        name = node.funcname[-1].sval
        if name in CLOCK_AND_CHANCE:
            self.found.append("times, ids and chance come in as parameters")
        if name in SEQUENCES:
            self.found.append("no sequences: ids are made by us")
        if name.startswith(("pg_advisory", "pg_try_advisory")):
            self.found.append("no advisory locks: the guarded update decides")
        if name == "pg_notify":
            self.found.append("no NOTIFY: workers poll their buckets")

    def visit_SQLValueFunction(self, _ancestors, _node):  # noqa: N802
        self.found.append("times, ids and chance come in as parameters")

    def visit_ColumnDef(self, _ancestors, node):  # noqa: N802
        if node.typeName and node.typeName.names[-1].sval in SERIAL:
            self.found.append("no sequences: ids are made by us")

    def visit_Constraint(self, _ancestors, node):  # noqa: N802
        if node.contype == enums.ConstrType.CONSTR_IDENTITY:
            self.found.append("no sequences: ids are made by us")
        if node.contype == enums.ConstrType.CONSTR_EXCLUSION:
            self.found.append("no exclusion constraints: slots are unique rows")
        if node.deferrable or node.contype == enums.ConstrType.CONSTR_ATTR_DEFERRABLE:
            self.found.append("no deferred constraints: write parents first")

    def visit_WithClause(self, _ancestors, node):  # noqa: N802
        if node.recursive:
            self.found.append("no recursive queries: walk in the program")

    def visit_SelectStmt(self, _ancestors, node):  # noqa: N802
        skips = enums.LockWaitPolicy.LockWaitSkip
        locks = node.lockingClause or ()
        if any(lock.waitPolicy == skips for lock in locks) and "bucket" not in asked(node):
            self.found.append("SKIP LOCKED only inside a bucket")

    def visit_InsertStmt(self, _ancestors, node):  # noqa: N802
        rows = getattr(node.selectStmt, "valuesLists", None) or ()
        if any(isinstance(value, ast.SubLink) for row in rows for value in row):
            self.found.append("no query inside VALUES: read first, or INSERT ... SELECT")


def asked(select: ast.SelectStmt) -> set[str]:
    """The columns a WHERE clause speaks of."""
    columns = Columns()
    if select.whereClause:
        columns(select.whereClause)
    return columns.names


class Columns(Visitor):
    """Gathers the names of the columns in an expression."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_ColumnRef(self, _ancestors, node):  # noqa: N802
        last = node.fields[-1]
        if isinstance(last, ast.String):
            self.names.add(last.sval)


def foreign_groups(metadata) -> Iterator[str]:
    """Foreign keys that would cross from one distribution group to another."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            group, other = (t.info.get("distribution") for t in (table, key.column.table))
            if other not in {group, "reference"}:
                yield f"{table.name}: a foreign key from {group} to {other} ({key.target_fullname})"
