"""Connections kept open between transactions, begun and ended straight on their driver.

Taking one from the pool, beginning and giving it back costs some 300 us a transaction; kept at
hand, next to nothing.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine

from paraguas.plumbing.drivers import BY_HAND, WRITER_SETTINGS
from paraguas.plumbing.wire import Wire

_BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Session:
    """One connection, used by one transaction after the other."""

    def __init__(self, engine: Engine, *, writes: bool) -> None:
        """Connect."""
        self.connection: Connection = engine.connect().execution_options(**{BY_HAND: True})
        driver: Any = self.connection.connection.driver_connection
        self.driver = driver
        self._sqlite = engine.dialect.name == "sqlite"
        self._begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
        self.wire: Wire | None = None
        if not self._sqlite:
            self._settle_in(writes=writes)
            self.wire = Wire(driver, begin="BEGIN" if writes else _BEGIN_READING)
        elif not writes:
            # There may be many readers at once, and none for long.
            driver.execute("PRAGMA cache_size=-512")
        # For the toolkit it is one endless transaction.
        self.connection.begin()

    def _settle_in(self, *, writes: bool) -> None:
        # The driver forgets all prepared statements of a connection after a rollback, but only
        # where it has some of its own.
        self.driver.prepare_threshold = None
        if writes:
            self.driver.execute("; ".join(f"SET {setting}" for setting in WRITER_SETTINGS))
            self.driver.commit()
            return
        # As it comes, each statement would look at a moment of its own.
        self.driver.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self.driver.read_only = True

    @property
    def is_stale(self) -> bool:
        """Whether the server has hung up meanwhile; an idle one has nothing else to say."""
        return bool(self.wire and (self.driver.closed or self.wire.has_news))

    def begin(self) -> None:
        """Begin a transaction; on PostgreSQL that goes with the first statement."""
        if self._sqlite:
            self.driver.execute(self._begin)

    def commit(self) -> Callable[[], None]:
        """End the transaction and keep what it did; the check tells whether the server did."""
        if not self.wire:
            self.driver.commit()
            return _nothing
        # As a statement it goes on the way with the last rows; the driver's own would wait.
        ended = self.wire.command("COMMIT")
        return lambda: _check_commit(ended.status)

    def rollback(self) -> None:
        """End the transaction and leave nothing of it."""
        if self.wire:
            self.wire.rollback()
        else:
            self.driver.rollback()

    def close(self) -> None:
        """Let go of the connection, whatever state it is in."""
        with suppress(Exception):
            self.connection.invalidate()
        with suppress(Exception):
            self.connection.close()


def _nothing() -> None:
    pass


def _check_commit(said: str) -> None:
    """A transaction that had failed unseen is rolled back by the server, without an error."""
    if said != "COMMIT":
        raise NotCommitted(said)


class NotCommitted(Exception):
    """The server rolled back what was to be committed."""


class Sessions:
    """The sessions of one kind; as many as are wanted at once, each kept for the next."""

    def __init__(self, engine: Engine, *, writes: bool) -> None:
        """Start with none."""
        self._engine = engine
        self._writes = writes
        self._idle: deque[Session] = deque()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session in a transaction; what is not committed is rolled back."""
        session = self.begin()
        try:
            yield session
        finally:
            self.end(session)

    def begin(self) -> Session:
        """Give a session in a transaction; to be ended by `end`, in whatever thread."""
        session = self._take()
        try:
            session.begin()
        except BaseException:
            self.end(session)
            raise
        return session

    def end(self, session: Session) -> None:
        """Take a session back; what it has not committed is rolled back."""
        if session.connection.invalidated:
            session.close()
            return
        try:
            session.rollback()
        except Exception:  # noqa: BLE001 - whoever ends has had its problem; this one is given up
            session.close()
        else:
            self._idle.append(session)

    def close(self) -> None:
        """Close the idle ones."""
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> Session:
        while self._idle:
            with suppress(IndexError):
                session = self._idle.pop()
                if not session.is_stale:
                    return session
                session.close()
        return Session(self._engine, writes=self._writes)
