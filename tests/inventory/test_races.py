"""No unit is promised twice: buyers in threads, through lanes that share one database."""

from threading import Barrier, Thread

import pytest

from paraguas.inventory.actions.expire_holds import expire_holds
from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.actions.receive_transfer import receive_transfer
from paraguas.inventory.actions.send_transfer import send_transfer
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.queries import slice_positions, transfer
from paraguas.plumbing.db import open_database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from paraguas.values.refusal import Refusal
from paraguas.values.time import HOUR
from tests.inventory.goods import (
    BASTILLE,
    CUP,
    NOON,
    SOL,
    TEA,
    cause,
    clean,
    move,
    numbers,
    stamp,
    stock,
)


@pytest.fixture
def lanes(database_url):
    """Two lanes with a database each, as two processes have them."""
    databases = [open_database(database_url) for _ in range(2)]
    opened = [Lane(database) for database in databases]
    for lane in opened:
        lane.start()
    yield opened
    for lane in opened:
        lane.stop()
    for database in databases:
        database.close()


def buy(tx, orders):
    """The smallest journey: each order wants one tea and one cup, or nothing."""
    pool = slice_positions(tx, [TEA, CUP])
    moved, outcomes = [], []
    for order in orders:
        if pool.available(TEA, SOL) and pool.available(CUP, SOL):
            for sku in (TEA, CUP):
                pool.take(sku, SOL, 1)
                moved.append(move(Kind.ALLOCATED, 1, sku=sku, of=order))
            outcomes.append("placed")
        else:
            outcomes.append(PositionShort(sku=TEA, place=SOL, wanted=1, available=0))
    move_stock(tx, moved)
    return outcomes


def hold_one(tx, basket):
    hold_stock(tx, stamp(), basket, [Units(TEA, SOL, 1)], expires_at=NOON + HOUR)
    return "held"


def race(lanes, verb, items, *, together):
    """Let a thread per item go at once, half of them to each lane; their outcomes."""
    outcomes = []
    start = Barrier(len(items))

    def go(lane, item):
        start.wait()
        lane.put(Work(verb, item, outcomes.append, together=together))

    threads = [Thread(target=go, args=(lanes[n % 2], item)) for n, item in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for lane in lanes:
        lane.stop()
    assert len(outcomes) == len(items)
    assert all(isinstance(one, str | Refusal) for one in outcomes), outcomes
    return [one for one in outcomes if isinstance(one, str)]


def test_as_many_orders_are_placed_as_there_are_units(db, lanes):
    stock(db, 17)
    stock(db, 40, sku=CUP)
    placed = race(lanes, buy, [cause() for _ in range(60)], together=True)
    assert len(placed) == 17
    assert (numbers(db), numbers(db, CUP)) == ((17, 17, 0, 0), (40, 17, 0, 0))
    assert clean(db)


def test_as_many_baskets_hold_as_there_are_units(db, lanes):
    stock(db, 5)
    baskets = [cause() for _ in range(16)]
    held = race(lanes, hold_one, baskets, together=False)
    assert len(held) == 5
    assert numbers(db) == (5, 0, 5, 0)
    with db.writing() as tx:
        assert expire_holds(tx, stamp(NOON + HOUR), baskets) == 5
    assert numbers(db) == (5, 0, 0, 0)
    assert clean(db)


def test_no_more_is_received_than_was_sent_and_each_document_once(db, lanes):
    stock(db, 9)
    with db.writing() as tx:
        sent = send_transfer(
            tx, stamp(), [Units(TEA, SOL, 5)], to_place_id=BASTILLE, expected_at=None
        )

    def receive(tx, document):
        took = receive_transfer(tx, stamp(), transfer(tx, sent), document, {TEA: 1})
        return "received" if took else "known"

    outcomes = race(lanes, receive, [f"R-{n // 2}" for n in range(16)], together=False)
    assert outcomes.count("received") == 5
    assert (numbers(db), numbers(db, place=BASTILLE)) == ((4, 0, 0, 0), (5, 0, 0, 0))
    assert clean(db)
