"""Bad input: one clear message with a code and the next step, and nothing written at all."""

import json

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import MINUTE
from tests.doors.api.desk import DAY_AND_NIGHT, NEVER
from tests.doors.api.wishes import CARD, fetched, shipped, sold

SKU = "CASE-CLEAR"
STORE = "ES-MAD-SERRANO"
NOBODY = "0" * 32


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.keep_hours(NEVER, "ES-MAD-GRANVIA")
    desk.api.stock(SKU, ES_MAD_SERRANO=5)
    return desk


def changed(**more):
    return shipped(SKU, 1, **more)


def line(**more):
    return {"lines": [{"sku": SKU, "quantity": 1, **more}]}


WISHES = {
    "unknown sku": (shipped("NO-SUCH", 1), 404, "sku_unknown"),
    "negative quantity": (shipped(SKU, -1), 400, "quantity_out_of_range"),
    "no quantity": (shipped(SKU, 0), 400, "quantity_out_of_range"),
    "huge quantity": (shipped(SKU, 10**12), 400, "quantity_out_of_range"),
    "endless quantity": (shipped(SKU, 10**30), 400, "quantity_out_of_range"),
    "broken quantity": (shipped(SKU, 1.5), 400, "malformed"),
    "no lines": (changed(lines=[]), 400, "no_lines"),
    "no groups": (changed(groups=[]), 400, "malformed"),
    "unknown group": (changed(**line(group=3)), 400, "group_unknown"),
    "bound to nothing": (changed(**line(bound_to=7)), 400, "bound_wrongly"),
    "bound to itself": (changed(**line(bound_to=0)), 400, "bound_wrongly"),
    "recorded on the web": (
        changed(**line(recorded={"amount_minor": 1})),
        400,
        "recorded_not_allowed",
    ),
    "wrong currency": (changed(currency="USD"), 400, "currency_wrong"),
    "unknown market": (changed(market="XX"), 404, "market_unknown"),
    "unknown channel": (changed(channel="pigeon"), 404, "channel_unknown"),
    "unknown place": (fetched(SKU, 1, "NOWHERE"), 404, "place_unknown"),
    "closed store": (sold(SKU, 1, "ES-MAD-GRANVIA"), 409, "place_closed"),
    "no store": (sold(SKU, 1, ""), 400, "place_needed"),
    "no address": (changed(groups=[{"kind": "ship"}]), 400, "address_needed"),
    "unknown kind": (changed(groups=[{"kind": "teleport"}]), 400, "malformed"),
    "short stock": (shipped(SKU, 6), 409, "stock_short"),
    "short shelf": (sold(SKU, 6, STORE), 409, "stock_short"),
    "tender short": (changed(tenders=[{**CARD, "amount_minor": 1}]), 400, "tender_short"),
    "nothing tendered": (changed(tenders=[]), 400, "tender_short"),
    "cash short": (
        sold(SKU, 1, STORE, tenders=[{"kind": "cash", "given_minor": 100}]),
        400,
        "tender_short",
    ),
    "tender over": (changed(tenders=[{**CARD, "amount_minor": 10**9}]), 400, "tender_over"),
    "tender negative": (changed(tenders=[{**CARD, "amount_minor": -5}]), 400, "tender_negative"),
    "unknown tender": (changed(tenders=[{"kind": "shells"}]), 400, "malformed"),
    "card without token": (changed(tenders=[{"kind": "card"}]), 400, "tender_without_token"),
    "cash on the web": (changed(tenders=[{"kind": "cash"}]), 400, "tender_not_here"),
    "unknown gift card": (
        changed(tenders=[{"kind": "gift_card", "token": "NOPE1234"}]),
        404,
        "gift_card_unknown",
    ),
    "misspelt field": (changed(colour="red"), 400, "malformed"),
    "text for a list": (changed(lines="none"), 400, "malformed"),
}


@pytest.mark.parametrize("name", WISHES)
def test_an_order_that_cannot_be_is_refused_whole(shop, name):
    wish, status, code = WISHES[name]
    before = shop.api.rows()
    for language in ("en", "es", "fr"):
        refused = shop.api.post("/v1/orders", wish, accept_language=language)
        problem = refused.json()
        assert (refused.status_code, problem["code"]) == (status, code)
        assert refused.headers["content-type"] == "application/problem+json"
        assert problem["detail"].count(".") >= 1
        assert "{" not in problem["detail"]
    assert shop.api.rows() == before
    assert shop.stock(SKU, STORE) == (5, 0, 0)


