"""Verbs about one order say what is short; and they say what the database's guard says."""

from random import Random

import pytest

from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Kind, Position
from paraguas.inventory.rules.moving import add_up, missing
from paraguas.inventory.tables import positions
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.ids import digest_id
from tests.inventory.goods import CUP, SOL, TEA, move, numbers, stock

COLUMNS = ("sku_id", "place_id", "on_hand", "allocated", "reserved", "safety_stock")
KINDS = [kind for kind in Kind if kind is not Kind.UNRESERVED]


def test_nothing_moves_where_one_is_short(db):
    stock(db, 5)
    with pytest.raises(PositionShort) as refusal, db.writing() as tx:
        move_or_refuse(tx, [move(Kind.SOLD, 2), move(Kind.SOLD, 1, sku=CUP)])
    assert refusal.value.details == {"sku": CUP, "place": SOL, "wanted": 1, "available": 0}
    assert numbers(db) == (5, 0, 0, 0)
    assert numbers(db, CUP) == (0, 0, 0, 0)


@pytest.mark.parametrize("seed", range(4))
def test_the_rule_and_the_guard_are_one(db, seed):
    chance = Random(seed)
    with db.writing() as tx:
        for turn in range(60):
            sku = digest_id("sku", str(turn))
            position = Position(sku, SOL, *(chance.randrange(5) for _ in range(4)))
            tx.insert(positions, COLUMNS, [tuple(getattr(position, name) for name in COLUMNS)])
            moved = [
                move(chance.choice(KINDS), chance.randrange(1, 5), sku=sku)
                for _ in range(chance.randrange(1, 4))
            ]
            (change,) = add_up(moved).values()
            assert accepts(tx, moved) == (missing(position, change) == 0), (position, moved)


def accepts(tx, moved):
    try:
        with tx.savepoint():
            move_stock(tx, moved)
    except StaleSlice:
        return False
    return True


def test_the_database_itself_keeps_no_number_below_zero(db):
    with pytest.raises(Exception, match="positions_not_negative"), db.writing() as tx:
        tx.insert(positions, COLUMNS, [(TEA, SOL, -1, 0, 0, 0)])
