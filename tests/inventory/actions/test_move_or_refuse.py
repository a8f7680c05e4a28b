"""Verbs about one order say what is short, and then nothing moves."""

import pytest

from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Kind
from tests.inventory.goods import CUP, SOL, move, numbers, stock


def test_nothing_moves_where_one_is_short(db):
    stock(db, 5)
    with pytest.raises(PositionShort) as refusal, db.writing() as tx:
        move_or_refuse(tx, [move(Kind.SOLD, 2), move(Kind.SOLD, 1, sku=CUP)])
    assert refusal.value.details == {"sku": CUP, "place": SOL, "wanted": 1, "available": 0}
    assert numbers(db) == (5, 0, 0, 0)
    assert numbers(db, CUP) == (0, 0, 0, 0)
