"""The folder of the demonstration: made anew each time, and never anybody else's."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paraguas.plumbing.ownership import make_folder, sole_owner
from paraguas.plumbing.private_postgres import data_folder, is_alive
from paraguas.values.refusal import Refusal

_MARK = "demo"
"""Its lock file marks a folder as ours, and is held for as long as a demonstration runs."""


class FolderNotOfDemo(Refusal):
    """The folder holds something that no demonstration has put there."""

    code = "folder_not_of_demo"
    kind = "conflict"


class FolderInUse(Refusal):
    """A PostgreSQL runs on the folder's data."""

    code = "folder_in_use"
    kind = "conflict"


@contextmanager
def own_folder(folder: Path, *, fresh: bool) -> Iterator[None]:
    """Hold a folder for one demonstration.

    fresh: what an earlier one left is removed.  Refuses a folder with anything else in it, and
    one that is in use.
    """
    lock = folder / f"{_MARK}.lock"
    if folder.exists() and not lock.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotOfDemo(folder=str(folder))
    make_folder(folder)
    with sole_owner(f"sqlite:///{folder / _MARK}"):
        if fresh:
            _check_idle(folder)
            _empty(folder, but=lock)
        yield


def _check_idle(folder: Path) -> None:
    """Refuse while somebody serves what is in the folder."""
    with sole_owner(f"sqlite:///{folder / 'paraguas.db'}"):
        server = data_folder(folder) / "postmaster.pid"
        if server.exists():
            pid = int(server.read_text("ascii").split()[0])
            if is_alive(pid):
                raise FolderInUse(folder=str(folder), pid=pid)


def _empty(folder: Path, *, but: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path != but:
            path.unlink()
