"""Odd lives of orders: turns that random lives took, each of which once ended wrong."""

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, CARD, fetched, shipped

SKU, GREEN, PRICE = "CASE-CLEAR", "CASE-GREEN", 2490
STORE, OTHER, DEPOT = "ES-MAD-SERRANO", "ES-BCN-GRACIA", "ES-GETAFE"
GIFT = {"kind": "gift_card", "token": "GIFT2222"}


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE, OTHER, DEPOT)
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def counters(shop, order_id, line_no=1):
    return shop.order(order_id)["lines"][line_no - 1]["counters"]


def refund(shop, order_id, amount_minor):
    body = {"amount_minor": amount_minor, "reason": "sorry"}
    assert shop.api.post(f"/v1/orders/{order_id}/refunds", body).status_code == 200
    shop.settle()


def add_line(shop, order_id, sku, units, tender=CARD):
    wish = {"kind": "add_line", "sku": sku, "quantity": units, "group_no": 1}
    path = f"/v1/orders/{order_id}/changes"
    opened = shop.api.post(path, {"reason": "she called", "changes": [wish]}).json()
    path = f"{path}/{opened['change_no']}"
    basis = shop.api.post(f"{path}/preview").json()["basis"]
    done = shop.api.post(f"{path}/confirm", {"basis": basis, "tenders": [tender]})
    assert done.status_code == 200, done.text
    shop.settle()


def test_a_line_added_after_the_invoice_is_cancelled_and_credited_nowhere(shop):
    shop.api.stock(GREEN, ES_GETAFE=5)
    order_id = shop.place(shipped(SKU, 2, person=ANA))
    assert shop.api.post(f"/v1/orders/{order_id}/invoices").status_code == 201
    add_line(shop, order_id, GREEN, 1)
    shop.cancel(order_id, {"1": 1, "2": 1})
    assert shop.billed(order_id) == [2 * PRICE, PRICE]
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert shop.charged(order_id) == PRICE


def test_goods_put_back_by_one_store_are_gathered_by_another(shop):
    """No unit is picked twice: what was gathered and given up counts as gathered no more."""
    shop.api.stock(SKU, ES_MAD_SERRANO=2, ES_BCN_GRACIA=2)
    order_id = shop.place(fetched(SKU, 2, STORE))
    (part,) = shop.parts(order_id)
    shop.steps(part, "accept", "pick", "stage")
    assert counters(shop, order_id)["picked"] == 2
    assert shop.try_step(part, "refuse", {"reason": "damaged"}).status_code == 200
    assert counters(shop, order_id)["picked"] == 0
    (other,) = shop.parts(order_id, "released")
    shop.hand_over(other)
    assert (counters(shop, order_id)["picked"], counters(shop, order_id)["ready"]) == (2, 2)
    assert shop.statuses(order_id)[0] == "completed"


def test_units_cancelled_in_their_bay_are_gathered_no_more(shop):
    shop.api.stock(SKU, ES_MAD_SERRANO=3)
    order_id = shop.place(fetched(SKU, 3, STORE))
    (part,) = shop.parts(order_id)
    shop.make_ready(part)
    shop.cancel(order_id, {"1": 1})
    assert (counters(shop, order_id)["picked"], counters(shop, order_id)["ready"]) == (2, 2)
    (part,) = shop.parts(order_id, "ready")
    shop.pass_time(part.collect_until)
    assert (counters(shop, order_id)["picked"], counters(shop, order_id)["ready"]) == (0, 0)


def test_goodwill_is_not_taken_back_when_something_is_cancelled_afterwards(shop):
    shop.gift_card("GIFT2222", 10_000)
    order_id = shop.place(shipped(SKU, 3, channel="till", place=STORE, tenders=[GIFT]))
    refund(shop, order_id, 500)
    shop.cancel(order_id, {"1": 1})
    assert shop.gift_card_balance("GIFT2222") == 10_000 - 2 * PRICE + 500
    shop.cancel(order_id)
    assert shop.gift_card_balance("GIFT2222") == 10_000


