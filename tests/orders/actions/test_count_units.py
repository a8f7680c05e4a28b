"""Counters are the sum of their log, within their range, and the statuses follow from them."""

from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from paraguas.orders.actions.cancel_units import cancel_units
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.errors import NothingToCancel, PastCancelling
from paraguas.orders.model import Counter, FulfilmentStatus, OrderStatus
from paraguas.orders.queries import order as read_order
from paraguas.orders.rules.cancelling import Cancellable, decide_cancellation
from paraguas.orders.rules.standing import fulfilment_status, order_status
from paraguas.plumbing.tx import StaleSlice
from tests.orders.given import counted, line, logged, order, placed, stamp, told, write

QUANTITY = 3


def move(db, order_id, counter, **lines):
    """Count units: `move(db, order, Counter.SHIPPED, line_1=2)`."""
    units = {int(name.removeprefix("line_")): n for name, n in lines.items()}
    with db.writing() as tx:
        return count_units(tx, stamp(), order_id, counter, units)


def cancel(db, order_id, wished=None):
    with db.writing() as tx:
        now = read_order(tx, order_id)
        lines = [
            Cancellable(
                entry.line,
                entry.standing,
                tuple(
                    (a.allocation_no, a.quantity)
                    for a in now.allocations
                    if a.line_no == entry.line.line_no and a.status == "open"
                ),
            )
            for entry in now.lines
        ]
        decided = decide_cancellation(lines, wished, prices_include_tax=True)
        cancel_units(tx, stamp(reason="asked"), order_id, decided)
    return decided


def statuses(db, order_id):
    now = placed(db, order_id)
    return now.status, now.fulfilment_status


steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(Counter), st.integers(1, 2), st.integers(-QUANTITY, QUANTITY)),
        st.tuples(st.just("cancel"), st.integers(1, 2), st.integers(1, QUANTITY)),
    ),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_whatever_is_tried_the_counters_stay_in_range_and_true_to_their_log(db, steps):
    order_id = write(db, order(line(1, QUANTITY), line(2, 1)))
    for what, line_no, units in steps:
        try:
            if what == "cancel":
                cancel(db, order_id, {line_no: units})
            else:
                move(db, order_id, what, **{f"line_{line_no}": units})
        except (StaleSlice, NothingToCancel, PastCancelling):
            continue
    now = placed(db, order_id)
    assert counted(db, order_id) == {key: n for key, n in logged(db, order_id).items() if n}
    for entry in now.lines:
        stood = entry.standing
        assert all(0 <= n <= stood.quantity for n in entry.counters.values())
        assert stood.gone + stood.cancelled <= stood.quantity
        assert stood.delivered <= stood.shipped
    derived = fulfilment_status(entry.standing for entry in now.lines)
    assert (now.status, now.fulfilment_status) == (order_status(derived), derived)


def test_an_order_goes_out_arrives_and_is_completed_once(db):
    order_id = write(db, order(line(1, 2), line(2, 1)))
    assert move(db, order_id, Counter.SHIPPED, line_1=1) is FulfilmentStatus.PARTLY
    assert move(db, order_id, Counter.SHIPPED, line_1=1, line_2=1) is FulfilmentStatus.FULFILLED
    assert statuses(db, order_id) == ("open", "fulfilled")
    assert move(db, order_id, Counter.DELIVERED, line_1=2, line_2=1) is FulfilmentStatus.DELIVERED
    assert statuses(db, order_id) == ("completed", "delivered")
    assert move(db, order_id, Counter.INVOICED, line_1=2) is FulfilmentStatus.DELIVERED
    moved = ["order.lines_moved.v1"]
    assert told(db, order_id) == [*moved * 3, "order.completed.v1", *moved]


def test_no_units_say_nothing(db):
    order_id = write(db, order())
    assert move(db, order_id, Counter.PICKED, line_1=0) is FulfilmentStatus.UNFULFILLED
    assert told(db, order_id) == []
    assert logged(db, order_id) == {("allocated", 1): 2}


def test_who_is_second_with_the_same_units_decides_again(db):
    order_id = write(db, order())
    move(db, order_id, Counter.HANDED_OVER, line_1=2)
    with pytest.raises(StaleSlice):
        move(db, order_id, Counter.SHIPPED, line_1=1)
    assert counted(db, order_id) == {("allocated", 1): 2, ("handed_over", 1): 2}
    assert told(db, order_id)[-1] == "order.completed.v1"


def test_what_arrived_cannot_be_called_back_from_the_carrier(db):
    order_id = write(db, order())
    move(db, order_id, Counter.SHIPPED, line_1=2)
    move(db, order_id, Counter.DELIVERED, line_1=1)
    move(db, order_id, Counter.SHIPPED, line_1=-1)
    with pytest.raises(StaleSlice):
        move(db, order_id, Counter.SHIPPED, line_1=-1)


def test_the_last_units_complete_the_order_though_two_count_at_once(db):
    order_id = write(db, order(line(1, 1), line(2, 1)))

    def second():
        move(db, order_id, Counter.HANDED_OVER, line_2=1)

    meanwhile = Thread(target=second)
    with db.writing() as tx:
        count_units(tx, stamp(), order_id, Counter.HANDED_OVER, {1: 1})
        meanwhile.start()
        meanwhile.join(0.2)
    meanwhile.join()
    assert statuses(db, order_id) == ("completed", "delivered")
    assert told(db, order_id).count("order.completed.v1") == 1


def test_a_cancelled_order_is_cancelled_and_its_promise_dropped(db):
    order_id = write(db, order())
    cancel(db, order_id)
    now = placed(db, order_id)
    assert (now.status, now.fulfilment_status) == (OrderStatus.CANCELLED, "cancelled")
    assert counted(db, order_id) == {("cancelled", 1): 2}
    assert [(a.quantity, a.status) for a in now.allocations] == [(0, "released")]
    assert [one.state for one in now.promises] == ["dropped"]
    assert now.worth_minor == 0
    assert set(told(db, order_id)) == {"order.cancelled.v1", "promise.closed.v1"}


def test_cancelling_the_rest_completes_an_order_that_arrived(db):
    order_id = write(db, order(line(1, 2, 1999)))
    move(db, order_id, Counter.HANDED_OVER, line_1=1)
    decided = cancel(db, order_id)
    assert statuses(db, order_id) == ("completed", "delivered")
    assert told(db, order_id)[-1] == "order.completed.v1"
    assert placed(db, order_id).worth_minor + decided.amount_minor == 1999


def test_a_part_that_is_cancelled_leaves_the_promise_open(db):
    order_id = write(db, order())
    cancel(db, order_id, {1: 1})
    assert statuses(db, order_id) == ("open", "unfulfilled")
    assert placed(db, order_id).promises[0].state == "open"
    assert told(db, order_id) == ["order.cancelled.v1"]
