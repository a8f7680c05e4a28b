"""Without any proof of purchase: store credit at the lowest price of late, by somebody who may."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY
from tests.doors.api.test_returns import aside, shop

__all__ = ["shop"]

SKU, PRICE, STORE = "CASE-CLEAR", 2490, "ES-MAD-GRANVIA"
OFFER = 1990


@pytest.fixture
def associate(shop):
    return shop.api.key_of("ES-01", Scope.STORE_WORK, door="till", place=STORE)


def bring(shop, secret, **more):
    body = {"place": STORE, "sku": SKU, "units": 1, "contact": "leo@example.com", **more}
    return shop.api.post("/v1/returns/blind", body, secret=secret)


def offer(shop, from_at, until_at):
    row = {"sku": SKU, "currency": "EUR", "amount_minor": OFFER}
    answer = shop.api.put("/v1/prices", [{**row, "from_at": from_at, "until_at": until_at}])
    assert answer.status_code == 200, answer.text


def balance(shop):
    holder = {"contact": "leo@example.com", "currency": "EUR"}
    return shop.api.post("/v1/store-credits/balance", holder).json()["balance_minor"]


def test_the_credit_is_the_least_anybody_paid_of_late(shop, associate):
    before = shop.stock(SKU, STORE)[0]
    told = bring(shop, associate, units=2)
    assert told.status_code == 201, told.text
    assert told.json()["amount_minor"] == 2 * PRICE
    assert told.json()["ruling"]["refund_to"] == "store_credit"
    offer(shop, now() - 60 * DAY, now() - 30 * DAY)
    assert bring(shop, associate).json()["amount_minor"] == OFFER
    assert balance(shop) == 2 * PRICE + OFFER
    assert shop.stock(SKU, STORE)[0] == before + 3


def test_what_is_worn_is_worth_less_and_lies_aside(shop, associate):
    told = bring(shop, associate, handling="worn").json()
    assert 0 < balance(shop) == told["ruling"]["refund_minor"] < PRICE
    assert aside(shop, STORE) == (1, 0)


def test_it_is_for_who_may_and_for_what_was_sold(shop, associate):
    before = shop.api.rows()
    cases = {
        "authority_exceeded": bring(shop, associate, sku="PHONE-128-BLACK"),
        "sku_unknown": bring(shop, associate, sku="NONE"),
        "never_sold": bring(shop, associate, sku="CHARGER-UK"),
        "malformed": bring(shop, associate, contact="nobody"),
        "policy_fact_wrong": bring(shop, associate, handling="eaten"),
        "place_unknown": bring(shop, associate, place="FR-PAR-RIVOLI"),
    }
    for code, answer in cases.items():
        assert answer.json()["code"] == code, answer.text
    assert bring(shop, None).json()["code"] == "authority_exceeded"
    assert shop.api.rows() == before