BODIES = {
    "no json": b"{",
    "nothing": b"",
    "not even text": b"\xff\xfe\x00",
    "a list": b"[]",
    "nested without end": b"[" * 100_000,
    "half a surrogate": b'{"market": "\\ud800"}',
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("path", ["/v1/orders", f"/v1/orders/{NOBODY}/cancel", "/v1/baskets"])
def test_a_body_nobody_can_read_is_refused_everywhere_alike(shop, path, name):
    before = shop.api.rows()
    refused = shop.api.post(path, content=BODIES[name])
    assert (refused.status_code, refused.json()["code"]) == (400, "malformed")
    assert shop.api.rows() == before


@pytest.mark.parametrize("path", ["/v1/orders", f"/v1/orders/{NOBODY}/cancel", "/v1/baskets"])
def test_ten_megabytes_are_too_many(shop, path):
    body = json.dumps(changed(language="x" * 10_000_000)).encode()
    before = shop.api.rows()
    refused = shop.api.post(path, content=body)
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")
    assert shop.api.rows() == before


@pytest.mark.parametrize("field", ["sku", "name", "token", "external", "place"])
def test_a_zero_byte_in_a_text_is_no_defect(shop, field):
    nul = "a\x00b"
    wish = {
        "sku": lambda: shipped(nul, 1),
        "name": lambda: changed(person={"name": nul}),
        "token": lambda: changed(tenders=[{"kind": "card", "token": nul}]),
        "external": lambda: changed(external=nul),
        "place": lambda: fetched(SKU, 1, nul),
    }[field]()
    before = shop.api.rows()
    refused = shop.api.post("/v1/orders", wish)
    assert refused.status_code in (400, 404), refused.text
    assert shop.api.rows() == before


def test_a_write_without_a_key_of_its_own_is_refused(shop):
    before = shop.api.rows()
    for key in (None, ""):
        refused = shop.api.post("/v1/orders", changed(), idempotency_key=key)
        assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_missing")
        refused = shop.api.post(f"/v1/orders/{NOBODY}/cancel", {"reason": "x"}, idempotency_key=key)
        assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_missing")
    assert shop.api.rows() == before


def test_who_may_only_read_does_not_write(shop):
    reader = shop.api.key_of("shop", Scope.ORDERS_READ)
    before = shop.api.rows()
    refused = shop.api.post("/v1/orders", changed(), secret=reader)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    unknown = shop.api.post("/v1/orders", changed(), secret="prg_guess")
    assert (unknown.status_code, unknown.json()["code"]) == (401, "key_unknown")
    assert shop.api.rows() == before


def test_a_basket_whose_hold_ran_out_is_refused_when_the_goods_are_gone(shop):
    body = {**line(), "groups": changed()["groups"], "channel": "web", "market": "ES"}
    body["lines"][0]["quantity"] = 5
    basket = shop.api.post("/v1/baskets", body).json()
    shop.pass_time(now() + 31 * MINUTE)
    shop.place(shipped(SKU, 4))
    before = shop.api.rows()
    refused = shop.api.post(f"/v1/baskets/{basket['basket_id']}/complete", {"tenders": [CARD]})
    assert (refused.status_code, refused.json()["code"]) == (409, "stock_short")
    assert refused.json()["details"]["available"] == 1
    assert shop.api.rows() == before


@pytest.mark.parametrize(
    "path",
    [
        f"/v1/orders/{NOBODY}",
        "/v1/orders/no-id-at-all",
        f"/v1/orders/{NOBODY}/lines/1/slots",
        "/v1/nothing",
    ],
)
def test_what_is_not_there_is_told_so(shop, path):
    refused = shop.api.get(path)
    assert refused.status_code == 404, refused.text
    assert refused.json()["code"] in {"order_absent", "address_unknown"}


@pytest.mark.parametrize("order_id", [NOBODY, "no-id-at-all"])
def test_writes_about_nothing_are_refused(shop, order_id):
    before = shop.api.rows()
    for path, body in (
        ("cancel", {"reason": "x"}),
        ("tenders", {"tenders": [CARD]}),
        ("invoices", None),
        ("lines/1/appointment", {"start_at": 0}),
        (f"appointments/{NOBODY}/finish", {"kept": True}),
        (f"fulfilments/{NOBODY}/accept", {}),
        (f"fulfilments/{NOBODY}/refuse", {"reason": "x"}),
        (f"fulfilments/{NOBODY}/late", {"until_at": 1}),
    ):
        refused = shop.api.post(f"/v1/orders/{order_id}/{path}", body)
        assert refused.status_code == 404, (path, refused.text)
    assert shop.api.rows() == before
