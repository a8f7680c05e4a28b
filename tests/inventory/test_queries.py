"""What other floors read: the pool, availability, why a number is what it is, the audit."""

from collections import Counter

from sqlalchemy import update

from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.actions.release_hold import release_hold
from paraguas.inventory.actions.set_safety_stock import set_safety_stock
from paraguas.inventory.model import Kind, Movement, Units
from paraguas.inventory.queries import audit, availability, history, positions, slice_positions
from paraguas.inventory.tables import holds, positions as stored
from paraguas.values.ids import digest_id
from paraguas.values.time import HOUR
from tests.inventory.goods import BASTILLE, CUP, NOON, SOL, TEA, cause, move, stamp, stock


def test_the_pool_of_many_skus_is_read_whole(db):
    skus = [digest_id("sku", str(number)) for number in range(70)]
    for place in (SOL, BASTILLE):
        with db.writing() as tx:
            move_stock(
                tx,
                [move(Kind.RECEIVED, n, sku=sku, place=place) for n, sku in enumerate(skus, 1)],
            )
    with db.reading() as tx:
        pool = slice_positions(tx, [*skus, TEA])
        assert all(pool.at(sku) == {SOL: n, BASTILLE: n} for n, sku in enumerate(skus, 1))
        assert pool.at(TEA) == {}
        assert slice_positions(tx, []).at(TEA) == {}


def test_places_can_be_chosen(db):
    stock(db, 3)
    stock(db, 4, place=BASTILLE)
    with db.writing() as tx:
        set_safety_stock(tx, stamp(), [Units(TEA, BASTILLE, 1)])
    with db.reading() as tx:
        assert availability(tx, [TEA, CUP]) == {TEA: {SOL: 3, BASTILLE: 3}, CUP: {}}
        assert availability(tx, [TEA], [BASTILLE]) == {TEA: {BASTILLE: 3}}
        assert availability(tx, [TEA], []) == {TEA: {}}
        found = [(one.place_id, one.on_hand, one.available) for one in positions(tx, [TEA])]
    assert found == sorted([(SOL, 3, 3), (BASTILLE, 4, 3)])


def test_history_tells_why_a_number_is_what_it_is(db):
    basket, order = cause(), cause()
    with db.writing() as tx:
        move_stock(tx, [move(Kind.RECEIVED, 50, at=NOON)])
        hold_stock(tx, stamp(NOON + 1), basket, [Units(TEA, SOL, 2)], expires_at=NOON + HOUR)
    with db.writing() as tx:
        release_hold(tx, stamp(NOON + 2), basket)
        move_stock(tx, [move(Kind.ALLOCATED, 3, of=order, at=NOON + 3)])
    broken = Movement(TEA, SOL, Kind.ADJUSTED, cause(), 0, -3, NOON + 4, "ana", "broken")
    with db.writing() as tx:
        move_stock(tx, [broken])
    with db.reading() as tx:
        told = history(tx, TEA, SOL)
        assert history(tx, TEA, SOL, most=2) == told[:2]
        assert history(tx, CUP, SOL) == ()
    assert [(entry.kind, *entry.after[:3]) for entry in told] == [
        (Kind.ADJUSTED, 47, 3, 0),
        (Kind.ALLOCATED, 50, 3, 0),
        (Kind.UNRESERVED, 50, 0, 0),
        (Kind.RESERVED, 50, 0, 2),
        (Kind.RECEIVED, 50, 0, 0),
    ]
    assert (told[0].actor, told[0].reason, told[0].change) == ("ana", "broken", (-3, 0, 0, 0, 0))
    assert (told[1].cause_id, told[1].cause_no, told[1].at) == (order, 1, NOON + 3)
    assert [entry.basket_id for entry in told] == [None, None, basket, basket, None]


def findings(db):
    with db.reading() as tx:
        return Counter({check.name: len(check.findings) for check in audit(tx)}), audit(tx)


def test_the_audit_finds_a_number_that_nobody_moved(db):
    stock(db, 5)
    stock(db, 5, place=BASTILLE)
    assert findings(db)[0].total() == 0
    with db.writing() as tx:
        tx.run(update(stored).where(stored.c.place_id == SOL).values(on_hand=7))
    counts, checks = findings(db)
    assert counts.total() == 1
    assert checks[0].looked_at == 2
    assert SOL in checks[0].findings[0]
    assert "+2 on hand" in checks[0].findings[0]


def test_the_audit_finds_movements_without_a_position(db):
    stock(db, 5)
    with db.writing() as tx:
        tx.run(stored.delete())
    assert "-5 on hand" in findings(db)[1][0].findings[0]


def test_the_audit_finds_a_hold_that_was_forgotten(db):
    stock(db, 5)
    with db.writing() as tx:
        hold_stock(tx, stamp(), cause(), [Units(TEA, SOL, 2)], expires_at=NOON + HOUR)
    with db.writing() as tx:
        tx.run(update(holds).values(ended_at=NOON))
    counts, checks = findings(db)
    assert counts.total() == 1
    assert "+2 reserved" in checks[1].findings[0]
