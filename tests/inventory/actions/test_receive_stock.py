"""Goods come in; the same receipt told again changes nothing."""

import pytest
from sqlalchemy import select

from paraguas.inventory.actions.adjust_stock import adjust_stock
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.actions.receive_stock import receive_stock
from paraguas.inventory.errors import StockCauseReused
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.queries import slice_positions
from paraguas.plumbing.facts import facts
from paraguas.values.quantity import QuantityOutOfRange
from tests.inventory.goods import BASTILLE, CUP, SOL, TEA, cause, move, numbers, stamp


def test_received_units_can_be_promised(db):
    lines = [Units(TEA, SOL, 2), Units(CUP, BASTILLE, 7), Units(TEA, SOL, 3)]
    with db.writing() as tx:
        assert receive_stock(tx, stamp(), cause(), lines)
    with db.reading() as tx:
        pool = slice_positions(tx, [TEA, CUP])
        told = {row.stream_id: row.body for row in tx.all(select(facts))}
    assert (pool.at(TEA), pool.at(CUP)) == ({SOL: 5}, {BASTILLE: 7})
    assert set(told) == {SOL, BASTILLE}
    assert f'"sku_id":"{TEA}","place_id":"{SOL}","quantity":5' in told[SOL]


def test_a_receipt_told_again_in_another_order_moves_nothing(db):
    receipt, lines = cause(), [Units(TEA, SOL, 2), Units(CUP, SOL, 3)]
    with db.writing() as tx:
        receive_stock(tx, stamp(), receipt, lines)
    with db.writing() as tx:
        assert not receive_stock(tx, stamp(), receipt, lines[::-1])
    with db.reading() as tx:
        assert slice_positions(tx, [TEA]).at(TEA) == {SOL: 2}
        assert len(tx.all(select(facts))) == 1


def test_a_receipt_with_other_units_is_refused(db):
    receipt = cause()
    with db.writing() as tx:
        receive_stock(tx, stamp(), receipt, [Units(TEA, SOL, 2)])
    with pytest.raises(StockCauseReused) as refusal, db.writing() as tx:
        receive_stock(tx, stamp(), receipt, [Units(TEA, SOL, 3)])
    assert refusal.value.code == "stock_cause_reused"


def test_other_movements_under_the_same_name_are_no_receipt(db):
    name, lines = cause(), [Units(TEA, SOL, 2)]
    with db.writing() as tx:
        move_stock(tx, [move(Kind.RECEIVED, 1, of=name, no=7)])
        adjust_stock(tx, stamp(), name, lines, reason="counted")
    with db.writing() as tx:
        assert receive_stock(tx, stamp(), name, lines)
    assert numbers(db)[0] == 5


@pytest.mark.parametrize("quantity", [0, -1, 1_000_001])
def test_a_receipt_of_nothing_or_too_much_is_refused(db, quantity):
    with pytest.raises(QuantityOutOfRange), db.writing() as tx:
        receive_stock(tx, stamp(), cause(), [Units(TEA, SOL, quantity)])
    with db.reading() as tx:
        assert slice_positions(tx, [TEA]).at(TEA) == {}
