import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from paraguas.orders.actions.write_orders import write_orders
from paraguas.orders.errors import OrderAbsent
from paraguas.orders.model import GroupKind, Person
from paraguas.orders.queries import confirmation, find, order as read_order, orders, placed_under
from paraguas.orders.rules.finding import external_key
from paraguas.plumbing.facts import facts
from paraguas.values.ids import OrderId
from paraguas.values.place import Address
from tests.orders.given import (
    NOON,
    NURIA,
    SECRET,
    counted,
    line,
    logged,
    order,
    placed,
    promise,
    write,
)


def test_what_was_decided_is_what_is_read(db):
    home = Address("Calle Mayor 1", "2.º B", "28013", "Madrid", "MD", "ES", 40416775, -3703790)
    one = order(
        line(1, 2, 1999, unit="gram", per=1000, discount_minor=5),
        line(2, 1, 500, service=True, bound_to=1),
        promises=(promise(), replace(promise(number=2), kind="service", cause="asked")),
        inclusive=False,
        external="E-1",
    )
    one = replace(one, groups=(replace(one.groups[0], address=home),))
    found = placed(db, write(db, one, order()))
    for name in (
        *("order_id", "number", "entity_id", "place_id", "currency", "language", "policy_version"),
        *("prices_include_tax", "goods_minor", "discount_minor", "tax_minor", "total_minor"),
        *("status", "payment_status", "fulfilment_status", "promises"),
    ):
        assert getattr(found, name) == getattr(one, name), name
    assert tuple(entry.line for entry in found.lines) == one.lines
    assert (found.market, found.channel, found.external) == ("ES", "web", "E-1")
    assert (found.placed_at, found.person) == (NOON, NURIA)
    [group] = found.groups
    assert (group.kind, group.place_id, group.address) == (
        GroupKind.PICK_UP,
        one.groups[0].place_id,
        home,
    )
    assert [(a.allocation_no, a.line_no, a.quantity, a.status) for a in found.allocations] == [
        (1, 1, 2, "open"),
        (2, 2, 1, "open"),
    ]


def test_the_first_counters_are_the_sum_of_the_first_actions(db):
    carried = order(line(1, 2), line(2, 3), line(3, 1, service=True), kind=GroupKind.CARRY_OUT)
    for order_id in (write(db, carried), write(db, order(line(1, 4)))):
        assert counted(db, order_id) == logged(db, order_id) != {}


def test_each_order_is_announced_with_its_lines(db):
    one, other = order(line(1, 2), line(2, 1)), order()
    write(db, one, other)
    with db.reading() as tx:
        told = {r.stream_id: r.body for r in tx.all(select(facts)) if r.name == "order.placed.v1"}
    assert set(told) == {one.order_id, other.order_id}
    body = msgspec.json.decode(told[one.order_id])
    assert [(each["line_no"], each["quantity"]) for each in body["lines"]] == [(1, 2), (2, 1)]
    assert (body["total_minor"], body["number"]) == (one.total_minor, one.number)
    assert "Núria" not in told[one.order_id]


def test_an_order_is_found_by_everything_people_know_of_it(db):
    one = order(external="E-1")
    order_id = write(db, one, order(person=Person("Ana", "ana@example.org", "699 999 999")))
    asked = (
        *(order_id, one.number, f" {one.number.lower().replace('-', ' ')} ", "web:E-1"),
        *("nuria@example.org", "612 345 678", "+34612345678"),
    )
    with db.reading() as tx:
        for text in asked:
            assert find(tx, text, secret=SECRET) == [order_id], text
        for text in ("", "nobody@example.org", "till:E-1", "4K7Q2-M9XCD", "f" * 32, "611 345 678"):
            assert find(tx, text, secret=SECRET) == [], text


def test_the_newest_orders_of_a_person_come_first(db):
    mine = [write(db, order()) for _ in range(4)]
    with db.reading() as tx:
        assert find(tx, NURIA.email, secret=SECRET) == sorted(mine, reverse=True)
        assert find(tx, NURIA.email, secret=SECRET, most=2) == sorted(mine, reverse=True)[:2]


def test_one_key_places_one_order(db):
    first = write(db, order(external="E-1"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        write(db, order(external="E-1"))
    key = external_key("web", "E-1")
    with db.reading() as tx:
        assert placed_under(tx, [key, external_key("till", "E-1")]) == {key: first}
        assert placed_under(tx, []) == {}
        assert find(tx, NURIA.email, secret=SECRET) == [first]


def test_no_orders_are_written_without_a_word(db):
    with db.writing() as tx:
        write_orders(tx, [], secret=SECRET, recorded_at=NOON)
    with db.reading() as tx:
        assert tx.all(select(facts)) == []


def test_orders_are_read_in_the_order_asked_for_and_absent_ones_left_out(db):
    mine = [write(db, order()) for _ in range(3)]
    asked = [mine[2], OrderId("f" * 32), OrderId("not an id"), mine[0]]
    with db.reading() as tx:
        assert [each.order_id for each in orders(tx, asked)] == [mine[2], mine[0]]
        assert orders(tx, []) == []
        for absent in ("f" * 32, "not an id"):
            with pytest.raises(OrderAbsent):
                read_order(tx, absent)


def test_an_order_placed_before_is_confirmed_again(db):
    one = order()
    order_id = write(db, one)
    with db.reading() as tx:
        told = confirmation(tx, order_id)
    assert (told.order_id, told.number, told.again) == (order_id, one.number, True)
    assert (told.total_minor, told.promises) == (one.total_minor, one.promises)
