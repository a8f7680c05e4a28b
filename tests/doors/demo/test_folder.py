"""The folder of a demonstration is its own: made anew, held, and never somebody else's."""

import os

import pytest

from paraguas.doors.demo.folder import FolderInUse, FolderNotOfDemo, own_folder
from paraguas.plumbing.ownership import DatabaseOwned, sole_owner


def test_what_an_earlier_one_left_is_removed(tmp_path):
    folder = tmp_path / "demo"
    with own_folder(folder, fresh=True):
        (folder / "letters").mkdir()
        (folder / "letters" / "one.eml").write_text("old")
        (folder / "paraguas.db").write_text("old")
    with own_folder(folder, fresh=True):
        assert {path.name for path in folder.iterdir()} <= {"demo.lock", "paraguas.db.lock"}


def test_it_may_be_kept(tmp_path):
    folder = tmp_path / "demo"
    with own_folder(folder, fresh=True):
        (folder / "kept").write_text("old")
    with own_folder(folder, fresh=False):
        assert (folder / "kept").read_text() == "old"


@pytest.mark.parametrize("fresh", [True, False])
def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path, fresh):
    (tmp_path / "paraguas.db").write_text("mine")
    with pytest.raises(FolderNotOfDemo), own_folder(tmp_path, fresh=fresh):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["paraguas.db"]
    assert (tmp_path / "paraguas.db").read_text() == "mine"


def test_an_empty_folder_may_be_taken(tmp_path):
    with own_folder(tmp_path, fresh=True):
        assert (tmp_path / "demo.lock").exists()


def test_a_link_is_removed_and_what_it_leads_to_is_not(tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("mine")
    folder = tmp_path / "demo"
    with own_folder(folder, fresh=True):
        (folder / "link").symlink_to(precious)
    with own_folder(folder, fresh=True):
        assert not (folder / "link").exists()
    assert (precious / "file").read_text() == "mine"


def test_two_demonstrations_do_not_share_a_folder(tmp_path):
    folder = tmp_path / "demo"
    with own_folder(folder, fresh=True):
        refused = own_folder(folder, fresh=True)
        with pytest.raises(DatabaseOwned), refused:
            pass


def test_what_is_being_served_is_not_removed(tmp_path):
    folder = tmp_path / "demo"
    with own_folder(folder, fresh=True):
        (folder / "paraguas.db").write_text("old")
    with sole_owner(f"sqlite:///{folder / 'paraguas.db'}"):
        refused = own_folder(folder, fresh=True)
        with pytest.raises(DatabaseOwned), refused:
            pass
    assert (folder / "paraguas.db").read_text() == "old"


def test_a_postgres_that_runs_on_it_is_not_removed(tmp_path):
    folder = tmp_path / "demo"
    with own_folder(folder, fresh=True):
        (folder / "postgres").mkdir()
        (folder / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")
    with pytest.raises(FolderInUse) as refused, own_folder(folder, fresh=True):
        pass
    assert refused.value.details["pid"] == os.getpid()
    assert (folder / "postgres").exists()
