"""One transaction: many rows at once, savepoints that undo everything inside."""

import pytest
from psycopg.errors import DivisionByZero
from sqlalchemy import select

from paraguas.plumbing.reference import versions
from paraguas.plumbing.tx import StaleSlice
from tests.plumbing.notes import (
    NOON,
    SUBJECT,
    TAKE,
    Noted,
    counts,
    keep,
    notes,
    put,
    stamp,
    told,
    undone,
)

COLUMNS = ("name", "version")


def too_much_together(tx):
    with tx.together():
        tx.insert(versions, COLUMNS, [("c", 1)])
        tx.update(TAKE, [("a", 4)])
        tx.update(TAKE, [("b", 1)])


def fail_together(tx):
    with tx.together():
        # On SQLite a row that is missed is told at once.
        tx.update(TAKE, [("b", 1)] if tx.sqlite else [("b", 1), ("c", 1)])
        raise ZeroDivisionError


@pytest.fixture
def stocked(db):
    put(db, a=3, b=3)
    return db


def test_a_guarded_update_takes_all_or_says_it_is_stale(stocked):
    with stocked.writing() as tx:
        tx.update(TAKE, [("b", 1), ("a", 3)])
        tx.update(TAKE, [])
    assert counts(stocked) == {"a": 0, "b": 2}
    with pytest.raises(StaleSlice), stocked.writing() as tx:
        tx.update(TAKE, [("b", 1), ("a", 1)])
    assert counts(stocked) == {"a": 0, "b": 2}


def test_a_row_that_is_not_there_is_stale(stocked):
    with pytest.raises(StaleSlice), stocked.writing() as tx:
        tx.update(TAKE, [("a", 1), ("c", 1)])


def test_statements_sent_together_are_looked_at_before_the_end(stocked):
    with pytest.raises(StaleSlice), stocked.writing() as tx:
        too_much_together(tx)
    assert counts(stocked) == {"a": 3, "b": 3}
    with stocked.writing() as tx:
        with tx.together(), tx.together():
            tx.insert(versions, COLUMNS, [("c", 1)])
            tx.update(TAKE, [("a", 1), ("c", 1)])
        assert tx.value(select(versions.c.version).where(versions.c.name == "c")) == 0
    assert counts(stocked) == {"a": 2, "b": 3, "c": 0}


def test_what_failed_together_is_forgotten_with_its_savepoint(stocked):
    with stocked.writing() as tx:
        with pytest.raises(ZeroDivisionError), tx.savepoint():
            fail_together(tx)
        tx.update(TAKE, [("a", 1)])
    assert counts(stocked) == {"a": 2, "b": 3}


def take_with_the_commit(stocked, change, rows):
    with stocked.writing() as tx:
        tx.till_commit()
        tx.insert(versions, COLUMNS, [("c", 1)])
        change(tx, rows)
        tx.insert(versions, COLUMNS, [("d", 1)])


@pytest.mark.parametrize(
    ("change", "fine", "missing"),
    [
        (lambda tx, rows: tx.update(TAKE, rows), [("a", 3), ("b", 1)], [("a", 1), ("b", 4)]),
        (lambda tx, rows: tx.delete(versions, ("name",), rows), [("a",)], [("a",), ("z",)]),
    ],
)
def test_what_goes_with_the_commit_is_done_whole_or_not_at_all(stocked, change, fine, missing):
    before = counts(stocked)
    with pytest.raises((StaleSlice, DivisionByZero)):
        take_with_the_commit(stocked, change, missing)
    assert counts(stocked) == before
    take_with_the_commit(stocked, change, fine)
    assert counts(stocked).items() >= {"c": 1, "d": 1}.items()
    assert counts(stocked).get("a", 0) == 0


def test_what_is_read_before_the_commit_is_waited_for(stocked):
    with stocked.writing() as tx:
        tx.till_commit()
        tx.update(TAKE, [("a", 1)])
        assert tx.value(select(versions.c.version).where(versions.c.name == "a")) == 2
        tx.update(TAKE, [("a", 1)])
    assert counts(stocked)["a"] == 1


def test_a_lenient_insert_leaves_rows_as_they_are(stocked):
    with stocked.writing() as tx:
        tx.insert(versions, COLUMNS, [("a", 9), ("c", 9), ("c", 8)], lenient=True)
        tx.insert(versions, COLUMNS, [])
    assert counts(stocked) == {"a": 3, "b": 3, "c": 9}


def test_a_savepoint_undoes_rows_facts_and_chores_inside_it_alone(db):
    with db.writing() as tx:
        tx.announce(stamp(), SUBJECT, Noted("before"))
        with undone(tx.savepoint()):
            keep(tx, "inside")
            tx.announce(stamp(), SUBJECT, Noted("inside"))
            tx.later(stamp(), "timer:inside", SUBJECT, {}, due_at=NOON)
        with tx.savepoint():
            keep(tx, "after")
            tx.announce(stamp(), SUBJECT, Noted("after"))
    assert notes(db) == {"after"}
    assert told(db) == ["test.noted.v1"] * 2
    with db.reading() as tx:
        bodies = tx.connection.exec_driver_sql("SELECT body FROM facts ORDER BY fact_id")
        assert sorted(body for [body] in bodies) == ['{"text":"after"}', '{"text":"before"}']
        assert tx.connection.exec_driver_sql("SELECT count(*) FROM chores").scalar() == 0


def test_a_database_error_inside_a_savepoint_leaves_the_rest_usable(db):
    with db.writing() as tx:
        keep(tx, "a")
        with pytest.raises(Exception, match=r"(?i)unique"), tx.savepoint():
            keep(tx, "a")
        keep(tx, "b")
    assert notes(db) == {"a", "b"}


def test_reading_gives_all_first_and_value(stocked):
    look = select(versions.c.name, versions.c.version).order_by(versions.c.name)
    nothing = look.where(versions.c.name == "z")
    with stocked.reading() as tx:
        assert [tuple(row) for row in tx.all(look)] == [("a", 3), ("b", 3)]
        assert tuple(tx.first(look)) == ("a", 3)
        assert tx.value(look) == "a"
        assert (tx.first(nothing), tx.value(nothing), tx.all(nothing)) == (None, None, [])
