"""One order sent to several addresses: each with its own goods, tax, parcel and promise."""

import pytest

from tests.doors.api.wishes import ANA, MADRID, shipped

SKU, OTHER = "CASE-CLEAR", "CASE-GREEN"
PARIS = {"line1": "1 rue de Rivoli", "postal_code": "75001", "city": "Paris", "country": "FR"}


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=5)
    desk.api.stock(OTHER, ES_GETAFE=5)
    return desk


def wish(*addresses, **more):
    lines = [{"sku": SKU, "quantity": 1, "group": n} for n in range(len(addresses))]
    groups = [{"kind": "ship", "address": address} for address in addresses]
    return shipped(SKU, 1, person=ANA, lines=lines, groups=groups, **more)


def test_each_address_has_its_goods_its_parcel_and_its_promise(shop):
    home = {**MADRID, "line1": "Calle Mayor 1"}
    work = {**MADRID, "line1": "Calle Luna 7", "postal_code": "28004"}
    order_id = shop.place(wish(home, work, home))
    order = shop.order(order_id)
    assert [one["address"]["line1"] for one in order["groups"]] == [
        *("Calle Mayor 1", "Calle Luna 7", "Calle Mayor 1"),
    ]
    assert [one["group_no"] for one in order["promises"]] == [1, 2, 3]
    parts = sorted(shop.parts(order_id, "released"), key=lambda one: one.group_no)
    assert [one.group_no for one in parts] == [1, 2, 3]
    shop.deliver(parts[1])
    assert shop.statuses(order_id)[:2] == ("open", "partly_fulfilled")
    kept = [one["state"] for one in shop.order(order_id)["promises"]]
    assert kept == ["open", "kept", "open"]
    for part in (parts[0], parts[2]):
        shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert shop.billed(order_id) == [order["total_minor"]]
    assert shop.charged(order_id) == order["total_minor"]


def test_two_addresses_never_get_the_same_unit(shop):
    lines = [{"sku": SKU, "quantity": 3, "group": 0}, {"sku": SKU, "quantity": 3, "group": 1}]
    asked = wish(MADRID, {**MADRID, "line1": "Calle Luna 7"})
    short = shop.api.post("/v1/orders", {**asked, "lines": lines})
    assert (short.status_code, short.json()["code"]) == (409, "stock_short")
    assert shop.stock(SKU, "ES-GETAFE") == (5, 0, 0)


def test_each_is_taxed_by_where_it_goes_on_one_invoice(shop):
    order_id = shop.place(wish(MADRID, PARIS))
    lines = [one["line"] for one in shop.order(order_id)["lines"]]
    assert [(one["jurisdiction"], one["tax_rate_pcm"]) for one in lines] == [
        *(("ES", 21_000), ("FR", 20_000)),
    ]
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    (invoice,) = shop.invoices(order_id)
    assert [one["tax_rate_pcm"] for one in invoice["lines"]] == [21_000, 20_000]


def test_an_address_that_is_missing_is_named(shop):
    refused = shop.api.post("/v1/orders", wish(MADRID, None))
    assert (refused.status_code, refused.json()["code"]) == (400, "address_needed")
    assert refused.json()["details"]["where"] == "groups[1]"
