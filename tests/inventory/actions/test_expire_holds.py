"""Holds end when their time is over, unless the basket was faster."""

import pytest

from paraguas.inventory.actions.expire_holds import expire_holds
from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.queries import slice_holds, slice_positions
from paraguas.inventory.rules.holding import give_back
from paraguas.values.time import HOUR
from tests.inventory.goods import (
    CUP,
    NOON,
    SOL,
    TEA,
    cause,
    clean,
    move,
    numbers,
    stamp,
    stock,
    told,
)

LATE = NOON + HOUR


@pytest.fixture
def basket(db):
    stock(db, 2)
    stock(db, 1, sku=CUP)
    name = cause()
    lines = [Units(TEA, SOL, 2), Units(CUP, SOL, 1)]
    with db.writing() as tx:
        hold_stock(tx, stamp(), name, lines, expires_at=LATE)
    return name


def expire(db, baskets, at=LATE):
    with db.writing() as tx:
        return expire_holds(tx, stamp(at), baskets)


def test_units_come_back_when_the_time_is_over(db, basket):
    assert expire(db, [basket], at=LATE - 1) == 0
    assert numbers(db) == (2, 0, 2, 0)
    assert expire(db, [basket, cause()]) == 1
    assert expire(db, [basket]) == 0
    assert expire(db, []) == 0
    assert (numbers(db), numbers(db, CUP)) == ((2, 0, 0, 0), (1, 0, 0, 0))
    (body,) = [body for name, _, body in told(db) if name == "hold.expired.v1"]
    assert body.count('"quantity"') == 2
    assert clean(db)


def test_completing_an_order_gives_back_and_allocates_in_one_move(db, basket):
    with db.writing() as tx:
        held = slice_holds(tx, [basket, cause()])
        assert set(held) == {basket}
        pool = slice_positions(tx, [TEA, CUP])
        assert pool.at(TEA) == {}
        for hold in held[basket]:
            pool.give_back(hold.sku_id, hold.place_id, hold.quantity)
        assert pool.at(TEA) == {SOL: 2}
        ends = [give_back(hold, LATE, "customer") for hold in held[basket]]
        move_stock(tx, [*ends, move(Kind.ALLOCATED, 2), move(Kind.ALLOCATED, 1, sku=CUP)])
    assert (numbers(db), numbers(db, CUP)) == ((2, 2, 0, 0), (1, 1, 0, 0))
    assert expire(db, [basket]) == 0
    assert clean(db)
