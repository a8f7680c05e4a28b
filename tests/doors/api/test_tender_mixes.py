"""A card that is declined late is made up for, whatever else paid; other currencies are refused."""

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.members import give, join, paying
from tests.doors.api.wishes import ANA, CARD, MADRID, shipped, sold

SKU, PRICE, OTHER = "CASE-CLEAR", 2490, 1000
STORE = "ES-MAD-SERRANO"
LATE = {"kind": "card", "token": "tok_late_decline"}
GIFT = "GIFT-2345-6789"


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_GETAFE=40, ES_MAD_SERRANO=40)
    desk.gift_card(GIFT, 20_000)
    return desk


def store_credit(shop):
    body = {"contact": ANA["email"], "amount_minor": 20_000, "currency": "EUR"}
    told = shop.api.post("/v1/store-credits", body | {"reason": "sorry", "cause": "case 1"})
    return {"kind": "store_credit", "token": told.json()["code"]}


def account(shop):
    limit = {"currency": "EUR", "limit_minor": 50_000}
    told = shop.api.put("/v1/credit-accounts/ACME", limit)
    return {"kind": "account", "token": told.json()["code"]}


def points(shop):
    number = join(shop)
    give(shop, number, 20_000)
    return paying(number)


TENDERS = {
    "gift card": lambda _: {"kind": "gift_card", "token": GIFT},
    "store credit": store_credit,
    "account": account,
    "points": points,
    "transfer": lambda _: {"kind": "transfer"},
    "second card": lambda _: CARD,
}


def place(shop, *tenders):
    order_id = shop.place(shipped(SKU, 1, tenders=list(tenders), person=ANA))
    came = {"amount_minor": OTHER, "reference": "B-1"}
    if any(one["kind"] == "transfer" for one in tenders):
        answer = shop.api.post(f"/v1/orders/{order_id}/transfer", came)
        assert answer.status_code == 200, answer.text
        shop.settle()
    return order_id


def taken(shop, order_id):
    """What stands as captured in the book, less what went back."""
    sign = {"capture": 1, "refund": -1}
    return sum(
        sign.get(kind, 0) * amount
        for kind, state, amount in shop.money(order_id)
        if state == "done"
    )


@pytest.mark.parametrize("with_it", list(TENDERS))
@pytest.mark.parametrize("instead", ["card", "same"])
def test_what_a_card_declined_late_is_paid_whatever_else_paid(shop, with_it, instead):
    other = TENDERS[with_it](shop)
    order_id = place(shop, other | {"amount_minor": OTHER}, LATE)
    shop.deliver(shop.parts(order_id)[0])
    assert shop.statuses(order_id) == ("completed", "delivered", "partly_paid")
    assert taken(shop, order_id) == OTHER
    again = CARD if instead == "card" else other
    body = {"tenders": [again]}
    answer = shop.api.post(f"/v1/orders/{order_id}/tenders", body)
    assert answer.status_code == 200, answer.text
    shop.settle()
    if again["kind"] == "transfer":
        came = {"amount_minor": PRICE - OTHER, "reference": "B-2"}
        assert shop.api.post(f"/v1/orders/{order_id}/transfer", came).status_code == 200
        shop.settle()
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert taken(shop, order_id) == PRICE
    assert shop.api.post(f"/v1/orders/{order_id}/tenders", body).json()["code"] == "nothing_to_pay"
    refund = {"amount_minor": PRICE, "reason": "all of it"}
    assert shop.api.post(f"/v1/orders/{order_id}/refunds", refund).status_code == 200
    shop.settle()
    assert taken(shop, order_id) == 0
    assert shop.charged(order_id) == 0


@pytest.mark.parametrize("kind", ["cash", "terminal"])
def test_a_card_for_the_parcel_of_a_till_sale_is_made_up_for(shop, kind):
    wish = sold(
        SKU, 1, STORE, tenders=[{"kind": kind, "token": "T-1", "amount_minor": OTHER}, LATE]
    )
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "ship", "address": MADRID})
    order_id = shop.place(wish)
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    assert shop.statuses(order_id)[2] in {"partly_paid", "declined"}
    body = {"tenders": [{"kind": kind, "token": "T-1"}], "channel": "till"}
    answer = shop.api.post(f"/v1/orders/{order_id}/tenders", body)
    assert answer.status_code == 200, answer.text
    shop.settle()
    assert shop.statuses(order_id)[2] == "paid"
    assert taken(shop, order_id) == 2 * PRICE


@pytest.mark.parametrize("kind", ["cash", "card", "terminal", "gift_card", "transfer"])
def test_a_tender_in_another_currency_is_refused_and_nothing_written(shop, kind):
    before = shop.api.rows()
    tender = {"kind": kind, "token": "tok_ok", "currency": "USD", "given_minor": None}
    if kind == "gift_card":
        tender["token"] = GIFT
    refused = shop.api.post("/v1/orders", sold(SKU, 1, STORE, tenders=[tender]))
    assert (refused.status_code, refused.json()["code"]) == (400, "tender_currency")
    assert "EUR" in refused.json()["detail"]
    assert shop.api.rows() == before
    fine = shop.api.post(
        "/v1/orders", sold(SKU, 1, STORE, tenders=[{"kind": "cash", "currency": "EUR"}])
    )
    assert fine.status_code == 201, fine.text


def test_a_till_takes_the_currency_of_its_place_only(shop):
    wish = sold(SKU, 1, STORE) | {"market": "GB"}
    assert shop.api.post("/v1/orders", wish).json()["code"] == "place_unfit"
    other = sold(SKU, 1, STORE) | {"currency": "GBP"}
    assert shop.api.post("/v1/orders", other).json()["code"] == "currency_wrong"
    mixed = [
        {"kind": "cash", "amount_minor": 500, "currency": "EUR"},
        {"kind": "cash", "currency": "GBP"},
    ]
    refused = shop.api.post("/v1/orders", sold(SKU, 1, STORE, tenders=mixed))
    assert refused.json()["code"] == "tender_currency"
