"""Buying on account: an organisation never owes more than its limit, and pays it off."""

import asyncio

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import CARD, shipped

SKU = "CASE-CLEAR"
PRICE = 2490
PATH = "/v1/credit-accounts/ACME"


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def limit(desk, amount, currency="EUR", **how):
    return desk.api.put(PATH, {"currency": currency, "limit_minor": amount}, **how)


def account(desk, path=PATH):
    told = desk.api.get(path, params={"currency": "EUR"}).json()
    return told["limit_minor"], told["owed_minor"], told["available_minor"]


def paid(desk, amount, reference="BANK-1", path=PATH, **how):
    body = {"currency": "EUR", "amount_minor": amount, "reference": reference}
    return desk.api.post(f"{path}/payments", body, **how)


def on(code, **more):
    return {"kind": "account", "token": code, **more}


def order(desk, *tenders):
    return desk.api.post("/v1/orders", shipped(SKU, 1, tenders=list(tenders)))


def code_of(answer):
    return answer.status_code, answer.json().get("code")


def test_it_is_bought_on_cancelled_refunded_and_paid_off(stocked):
    opened = limit(stocked, 10_000)
    assert opened.status_code == 200, opened.text
    code = opened.json()["code"]
    kept = stocked.place(shipped(SKU, 2, tenders=[on(code)]))
    dropped = stocked.place(shipped(SKU, 1, tenders=[on(code)]))
    assert account(stocked) == (10_000, 3 * PRICE, 10_000 - 3 * PRICE)
    stocked.cancel(dropped)
    stocked.deliver(stocked.parts(kept)[0])
    assert stocked.order(kept)["payment_status"] == "paid"
    refund = {"amount_minor": 1000, "reason": "scratched"}
    assert stocked.api.post(f"/v1/orders/{kept}/refunds", refund).status_code == 200
    owed = 2 * PRICE - 1000
    assert account(stocked) == (10_000, owed, 10_000 - owed)
    assert paid(stocked, owed).status_code == 201
    assert paid(stocked, owed).json()["owed_minor"] == 0, "the same payment counts once"
    assert account(stocked, "/v1/credit-accounts/acme") == (10_000, 0, 10_000)


def test_several_doors_at_once_never_take_it_above_its_limit(stocked):
    code = limit(stocked, 2 * PRICE + 100).json()["code"]
    wish = shipped(SKU, 1, tenders=[on(code)])

    async def both():
        asked = (stocked.api.ask("POST", "/v1/orders", wish) for _ in range(5))
        return await asyncio.gather(*asked)

    answers = stocked.api.run(both())
    assert sorted(one.status_code for one in answers) == [201, 201, 400, 400, 400]
    assert account(stocked) == (2 * PRICE + 100, 2 * PRICE, 100)
    refused = order(stocked, on(code, amount_minor=PRICE))
    assert code_of(refused) == (409, "account_short")


def test_a_limit_is_raised_and_lowered_but_not_below_what_is_owed(stocked):
    code = limit(stocked, PRICE).json()["code"]
    stocked.place(shipped(SKU, 1, tenders=[on(code)]))
    assert code_of(limit(stocked, PRICE - 1)) == (409, "account_limit")
    raised = limit(stocked, PRICE + 500).json()
    assert (raised["available_minor"], raised["code"]) == (500, code)
    assert limit(stocked, PRICE).json()["available_minor"] == 0
    assert account(stocked) == (PRICE, PRICE, 0)


def test_what_is_no_account_is_refused_and_nothing_written(stocked):
    gift = stocked.gift_card("GIFT1111", 5000)
    pounds = limit(stocked, 9000, "GBP").json()["code"]
    before = stocked.api.rows()
    assert code_of(order(stocked, on("NONE-OF-THESE"))) == (404, "account_unknown")
    assert code_of(order(stocked, on(gift))) == (404, "account_unknown")
    assert code_of(order(stocked, on(""))) == (400, "tender_without_token")
    assert code_of(order(stocked, on(pounds), CARD)) == (400, "account_currency")
    assert code_of(paid(stocked, 1)) == (404, "account_unknown")
    assert code_of(limit(stocked, 1, "eur")) == (400, "currency_unknown")
    missing = stocked.api.get(PATH, params={"currency": "EUR"})
    assert code_of(missing) == (404, "account_unknown")
    assert stocked.api.rows() == before


def test_only_head_office_sets_limits(stocked):
    lucia = stocked.api.key_of("ES-01", Scope.PAYMENTS_WRITE)
    assert code_of(limit(stocked, 1, secret=lucia)) == (403, "scope_missing")
