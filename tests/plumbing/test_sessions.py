"""Connections are kept from one transaction to the next, and given up when they are of no use."""

import psycopg
import pytest
from sqlalchemy import text

from paraguas.plumbing.sessions import NotCommitted, Sessions
from tests.plumbing.notes import keep, notes, undone

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@pytest.fixture
def sessions(db):
    made = Sessions(db.engine, writes=True)
    yield made
    made.close()


def test_a_session_is_used_again_and_two_at_once_are_two(sessions, db):
    with sessions.session() as first:
        pass
    with sessions.session() as again:
        assert again is first
        if not db.sqlite:
            with sessions.session() as other:
                assert other is not first


def test_what_is_not_committed_is_gone_before_the_next(db):
    with undone(db.writing()) as tx:
        keep(tx, "a")
    with db.writing() as tx:
        assert tx.value(text("SELECT count(*) FROM secrets")) == 0
        tx.run(text("SELECT 1"))
    assert notes(db) == set()


@on_postgres
def test_a_connection_the_server_closed_is_not_used_again(sessions, db):
    with sessions.session() as first:
        pid = first.driver.info.backend_pid
        dsn = first.driver.info.dsn
    with psycopg.connect(dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    with sessions.session() as second:
        assert second is not first
        assert second.driver.execute("SELECT 1").fetchone() == (1,)


@on_postgres
def test_a_commit_the_server_made_a_rollback_of_is_not_taken_for_one(db):
    def spoil(tx):
        keep(tx, "a")
        with pytest.raises(psycopg.errors.UndefinedTable):
            tx.send("SELECT * FROM nowhere", ())

    with pytest.raises(NotCommitted), db.writing() as tx:
        spoil(tx)
    assert notes(db) == set()


@on_postgres
def test_writers_never_plan_to_read_a_whole_table(db):
    with db.writing() as tx:
        assert tx.value(text("SHOW enable_seqscan")) == "off"
        assert tx.value(text("SHOW plan_cache_mode")) == "force_generic_plan"
    with db.reading() as tx:
        assert tx.value(text("SHOW enable_seqscan")) == "on"
