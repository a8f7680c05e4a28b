"""A hold that has ended stays ended, whoever still believes in it."""

import pytest

from paraguas.inventory.actions.expire_holds import expire_holds
from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Units
from paraguas.inventory.rules.holding import give_back
from paraguas.inventory.store.holds import extend_holds
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.time import HOUR
from tests.inventory.goods import NOON, SOL, TEA, cause, clean, numbers, stamp, stock

LATE = NOON + HOUR


@pytest.fixture
def ended(db):
    """A basket's hold that was read before it expired, while another basket still holds."""
    stock(db, 4)
    baskets = [cause(), cause()]
    with db.writing() as tx:
        held, _ = [
            hold_stock(tx, stamp(), basket, [Units(TEA, SOL, 2)], expires_at=until)
            for basket, until in zip(baskets, (LATE, LATE + HOUR), strict=True)
        ]
    with db.writing() as tx:
        expire_holds(tx, stamp(LATE), baskets)
    return held


def test_it_gives_back_once(db, ended):
    with pytest.raises(StaleSlice), db.writing() as tx:
        move_stock(tx, [give_back(hold, LATE, "customer") for hold in ended])
    assert numbers(db) == (4, 0, 2, 0)
    assert clean(db)


def test_it_gets_no_more_time(db, ended):
    with pytest.raises(StaleSlice), db.writing() as tx:
        extend_holds(tx, ended, LATE + HOUR)
