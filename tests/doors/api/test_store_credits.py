"""Store credit over the API: granted with authority, spent like a gift card, never below zero."""

import asyncio

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import CARD, shipped

SKU = "CASE-CLEAR"
PRICE = 2490
ANA = "Ana@example.com"


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def grant(desk, amount=5000, contact=ANA, cause="case 1", currency="EUR", **how):
    body = {"contact": contact, "amount_minor": amount, "currency": currency}
    return desk.api.post("/v1/store-credits", body | {"reason": "sorry", "cause": cause}, **how)


def credit(desk, contact=ANA, currency="EUR", **how):
    body = {"contact": contact, "currency": currency}
    return desk.api.post("/v1/store-credits/balance", body, **how)


def holds(desk, contact=ANA):
    return credit(desk, contact).json()["balance_minor"]


def paying(code, **more):
    return {"kind": "store_credit", "token": code, **more}


def order(desk, *tenders):
    return desk.api.post("/v1/orders", shipped(SKU, 1, tenders=list(tenders)))


def code_of(answer):
    return answer.status_code, answer.json().get("code")


def test_it_is_granted_spent_set_free_and_refunded_to_the_same(stocked):
    granted = grant(stocked)
    assert (granted.status_code, granted.json()["balance_minor"]) == (201, 5000)
    code = granted.json()["code"]
    kept = stocked.place(shipped(SKU, 1, tenders=[paying(code)]))
    assert stocked.order(kept)["payment_status"] == "authorised"
    dropped = stocked.place(shipped(SKU, 1, tenders=[paying(code.lower())]))
    assert holds(stocked) == 5000 - 2 * PRICE
    stocked.cancel(dropped)
    assert holds(stocked) == 5000 - PRICE
    stocked.deliver(stocked.parts(kept)[0])
    refund = {"amount_minor": 1000, "reason": "scratched"}
    assert stocked.api.post(f"/v1/orders/{kept}/refunds", refund).status_code == 200
    assert holds(stocked) == 5000 - PRICE + 1000
    moved = [one["amount_minor"] for one in credit(stocked, "ana@example.com ").json()["entries"]]
    assert sorted(moved) == sorted([5000, -PRICE, -PRICE, PRICE, 1000])


def test_it_pays_as_far_as_it_reaches_and_the_card_the_rest(stocked):
    code = grant(stocked, 1000).json()["code"]
    order_id = stocked.place(shipped(SKU, 1, tenders=[paying(code), CARD]))
    assert [amount for _, _, amount in stocked.money(order_id)] == [1000, PRICE - 1000]
    assert holds(stocked) == 0


def test_a_cause_counts_once_and_others_add_up(stocked):
    code = grant(stocked, 1000).json()["code"]
    assert grant(stocked, 1000).json()["balance_minor"] == 1000
    more = grant(stocked, 500, cause="case 2").json()
    assert (more["balance_minor"], more["code"]) == (1500, code)
    assert grant(stocked, 700, contact="+34 600 111 222").json()["balance_minor"] == 700
    assert grant(stocked, 900, currency="GBP").json()["balance_minor"] == 900
    assert holds(stocked) == 1500


def test_two_doors_at_once_never_take_it_below_zero(stocked):
    code = grant(stocked, PRICE + 100).json()["code"]
    wish = shipped(SKU, 1, tenders=[paying(code, amount_minor=PRICE)])

    async def both():
        asked = (stocked.api.ask("POST", "/v1/orders", wish) for _ in range(4))
        return await asyncio.gather(*asked)

    answers = stocked.api.run(both())
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    assert {one.json()["code"] for one in answers if one.status_code == 409} == {
        "store_credit_short"
    }
    assert holds(stocked) == 100


def test_a_grant_is_within_authority(stocked):
    lucia = stocked.api.key_of("ES-01", Scope.PAYMENTS_WRITE)
    assert code_of(grant(stocked, 5001, secret=lucia)) == (403, "authority_exceeded")
    assert grant(stocked, 5000, secret=lucia).status_code == 201


def test_what_cannot_be_granted_or_spent_is_refused_and_nothing_written(stocked):
    gift = stocked.gift_card("GIFT1111", 5000)
    code = grant(stocked, 1000).json()["code"]
    pounds = grant(stocked, 1000, currency="GBP").json()["code"]
    before = stocked.api.rows()
    assert code_of(grant(stocked, 0, cause="x")) == (400, "store_credit_amount")
    assert code_of(grant(stocked, 1, contact="nobody", cause="x")) == (400, "malformed")
    assert code_of(grant(stocked, 1, currency="eur", cause="x")) == (400, "currency_unknown")
    assert code_of(credit(stocked, "eva@example.com")) == (404, "store_credit_unknown")
    assert code_of(order(stocked, paying("NONE-OF-THESE"))) == (404, "store_credit_unknown")
    assert code_of(order(stocked, paying(""))) == (400, "tender_without_token")
    assert code_of(order(stocked, paying(gift))) == (404, "store_credit_unknown")
    as_gift = {"kind": "gift_card", "token": code}
    assert code_of(order(stocked, as_gift, CARD)) == (404, "gift_card_unknown")
    assert code_of(order(stocked, paying(pounds), CARD)) == (400, "store_credit_currency")
    assert code_of(order(stocked, paying(code, amount_minor=1001), CARD)) == (
        409,
        "store_credit_short",
    )
    top_up = {"code": code, "amount_minor": 1, "currency": "EUR", "cause": "y"}
    answer = stocked.api.post("/v1/gift-cards/top-ups", top_up)
    assert code_of(answer) == (404, "gift_card_unknown")
    assert stocked.api.rows() == before


def test_rows_do_not_tell_whose_it_is(stocked):
    granted = grant(stocked).json()
    stream = stocked.api.get(f"/v1/streams/{granted['credit_id']}/facts").json()["facts"]
    assert [one["name"] for one in stream] == ["store_credit.granted.v1"]
    told = str(stream).lower()
    assert "example.com" not in told
    assert granted["code"].lower() not in told
