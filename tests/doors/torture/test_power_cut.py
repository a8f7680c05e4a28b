"""The disk that forgets, and whether it would be noticed."""

import random

import apsw
import pytest

from paraguas.doors.bench.ground import ground
from paraguas.doors.torture import lossy_driver
from paraguas.doors.torture.lossy_disk import Image, LossyDisk
from paraguas.doors.torture.power_cut import CUTS, power_cuts
from paraguas.doors.torture.report import effort


def test_what_was_not_synced_is_gone_or_torn():
    image = Image(bytearray(b"old"), [(0, b"new"), (5, b"far"), (6, None)])
    assert image.after_cut(None) == b"old"
    torn = {image.after_cut(random.Random(seed)) for seed in range(50)}
    assert {b"old", b"new"} < torn
    image.sync()
    assert image.after_cut(None) == b"new\0\0f"


def test_a_commit_survives_with_full_and_not_with_normal(tmp_path):
    for level, kept in (("FULL", 50), ("NORMAL", 0)):
        disk, path, after = LossyDisk(), tmp_path / f"{level}.db", tmp_path / level
        after.mkdir()
        connection = lossy_driver.connect(str(path))
        for pragma in ("journal_mode=WAL", f"synchronous={level}"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY)")
        for number in range(50):
            connection.execute("INSERT INTO kept VALUES (?)", (number,))
        disk.cut(after, None)
        connection.close()
        disk.unregister()
        assert count(after / path.name) == kept


def test_a_database_that_syncs_too_little_is_caught(monkeypatch):
    honest = lossy_driver.Connection.execute

    def careless(self, text, values=()):
        return honest(self, text.replace("synchronous=FULL", "synchronous=NORMAL"), values)

    monkeypatch.setattr(lossy_driver.Connection, "execute", careless)
    with ground("sqlite", places=2, skus=10, cards=5) as on:
        row = power_cuts(on, effort(1 / CUTS, 1.0))
    assert not row.holds
    assert "an acknowledged order was lost" in row.note


@pytest.mark.parametrize("rows", [[], [(1,), (2,)]])
def test_the_driver_tells_columns_and_rows_like_sqlite3(tmp_path, rows):
    disk = LossyDisk()
    connection = lossy_driver.connect(str(tmp_path / "driver.db"))
    connection.execute("CREATE TABLE t (number INTEGER PRIMARY KEY)")
    assert connection.executemany("INSERT INTO t VALUES (?)", rows).rowcount == len(rows)
    found = connection.execute("SELECT number FROM t")
    assert [column[0] for column in found.description] == ["number"]
    assert found.fetchone() == (rows[0] if rows else None)
    assert found.fetchall() == rows[1:]
    connection.close()
    disk.unregister()


def count(path):
    connection = apsw.Connection(str(path))
    try:
        return connection.execute("SELECT count(*) FROM kept").get
    except apsw.SQLError:
        return 0
    finally:
        connection.close()
