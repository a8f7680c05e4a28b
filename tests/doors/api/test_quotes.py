"""Quotes: prices frozen until a day, sent within authority, accepted as one order."""

import re

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY
from tests.doors.api.wishes import ANA, CARD, MADRID

SKU, PRICE = "CASE-CLEAR", 2490
ACME = {**ANA, "organisation": "ACME SL", "tax_number": "ESB12345674"}


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def wanted(**more):
    return {
        "channel": "web",
        "market": "ES",
        "person": ANA,
        "valid_until": now() + 7 * DAY,
        "lines": [{"sku": SKU, "quantity": 10}],
        "groups": [{"kind": "ship", "address": MADRID}],
        **more,
    }


def drafted(shop, **more):
    answer = shop.api.post("/v1/quotes", wanted(**more))
    assert answer.status_code == 201, answer.text
    return answer.json()


def send(shop, quote, **how):
    path = f"/v1/quotes/{quote['quote_id']}/send"
    return shop.api.post(path, {"version": quote["version"]}, **how)


def sent(shop, **more):
    answer = send(shop, drafted(shop, **more))
    assert answer.status_code == 200, answer.text
    shop.settle()
    return answer.json()


def accept(shop, quote, *tenders, **how):
    path = f"/v1/quotes/{quote['quote_id']}/accept"
    return shop.api.post(path, {"channel": "web", "tenders": list(tenders or (CARD,))}, **how)


def list_price(shop, amount_minor):
    row = {"sku": SKU, "currency": "EUR", "amount_minor": amount_minor, "from_at": now()}
    assert shop.api.put("/v1/prices", [row]).status_code == 200


def status(shop, quote):
    return shop.api.get(f"/v1/quotes/{quote['quote_id']}").json()["status"]


def test_it_becomes_an_order_at_its_prices_whatever_the_list_does(shop):
    quote = sent(shop, prices={"0": 2000})
    assert (quote["total_minor"], quote["given_minor"]) == (20_000, 4_900)
    list_price(shop, 9900)
    placed = accept(shop, quote)
    assert (placed.status_code, placed.json()["total_minor"]) == (201, 20_000)
    shop.settle()
    order = shop.order(placed.json()["order_id"])
    assert order["external"] == f"quote {quote['number']}"
    for part in shop.parts(order["order_id"], "released"):
        shop.deliver(part)
    assert shop.charged(order["order_id"]) == 20_000
    assert shop.billed(order["order_id"]) == [20_000]
    assert status(shop, quote) == "accepted"


def test_accepted_twice_it_is_one_order(shop):
    quote = sent(shop)
    first, second = accept(shop, quote), accept(shop, quote)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["order_id"] == second.json()["order_id"]
    assert shop.stock(SKU, "ES-GETAFE") == (20, 10, 0)


def test_a_draft_changes_by_its_version_and_what_is_sent_stays(shop):
    quote = drafted(shop)
    path = f"/v1/quotes/{quote['quote_id']}"
    list_price(shop, 3000)
    again = shop.api.put(path, wanted(version=1))
    assert (again.status_code, again.json()["version"], again.json()["total_minor"]) == (
        *(200, 2, 30_000),
    )
    stale = shop.api.put(path, wanted(version=1))
    assert (stale.status_code, stale.json()["code"]) == (409, "quote_changed")
    assert send(shop, quote).json()["code"] == "quote_changed"
    assert send(shop, again.json()).status_code == 200
    late = shop.api.put(path, wanted(version=3))
    assert (late.status_code, late.json()["code"]) == (409, "quote_settled")


def test_a_draft_is_not_accepted_and_a_declined_one_stays_so(shop):
    quote = drafted(shop)
    assert accept(shop, quote).json()["code"] == "quote_settled"
    path = f"/v1/quotes/{quote['quote_id']}/decline"
    assert shop.api.post(path, {}).json()["code"] == "quote_settled"
    send(shop, quote)
    assert shop.api.post(path, {}).json()["status"] == "declined"
    assert shop.api.post(path, {}).json()["status"] == "declined"
    assert accept(shop, quote).json()["code"] == "quote_settled"


