"""A sale of the past is written down whatever the numbers said, and promises stay."""

import pytest

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.actions.set_safety_stock import set_safety_stock
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.queries import history, slice_positions
from paraguas.inventory.rules.recording import UNCOUNTED, record_sale
from tests.inventory.goods import SOL, TEA, clean, move, numbers, stamp, stock


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
        moved = []
        for quantity in (1, 2):
            moved += record_sale(pool, move(Kind.SOLD, quantity))
            pool.take(TEA, SOL, quantity)
        move_stock(tx, moved)
    assert numbers(db) == after
    with db.reading() as tx:
        told = history(tx, TEA, SOL)
    found = sum(one.change.on_hand for one in told if one.reason == UNCOUNTED)
    assert found == max(0, 3 - (known - promised))
    assert clean(db)
