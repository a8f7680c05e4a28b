"""One transaction: the first argument of everything that reads or writes rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CursorResult, Executable, Table

from paraguas.plumbing import bulk
from paraguas.plumbing.facts import CHORE_COLUMNS, FACT_COLUMNS, Journal, chores, facts
from paraguas.plumbing.journal_seals import close_chores, close_facts
from paraguas.plumbing.prepared import Prepared, Rows
from paraguas.plumbing.sessions import Session
from paraguas.values.fact import Fact
from paraguas.values.stamp import Stamp

on_statement: list[Callable[[str], None]] = []
"""Told the text of each statement sent straight to the driver; the suite listens here."""

_POINT = "paraguas"
"""Names all savepoints; one inside another hides it until it is released."""

Reading = Callable[[], Rows]
"""Rows that may still be on their way; calling it gives them."""


class StaleSlice(Exception):
    """A guarded update missed rows: what was read is not true any more, so decide again."""


class Tx:
    """A transaction on one connection; facts announced in it are written when it ends.

    `all`, `first`, `value` and `run` take SQLAlchemy Core statements, those of the hot paths
    prepared; `insert` and `update` take many rows at once and are the way of every hot path.
    """

    __slots__ = (
        *("_awaited", "_driver", "_last", "_pipelined", "_till_commit", "_wire"),
        *("connection", "journal", "sqlite", "versions"),
    )

    def __init__(self, session: Session, journal: Journal) -> None:
        """Wrap the connection of a session that has begun."""
        self.connection = session.connection
        self.sqlite = session.wire is None
        self.journal = journal
        self.versions: dict[str, int] | None = None
        self._driver = session.driver
        self._wire = session.wire
        self._awaited: list[tuple[Any, int]] = []
        self._last: list[tuple[Table, tuple[str, ...], Sequence[bulk.Row]]] = []
        self._pipelined = False
        self._till_commit = False

    def all(self, statement: Executable | Prepared, **values: Any) -> Sequence[Any]:
        """Give all rows a statement finds."""
        if isinstance(statement, Prepared):
            return self.ask(statement, **values)()
        return self._execute(statement, values).all()

    def first(self, statement: Executable | Prepared, **values: Any) -> Any | None:
        """Give the first row a statement finds, or None."""
        if isinstance(statement, Prepared):
            return next(iter(self.all(statement, **values)), None)
        return self._execute(statement, values).first()

    def value(self, statement: Executable | Prepared, **values: Any) -> Any:
        """Give the first column of the first row, or None."""
        found = self.first(statement, **values)
        return None if found is None else found[0]

    def run(self, statement: Executable | Prepared, **values: Any) -> int:
        """Run a statement that changes rows and give how many it changed."""
        if isinstance(statement, Prepared):
            spoken = statement.spoken(self.connection.dialect)
            count: int = self.send(*spoken.said(values)).rowcount
            return count
        return self._execute(statement, values).rowcount

    def ask(self, statement: Prepared, **values: Any) -> Reading:
        """Ask for rows; they are waited for when they are taken, inside `together` best late."""
        spoken = statement.spoken(self.connection.dialect)
        cursor = self.send(*spoken.said(values))
        return lambda: spoken.rows(cursor.fetchall())

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
        if self.sqlite:
            self._send_many(text, bulk.sqlite_rows(table, columns, rows))
        else:
            self.send(text, (bulk.pg_document(columns, table, columns, rows),))

    def insert_last(self, table: Table, columns: tuple[str, ...], rows: Sequence[bulk.Row]) -> None:
        """Insert rows at the end of the transaction, on the way with its facts."""
        self._last.append((table, columns, rows))

    def update(self, change: bulk.GuardedUpdate, rows: Sequence[bulk.Row]) -> None:
        """Change rows by key where the guard holds; each a tuple of keys, then givens.

        A key may occur once.  Raises StaleSlice when a row was missed (inside `together`, at its
        end): the whole transaction is then to be rolled back and decided again.
        """
        if not rows:
            return
        text = change.text(sqlite=self.sqlite, sure=self._till_commit)
        columns = change.columns()
        if self.sqlite:
            ordered = sorted(rows, key=lambda row: tuple(row[: len(change.keys)]))
            cursor = self._send_many(text, bulk.sqlite_rows(change.table, columns, ordered))
        else:
            names = (*change.keys, *change.givens)
            cursor = self.send(text, (bulk.pg_document(names, change.table, columns, rows),))
        self._await(cursor, len(rows))

    def delete(self, table: Table, keys: tuple[str, ...], rows: Sequence[bulk.Row]) -> None:
        """Delete rows by key, each a tuple in the order of `keys`.

        Raises StaleSlice when one was gone already (inside `together`, at its end).
        """
        if not rows:
            return
        text = bulk.delete_text(table, keys, sqlite=self.sqlite, sure=self._till_commit)
        if self.sqlite:
            cursor = self._send_many(text, bulk.sqlite_rows(table, keys, rows))
        else:
            cursor = self.send(text, (bulk.pg_document(keys, table, keys, rows),))
        self._await(cursor, len(rows))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send the statements inside without waiting for each (PostgreSQL's pipeline).

        Only for bulk statements and what is asked with `ask`.
        """
        if self._wire is None or self._pipelined or self._till_commit:
            yield
            return
        self._pipelined = True
        try:
            with self._wire.together():
                yield
        except BaseException:
            # A savepoint may be rolled back and the transaction go on: it waits for nothing.
            self._awaited = []
            raise
        finally:
            self._pipelined = False
        self._settle()

    def till_commit(self) -> None:
        """Wait for nothing any more until the commit, which goes on the way with all the rest.

        On PostgreSQL a guard that does not hold then fails at the server, which commits nothing.
        Not for what happens in savepoints.
        """
        if self._wire:
            self._till_commit = True
            self._wire.gather()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo everything inside, facts too, when it raises; the rest of the transaction stays."""
        mark = self.journal.mark()
        self._command(f"SAVEPOINT {_POINT}")
        try:
            yield
        except BaseException:
            self._undo(mark)
            raise
        self._command(f"RELEASE SAVEPOINT {_POINT}")

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Undo everything inside, facts too: what would become of it can be read there."""
        mark = self.journal.mark()
        self._command(f"SAVEPOINT {_POINT}")
        try:
            yield
        finally:
            self._undo(mark)

    def announce(self, stamp: Stamp, stream: str, fact: Fact) -> None:
        """Record a fact in the stream of an order, person or place, in this transaction."""
        self.journal.announce(stamp, stream, fact)

    def later(
        self, stamp: Stamp, kind: str, subject: str, body: Mapping[str, Any] | str, *, due_at: int
    ) -> str:
        """Leave a chore for the worker (a timer or an errand) and give its id.

        kind: `timer:<name>` or `errand:<name>`.  subject: the id of the thing it is about.  body:
        may be JSON text already.
        """
        return self.journal.later(stamp, kind, subject, body, due_at=due_at)

    def finish(self) -> None:
        """Write what was kept for the end; the transaction's owner calls it before the commit."""
        spoken, told_on = self.journal.spoken, self.journal.told_on
        told, left = self.journal.take()
        if spoken:
            told = close_facts(self, told, spoken)
            left = close_chores(self, left, told_on)
        for table, columns, rows in self._last:
            self.insert(table, columns, rows)
        self._last = []
        self.insert(facts, FACT_COLUMNS, told)
        self.insert(chores, CHORE_COLUMNS, left)

    def send(self, text: str, values: Any) -> Any:
        """Send a statement in the words of this database; gives its cursor or answer."""
        for listener in on_statement:
            listener(text)
        return self._wire.send(text, values) if self._wire else self._driver.execute(text, values)

    def _execute(self, statement: Executable, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Let the toolkit send a statement, once all that is under way has arrived."""
        if self._wire:
            self._wire.land()
        return self.connection.execute(statement, values)

    def _command(self, text: str) -> None:
        if self._wire:
            self._wire.command(text)
        else:
            self._driver.execute(text)

    def _undo(self, mark: Any) -> None:
        self._command(f"ROLLBACK TO SAVEPOINT {_POINT}")
        self._command(f"RELEASE SAVEPOINT {_POINT}")
        self.journal.back_to(mark)

    def _send_many(self, text: str, rows: Iterable[bulk.Row]) -> Any:
        """Send a statement to SQLite once for each row."""
        for listener in on_statement:
            listener(text)
        return self._driver.executemany(text, rows)

    def _await(self, cursor: Any, rows: int) -> None:
        if self._till_commit:
            return
        self._awaited.append((cursor, rows))
        if not self._pipelined:
            self._settle()

    def _settle(self) -> None:
        awaited, self._awaited = self._awaited, []
        for cursor, wanted in awaited:
            if cursor.rowcount != wanted:
                raise StaleSlice
