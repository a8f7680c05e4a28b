"""Returns over the API: units come back at any place, for what the policy book gives."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import ANA, CARD, fetched, shipped, sold

SKU, PRICE, STORE = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA"
PHONE = "PHONE-128-BLACK"


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_GRANVIA=20)
    return desk


def delivered(shop, quantity=1, **more):
    """An order from the web at its person's door."""
    order_id = shop.place(shipped(SKU, quantity, person=ANA, **more))
    for part in shop.parts(order_id):
        shop.deliver(part)
    return order_id


def instant(shop, order_id, *items, place=STORE, **more):
    told = more.pop("secret", None)
    body = {"order": order_id, "place": place, "items": list(items), **more}
    return shop.api.post("/v1/returns/instant", body, secret=told)


def of_line(units=1, line_no=1, **more):
    return {"line_no": line_no, "units": units, **more}


def line(shop, order_id, line_no=1):
    return next(
        one["counters"]
        for one in shop.order(order_id)["lines"]
        if one["line"]["line_no"] == line_no
    )


def test_bought_on_the_web_refunded_in_a_store_in_one_step(shop):
    order_id = delivered(shop, 2)
    before = shop.stock(SKU, STORE)
    answer = instant(shop, shop.order(order_id)["number"], of_line())
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["state"], told["refunded_minor"], told["credited_minor"]) == ("settled", PRICE, 0)
    assert told["items"][0]["ruling"]["clauses"]
    shop.settle()
    assert shop.charged(order_id) == PRICE
    assert shop.money(order_id)[-1] == ("refund", "done", PRICE)
    assert line(shop, order_id)["returned"] == 1
    assert shop.stock(SKU, STORE) == (before[0] + 1, *before[1:])
    assert shop.billed(order_id) == [2 * PRICE, PRICE]
    assert shop.order(order_id)["payment_status"] == "partly_refunded"
    names = [one["name"] for one in shop.api.get(f"/v1/streams/{order_id}/facts").json()["facts"]]
    for name in ("requested", "authorised", "received", "settled"):
        assert names.count(f"return.{name}.v1") == 1