def test_after_its_day_it_is_over(shop):
    quote = sent(shop)
    shop.pass_time(quote["valid_until"])
    assert status(shop, quote) == "expired"
    refused = accept(shop, quote)
    assert (refused.status_code, refused.json()["code"]) == (409, "quote_settled")


def test_what_is_below_the_list_takes_somebody_with_the_authority(shop):
    quote = drafted(shop, prices={"0": 1})
    clerk = shop.api.key_of("ES-04", Scope.ORDERS_WRITE, Scope.ORDERS_READ, door="till")
    refused = send(shop, quote, secret=clerk)
    assert (refused.status_code, refused.json()["code"]) == (403, "authority_exceeded")
    assert status(shop, quote) == "draft"
    assert send(shop, quote).status_code == 200


def test_an_organisation_is_quoted_and_buys_by_transfer(shop):
    quote = sent(shop, person=ACME)
    placed = accept(shop, quote, {"kind": "transfer"})
    order = shop.order(placed.json()["order_id"])
    assert (order["person"]["organisation"], order["payment_status"]) == ("ACME SL", "pending")


def test_its_letter_is_in_its_language_and_brings_the_link(shop):
    quote = sent(shop, language="fr", note="Merci de votre visite.")
    (letter,) = [one for one in shop.letters() if quote["number"] in str(one["subject"])]
    text = letter.get_body(("plain",)).get_content()
    assert "Notre devis" in str(letter["subject"])
    assert "Merci de votre visite." in text
    link = shop.api.get(f"/v1/quotes/{quote['quote_id']}").json()["link"]
    assert re.search(r"/q/[0-9a-f-]{60,}", link)
    assert "/q/" in text


def test_it_is_a_paper(shop):
    quote = drafted(shop, person=ACME, prices={"0": 2000})
    paper = shop.api.get(f"/v1/quotes/{quote['quote_id']}/pdf")
    assert paper.status_code == 200
    assert paper.content.startswith(b"%PDF")


def test_a_bundle_is_quoted_as_one_line(shop):
    row = {
        "code": "SET",
        "product": "phone-case",
        "titles": {"en": "Set"},
        "kind": "bundle",
        "parts": [{"sku": SKU, "quantity": 2}],
    }
    assert shop.api.put("/v1/skus", [row]).status_code == 200
    lines = [{"sku": "SET", "quantity": 3}, {"sku": SKU, "quantity": 1}]
    quote = sent(shop, lines=lines, prices={"0": 4000})
    assert [one["amount_minor"] for one in quote["lines"]] == [12_000, PRICE]
    placed = accept(shop, quote).json()
    assert placed["total_minor"] == 12_000 + PRICE


def test_quotes_are_listed_in_pages(shop):
    ids = [drafted(shop)["quote_id"] for _ in range(3)]
    page = shop.api.get("/v1/quotes", params={"limit": 2, "status": "draft"}).json()
    assert [one["quote_id"] for one in page["quotes"]] == [ids[2], ids[1]]
    rest = shop.api.get("/v1/quotes", params={"before": page["next"]}).json()
    assert ([one["quote_id"] for one in rest["quotes"]], rest["next"]) == ([ids[0]], None)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"valid_until": 1}, "quote_day_wrong"),
        ({"valid_until": now() + 500 * DAY}, "quote_day_wrong"),
        ({"prices": {"5": 100}}, "quote_line_unknown"),
        ({"prices": {"0": -1}}, "malformed"),
        ({"lines": [{"sku": "NOBODY", "quantity": 1}]}, "sku_unknown"),
        ({"groups": [{"kind": "ship"}]}, "address_needed"),
        ({"market": "XX"}, "market_unknown"),
        (
            {"lines": [{"sku": SKU, "quantity": 1, "recorded": {"amount_minor": 1}}]},
            "recorded_not_allowed",
        ),
    ],
)
def test_what_cannot_be_quoted_is_refused(shop, wrong, code):
    refused = shop.api.post("/v1/quotes", wanted(**wrong))
    assert refused.status_code in {400, 404, 409}
    assert refused.json()["code"] == code
    assert shop.api.get("/v1/quotes").json()["quotes"] == []


def test_there_is_no_quote_of_that_id(shop):
    assert shop.api.get("/v1/quotes/nobody").json()["code"] == "quote_absent"
