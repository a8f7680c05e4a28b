"""Whatever happens to a pool, in whatever order: a small model agrees and the audit is clean."""

from random import Random

import pytest

from paraguas.inventory.actions.expire_holds import expire_holds
from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.actions.release_hold import release_hold
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.rules.setting_aside import STEPS
from paraguas.values.time import MINUTE
from tests.inventory.goods import BASTILLE, CUP, NOON, SOL, TEA, cause, clean, move, numbers, stamp

KEYS = [(sku, place) for sku in (TEA, CUP) for place in (SOL, BASTILLE)]
OF_PAPERS = (Kind.SENT, Kind.ARRIVED, Kind.RECALLED, Kind.COUNTED)
"""Kinds only transfers and counts make, which the audit holds them to."""

ELSEWHERE = {Kind.RESERVED, Kind.UNRESERVED, *OF_PAPERS, *STEPS.values()}
KINDS = [kind for kind in Kind if kind not in ELSEWHERE]
ALLOCATES = {Kind.ALLOCATED: 1, Kind.RELEASED: -1, Kind.ISSUED: -1}
COMES = dict.fromkeys((Kind.RECEIVED, Kind.RETURNED, Kind.ADJUSTED), 1) | {
    Kind.ISSUED: -1,
    Kind.SOLD: -1,
}
BASKETS = [cause() for _ in range(4)]


class Book:
    """The same stock in one plain dictionary: on hand, allocated, and what each basket holds."""

    def __init__(self):
        self.on_hand = dict.fromkeys(KEYS, 0)
        self.allocated = dict.fromkeys(KEYS, 0)
        self.held = {}

    def reserved(self, key):
        return sum(units.get(key, 0) for units, _ in self.held.values())

    def free(self, key):
        return self.on_hand[key] - self.allocated[key] - self.reserved(key)

    def move(self, kind, key, quantity):
        enough = {
            Kind.ALLOCATED: self.free(key),
            Kind.SOLD: self.free(key),
            Kind.RELEASED: self.allocated[key],
            Kind.ISSUED: min(self.allocated[key], self.on_hand[key]),
        }.get(kind, quantity)
        if quantity > enough:
            return False
        self.allocated[key] += ALLOCATES.get(kind, 0) * quantity
        self.on_hand[key] += COMES.get(kind, 0) * quantity
        return True

    def hold(self, basket, units, expires_at):
        had = self.held.get(basket, ({}, 0))[0]
        if any(self.free(key) + had.get(key, 0) < n for key, n in units.items()):
            return False
        self.held[basket] = units, expires_at
        return True


@pytest.mark.parametrize("seed", range(3))
def test_every_story_ends_with_books_that_agree(db, seed):
    chance, book = Random(seed), Book()
    for step in range(120):
        at = NOON + step * MINUTE
        with db.writing() as tx:
            turn(tx, chance, book, at)
        if step % 20 == 19:
            for sku, place in KEYS:
                key = sku, place
                expected = book.on_hand[key], book.allocated[key], book.reserved(key), 0
                assert numbers(db, sku, place) == expected
            assert clean(db)


def turn(tx, chance, book, at):
    basket, key, quantity = chance.choice(BASKETS), chance.choice(KEYS), chance.randrange(1, 9)
    dice = chance.random()
    if dice < 0.6:
        kind = chance.choice(KINDS)
        moved = [move(kind, quantity, sku=key[0], place=key[1], at=at)]
        assert taken(tx, move_or_refuse, tx, moved) == book.move(kind, key, quantity)
    elif dice < 0.85:
        units = {chance.choice(KEYS): quantity, key: quantity}
        lines = [Units(*where, n) for where, n in units.items()]
        until = at + chance.randrange(1, 20) * MINUTE

        def hold():
            hold_stock(tx, stamp(at), basket, lines, expires_at=until)

        assert taken(tx, hold) == book.hold(basket, units, until)
    elif dice < 0.9:
        release_hold(tx, stamp(at), basket)
        book.held.pop(basket, None)
    else:
        expire_holds(tx, stamp(at), BASKETS)
        book.held = {b: held for b, held in book.held.items() if held[1] > at}


def taken(tx, verb, *given):
    try:
        with tx.savepoint():
            verb(*given)
    except PositionShort:
        return False
    return True
