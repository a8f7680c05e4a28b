"""Paying by card: declined, late, lost and doubled answers, and paying again."""

import pytest

from paraguas.journeys.checkout.settlement import Settling, settle_payments
from paraguas.payments.rules.asking import read_provider_key
from paraguas.plumbing.clock import stamp
from paraguas.values.by import SYSTEM
from tests.doors.api.wishes import CARD, shipped

SKU = "CASE-CLEAR"
PRICE = 2490


def card(token: str, **more):
    return {"kind": "card", "token": token, **more}


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=10)
    return desk


def pay(desk, order_id, *tenders, channel="web"):
    body = {"tenders": list(tenders), "channel": channel}
    answer = desk.api.post(f"/v1/orders/{order_id}/tenders", body)
    desk.settle()
    return answer


def test_a_declined_order_waits_and_begins_when_it_is_paid_otherwise(stocked):
    order_id = stocked.place(shipped(SKU, 2, tenders=[card("tok_declined")]))
    assert stocked.statuses(order_id) == ("open", "unfulfilled", "declined")
    (part,) = stocked.parts(order_id)
    assert part.status.value == "waiting"
    assert stocked.try_step(part, "accept").json()["code"] == "step_not_allowed"
    stocked.gift_card("GIFT1111", 1000)
    short = pay(stocked, order_id, card("tok_ok", amount_minor=1))
    assert (short.status_code, short.json()["code"]) == (400, "tender_short")
    paid = pay(stocked, order_id, {"kind": "gift_card", "token": "GIFT1111"}, CARD)
    assert paid.status_code == 200, paid.text
    assert stocked.statuses(order_id) == ("open", "unfulfilled", "authorised")
    stocked.deliver(stocked.parts(order_id)[0])
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")
    assert stocked.charged(order_id) == 2 * PRICE - 1000
    assert stocked.gift_card_balance("GIFT1111") == 0
    again = pay(stocked, order_id, CARD)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_pay")


def test_a_gift_card_alone_lets_a_declined_order_begin_at_once(stocked):
    stocked.gift_card("GIFT1111", 9000)
    order_id = stocked.place(shipped(SKU, 2, tenders=[card("tok_declined")]))
    pay(stocked, order_id, {"kind": "gift_card", "token": "GIFT1111"})
    stocked.deliver(stocked.parts(order_id, "released")[0])
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")


def test_declined_twice_and_paid_in_the_end(stocked):
    order_id = stocked.place(shipped(SKU, 1, tenders=[card("tok_declined")]))
    pay(stocked, order_id, card("tok_declined"))
    assert stocked.order(order_id)["payment_status"] == "declined"
    pay(stocked, order_id, CARD)
    assert stocked.order(order_id)["payment_status"] == "authorised"


def test_one_declined_card_of_two_holds_the_order_back(stocked):
    tenders = [card("tok_ok", amount_minor=2000), card("tok_declined")]
    order_id = stocked.place(shipped(SKU, 1, tenders=tenders))
    assert stocked.order(order_id)["payment_status"] == "declined"
    assert stocked.parts(order_id)[0].status.value == "waiting"
    pay(stocked, order_id, CARD)
    stocked.deliver(stocked.parts(order_id, "released")[0])
    assert (stocked.charged(order_id), stocked.order(order_id)["payment_status"]) == (
        PRICE,
        "paid",
    )


def test_a_till_that_took_cash_waits_for_a_declined_card_all_the_same(stocked):
    tenders = [{"kind": "cash", "amount_minor": 1000}, card("tok_declined")]
    order_id = stocked.place(shipped(SKU, 1, channel="till", tenders=tenders))
    assert stocked.order(order_id)["payment_status"] == "partly_paid"
    assert stocked.parts(order_id)[0].status.value == "waiting"
    cash = pay(stocked, order_id, {"kind": "cash"})
    assert cash.json()["code"] == "tender_not_here"
    assert pay(stocked, order_id, {"kind": "cash"}, channel="till").status_code == 200
    assert stocked.order(order_id)["payment_status"] == "paid"
    assert stocked.parts(order_id)[0].status.value == "released"


def test_only_what_is_still_wanted_of_a_declined_order_is_paid_again(stocked):
    order_id = stocked.place(shipped(SKU, 3, tenders=[card("tok_declined")]))
    stocked.cancel(order_id, {"1": 1})
    assert pay(stocked, order_id, CARD).status_code == 200
    stocked.deliver(stocked.parts(order_id, "released")[0])
    assert stocked.charged(order_id) == 2 * PRICE
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")


