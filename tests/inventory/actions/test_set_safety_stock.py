"""Safety stock is never promised, but may be carried out of the store."""

import pytest

from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.actions.set_safety_stock import set_safety_stock
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.queries import slice_positions
from paraguas.values.quantity import QuantityOutOfRange
from tests.inventory.goods import BASTILLE, SOL, TEA, clean, move, numbers, stamp, stock, told


def keep_back(db, *lines):
    with db.writing() as tx:
        set_safety_stock(tx, stamp(), lines)


def test_units_kept_back_are_not_promised(db):
    stock(db, 3)
    keep_back(db, Units(TEA, SOL, 1), Units(TEA, SOL, 2), Units(TEA, BASTILLE, 4))
    with db.reading() as tx:
        pool = slice_positions(tx, [TEA])
    assert (pool.at(TEA), pool.on_shelf(TEA, SOL), pool.on_shelf(TEA, BASTILLE)) == ({SOL: 1}, 3, 0)
    with pytest.raises(PositionShort), db.writing() as tx:
        move_or_refuse(tx, [move(Kind.ALLOCATED, 2)])
    with db.writing() as tx:
        move_or_refuse(tx, [move(Kind.SOLD, 3)])
    assert numbers(db) == (0, 0, 0, 2)
    assert clean(db)


def test_what_is_promised_stays_promised(db):
    stock(db, 3)
    promise = move(Kind.ALLOCATED, 3)
    with db.writing() as tx:
        move_or_refuse(tx, [promise])
    keep_back(db, Units(TEA, SOL, 3))
    with db.writing() as tx:
        move_or_refuse(tx, [move(Kind.ISSUED, 2)])
    assert numbers(db) == (1, 1, 0, 3)
    keep_back(db, Units(TEA, SOL, 0))
    assert numbers(db)[3] == 0
    assert [name for name, *_ in told(db)].count("stock.safety_set.v1") == 2


def test_less_than_nothing_cannot_be_kept_back(db):
    with pytest.raises(QuantityOutOfRange):
        keep_back(db, Units(TEA, SOL, -1))
