"""One transaction: the first argument of everything that reads or writes rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy import Row as DbRow

from paraguas.plumbing import bulk
from paraguas.plumbing.facts import CHORE_COLUMNS, FACT_COLUMNS, Journal, chores, facts
from paraguas.values.fact import Fact
from paraguas.values.stamp import Stamp

on_statement: list[Callable[[str], None]] = []
"""Told the text of each statement of the bulk path; the suite listens here."""


class StaleSlice(Exception):
    """A guarded update missed rows: what was read is not true any more, so decide again."""


class Tx:
    """A transaction on one connection; facts announced in it are written when it ends.

    `all`, `first`, `value` and `run` take SQLAlchemy Core statements; `insert` and `update` take
    many rows at once and are the way of every hot path.
    """

    __slots__ = ("_awaited", "_driver", "_pipelined", "connection", "journal", "sqlite", "versions")

    def __init__(self, connection: Connection, journal: Journal) -> None:
        """Wrap a connection that has begun."""
        self.connection = connection
        self.sqlite = connection.dialect.name == "sqlite"
        self.journal = journal
        self.versions: dict[str, int] | None = None
        self._driver: Any = connection.connection.driver_connection
        self._awaited: list[tuple[Any, int]] = []
        self._pipelined = False

    def all(self, statement: Executable, **values: Any) -> Sequence[DbRow[Any]]:
        """Give all rows a statement finds."""
        return self.connection.execute(statement, values).all()

    def first(self, statement: Executable, **values: Any) -> DbRow[Any] | None:
        """Give the first row a statement finds, or None."""
        return self.connection.execute(statement, values).first()

    def value(self, statement: Executable, **values: Any) -> Any:
        """Give the first column of the first row, or None."""
        return self.connection.execute(statement, values).scalar()

    def run(self, statement: Executable, **values: Any) -> int:
        """Run a statement that changes rows and give how many it changed."""
        return self.connection.execute(statement, values).rowcount

    def insert(
        self,
        table: Table,
        columns: tuple[str, ...],
        rows: Sequence[bulk.Row],
        *,
        lenient: bool = False,
    ) -> None:
        """Insert rows, each a tuple in the order of `columns`; none is fine.

        lenient: rows whose key is there already are left as they are.
        """
        if not rows:
            return
        text = bulk.insert_text(table, columns, sqlite=self.sqlite, lenient=lenient)
        for listener in on_statement:
            listener(text)
        if self.sqlite:
            self._driver.executemany(text, bulk.sqlite_rows(table, columns, rows))
        else:
            document = bulk.pg_document(columns, table, columns, rows)
            self._driver.cursor().execute(text, (document,), prepare=True)

    def update(self, change: bulk.GuardedUpdate, rows: Sequence[bulk.Row]) -> None:
        """Change rows by key where the guard holds; each a tuple of keys, then givens.

        A key may occur once.  Raises StaleSlice when a row was missed (inside `together`, at its
        end): the whole transaction is then to be rolled back and decided again.
        """
        if not rows:
            return
        text = change.text(sqlite=self.sqlite)
        for listener in on_statement:
            listener(text)
        columns = change.columns()
        if self.sqlite:
            ordered = sorted(rows, key=lambda row: tuple(row[: len(change.keys)]))
            ready = bulk.sqlite_rows(change.table, columns, ordered)
            cursor = self._driver.executemany(text, ready)
        else:
            names = (*change.keys, *change.givens)
            document = bulk.pg_document(names, change.table, columns, rows)
            cursor = self._driver.cursor()
            cursor.execute(text, (document,), prepare=True)
        self._awaited.append((cursor, len(rows)))
        if not self._pipelined:
            self._settle()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send the bulk statements inside without waiting for each (PostgreSQL's pipeline)."""
        if self.sqlite or self._pipelined:
            yield
            return
        self._pipelined = True
        try:
            with self._driver.pipeline():
                yield
        except BaseException:
            # A savepoint may be rolled back and the transaction go on: it waits for nothing.
            self._awaited = []
            raise
        finally:
            self._pipelined = False
        self._settle()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo everything inside, facts too, when it raises; the rest of the transaction stays."""
        mark = self.journal.mark()
        nested = self.connection.begin_nested()
        try:
            yield
        except BaseException:
            nested.rollback()
            self.journal.back_to(mark)
            raise
        nested.commit()

    def announce(self, stamp: Stamp, stream: str, fact: Fact) -> None:
        """Record a fact in the stream of an order, person or place, in this transaction."""
        self.journal.announce(stamp, stream, fact)

    def later(
        self, stamp: Stamp, kind: str, subject: str, body: Mapping[str, Any], *, due_at: int
    ) -> str:
        """Leave a chore for the worker (a timer or an errand) and give its id.

        kind: `timer:<name>` or `errand:<name>`.  subject: the id of the thing it is about.
        """
        return self.journal.later(stamp, kind, subject, body, due_at=due_at)

    def finish(self) -> None:
        """Write what was announced; the owner of the transaction calls it before the commit."""
        told, left = self.journal.take()
        self.insert(facts, FACT_COLUMNS, told)
        self.insert(chores, CHORE_COLUMNS, left)

    def _settle(self) -> None:
        awaited, self._awaited = self._awaited, []
        for cursor, wanted in awaited:
            if cursor.rowcount != wanted:
                raise StaleSlice
