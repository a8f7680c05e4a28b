"""An installation is made once; making it again changes nothing."""

import stat
from pathlib import Path

import pytest

from paraguas.catalog.queries import catalogue
from paraguas.network.queries import network
from paraguas.plumbing.secret_store import secret
from paraguas.staff.model import Scope
from paraguas.staff.queries import directory


@pytest.fixture
def look(inside):
    def at(see):
        with inside() as tx:
            return see(tx)

    return at


def test_it_makes_all_that_serving_needs(run, place, look, bare_url):
    told = run("init", "--json", *place)
    assert told.code == 0
    assert told.document["database"] == bare_url.split(":")[0]
    assert look(lambda tx: len(network(tx).places)) > 16
    assert look(catalogue)
    assert look(lambda tx: len(secret(tx, "link"))) == 64
    grant = look(directory).by_key(told.document["key"])
    assert grant.scopes == {Scope.ADMIN}


def test_the_first_key_is_shown_once_and_kept_for_its_owner(run, place):
    first = run("init", "--json", *place).document
    keeper = Path(first["key_file"])
    assert keeper.read_text().strip() == first["key"]
    assert stat.S_IMODE(keeper.stat().st_mode) == 0o600
    again = run("init", "--json", *place)
    assert again.code == 0
    assert again.document["key"] is None
    assert first["key"] not in again.out + again.err
    assert keeper.read_text().strip() == first["key"]


def test_a_lost_key_is_issued_anew(run, place, look):
    first = run("init", "--json", *place).document
    Path(first["key_file"]).unlink()
    second = run("init", "--json", *place).document
    assert second["key"] != first["key"]
    assert look(directory).by_key(second["key"])


def test_secrets_stay(run, made, look):
    before = look(lambda tx: secret(tx, "contact"))
    run("init", *made)
    assert look(lambda tx: secret(tx, "contact")) == before


def test_it_can_be_empty(run, place, look):
    assert run("init", "--empty", *place).code == 0
    assert look(lambda tx: len(network(tx).places)) == 0


def test_a_folder_that_cannot_be_made_is_one_clear_message(run, tmp_path):
    (tmp_path / "file").write_text("")
    told = run("init", "--json", "--folder", str(tmp_path / "file" / "data"))
    assert told.code == 2
    assert told.document["code"] == "folder_not_writable"
