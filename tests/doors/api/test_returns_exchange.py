"""Exchange at a desk: units come back, others are taken, only the difference is settled."""

import pytest

from tests.doors.api.test_returns import counters, delivered, facts, of_line, shop

__all__ = ["shop"]

SKU, PRICE, STORE = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA"
GREEN, PHONE, PHONE_PRICE = "CASE-GREEN", "PHONE-128-BLACK", 59900


@pytest.fixture
def stocked(shop):
    shop.api.stock(GREEN, ES_MAD_GRANVIA=5)
    shop.api.stock(PHONE, ES_MAD_GRANVIA=2)
    return shop


def swap(shop, order_id, sku, *items, tenders=(), **more):
    body = {
        "order": order_id,
        "place": STORE,
        "items": list(items),
        "lines": [{"sku": sku, "quantity": 1}],
        "tenders": list(tenders),
        "channel": "till",
        **more,
    }
    return shop.api.post("/v1/returns/exchange", body)


def test_one_for_another_of_the_same_price_moves_no_money(stocked):
    order_id = delivered(stocked)
    before = stocked.stock(GREEN, STORE)[0]
    answer = swap(stocked, order_id, GREEN, of_line())
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["back"]["state"], told["back"]["refunded_minor"]) == ("settled", 0)
    assert told["back"]["credited_minor"] == told["back"]["exchanged_minor"] == PRICE
    taken = told["order"]["order_id"]
    stocked.settle()
    assert stocked.statuses(taken) == ("completed", "delivered", "paid")
    assert stocked.stock(GREEN, STORE)[0] == before - 1
    assert stocked.charged(order_id) == PRICE
    assert counters(stocked, order_id) == (0, 1)
    assert "return.exchanged.v1" in facts(stocked, order_id)


def test_something_cheaper_gives_the_rest_back_the_way_it_was_paid(stocked):
    order_id = delivered(stocked, 2)
    told = swap(stocked, order_id, GREEN, of_line(2)).json()
    assert (told["back"]["refunded_minor"], told["back"]["credited_minor"]) == (PRICE, PRICE)
    stocked.settle()
    assert stocked.charged(order_id) == PRICE


def test_something_dearer_asks_for_the_difference_and_is_all_or_nothing(stocked):
    order_id = delivered(stocked)
    before = stocked.api.rows()
    short = swap(stocked, order_id, PHONE, of_line())
    assert (short.status_code, short.json()["code"]) == (400, "tender_short"), short.text
    assert stocked.api.rows() == before
    rest = {"kind": "cash", "amount_minor": PHONE_PRICE - PRICE}
    told = swap(stocked, order_id, PHONE, of_line(), tenders=[rest]).json()
    steps = stocked.money(told["order"]["order_id"])
    assert sum(amount for kind, _, amount in steps if kind == "capture") == PHONE_PRICE


def test_what_is_not_there_leaves_what_came_back_with_its_person(stocked):
    order_id = delivered(stocked)
    before = stocked.api.rows()
    refused = swap(stocked, order_id, "CHARGER-EU", of_line())
    assert refused.json()["code"] == "stock_short"
    abroad = swap(stocked, order_id, GREEN, of_line(), place="GB-LON-OXFORD")
    assert abroad.json()["code"] == "currency_wrong"
    assert stocked.api.rows() == before
    assert counters(stocked, order_id) == (0, 0)
