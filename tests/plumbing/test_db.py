"""A database opens safely, commits whole or not at all, and shows a reader one moment."""

from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from paraguas.plumbing.db import DatabaseUnreachable, open_database
from tests.plumbing.notes import keep, notes, undone


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_connection_to_a_file_is_safe(db):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
    with db.reading() as one, db.reading() as other, db.writing() as third:
        for tx in (one, other, third):
            found = {name: tx.value(text(f"PRAGMA {name}")) for name in wanted}
            assert found == wanted


def test_what_raises_leaves_nothing(db):
    with undone(db.writing()) as tx:
        keep(tx, "a")
    assert notes(db) == set()
    with db.writing() as tx:
        keep(tx, "b")
    assert notes(db) == {"b"}


def test_a_reader_sees_one_moment_and_does_not_wait(db):
    with db.reading() as tx:
        count = text("SELECT count(*) FROM secrets")
        assert tx.value(count) == 0
        with db.writing() as other:
            keep(other, "a")
        assert tx.value(count) == 0
    assert notes(db) == {"a"}


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_reader_cannot_write(db):
    with pytest.raises(DBAPIError, match="read-only"), db.reading() as tx:
        tx.run(text("DELETE FROM secrets"))
    with db.writing() as tx:
        keep(tx, "a")
    assert notes(db) == {"a"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_second_writer_of_a_file_waits_for_its_turn(db):
    began, order = Event(), []

    def second():
        began.set()
        with db.writing() as tx:
            order.append("second")
            keep(tx, "b")

    waiting = Thread(target=second)
    with db.writing() as tx:
        waiting.start()
        assert began.wait(5)
        waiting.join(0.05)
        order.append("first")
        keep(tx, "a")
    waiting.join()
    assert order == ["first", "second"]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/paraguas.db",
        "sqlite:////dev/null/paraguas.db",
        "postgresql://nobody@127.0.0.1:1/nothing",
    ],
)
def test_what_cannot_be_opened_says_why(url):
    with pytest.raises(DatabaseUnreachable) as refused:
        open_database(url)
    assert len(refused.value.details["reason"]) > 10
