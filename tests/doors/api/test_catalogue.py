"""The catalogue over the API: found by anything people have at hand, saved many at a time."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY

LAMP = {"code": "lamp", "titles": {"en": "Lamp", "es": "Lámpara"}, "department": "home"}
SKU = {
    "code": "LAMP-1",
    "product": "lamp",
    "titles": {"en": "Desk lamp", "es": "Lámpara de mesa"},
    "gtin": "9520000009991",
}


@pytest.mark.parametrize(
    ("find", "language", "title"),
    [
        ("CASE-CLEAR", "en", "Clear case for Phone Uno"),
        ("9520000000042", "es", "Funda transparente para Teléfono Uno"),
        ("funda transparente", "es", "Funda transparente para Teléfono Uno"),
        ("coque transp", "fr-CA", "Coque transparente pour Téléphone Uno"),
    ],
)
def test_a_sku_is_found_by_code_scan_and_words(api, find, language, title):
    found = api.get("/v1/skus", params={"find": find, "language": language}).json()
    assert (found[0]["code"], found[0]["title"]) == ("CASE-CLEAR", title)
    assert found[0]["prices"] == {"EUR": 2490, "GBP": 2190, "USD": 2290}
    assert found[0]["department"] == "telephony"


def test_words_find_the_best_few_and_nothing_where_nothing_fits(api):
    assert len(api.get("/v1/skus", params={"find": "phone", "most": 2}).json()) == 2
    assert api.get("/v1/skus", params={"find": "zebra"}).json() == []


def test_a_sku_with_its_prices_and_where_it_lies(api):
    api.stock("CASE-CLEAR", ES_GETAFE=3)
    shown = api.get("/v1/skus/9520000000042").json()
    assert (shown["sku"]["code"], shown["titles"]["fr"][:5]) == ("CASE-CLEAR", "Coque")
    assert shown["stock"]["available"] == 3
    assert {price["currency"] for price in shown["prices"]} == {"EUR", "GBP", "USD"}
    planner = api.key_of("shop", Scope.ORDERS_READ)
    assert api.get("/v1/skus/CASE-CLEAR", secret=planner).json()["stock"] is None
    absent = api.get("/v1/skus/NONE")
    assert (absent.status_code, absent.json()["code"]) == (404, "sku_unknown")


def test_products_skus_and_prices_are_saved_once_and_sold_at_once(api):
    price = {"sku": "LAMP-1", "currency": "EUR", "amount_minor": 1999, "from_at": 0}
    offer = {**price, "amount_minor": 999, "from_at": now() - DAY, "until_at": now() + DAY}
    for path, row in (("products", LAMP), ("skus", SKU), ("prices", price)):
        assert api.put(f"/v1/{path}", [row]).json() == {"changed": 1}
        assert api.put(f"/v1/{path}", [row]).json() == {"changed": 0}
    found = api.get("/v1/skus", params={"find": "desk lamp"}).json()
    assert [(one["code"], one["gtin"], one["prices"]) for one in found] == [
        ("LAMP-1", "09520000009991", {"EUR": 1999})
    ]
    assert api.put("/v1/prices", [offer]).json() == {"changed": 1}
    assert api.get("/v1/skus/LAMP-1").json()["sku"]["prices"] == {"EUR": 999}


@pytest.mark.parametrize(
    ("path", "row", "code"),
    [
        ("skus", {**SKU, "product": "nothing"}, "product_unknown"),
        ("skus", {**SKU, "product": "phone", "gtin": "9520000009990"}, "gtin_invalid"),
        ("skus", {**SKU, "product": "phone", "gtin": "09520000000042"}, "gtin_taken"),
        ("skus", {**SKU, "colour": "red"}, "malformed"),
        ("products", {**LAMP, "titles": {}}, "malformed"),
        (
            "prices",
            {"sku": "NONE", "currency": "EUR", "amount_minor": 1, "from_at": 0},
            "sku_unknown",
        ),
    ],
)
def test_what_the_catalogue_does_not_take(api, path, row, code):
    refused = api.put(f"/v1/{path}", [row])
    assert (refused.status_code // 100, refused.json()["code"]) == (4, code)
    if code == "sku_unknown":
        assert refused.json()["details"] == {"sku": "NONE"}


def test_writing_the_catalogue_needs_its_scope(api):
    reader = api.key_of("shop", Scope.ORDERS_WRITE)
    for path in ("products", "skus", "prices"):
        refused = api.put(f"/v1/{path}", [], secret=reader)
        assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


def test_a_title_or_a_department_that_changed_is_read_at_once(api):
    """Each alone: what is kept in memory must hear of every one."""
    assert api.put("/v1/products", [{**LAMP, "department": "office"}]).json() == {"changed": 1}
    assert api.put("/v1/skus", [{**SKU, "gtin": None}]).json() == {"changed": 1}
    assert api.get("/v1/skus/LAMP-1").json()["sku"]["department"] == "office"
    api.put("/v1/products", [LAMP])
    assert api.get("/v1/skus/LAMP-1").json()["sku"]["department"] == "home"
    api.put("/v1/skus", [{**SKU, "titles": {"en": "Night lamp"}}])
    assert api.get("/v1/skus/LAMP-1").json()["sku"]["title"] == "Night lamp"
