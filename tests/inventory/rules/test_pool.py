"""The pool a batch takes from, order by order."""

import pytest

from paraguas.inventory.model import Kind
from paraguas.inventory.rules.pool import Positions
from tests.inventory.goods import BASTILLE, CUP, SOL, TEA, move


def pool():
    return Positions({TEA: {SOL: 3, BASTILLE: -1}}, {TEA: {SOL: 2, BASTILLE: 3}})


def test_what_one_order_takes_the_next_does_not_see():
    positions = pool()
    positions.take(TEA, SOL, 2)
    assert positions.available(TEA, SOL) == 1
    positions.take(TEA, SOL, 1)
    assert positions.at(TEA) == {}
    positions.give_back(TEA, SOL, 3)
    assert positions.at(TEA) == {SOL: 3}


def test_safety_stock_is_for_the_shelf_alone():
    positions = pool()
    assert positions.available(TEA, BASTILLE) == 0
    assert positions.on_shelf(TEA, BASTILLE) == 2
    positions.take(TEA, SOL, 4)
    assert (positions.available(TEA, SOL), positions.on_shelf(TEA, SOL)) == (0, 1)


@pytest.mark.parametrize(("free", "usable"), [(2, 5), (0, 3), (-1, 3), (-3, 3), (-5, 2), (-8, 0)])
def test_held_units_go_to_their_holder_though_more_is_kept_back_since(free, usable):
    positions = Positions({TEA: {SOL: free}}, {TEA: {SOL: 4}})
    positions.give_back(TEA, SOL, 3)
    assert positions.available(TEA, SOL) == usable


def test_what_nobody_knows_is_not_there():
    positions = pool()
    assert positions.available(CUP, SOL) == positions.on_shelf(CUP, SOL) == 0
    assert positions.at(CUP) == {}
    assert positions.on_shelf(TEA, "f" * 32) == 0


def test_units_come_back_to_a_place_that_was_not_read():
    positions = pool()
    positions.give_back(CUP, SOL, 1)
    assert positions.available(CUP, SOL) == 1


@pytest.mark.parametrize(
    ("kind", "free"),
    [(Kind.ALLOCATED, 1), (Kind.SOLD, 1), (Kind.RESERVED, 1), (Kind.ISSUED, 3), (Kind.RELEASED, 5)],
)
def test_the_pool_follows_what_was_decided(kind, free):
    positions = pool()
    positions.follow([move(kind, 1), move(kind, 1, no=2)])
    assert positions.available(TEA, SOL) == free