def test_what_is_left_of_an_order_begins_when_nothing_is_missing_for_it(shop):
    """The card for all of it was declined; the gift card pays for what is still wanted."""
    shop.gift_card("GIFT2222", PRICE)
    declined = {"kind": "card", "token": "tok_declined"}
    order_id = shop.place(shipped(SKU, 3, tenders=[GIFT, declined]))
    assert [part.status.value for part in shop.parts(order_id)] == ["waiting"]
    shop.cancel(order_id, {"1": 2})
    again = shop.api.post(f"/v1/orders/{order_id}/tenders", {"tenders": [CARD]})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_pay")
    (part,) = shop.parts(order_id, "released")
    shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert (shop.gift_card_balance("GIFT2222"), shop.charged(order_id)) == (0, 0)


def test_a_parcel_on_its_way_keeps_its_promise_when_the_rest_is_cancelled(shop):
    order_id = shop.place(shipped(SKU, 2))
    (part,) = shop.parts(order_id)
    body = {"lines": {"1": 1}, "reason": "two boxes"}
    path = f"/v1/orders/{order_id}/fulfilments/{part.fulfilment_id}/split"
    assert shop.api.post(path, body).status_code == 201
    shop.steps(shop.parts(order_id)[0], "accept", "pick", "pack", "ship")
    shop.cancel(order_id)
    assert shop.open_promises(order_id)
    (sent,) = shop.parts(order_id, "shipped")
    shop.step(sent, "deliver")
    shop.settle()
    assert shop.order(order_id)["promises"][-1]["state"] == "kept"
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")


def test_two_transfers_under_the_same_words_are_two(shop):
    """People write the number of their order; another sum is other money."""
    shop.api.stock(GREEN, ES_GETAFE=5)
    order_id = shop.place(shipped(SKU, 1, tenders=[{"kind": "transfer"}]))
    add_line(shop, order_id, GREEN, 2, {"kind": "transfer"})
    first, second = (amount for kind, _, amount in shop.money(order_id) if kind == "authorise")
    for amount in (first, second, second):
        body = {"amount_minor": amount, "reference": "my order"}
        assert shop.api.post(f"/v1/orders/{order_id}/transfer", body).status_code == 200
        shop.settle()
    taken = [amount for kind, state, amount in shop.money(order_id) if kind == "capture"]
    assert taken == [first, second]
    assert {part.status.value for part in shop.parts(order_id)} == {"released"}


def test_goods_a_count_did_not_find_do_not_leave_and_the_store_is_told(shop):
    order_id = shop.place(shipped(SKU, 2))
    (part,) = shop.parts(order_id)
    shop.steps(part, "accept", "pick", "pack")
    lines = [{"sku": SKU, "quantity": -19}]
    body = {"place": DEPOT, "document": "C-1", "reason": "counted", "lines": lines}
    assert shop.api.post("/v1/stock/adjustments", body).status_code == 201
    refused = shop.try_step(part, "ship")
    assert (refused.status_code, refused.json()["code"]) == (409, "position_short")
    assert refused.json()["details"]["sku"] == SKU
    assert shop.stock(SKU, DEPOT) == (1, 2, 0)
    shop.api.stock(SKU, ES_GETAFE=1)
    shop.step(part, "ship")
    assert shop.stock(SKU, DEPOT) == (0, 0, 0)


def test_what_a_card_failed_to_pay_is_taken_from_what_others_set_aside(shop):
    """The goods have left; the next card brings what is due, and the rest of it is set free."""
    shop.api.stock(GREEN, ES_GETAFE=5)
    late = {"kind": "card", "token": "tok_late_decline"}
    order_id = shop.place(shipped(SKU, 1, tenders=[late]))
    (part,) = shop.parts(order_id)
    shop.steps(part, "accept", "pick", "pack", "ship")
    shop.settle()
    assert shop.charged(order_id) == 0
    add_line(shop, order_id, GREEN, 3)
    assert shop.charged(order_id) == PRICE
    shop.cancel(order_id, {"2": 3})
    assert shop.charged(order_id) == PRICE
    assert ("void", "done", 2 * PRICE) in shop.money(order_id)
