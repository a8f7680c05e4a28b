"""A basket that is given up gives its units back, once."""

from sqlalchemy import select

from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.release_hold import release_hold
from paraguas.inventory.model import Units
from paraguas.plumbing.facts import chores
from paraguas.values.time import HOUR
from tests.inventory.goods import NOON, SOL, TEA, cause, clean, numbers, stamp, stock, told


def test_released_units_are_free_and_the_timer_is_off(db):
    stock(db, 2)
    basket = cause()
    with db.writing() as tx:
        hold_stock(tx, stamp(), basket, [Units(TEA, SOL, 2)], expires_at=NOON + HOUR)
    for _twice in range(2):
        with db.writing() as tx:
            release_hold(tx, stamp(NOON + 1), basket)
    assert numbers(db) == (2, 0, 0, 0)
    with db.reading() as tx:
        assert tx.all(select(chores)) == []
    assert [(n, s) for n, s, _ in told(db) if n.startswith("hold.")] == [
        ("hold.released.v1", basket)
    ]
    assert clean(db)
