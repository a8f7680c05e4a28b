"""The database: SQLite in a file by default, PostgreSQL by its address; one suite, one code."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from paraguas.plumbing.facts import Followers, Journal
from paraguas.plumbing.schema import metadata
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal


class DatabaseUnreachable(Refusal):
    """The file cannot be opened or written, or the server does not answer."""

    code = "database_unreachable"
    kind = "later"


class Database:
    """An open database, shared by all threads of a process.

    On SQLite one process owns the file and all writes go through one connection, so
    `writing` waits for its turn; reads see the last commit and never wait.
    followers: fact name -> followers, for which announcing a fact leaves chores.
    """

    def __init__(self, engine: Engine, followers: Followers | None = None) -> None:
        """Wrap an engine; use `open_database`."""
        self.engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        self.followers: Followers = followers or {}

    @contextmanager
    def writing(self) -> Iterator[Tx]:
        """Open a transaction that commits at the end, or leaves nothing when it raises."""
        connection = self.engine.connect().execution_options(paraguas_writes=True)
        with connection, connection.begin():
            tx = Tx(connection, Journal(self.followers))
            yield tx
            tx.finish()

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """Open a transaction that only looks, at one moment of the database."""
        with self.engine.connect() as connection:
            if not self.sqlite:
                # As it comes, each statement would look at a moment of its own.
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            yield Tx(connection, Journal({}))
            connection.rollback()

    def create(self) -> None:
        """Create all tables in an empty database (the migrations do the same, step by step)."""
        with self.engine.connect() as connection, connection.begin():
            metadata.create_all(connection)

    def close(self) -> None:
        """Close all connections; on SQLite the log is folded into the file."""
        self.engine.dispose()


def open_database(
    url: str, followers: Followers | None = None, *, driver: ModuleType | None = None
) -> Database:
    """Open a database by its address: `sqlite:///path/to/file.db` or `postgresql://...`.

    driver: stands in for `sqlite3`, for instance to write on a disk that loses things.
    Raises DatabaseUnreachable with the reason when it cannot be opened.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = _sqlite_engine(url, Path(address.database or ""), driver)
    else:
        engine = create_engine(
            address.set(drivername="postgresql+psycopg"),
            pool_size=8,
            max_overflow=8,
            pool_pre_ping=True,
        )
    try:
        with engine.connect():
            pass
    except OperationalError as problem:
        raise DatabaseUnreachable(reason=str(problem.orig).strip()) from problem
    return Database(engine, followers)


def _sqlite_engine(url: str, path: Path, driver: ModuleType | None) -> Engine:
    engine = create_engine(
        url,
        module=driver,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        connect_args={"check_same_thread": False, "timeout": 30, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in (
            "journal_mode=WAL",
            # NORMAL lost acknowledged orders in simulated power cuts; FULL lost none.
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=30000",
            "cache_size=-65536",
            "wal_autocheckpoint=4000",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("paraguas_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    if not path.parent.is_dir():
        raise DatabaseUnreachable(reason=f"the folder {path.parent} does not exist")
    return engine
