"""Promotions over the API: from the row that says them to the return that gives back their part."""

from datetime import date, timedelta

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, shipped

SKU, PRICE, STORE = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA"
YESTERDAY = date.today() - timedelta(days=1)
TITLES = {"es": "Rebajas de invierno", "en": "Winter sale", "fr": "Soldes d'hiver"}


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=20, ES_MAD_GRANVIA=20)
    return desk


def row(code="WINTER", **more):
    """A promotion of a fifth off everything in Spain since yesterday."""
    told = {
        "code": code,
        "market": "ES",
        "kind": "percentage",
        "percent": "20",
        "titles": TITLES,
        "starts_on": YESTERDAY.isoformat(),
    }
    return {name: value for name, value in (told | more).items() if value is not None}


def save(shop, *rows, **more):
    return shop.api.put("/v1/promotions", {"promotions": list(rows), **more})


def saved(shop, *rows):
    answer = save(shop, *rows)
    assert answer.status_code == 200, answer.text
    return answer.json()["saved"]


def taken(shop, order_id):
    found = shop.api.get(f"/v1/orders/{order_id}/promotions").json()
    return [(one["line_no"], one["promotion"], one["amount_minor"]) for one in found]


def lines(shop, order_id):
    found = [one["line"] for one in shop.order(order_id)["lines"]]
    return [(one["unit_price_minor"], one["discount_minor"], one["amount_minor"]) for one in found]


def delivered(shop, quantity=1, **more):
    order_id = shop.place(shipped(SKU, quantity, person=ANA, **more))
    for part in shop.parts(order_id):
        shop.deliver(part)
    return order_id


def test_a_fifth_off_goes_from_basket_to_order_to_invoice_to_what_a_return_gives_back(shop):
    assert saved(shop, row()) == 1
    basket = shop.api.post(
        "/v1/baskets", {"channel": "web", "market": "ES", "lines": [{"sku": SKU, "quantity": 3}]}
    ).json()
    # A fifth of 74.70.
    assert basket["quote"]["discount_minor"] == 1494
    assert basket["quote"]["total_minor"] == 5976
    assert [one["title"] for one in basket["quote"]["taken"]] == ["Rebajas de invierno"]
    order_id = delivered(shop, 3)
    order = shop.order(order_id)
    assert (order["discount_minor"], order["total_minor"]) == (1494, 5976)
    assert lines(shop, order_id) == [(PRICE, 1494, 5976)]
    assert taken(shop, order_id) == [(1, "WINTER", 1494)]
    invoice = shop.api.get(f"/v1/orders/{order_id}/invoices").json()[0]
    assert invoice["lines"][0]["discount_minor"] == 1494
    back = shop.api.post(
        "/v1/returns/instant",
        {"order": order_id, "place": STORE, "items": [{"line_no": 1, "units": 1}]},
    )
    assert back.status_code == 201, back.text
    shop.settle()
    # One of three units of 59.76.
    assert back.json()["refunded_minor"] == 1992
    assert shop.money(order_id)[-1] == ("refund", "done", 1992)
