"""Gift cards over the API: the code is told once and never in an address."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import shipped

ASKED = {"amount_minor": 5000, "currency": "EUR", "cause": "birthday"}


def balance(api, code: str, **more):
    return api.post("/v1/gift-cards/balance", {"code": code}, **more)


def test_a_card_is_issued_spent_and_tells_what_is_left(api):
    issued = api.post("/v1/gift-cards", ASKED, idempotency_key="one")
    card = issued.json()
    assert (issued.status_code, card["balance_minor"], card["currency"]) == (201, 5000, "EUR")
    again = api.post("/v1/gift-cards", ASKED, idempotency_key="one").json()
    assert again == {**card, "code": None}
    api.stock("CASE-CLEAR", ES_GETAFE=1)
    tenders = [{"kind": "gift_card", "token": card["code"]}]
    placed = api.post("/v1/orders", shipped("CASE-CLEAR", 1, tenders=tenders))
    assert placed.status_code == 201
    left = balance(api, card["code"].lower().replace("-", " "))
    assert (left.status_code, left.json()["balance_minor"]) == (200, 5000 - 2490)
    assert left.json()["last4"] == card["code"][-4:]
    assert left.json()["code"] is None


def test_a_code_of_another_system_is_taken_once(api):
    own = {**ASKED, "code": "OLD-CARD-2024"}
    assert api.post("/v1/gift-cards", own).json()["code"] == "OLD-CARD-2024"
    twice = api.post("/v1/gift-cards", own)
    assert (twice.status_code, twice.json()["code"]) == (409, "gift_card_exists")
    assert balance(api, "oldcard2024").json()["balance_minor"] == 5000


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount_minor": 0}, "gift_card_amount"),
        ({"currency": "euro"}, "malformed"),
        ({"currency": "eur"}, "currency_unknown"),
        ({"code": "A"}, "gift_card_code"),
    ],
)
def test_a_card_that_cannot_be(api, change, code):
    refused = api.post("/v1/gift-cards", {**ASKED, **change})
    assert (refused.status_code, refused.json()["code"]) == (400, code)


def test_who_may_issue_and_who_may_ask(api):
    seller = api.key_of("shop", Scope.ORDERS_WRITE)
    reader = api.key_of("shop", Scope.ORDERS_READ)
    code = api.post("/v1/gift-cards", ASKED).json()["code"]
    assert api.post("/v1/gift-cards", ASKED, secret=seller).json()["code"] == "scope_missing"
    assert balance(api, code, secret=seller).json()["balance_minor"] == 5000
    assert balance(api, code, secret=reader).json()["code"] == "scope_missing"
    unknown = balance(api, "NONE-OF-THESE", secret=seller)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "gift_card_unknown")
