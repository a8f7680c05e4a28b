"""The guard that the database runs is the rule; and a number below zero cannot be stored at all."""

from random import Random

import pytest

from paraguas.inventory.model import Kind, Position
from paraguas.inventory.rules.moving import add_up, missing
from paraguas.inventory.store.positions import change_positions
from paraguas.inventory.tables import positions
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.ids import digest_id
from tests.inventory.goods import SOL, TEA, move

COLUMNS = ("sku_id", "place_id", "on_hand", "allocated", "reserved", "safety_stock")


@pytest.mark.parametrize("seed", range(4))
def test_the_rule_and_the_guard_are_one(db, seed):
    chance = Random(seed)
    with db.writing() as tx:
        for turn in range(60):
            sku = digest_id("sku", str(turn))
            position = Position(sku, SOL, *(chance.randrange(5) for _ in range(4)))
            tx.insert(positions, COLUMNS, [tuple(getattr(position, name) for name in COLUMNS)])
            moved = [
                move(chance.choice(list(Kind)), chance.randrange(1, 5), sku=sku)
                for _ in range(chance.randrange(1, 4))
            ]
            (change,) = add_up(moved).values()
            lacking = missing(position, change)
            assert accepts(tx, {(sku, SOL): change}) == (lacking == 0), (position, moved)


def accepts(tx, changes):
    try:
        with tx.savepoint():
            change_positions(tx, changes)
    except StaleSlice:
        return False
    return True


def test_the_database_itself_keeps_no_number_below_zero(db):
    with pytest.raises(Exception, match="positions_not_negative"), db.writing() as tx:
        tx.insert(positions, COLUMNS, [(TEA, SOL, -1, 0, 0, 0)])
