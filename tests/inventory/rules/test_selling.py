"""What a till sells leaves the shelf; what it has sold already is written down whatever we knew."""

import pytest

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.actions.set_safety_stock import set_safety_stock
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.queries import history, slice_positions
from paraguas.inventory.rules.pool import Positions
from paraguas.inventory.rules.selling import UNKNOWN_OF, Sale, Short, sell
from tests.inventory.goods import CUP, NOON, SOL, TEA, cause, clean, move, numbers, stamp, stock


def at_the_till(pool, *sales, recorded=False):
    given = {"cause_id": cause(), "at": NOON, "actor": "till-3", "recorded": recorded}
    return sell(pool, SOL, sales, **given)


def test_two_lines_of_one_sku_share_the_shelf():
    pool = Positions({TEA: {SOL: 2}, CUP: {SOL: 9}}, {TEA: {SOL: 1}})
    first, second = Sale(1, TEA, 2), Sale(2, TEA, 2)
    assert at_the_till(pool, first, Sale(3, CUP, 9), second) == Short(second, 1)
    sold = at_the_till(pool, first, Sale(2, TEA, 1))
    assert [(m.kind, m.quantity, m.cause_no) for m in sold] == [
        (Kind.SOLD, 2, 1),
        (Kind.SOLD, 1, 2),
    ]
    assert pool.on_shelf(TEA, SOL) == 3


@pytest.mark.parametrize(
    ("known", "promised", "after"),
    [(0, 0, (0, 0, 0, 1)), (3, 0, (0, 0, 0, 1)), (3, 2, (2, 2, 0, 1)), (9, 2, (6, 2, 0, 1))],
)
def test_what_was_carried_out_is_gone_and_promises_stay(db, known, promised, after):
    if known:
        stock(db, known)
    with db.writing() as tx:
        move_stock(tx, [move(Kind.ALLOCATED, promised)] if promised else [])
        set_safety_stock(tx, stamp(), [Units(TEA, SOL, 1)])
    with db.writing() as tx:
        pool = slice_positions(tx, [TEA])
        move_stock(tx, at_the_till(pool, Sale(1, TEA, 2), Sale(2, TEA, 1), recorded=True))
    assert numbers(db) == after
    with db.reading() as tx:
        told = history(tx, TEA, SOL)
    found = sum(one.change.on_hand for one in told if one.reason == UNKNOWN_OF)
    assert found == max(0, 3 - (known - promised))
    assert clean(db)
