"""Goodwill: money given back within one's authority, and never more than was taken."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import shipped

SKU = "CASE-CLEAR"


@pytest.fixture
def paid(desk):
    """An order of three cases, delivered and charged."""
    desk.api.stock(SKU, ES_GETAFE=5)
    order_id = desk.place(shipped(SKU, 3))
    desk.settle()
    [parcel] = desk.parts(order_id)
    desk.deliver(parcel)
    desk.settle()
    return desk, order_id


def refund(api, order_id, amount_minor, **more):
    body = {"amount_minor": amount_minor, "reason": "scratched"}
    return api.post(f"/v1/orders/{order_id}/refunds", body, **more)


def test_a_refund_goes_back_to_the_card_and_stands_on_the_order(paid):
    desk, order_id = paid
    assert desk.order(order_id)["payment_status"] == "paid"
    assert refund(desk.api, order_id, 500).status_code == 200
    desk.settle()
    assert desk.order(order_id)["payment_status"] == "partly_refunded"
    assert ("refund", "done", 500) in desk.money(order_id)


def test_more_than_was_taken_is_refused(paid):
    desk, order_id = paid
    refused = refund(desk.api, order_id, 3 * 2490 + 1)
    assert refused.json()["code"] == "refund_too_much"


def test_what_is_being_given_back_is_not_given_back_again(paid):
    desk, order_id = paid
    assert refund(desk.api, order_id, 7000).status_code == 200
    refused = refund(desk.api, order_id, 471)
    assert refused.json()["details"]["amount_minor"] == 470
    desk.settle()
    assert desk.charged(order_id) == 470


def test_an_associate_gives_back_up_to_her_limit(paid):
    desk, order_id = paid
    secret = desk.api.key_of("ES-01", Scope.PAYMENTS_WRITE, door="till")
    refused = refund(desk.api, order_id, 5001, secret=secret)
    assert (refused.status_code, refused.json()["code"]) == (403, "authority_exceeded")
    assert refund(desk.api, order_id, 5000, secret=secret).status_code == 200


def test_a_gift_card_is_topped_up_once_for_a_cause(api):
    card = {"amount_minor": 1000, "currency": "EUR", "code": "TOPUP12345"}
    assert api.post("/v1/gift-cards", card).status_code == 201
    more = {"code": "TOPUP12345", "amount_minor": 500, "currency": "EUR", "cause": "birthday"}
    for _ in range(2):
        assert api.post("/v1/gift-cards/top-ups", more).json()["balance_minor"] == 1500
