"""Units move from one place to another without their line losing count of them."""

import pytest

from paraguas.orders.actions.add_allocations import add_allocations
from paraguas.orders.actions.finish_allocations import finish_allocations
from paraguas.orders.actions.move_group import move_group
from paraguas.orders.actions.note_payment import note_payment
from paraguas.orders.actions.shrink_allocations import shrink_allocations
from paraguas.plumbing.tx import StaleSlice
from tests.orders.given import (
    BASTILLE,
    SOL,
    allocation,
    counted,
    line,
    logged,
    order,
    placed,
    stamp,
    write,
)


@pytest.fixture
def placed_order(db):
    return write(db, order(line(1, 3), line(2, 1)))


def parts(db, order_id):
    return [(a.allocation_no, a.quantity, a.status) for a in placed(db, order_id).allocations]


def shrink(db, order_id, released, units):
    with db.writing() as tx:
        shrink_allocations(tx, stamp(), order_id, released, units)


def test_units_refused_at_one_place_are_allocated_at_another(db, placed_order):
    shrink(db, placed_order, [(1, 2)], {1: 2})
    assert counted(db, placed_order) == {("allocated", 1): 1, ("allocated", 2): 1}
    new = [allocation(3, 1, 1, BASTILLE), allocation(4, 1, 1, SOL)]
    with db.writing() as tx:
        add_allocations(tx, stamp(), placed_order, new)
    assert parts(db, placed_order) == [
        (1, 1, "open"),
        (2, 1, "open"),
        (3, 1, "open"),
        (4, 1, "open"),
    ]
    assert placed(db, placed_order).allocations[2].place_id == BASTILLE
    assert counted(db, placed_order) == logged(db, placed_order)
    assert counted(db, placed_order)["allocated", 1] == 3


def test_an_allocation_nothing_is_left_of_is_released(db, placed_order):
    shrink(db, placed_order, [(1, 3)], {1: 3})
    assert parts(db, placed_order) == [(1, 0, "released"), (2, 1, "open")]


@pytest.mark.parametrize("released", [[(1, 4)], [(9, 1)]])
def test_no_more_than_there_is_can_be_taken_out(db, placed_order, released):
    with pytest.raises(StaleSlice):
        shrink(db, placed_order, released, {1: 1})
    assert parts(db, placed_order) == [(1, 3, "open"), (2, 1, "open")]


def test_what_left_its_place_is_done_once(db, placed_order):
    with db.writing() as tx:
        finish_allocations(tx, placed_order, [1])
    assert parts(db, placed_order) == [(1, 3, "done"), (2, 1, "open")]
    with pytest.raises(StaleSlice), db.writing() as tx:
        finish_allocations(tx, placed_order, [1, 2])
    with pytest.raises(StaleSlice):
        shrink(db, placed_order, [(1, 1)], {1: 1})
    assert parts(db, placed_order) == [(1, 3, "done"), (2, 1, "open")]


def test_a_group_moves_to_another_store(db, placed_order):
    with db.writing() as tx:
        move_group(tx, placed_order, 1, BASTILLE)
    assert [group.place_id for group in placed(db, placed_order).groups] == [BASTILLE]


def test_payments_are_noted_on_many_orders_at_once(db, placed_order):
    other = write(db, order())
    with db.writing() as tx:
        note_payment(tx, {placed_order: "paid", other: "declined"})
        note_payment(tx, {})
    noted = [placed(db, one).payment_status for one in (placed_order, other)]
    assert noted == ["paid", "declined"]
    with pytest.raises(StaleSlice), db.writing() as tx:
        note_payment(tx, {placed_order: "refunded", "f" * 32: "paid"})
    assert placed(db, placed_order).payment_status == "paid"
