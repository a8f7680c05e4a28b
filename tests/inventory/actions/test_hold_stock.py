"""A basket holds exactly what it says, from the pool of all doors, until it expires."""

import pytest
from sqlalchemy import select

from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.errors import HoldTooShort, PositionShort
from paraguas.inventory.model import Units
from paraguas.inventory.queries import slice_positions
from paraguas.plumbing.facts import chores
from paraguas.values.quantity import QuantityOutOfRange
from paraguas.values.time import MINUTE
from tests.inventory.goods import (
    BASTILLE,
    CUP,
    NOON,
    SOL,
    TEA,
    cause,
    clean,
    numbers,
    stamp,
    stock,
    told,
)

SOON = NOON + 15 * MINUTE


def hold(db, basket, *lines, until=SOON, at=NOON):
    with db.writing() as tx:
        return hold_stock(tx, stamp(at), basket, lines, expires_at=until)


def timers(db):
    with db.reading() as tx:
        return [(row.kind, row.subject_id, row.due_at) for row in tx.all(select(chores))]


def test_two_lines_of_one_sku_are_one_hold(db):
    stock(db, 3)
    basket = cause()
    (held,) = hold(db, basket, Units(TEA, SOL, 1), Units(TEA, SOL, 2))
    assert (held.quantity, held.basket_id, held.expires_at) == (3, basket, SOON)
    assert numbers(db) == (3, 0, 3, 0)
    with db.reading() as tx:
        assert slice_positions(tx, [TEA]).at(TEA) == {}
    assert timers(db) == [("timer:expire_hold", basket, SOON)]


def test_a_changed_basket_gives_back_what_it_lacks_and_keeps_the_rest(db):
    stock(db, 5)
    stock(db, 5, sku=CUP)
    stock(db, 5, place=BASTILLE)
    basket = cause()
    before = hold(db, basket, Units(TEA, SOL, 5), Units(CUP, SOL, 1))
    after = hold(
        db, basket, Units(TEA, SOL, 4), Units(CUP, SOL, 1), Units(TEA, BASTILLE, 2), until=SOON + 1
    )
    assert {(h.sku_id, h.place_id): h.quantity for h in after} == {
        (TEA, SOL): 4,
        (CUP, SOL): 1,
        (TEA, BASTILLE): 2,
    }
    assert {h.hold_id for h in after if h.sku_id == CUP} == {before[0].hold_id}
    assert {h.expires_at for h in after} == {SOON + 1}
    assert [numbers(db)[2], numbers(db, CUP)[2], numbers(db, TEA, BASTILLE)[2]] == [4, 1, 2]
    assert timers(db) == [("timer:expire_hold", basket, SOON + 1)]
    assert clean(db)


def test_an_emptied_basket_holds_nothing(db):
    stock(db, 5)
    basket = cause()
    hold(db, basket, Units(TEA, SOL, 5))
    assert hold(db, basket) == ()
    assert numbers(db) == (5, 0, 0, 0)


def test_the_last_unit_is_held_once(db):
    stock(db, 1)
    hold(db, cause(), Units(TEA, SOL, 1))
    with pytest.raises(PositionShort) as refusal:
        hold(db, cause(), Units(TEA, SOL, 1))
    assert refusal.value.details["available"] == 0
    assert numbers(db) == (1, 0, 1, 0)
    assert [name for name, *_ in told(db)].count("stock.held.v1") == 1
    assert clean(db)


@pytest.mark.parametrize("quantity", [0, -3, 10**7])
def test_an_absurd_quantity_is_refused(db, quantity):
    with pytest.raises(QuantityOutOfRange):
        hold(db, cause(), Units(TEA, SOL, quantity))


def test_a_hold_in_the_past_is_refused(db):
    with pytest.raises(HoldTooShort):
        hold(db, cause(), Units(TEA, SOL, 1), until=NOON)