def test_a_declined_order_that_is_cancelled_owes_nothing(stocked):
    order_id = stocked.place(shipped(SKU, 1, tenders=[card("tok_declined")]))
    stocked.cancel(order_id)
    assert stocked.stock(SKU, "ES-GETAFE") == (10, 0, 0)
    assert pay(stocked, order_id, CARD).json()["code"] == "nothing_to_pay"


def test_a_card_that_fails_when_the_parcel_has_left_is_replaced_and_charged(stocked):
    order_id = stocked.place(shipped(SKU, 2, tenders=[card("tok_late_decline")]))
    stocked.deliver(stocked.parts(order_id)[0])
    assert stocked.statuses(order_id) == ("completed", "delivered", "declined")
    assert stocked.charged(order_id) == 0
    pay(stocked, order_id, CARD)
    assert stocked.order(order_id)["payment_status"] == "paid"
    assert stocked.charged(order_id) == 2 * PRICE
    assert len(stocked.invoices(order_id)) == 1


@pytest.mark.parametrize("token", ["tok_timeout", "tok_unknown_once"])
def test_a_lost_answer_is_asked_for_and_money_moves_once(stocked, token):
    order_id = stocked.place(shipped(SKU, 2, tenders=[card(token)]))
    assert stocked.money(order_id) == [("authorise", "unknown", 2 * PRICE)]
    assert stocked.order(order_id)["payment_status"] == "pending"
    assert stocked.parts(order_id)[0].status.value == "waiting"
    stocked.hurry()
    assert stocked.order(order_id)["payment_status"] == "authorised"
    stocked.deliver(stocked.parts(order_id)[0])
    stocked.hurry()
    assert stocked.order(order_id)["payment_status"] == "paid"
    assert stocked.charged(order_id) == 2 * PRICE


def test_an_order_cancelled_while_the_answer_is_lost_costs_nothing(stocked):
    order_id = stocked.place(shipped(SKU, 2, tenders=[card("tok_timeout")]))
    stocked.cancel(order_id)
    for _ in range(3):
        stocked.hurry()
    assert stocked.statuses(order_id) == ("cancelled", "cancelled", "voided")
    assert stocked.charged(order_id) == 0


def test_answers_that_come_twice_count_once(stocked):
    order_id = stocked.place(shipped(SKU, 2, tenders=[card("tok_double")]))
    stocked.deliver(stocked.parts(order_id)[0])
    assert len(stocked.told) == 4
    before = stocked.money(order_id), stocked.api.rows()
    for key, answer in [*stocked.told, *reversed(stocked.told)]:
        named = read_provider_key(key)
        settling = Settling(((stamp(SYSTEM), *named, answer),))
        stocked.api.runtime.write_now(settle_payments, settling)
    stocked.settle()
    assert (stocked.money(order_id), stocked.api.rows()) == before
    assert stocked.charged(order_id) == 2 * PRICE


def test_capture_follows_each_parcel_and_sums_to_the_order(stocked):
    stocked.api.stock("CABLE-1M", ES_MAD_GRANVIA=5)
    stocked.gift_card("GIFT1111", 1000)
    wish = shipped(SKU, 2, tenders=[{"kind": "gift_card", "token": "GIFT1111"}, CARD])
    wish["lines"].append({"sku": "CABLE-1M", "quantity": 1})
    order_id = stocked.place(wish)
    one, other = stocked.parts(order_id)
    stocked.deliver(one)
    first = stocked.charged(order_id) + 1000
    worth = {SKU: 2 * PRICE, "CABLE-1M": 1290}
    assert first in worth.values()
    assert stocked.order(order_id)["payment_status"] == "partly_paid"
    stocked.deliver(other)
    assert stocked.charged(order_id) == sum(worth.values()) - 1000
    assert stocked.order(order_id)["payment_status"] == "paid"


def test_parts_of_a_line_that_cannot_be_divided_sum_to_the_whole(desk):
    """Three for a euro: whichever unit leaves first, the cent is charged once."""
    case = desk.api.get("/v1/skus/CASE-CLEAR").json()["sku"]
    three = {"code": "TRIO", "product": case["product"], "titles": {"en": "Trio"}, "per": 3}
    price = {"sku": "TRIO", "currency": "EUR", "amount_minor": 100, "from_at": 0}
    assert desk.api.put("/v1/skus", [three]).status_code == 200
    assert desk.api.put("/v1/prices", [price]).status_code == 200
    desk.api.stock("TRIO", ES_MAD_SERRANO=1, ES_MAD_GRANVIA=1, ES_GETAFE=1)
    order_id = desk.place(shipped("TRIO", 3))
    for parcel in desk.parts(order_id):
        desk.deliver(parcel)
    assert sorted(amount for kind, _, amount in desk.money(order_id) if kind == "capture") == [
        *(33, 33, 34)
    ]
    assert desk.charged(order_id) == desk.billed(order_id)[0] == 100
