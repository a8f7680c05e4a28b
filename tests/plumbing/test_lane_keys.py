"""A request with a key is done once, however often it is sent and whatever is lost."""

import psycopg
import pytest
from sqlalchemy import text

from paraguas.plumbing.lane import Lane
from paraguas.plumbing.replies import KeyReused, Reply
from paraguas.plumbing.sessions import Session
from tests.plumbing.lane_work import keyed, refuse_late, settle
from tests.plumbing.notes import NOON, NotThis, keep, notes


@pytest.fixture
def lane(db):
    """A lane that is not open: its batches are settled by hand."""
    return Lane(db)


def lose_connection(tx):
    """Let the server end the connection of a transaction or session, as a fail-over does."""
    pid = tx.connection.connection.driver_connection.info.backend_pid
    address = tx.connection.engine.url.set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


@pytest.mark.parametrize("apart", [True, False], ids=["later", "in the same batch"])
def test_a_key_sent_again_gets_the_first_answer(db, lane, apart):
    works = [keyed("k", "once"), keyed("k", "once")]
    first, again = [settle(lane, one)[0] for one in works] if apart else settle(lane, *works)
    assert first == Reply(201, b"once")
    assert again == Reply(201, b"once", replayed=True)
    assert notes(db) == {"once"}


@pytest.mark.parametrize("apart", [True, False], ids=["later", "in the same batch"])
def test_a_key_with_another_body_is_refused(db, lane, apart):
    works = [keyed("k", "once", b"1"), keyed("k", "other", b"2")]
    first, other = [settle(lane, one)[0] for one in works] if apart else settle(lane, *works)
    assert first == Reply(201, b"once")
    assert isinstance(other, KeyReused)
    assert notes(db) == {"once"}


def test_a_key_whose_first_request_was_refused_may_be_used_again(db, lane):
    refused, kept = settle(lane, keyed("k", "bad", verb=refuse_late), keyed("k", "good"))
    assert isinstance(refused, NotThis)
    assert kept == Reply(201, b"good")
    assert notes(db) == {"good"}


def test_two_keys_are_two_requests(db, lane):
    settle(lane, keyed("k", "one"), keyed("l", "two"))
    assert notes(db) == {"one", "two"}


def test_a_reply_is_as_old_as_its_own_request(db, lane):
    settle(lane, (keep, "no time told"), keyed("k", "once", at=NOON))
    with db.reading() as tx:
        assert tx.value(text("SELECT at FROM replies")) == NOON


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_server_that_goes_away_in_between_is_asked_again(db, lane):
    lost = []

    def lose_thrice(tx, name):
        if len(lost) < 3:
            lost.append(name)
            keep(tx, name)
            lose_connection(tx)
        return keep(tx, name)

    assert settle(lane, keyed("k", "once", verb=lose_thrice), (keep, "neighbour")) == [
        Reply(201, b"once"),
        "neighbour",
    ]
    assert notes(db) == {"once", "neighbour"}


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_commit_whose_answer_was_lost_is_found_by_its_key(db, lane, monkeypatch):
    lost = []

    def commit(session):
        monkeypatch.undo()
        check = session.commit()

        def lose():
            check()
            lose_connection(session)
            lost.append("the answer")
            session.driver.execute("SELECT 1")

        return lose

    def lose_after_commit(tx, name):
        if not lost:
            monkeypatch.setattr(Session, "commit", commit)
        return keep(tx, name)

    [outcome] = settle(lane, keyed("k", "once", verb=lose_after_commit))
    assert lost == ["the answer"]
    assert outcome == Reply(201, b"once", replayed=True)
    assert notes(db) == {"once"}
