"""The database: SQLite in a file by default, PostgreSQL by its address; one suite, one code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from paraguas.plumbing import drivers
from paraguas.plumbing.facts import Followers, Journal, Subscribers
from paraguas.plumbing.schema import metadata
from paraguas.plumbing.sessions import Sessions
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal


class DatabaseUnreachable(Refusal):
    """The file cannot be opened or written, or the server does not answer."""

    code = "database_unreachable"
    kind = "later"


class Database:
    """An open database, shared by all threads of a process.

    On SQLite one process owns the file and all writes go through one connection at a time, so
    `writing` waits for its turn; reads see the last commit and never wait.
    followers: fact name -> followers, for which announcing a fact leaves chores.  subscribers:
    asked as a transaction begins who else wants facts, None where nobody does.  alone: nobody but
    the writer may open the file.
    """

    def __init__(
        self, engine: Engine, followers: Followers | None = None, *, alone: bool = False
    ) -> None:
        """Wrap an engine; use `open_database`."""
        self.engine = engine
        self.alone = alone
        self.sqlite = engine.dialect.name == "sqlite"
        self.followers: Followers = followers or {}
        self.subscribers: Callable[[Tx], Subscribers | None] | None = None
        self._writers = Sessions(engine, writes=True)
        self._readers = Sessions(engine, writes=False)

    @property
    def has_one_writer(self) -> bool:
        """Whether the next to write has to wait, and may look around meanwhile."""
        return self.sqlite and not self.alone

    @contextmanager
    def writing(self, *, heard: bool = True) -> Iterator[Tx]:
        """Open a transaction that commits at the end, or leaves nothing when it raises.

        heard: false while there may be no tables to ask who wants its facts.
        """
        writing = self.begin(heard=heard)
        try:
            yield writing.tx
        except BaseException:
            writing.drop()
            raise
        writing.keep()

    def begin(self, *, heard: bool = True) -> "Writing":
        """Begin a transaction that another thread may end."""
        writing = Writing(self._writers, Journal(self.followers))
        if heard and self.subscribers:
            writing.hear(self.subscribers)
        return writing

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """Open a transaction that only looks, at one moment of the database."""
        with self._readers.session() as session:
            yield Tx(session, Journal({}))

    def create(self) -> None:
        """Create all tables in an empty database (the migrations do the same, step by step)."""
        with self.engine.connect() as connection, connection.begin():
            metadata.create_all(connection)

    def close(self) -> None:
        """Close all connections; on SQLite the log is folded into the file."""
        self._readers.close()
        self._writers.close()
        self.engine.dispose()


class Writing:
    """A transaction that writes, from its begin until `keep` or `drop`."""

    def __init__(self, sessions: Sessions, journal: Journal) -> None:
        """Begin it; use `Database.begin`."""
        self._sessions = sessions
        self._session = sessions.begin()
        self.tx = Tx(self._session, journal)

    def hear(self, subscribers: Callable[[Tx], Subscribers | None]) -> None:
        """Ask who else wants the facts of this transaction; it is over when that fails."""
        try:
            self.tx.journal.subscribers = subscribers(self.tx)
        except BaseException:
            self.drop()
            raise

    def keep(self) -> None:
        """Commit; where that fails, nothing is left and the error is raised."""
        try:
            with self.tx.together():
                self.tx.finish()
                check = self._session.commit()
            check()
        finally:
            self._sessions.end(self._session)

    def drop(self) -> None:
        """Roll back."""
        self._sessions.end(self._session)


def open_database(
    url: str, followers: Followers | None = None, *, driver: ModuleType | None = None
) -> Database:
    """Open a database by its address: `sqlite:///path/to/file.db` or `postgresql://...`.

    driver: stands in for `sqlite3`, for instance to write on a disk that loses things; it has the
    file for itself alone.
    Raises DatabaseUnreachable with the reason when it cannot be opened.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = _sqlite_engine(url, Path(address.database or ""), driver)
    else:
        address = address.set(drivername="postgresql+psycopg")
        engine = create_engine(address, pool_size=8, max_overflow=24)
        drivers.teach_postgres(engine)
    try:
        with engine.connect():
            pass
    except OperationalError as problem:
        raise DatabaseUnreachable(reason=str(problem.orig).strip()) from problem
    return Database(engine, followers, alone=driver is not None)


def _sqlite_engine(url: str, path: Path, driver: ModuleType | None) -> Engine:
    engine = create_engine(
        url,
        module=driver,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        connect_args={
            "check_same_thread": False,
            "timeout": 30,
            "isolation_level": None,
            "cached_statements": 512,
        },
    )
    drivers.teach_sqlite(engine)
    if not path.parent.is_dir():
        raise DatabaseUnreachable(reason=f"the folder {path.parent} does not exist")
    return engine
