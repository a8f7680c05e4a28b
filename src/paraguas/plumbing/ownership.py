"""One process owns a SQLite file: a lock beside it, gone with the process, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import make_url

from paraguas.values.refusal import Refusal


class DatabaseOwned(Refusal):
    """Another process writes to this SQLite file."""

    code = "database_owned"
    kind = "conflict"


class FolderNotWritable(Refusal):
    """Nothing can be written in the folder."""

    code = "folder_not_writable"


def sqlite_file(url: str) -> Path | None:
    """Give the file of a database by its address; None for a server's."""
    address = make_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there; refuses when nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise FolderNotWritable(folder=str(folder), reason=problem.strerror or "") from problem


@contextmanager
def sole_owner(url: str) -> Iterator[None]:
    """Be the only process that writes to a SQLite file; a PostgreSQL takes any number.

    Refuses when another process is, and tells which.
    """
    path = sqlite_file(url)
    if path is None:
        yield
        return
    lock = path.with_name(f"{path.name}.lock")
    try:
        held = lock.open("a+", encoding="ascii")
    except OSError as problem:
        raise FolderNotWritable(folder=str(path.parent), reason=problem.strerror or "") from problem
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            held.seek(0)
            raise DatabaseOwned(path=str(path), pid=held.read() or "?") from problem
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield
