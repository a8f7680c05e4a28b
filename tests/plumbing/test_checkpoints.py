"""The log of SQLite is folded into the file while the process goes on."""

from pathlib import Path
from time import sleep

import pytest

from paraguas.plumbing import checkpoints
from paraguas.plumbing.checkpoints import Checkpoints
from tests.plumbing.notes import keep, notes

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_what_was_written_reaches_the_file_without_anybody_closing_it(db, monkeypatch):
    monkeypatch.setattr(checkpoints, "PAUSE_SECONDS", 0.01)
    path = Path(db.engine.url.database)
    before = path.read_bytes()
    beside = Checkpoints(db)
    beside.start()
    try:
        with db.writing() as tx:
            keep(tx, "a")
        for _ in range(500):
            if path.read_bytes() != before:
                break
            sleep(0.01)
        assert path.read_bytes() != before
        with db.writing() as tx:
            keep(tx, "b")
    finally:
        beside.stop()
    assert notes(db) == {"a", "b"}
