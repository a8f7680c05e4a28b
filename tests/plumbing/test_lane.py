"""Requests meet on the lane: together in one commit, each with an outcome of its own."""

from threading import Barrier, Event, Thread

import pytest

from paraguas.plumbing.db import open_database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.tx import StaleSlice
from paraguas.plumbing.work import Work
from paraguas.values.refusal import Busy
from tests.plumbing.lane_work import defect, note, refuse_late, settle, together
from tests.plumbing.notes import (
    NOON,
    SUBJECT,
    TAKE,
    NotThis,
    counts,
    keep,
    keep_all,
    notes,
    put,
    stamp,
    told,
)


@pytest.fixture
def lane(db):
    """A lane that is not open: its batches are settled by hand."""
    return Lane(db)


@pytest.fixture
def opened(db):
    lane = Lane(db)
    lane.start()
    yield lane
    lane.stop()


def test_what_waits_goes_in_one_commit(db, opened):
    hold, began, answered = Event(), Event(), []

    def wait(tx, name):
        began.set()
        assert hold.wait(10)
        return keep(tx, name)

    opened.put(Work(wait, "first", answered.append))
    assert began.wait(10)
    for number in range(9):
        opened.put(Work(keep, f"more-{number}", answered.append))
    hold.set()
    opened.stop()
    assert opened.batches == 2
    assert len(answered) == len(notes(db)) == 10


def test_a_batch_has_its_most(db):
    lane = Lane(db, most=4)
    answered = []
    for number in range(10):
        lane.put(Work(keep, f"note-{number}", answered.append))
    lane.start()
    lane.stop()
    assert lane.batches == 3
    assert len(answered) == 10


def test_answers_come_after_the_commit_that_holds_them(db, lane):
    seen = []
    works = [Work(keep, name, lambda _: seen.append(notes(db))) for name in ("a", "b")]
    lane.settle(works)
    assert seen == [{"a", "b"}, {"a", "b"}]


def test_a_refusal_undoes_its_own_writes_and_facts_alone(db, lane):
    outcomes = settle(lane, (note, "before"), (refuse_late, "bad"), (note, "after"))
    assert [outcomes[0], outcomes[2]] == ["before", "after"]
    assert isinstance(outcomes[1], NotThis)
    assert notes(db) == {"before", "after"}
    assert told(db) == ["test.noted.v1"] * 2


def test_many_at_once_give_an_outcome_each(db, lane):
    outcomes = settle(lane, together("a"), together("B"), (keep, "single"), together("c"))
    assert outcomes[0::2] == ["a", "single"]
    assert isinstance(outcomes[1], NotThis)
    assert outcomes[3] == "c"
    assert notes(db) == {"a", "single", "c"}


def test_a_defect_spoils_neither_its_neighbours_nor_the_lane(db, lane, caplog):
    outcomes = settle(lane, (keep, "before"), (defect, None), together("a"), (keep, "after"))
    assert [outcomes[0], *outcomes[2:]] == ["before", "a", "after"]
    assert isinstance(outcomes[1], ZeroDivisionError)
    assert notes(db) == {"before", "a", "after"}
    assert "tried item by item" in caplog.text
    assert settle(lane, (keep, "later")) == ["later"]


def test_nothing_is_written_when_the_batch_raises(db, lane):
    def keep_then_fail(tx, names):
        keep_all(tx, names)
        raise ZeroDivisionError

    outcomes = settle(lane, *(Work(keep_then_fail, n, None, together=True) for n in "ab"))
    assert [type(one) for one in outcomes] == [ZeroDivisionError] * 2
    assert notes(db) == set()


def test_a_stale_slice_decides_again(db, lane):
    put(db, units=1)
    looked = []

    def take(tx, item):
        looked.append(item)
        tx.update(TAKE, [("units", 5 if len(looked) < 3 else 1)])
        return "taken"

    assert settle(lane, (take, "x")) == ["taken"]
    assert looked == ["x"] * 3
    assert counts(db) == {"units": 0}


def test_who_never_gets_through_is_told_to_try_again(db, lane, caplog):
    def never(tx, item):
        keep(tx, item)
        raise StaleSlice

    [busy, kept] = settle(lane, (never, "x"), (keep, "neighbour"))
    assert isinstance(busy, Busy)
    assert kept == "neighbour"
    assert notes(db) == {"neighbour"}
    assert "given up" in caplog.text


def test_a_name_that_only_sounds_like_a_lock_is_a_defect(lane):
    rounds = []

    def locked(_tx, _item):
        rounds.append(1)
        message = "the drawer is locked; UNIQUE constraint failed"
        raise ValueError(message)

    [outcome] = settle(lane, (locked, None))
    assert isinstance(outcome, ValueError)
    assert len(rounds) == 1


def test_the_worker_is_woken_when_a_commit_left_chores(db):
    woken = []
    lane = Lane(db, after_commit=lambda _: woken.append(notes(db)))

    def leave(tx, name):
        tx.later(stamp(), "timer:x", SUBJECT, {}, due_at=NOON)
        return keep(tx, name)

    settle(lane, (keep, "quiet"))
    settle(lane, (leave, "loud"))
    assert woken == [{"quiet", "loud"}]


def test_what_is_committed_stays_done_whatever_becomes_of_those_told(db, caplog):
    def gone(*_):
        raise ZeroDivisionError

    def leave(tx, name):
        tx.later(stamp(), "timer:x", SUBJECT, {}, due_at=NOON)
        return keep(tx, name)

    lane = Lane(db, after_commit=gone)
    answered = []
    lane.settle([Work(leave, "a", gone), Work(leave, "b", answered.append)])
    assert answered == ["b"]
    assert notes(db) == {"a", "b"}
    assert "could not be told" in caplog.text


def test_the_last_unit_goes_to_one_of_two_lanes(db, database_url):
    put(db, **{f"sku-{number}": 1 for number in range(6)})
    names = list(counts(db))
    databases = [open_database(database_url) for _ in range(2)]
    start = Barrier(2)
    taken = []

    def buy(tx, rows):
        held = dict(tx.connection.exec_driver_sql("SELECT name, version FROM versions").all())
        if not all(held[name] for name, _ in rows):
            raise NotThis
        tx.update(TAKE, rows)
        return [name for name, _ in rows]

    def go(database, order):
        start.wait()
        for first in range(0, len(order), 2):
            taken.extend(settle(Lane(database), (buy, [(n, 1) for n in order[first : first + 2]])))

    orders = (names, names[::-1])
    buyers = [Thread(target=go, args=pair) for pair in zip(databases, orders, strict=True)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    for database in databases:
        database.close()
    assert set(counts(db).values()) == {0}
    assert sorted(name for one in taken if isinstance(one, list) for name in one) == sorted(names)
    assert all(isinstance(one, list | NotThis) for one in taken)
