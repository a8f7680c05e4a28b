"""A hold that lives may be given more time; one that is over may not."""

import pytest
from sqlalchemy import select

from paraguas.inventory.actions.expire_holds import expire_holds
from paraguas.inventory.actions.extend_hold import extend_hold
from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.errors import HoldExpired, HoldTooShort
from paraguas.inventory.model import Units
from paraguas.plumbing.facts import chores
from paraguas.values.time import HOUR
from tests.inventory.goods import NOON, SOL, TEA, cause, numbers, stamp, stock


@pytest.fixture
def basket(db):
    stock(db, 2)
    name = cause()
    with db.writing() as tx:
        hold_stock(tx, stamp(), name, [Units(TEA, SOL, 2)], expires_at=NOON + HOUR)
    return name


def test_more_time_is_kept_and_the_timer_moves(db, basket):
    with db.writing() as tx:
        extend_hold(tx, stamp(), basket, expires_at=NOON + 2 * HOUR)
    with db.writing() as tx:
        assert expire_holds(tx, stamp(NOON + HOUR), [basket]) == 0
        assert [row.due_at for row in tx.all(select(chores))] == [NOON + 2 * HOUR]
    assert numbers(db) == (2, 0, 2, 0)


def test_what_is_over_cannot_be_extended(db, basket):
    with db.writing() as tx:
        expire_holds(tx, stamp(NOON + HOUR), [basket])
    with pytest.raises(HoldExpired) as refusal, db.writing() as tx:
        extend_hold(tx, stamp(NOON + HOUR), basket, expires_at=NOON + 2 * HOUR)
    assert refusal.value.details == {"basket": basket}


def test_time_does_not_run_backwards(db, basket):
    with pytest.raises(HoldTooShort), db.writing() as tx:
        extend_hold(tx, stamp(), basket, expires_at=NOON)
