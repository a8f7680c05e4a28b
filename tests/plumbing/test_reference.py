"""A snapshot is what a transaction may see: no older, and nobody's unfinished work."""

import pytest
from sqlalchemy import select

from paraguas.plumbing.db import open_database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.reference import Reference, versions
from paraguas.plumbing.work import TwoParts, Work
from tests.plumbing.lane_work import settle


@pytest.fixture
def loads():
    """A reference whose value is the row `data`, and a note of each time it was loaded."""
    told = []

    def load(tx):
        value = tx.value(select(versions.c.version).where(versions.c.name == "data"))
        told.append(value)
        return value

    return Reference("ours", load), told


def write(tx, reference, value):
    tx.run(versions.delete().where(versions.c.name == "data"))
    tx.insert(versions, ("name", "version"), [("data", value)])
    reference.changed(tx)


def read(db, reference):
    with db.reading() as tx:
        return reference.get(tx)


def test_loaded_once_until_it_changes(db, loads):
    reference, told = loads
    with db.writing() as tx:
        write(tx, reference, 1)
    assert [read(db, reference) for _ in range(3)] == [1, 1, 1]
    assert told == [1]
    with db.writing() as tx:
        write(tx, reference, 2)
    assert read(db, reference) == 2


def test_a_change_sees_itself_and_leaves_nothing_when_it_fails(db, loads):
    reference, _ = loads
    with db.writing() as tx:
        write(tx, reference, 1)

    def fail():
        with db.writing() as tx:
            write(tx, reference, 2)
            assert reference.get(tx) == 2
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert read(db, reference) == 1
    with db.writing() as tx:
        write(tx, reference, 3)
    assert read(db, reference) == 3


def test_a_batch_decided_on_what_was_supposed_is_decided_again(db, loads, database_url):
    reference, _ = loads
    verb = TwoParts(lambda tx, items: [reference.get(tx) for _ in items], lambda _, found: found)
    batch = [Work(verb, item, None, together=True) for item in "ab"]
    lane = Lane(db)
    with db.writing() as tx:
        write(tx, reference, 1)
    assert [settle(lane, *batch), settle(lane, *batch)] == [[1, 1], [1, 1]]
    elsewhere = open_database(database_url)
    with elsewhere.writing() as tx:
        write(tx, Reference("ours", reference.get), 2)
    elsewhere.close()
    assert settle(lane, *batch) == [2, 2]


def test_two_databases_are_two_snapshots(db, loads, tmp_path):
    reference, _ = loads
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    other.create()
    for database, value in ((db, 1), (other, 2)):
        with database.writing() as tx:
            write(tx, reference, value)
    assert [read(db, reference), read(other, reference), read(db, reference)] == [1, 2, 1]
    other.close()
