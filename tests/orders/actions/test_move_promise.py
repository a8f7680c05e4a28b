import pytest

from paraguas.orders.actions.close_promise import close_promise
from paraguas.orders.actions.make_promise import make_promise
from paraguas.orders.actions.move_promise import move_promise
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.time import HOUR
from tests.orders.given import NOON, order, placed, promise, stamp, told, write


@pytest.fixture
def placed_order(db):
    return write(db, order())


def move(db, order_id, old, earliest=NOON + 5 * HOUR, cause="goods_late"):
    times = {"earliest_at": earliest, "latest_at": earliest + HOUR}
    with db.writing() as tx:
        move_promise(tx, stamp(NOON + 1), order_id, old, **times, cause=cause)


def close(db, order_id, one, at):
    with db.writing() as tx:
        return close_promise(tx, stamp(at), order_id, one)


def test_the_old_promise_stays_in_the_ledger_with_the_cause_of_the_new(db, placed_order):
    move(db, placed_order, placed(db, placed_order).promise_of(1))
    was, now = placed(db, placed_order).promises
    assert (was.promise_no, was.state, was.latest_at, was.cause) == (
        1,
        "moved",
        NOON + 2 * HOUR,
        None,
    )
    assert (now.promise_no, now.state, now.earliest_at) == (2, "open", NOON + 5 * HOUR)
    assert (now.cause, now.made_at, now.kind) == ("goods_late", NOON + 1, was.kind)
    assert placed(db, placed_order).promise_of(1) == now
    assert told(db, placed_order) == ["promise.moved.v1"]


def test_the_same_time_is_no_new_promise(db, placed_order):
    old = placed(db, placed_order).promise_of(1)
    move(db, placed_order, old, earliest=old.earliest_at)
    assert placed(db, placed_order).promises == (old,)
    assert told(db, placed_order) == []


def test_who_moves_what_another_moved_decides_again(db, placed_order):
    old = placed(db, placed_order).promise_of(1)
    move(db, placed_order, old)
    with pytest.raises(StaleSlice):
        move(db, placed_order, old, earliest=NOON + 9 * HOUR)
    with pytest.raises(StaleSlice):
        close(db, placed_order, old, NOON)
    assert len(placed(db, placed_order).promises) == 2
    assert told(db, placed_order) == ["promise.moved.v1"]


@pytest.mark.parametrize(("after", "state"), [(0, "kept"), (1, "broken")])
def test_a_promise_is_kept_up_to_its_last_instant(db, placed_order, after, state):
    one = placed(db, placed_order).promise_of(1)
    assert close(db, placed_order, one, one.latest_at + after) == state
    closed = placed(db, placed_order).promise_of(1)
    assert closed.state == state
    assert close(db, placed_order, closed, NOON) == state
    move(db, placed_order, closed)
    assert placed(db, placed_order).promises == (closed,)
    assert told(db, placed_order) == ["promise.closed.v1"]


def test_another_promise_takes_the_next_number(db, placed_order):
    with db.writing() as tx:
        make_promise(tx, placed_order, promise(2, number=0))
    numbers = [(one.promise_no, one.group_no) for one in placed(db, placed_order).promises]
    assert numbers == [(1, 1), (2, 2)]
    assert placed(db, placed_order).promise_of(3) is None
