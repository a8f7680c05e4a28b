"""A PostgreSQL of our own: durable, shared by processes, gone with the last of them."""

import tempfile
from pathlib import Path

import msgspec
import psycopg
import pytest

from paraguas.plumbing.db import open_database
from paraguas.plumbing.private_postgres import PostgresNotInstalled, data_folder, private_postgres
from paraguas.plumbing.probing import probe


@pytest.fixture
def folder():
    """A folder the server's user may enter."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def test_it_keeps_what_was_written_and_stops_at_the_end(folder):
    with private_postgres(folder) as url:
        database = open_database(url)
        with database.reading() as tx:
            found = probe(tx)
        database.close()
        assert found.new_enough
        assert found.unsafe == ()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (n INTEGER PRIMARY KEY)")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
    users = data_folder(folder) / ".handle_pids.json"
    users.write_bytes(msgspec.json.encode([2**22 + 1]))  # a process that was killed
    with private_postgres(folder) as again, psycopg.connect(again) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_without_the_extra_it_says_how_to_get_it(folder, monkeypatch):
    monkeypatch.setattr("paraguas.plumbing.private_postgres.find_spec", lambda _name: None)
    with pytest.raises(PostgresNotInstalled), private_postgres(folder):
        pass
    assert list(folder.iterdir()) == []
