"""One process writes to a SQLite file."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from paraguas.plumbing.ownership import (
    DatabaseOwned,
    FolderNotWritable,
    make_folder,
    sole_owner,
    sqlite_file,
)


@contextmanager
def nobody():
    """Be a user whom file rights bind; root is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_second_owner_is_told_who_the_first_is(tmp_path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with sole_owner(url), pytest.raises(DatabaseOwned) as refused, sole_owner(url):
        pass
    assert refused.value.details == {"path": str(tmp_path / "a.db"), "pid": str(os.getpid())}


def test_an_owner_who_died_is_no_owner(tmp_path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    died = (
        "import os\n"
        "from paraguas.plumbing.ownership import sole_owner\n"
        f"with sole_owner({url!r}):\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", died], check=False).returncode == -9
    with sole_owner(url):
        assert (tmp_path / "a.db.lock").read_text() == str(os.getpid())


def test_a_server_takes_any_number():
    url = "postgresql://somebody@somewhere/orders"
    with sole_owner(url), sole_owner(url):
        assert sqlite_file(url) is None


def test_a_folder_that_takes_nothing_is_refused(tmp_path):
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0o555)
    with nobody(), pytest.raises(FolderNotWritable) as refused:
        make_folder(tmp_path / "closed")
    assert refused.value.details["folder"] == str(tmp_path / "closed")


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotWritable):
        make_folder(tmp_path / "file" / "data")


def test_a_lock_that_cannot_be_made_is_refused(tmp_path):
    with pytest.raises(FolderNotWritable), sole_owner(f"sqlite:///{tmp_path / 'no' / 'a.db'}"):
        pass
