"""Counts correct what is on hand, with a reason, once."""

import pytest

from paraguas.inventory.actions.adjust_stock import adjust_stock
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.errors import AdjustmentUnexplained, PositionShort, StockCauseReused
from paraguas.inventory.model import Kind, Units
from paraguas.values.quantity import QuantityOutOfRange
from tests.inventory.goods import (
    BASTILLE,
    CUP,
    SOL,
    TEA,
    cause,
    clean,
    move,
    numbers,
    stamp,
    stock,
    told as facts_told,
)


def adjust(db, *differences, of=None, reason="counted"):
    with db.writing() as tx:
        return adjust_stock(tx, stamp(), of or cause(), differences, reason=reason)


def test_a_count_moves_what_is_on_hand_and_is_told_with_its_reason(db):
    stock(db, 5)
    assert adjust(db, Units(TEA, SOL, -2), Units(CUP, BASTILLE, 4), reason="broken")
    assert numbers(db)[0] == 3
    assert numbers(db, CUP, BASTILLE)[0] == 4
    told = {stream: body for name, stream, body in facts_told(db) if name == "stock.adjusted.v1"}
    assert '"reason":"broken"' in told[SOL]
    assert '"quantity":-2' in told[SOL]
    assert set(told) == {SOL, BASTILLE}
    assert clean(db)


def test_a_count_may_break_promises_but_promises_no_more(db):
    stock(db, 3)
    with db.writing() as tx:
        move_stock(tx, [move(Kind.ALLOCATED, 3)])
    assert adjust(db, Units(TEA, SOL, -1))
    assert numbers(db) == (2, 3, 0, 0)


def test_a_count_told_again_changes_nothing(db):
    stock(db, 5)
    count = cause()
    assert adjust(db, Units(TEA, SOL, -2), of=count)
    assert not adjust(db, Units(TEA, SOL, -2), of=count)
    with pytest.raises(StockCauseReused):
        adjust(db, Units(TEA, SOL, -1), of=count)
    assert numbers(db)[0] == 3


def test_less_than_nothing_cannot_be_counted(db):
    stock(db, 1)
    with pytest.raises(PositionShort) as refusal:
        adjust(db, Units(TEA, SOL, -2))
    assert refusal.value.details == {"sku": TEA, "place": SOL, "wanted": 2, "available": 1}
    assert numbers(db)[0] == 1


@pytest.mark.parametrize(
    ("differences", "reason", "refusal"),
    [
        ([Units(TEA, SOL, 1)], "  ", AdjustmentUnexplained),
        ([Units(TEA, SOL, 0)], "counted", AdjustmentUnexplained),
        ([Units(TEA, SOL, 1), Units(TEA, SOL, -1)], "counted", AdjustmentUnexplained),
        ([Units(TEA, SOL, 1_000_001)], "counted", QuantityOutOfRange),
    ],
)
def test_an_adjustment_of_nothing_or_without_a_reason_is_refused(db, differences, reason, refusal):
    with pytest.raises(refusal):
        adjust(db, *differences, reason=reason)
    assert facts_told(db) == []
