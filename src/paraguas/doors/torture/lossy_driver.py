"""A DB-API driver over the lossy disk: so our own code, unchanged, writes on it.

It offers what SQLAlchemy and the bulk path ask of `sqlite3`, and nothing else.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from paraguas.doors.torture.lossy_disk import NAME

apilevel, threadsafety, paramstyle = "2.0", 1, "qmark"
sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
Binary = bytes
Error = DatabaseError = InterfaceError = OperationalError = apsw.Error
IntegrityError = DataError = InternalError = ProgrammingError = NotSupportedError = apsw.Error


def connect(path: str, **_settings: object) -> "Connection":
    """Open a database file on the lossy disk; the settings are those of `sqlite3`, which we are."""
    return Connection(apsw.Connection(path, vfs=NAME))


class Cursor:
    """Results of one statement, all fetched at once: none stays active behind our back."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Open on a connection."""
        self._connection = connection
        self._cursor = connection.cursor()
        self._cursor.exec_trace = self._note
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid = None
        self._rows: deque[Any] = deque()

    def execute(self, text: str, values: Sequence[Any] = ()) -> "Cursor":
        """Run a statement."""
        return self._run(text, [values])

    def executemany(self, text: str, rows: Iterable[Sequence[Any]]) -> "Cursor":
        """Run a statement for each row; `rowcount` is the sum."""
        return self._run(text, rows)

    def fetchone(self) -> Any:
        """Give the next row, or None."""
        return self._rows.popleft() if self._rows else None

    def fetchall(self) -> list[Any]:
        """Give the rows that are left."""
        left, self._rows = list(self._rows), deque()
        return left

    def close(self) -> None:
        """Let go of the rows."""
        self._cursor.close()

    def _run(self, text: str, rows: Iterable[Sequence[Any]]) -> "Cursor":
        before = self._connection.total_changes()
        self.description = None
        for row in rows:
            self._rows = deque(self._cursor.execute(text, tuple(row)))
        self.rowcount = -1 if self.description else self._connection.total_changes() - before
        return self

    def _note(self, cursor: apsw.Cursor, _text: str, _values: object) -> bool:
        """Note the columns before the rows come: afterwards there may be none to ask."""
        columns = cursor.get_description()
        self.description = [(name, *[None] * 6) for name, *_ in columns] or None
        return True


class Connection:
    """A connection that holds its file alone: the lossy disk shares no memory between two."""

    isolation_level = None

    def __init__(self, connection: apsw.Connection) -> None:
        """Wrap an open connection."""
        self._connection = connection
        self.execute("PRAGMA locking_mode=EXCLUSIVE")

    def cursor(self) -> Cursor:
        """Open a cursor."""
        return Cursor(self._connection)

    def execute(self, text: str, values: Sequence[Any] = ()) -> Cursor:
        """Run a statement."""
        return self.cursor().execute(text, values)

    def executemany(self, text: str, rows: Iterable[Sequence[Any]]) -> Cursor:
        """Run a statement for each row."""
        return self.cursor().executemany(text, rows)

    def create_function(self, name: str, count: int, function: Any, **_: object) -> None:
        """Offer a function to SQL."""
        self._connection.create_scalar_function(name, function, count)

    def commit(self) -> None:
        """Commit what was begun."""
        if self._connection.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """Undo what was begun."""
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
