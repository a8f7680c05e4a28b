"""Receipts become orders of the past to the cent and the unit, whatever a till wrote."""

import pytest
from sqlalchemy import select, update

from paraguas.catalog.queries import catalogue
from paraguas.customers.model import Details
from paraguas.customers.queries import look_up
from paraguas.doors.replay.replaying import replay
from paraguas.inventory.queries import audit
from paraguas.network.model import place_id_of
from paraguas.network.queries import network
from paraguas.orders.queries import order, placed_under
from paraguas.orders.rules.finding import external_key
from paraguas.orders.tables import orders
from paraguas.payments.queries import audit as audit_payments
from paraguas.plumbing.facts import facts
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.time import iso
from tests.doors.replay.till import GASOLINE, line, minutes_later, write_receipts

ODD = [
    line(100, 1, 2, 3.98),
    line(100, 2, 0, 0.0),  # rung up, then taken off
    line(101, GASOLINE, 9_999, 23.11, at=minutes_later(1)),
    line(102, 1, 1, 1.0, coupon=2.5, retail=0.3, at=minutes_later(2)),  # coupon above the value
    line(103, 1, 1, 1.5, at=minutes_later(3)),
    line(103, 1, 1, 1.776357e-15, at=minutes_later(3)),  # the same article twice, once for nothing
    line(104, 99, 3, 0.9, store=8, at=minutes_later(4)),  # an article nobody describes
    line(105, 2, 1, 0.0, at=minutes_later(15 * 60)),  # the next day in UTC, not in the store
]
ODD_CENTS = 398 + 0 + 2311 - 150 + 150 + 0 + 90 + 0


@pytest.fixture
def odd(tmp_path):
    return write_receipts(tmp_path, ODD)


def replayed(runtime, basket):
    with runtime.database.reading() as tx:
        key = external_key("till", str(basket))
        return order(tx, placed_under(tx, [key])[key])


def findings(runtime):
    with runtime.database.reading() as tx:
        return [f for check in (*audit(tx), *audit_payments(tx)) for f in check.findings]


def test_real_receipts_agree_with_their_file(runtime):
    done = replay(runtime, 300, batch=64)
    assert (done.baskets, done.placed, done.refused) == (300, 300, [])
    assert (done.standing.orders, done.standing.lines) == (300, 3149)
    assert done.standing.amount_minor == done.expected_minor == 887_048
    assert (done.standing.stores_days_checked, done.standing.differences) == (100, [])
    assert done.standing.shelves == (3101, 0)
    assert done.holds
    assert findings(runtime) == []


def test_going_on_with_more_receipts_places_only_those(runtime):
    first = replay(runtime, 40)
    again = replay(runtime, 40)
    more = replay(runtime, 60)
    fewer = replay(runtime, 10)
    assert [done.placed for done in (first, again, more, fewer)] == [40, 0, 20, 0]
    assert [done.units_received > 0 for done in (first, again, more, fewer)] == [
        *(True, False, True, False),
    ]
    assert all(done.holds for done in (first, again, more, fewer))
    assert [done.standing.orders for done in (first, again, more, fewer)] == [40, 40, 60, 10]


def test_a_second_replay_tells_nothing_new(runtime, odd):
    replay(runtime, 10, folder=odd)
    with runtime.database.reading() as tx:
        before = tx.all(select(facts.c.fact_id).order_by(facts.c.fact_id))
    replay(runtime, 10, folder=odd)
    with runtime.database.reading() as tx:
        assert tx.all(select(facts.c.fact_id).order_by(facts.c.fact_id)) == before


def test_odd_receipts_are_orders_too(runtime, odd):
    done = replay(runtime, 10, folder=odd, batch=2)
    assert done.holds
    assert (done.placed, done.standing.lines) == (6, len(ODD))
    assert done.standing.amount_minor == done.expected_minor == ODD_CENTS
    assert findings(runtime) == []


def test_an_order_keeps_what_the_till_told(runtime, odd):
    replay(runtime, 10, folder=odd)
    coupon = replayed(runtime, 102)
    assert (coupon.total_minor, coupon.discount_minor, coupon.payment_status) == (-150, 280, "paid")
    assert (coupon.status, coupon.fulfilment_status) == ("completed", "delivered")
    assert iso(coupon.placed_at) == "2017-01-01T14:02:00Z"
    assert (coupon.channel, coupon.market, coupon.external) == ("till", "US", "102")
    assert [placed.line.quantity for placed in replayed(runtime, 100).lines] == [2, 0]
    assert [placed.line.amount_minor for placed in replayed(runtime, 103).lines] == [150, 0]
    assert replayed(runtime, 104).place_id == place_id_of("CJ-8")
    with runtime.database.reading() as tx:
        named = select(facts.c.on_behalf_of).where(facts.c.stream_id == coupon.order_id)
        assert tx.value(named) == "household:12"


def test_orders_of_a_household_are_found_by_its_card_and_say_so_once(runtime, odd):
    done = replay(runtime, 10, folder=odd)
    with runtime.database.reading() as tx:
        [found] = look_up(tx, Details(loyalty_cards=("CJ-12",)), most=5)
    assert replayed(runtime, 102).record_id == found.record_id == found.person_id
    assert done.households == 1
    assert replay(runtime, 10, folder=odd).households == done.households
    assert findings(runtime) == []


def test_stores_and_articles_are_listed(runtime, odd):
    replay(runtime, 10, folder=odd)
    with runtime.database.reading() as tx:
        book, net = catalogue(tx), network(tx)
    titles = [book.by_code(f"CJ-{n}").title("en") for n in (1, 2, 99)]
    assert titles == ["Apple sauce, 50 OZ", "Grocery", "Article 99"]
    assert book.by_code("CJ-1").attributes["brand"] == "National"
    store = net.place_by_code("CJ-7")
    assert (store.market, store.zone, store.ships) == ("US", "America/New_York", False)


def test_more_fuel_than_a_line_may_have_is_on_the_shelf(runtime, tmp_path):
    most = LARGEST_QUANTITY
    folder = write_receipts(tmp_path, [line(n, GASOLINE, most, 900.0) for n in (1, 2, 3)])
    done = replay(runtime, 3, folder=folder)
    assert (done.units_received, done.standing.shelves) == (3 * most, (1, 0))
    assert done.holds


def test_a_refused_basket_is_listed_and_its_neighbours_stand(runtime, tmp_path):
    too_many = line(2, 1, LARGEST_QUANTITY + 1, 5.0)
    folder = write_receipts(tmp_path, [line(1), too_many, line(2, 2), line(3)])
    done = replay(runtime, 3, folder=folder)
    assert done.refused_lines == {"quantity_out_of_range": 2}
    assert [(each.basket, each.lines) for each in done.refused] == [(2, 2)]
    assert (done.placed, done.standing.orders, done.holds) == (2, 2, False)
    (off,) = done.standing.differences
    assert (off.place, off.day, off.file_minor, off.database_minor) == (
        *("CJ-7", "2017-01-01", 800, 200),
    )


def test_an_order_that_was_changed_is_found(runtime, odd):
    replay(runtime, 10, folder=odd)
    with runtime.database.writing() as tx:
        tx.run(update(orders).where(orders.c.external == "101").values(total_minor=2310))
    (off,) = replay(runtime, 10, folder=odd).standing.differences
    assert off.file_minor - off.database_minor == 1
