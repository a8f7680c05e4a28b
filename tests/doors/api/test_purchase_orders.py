"""Purchase orders over the API: announced with dates, received in parts, closed short."""

import asyncio

import pytest

from paraguas.network.model import place_id_of
from paraguas.staff.model import Scope

SKU, GREEN = "CASE-CLEAR", "CASE-GREEN"
PLACE = "ES-GETAFE"
SOON, LATER = "2031-03-01", "2031-03-08"


def said(quantity, expected_on=SOON, sku=SKU):
    return {"sku": sku, "quantity": quantity, "expected_on": expected_on}


def came(quantity, damaged=0, sku=SKU):
    return {"sku": sku, "quantity": quantity, "damaged": damaged}


def announce(api, *lines, reference="PO-7", **more):
    body = {
        "place": PLACE,
        "supplier": "ACME",
        "reference": reference,
        "lines": list(lines or (said(10), said(4, LATER, GREEN))),
    }
    answer = api.post("/v1/purchase-orders", body | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def receive(api, order, *lines, document="R-1", **how):
    path = f"/v1/purchase-orders/{order['purchase_order_id']}/receipts"
    return api.post(path, {"document": document, "lines": list(lines)}, **how)


def end(api, order, how, reason="supplier is out", **more):
    path = f"/v1/purchase-orders/{order['purchase_order_id']}/{how}"
    return api.post(path, {"reason": reason}, **more)


def change(api, order, *lines):
    return api.put(f"/v1/purchase-orders/{order['purchase_order_id']}", {"lines": list(lines)})


def at_place(api, sku=SKU):
    seen = api.get(f"/v1/stock/{sku}/availability", params={"place": PLACE}).json()
    return seen["places"][0] if seen["places"] else None


def incoming(api, sku=SKU):
    seen = at_place(api, sku)
    return [(one["expected_on"], one["quantity"]) for one in seen["incoming"]] if seen else []


def line(answer, sku=SKU):
    [found] = [one for one in answer.json()["lines"] if one["sku"] == sku]
    names = ("quantity", "received", "damaged", "missing", "left", "over")
    return [found[name] for name in names]


def facts(api):
    page = api.get(f"/v1/streams/{place_id_of(PLACE)}/facts").json()
    return [one["name"] for one in page["facts"]]


def test_what_is_announced_is_incoming_with_its_day_until_it_comes(api):
    order = announce(api)
    announce(api, said(2, LATER), reference="PO-8")
    assert (order["state"], order["supplier"], order["reference"]) == ("announced", "ACME", "PO-7")
    assert incoming(api) == [(SOON, 10), (LATER, 2)]
    assert at_place(api)["available"] == 0
    part = receive(api, order, came(6))
    assert (part.status_code, part.json()["state"]) == (201, "announced")
    assert incoming(api) == [(SOON, 4), (LATER, 2)]
    assert at_place(api)["available"] == 6
    rest = receive(api, order, came(4), came(4, sku=GREEN), document="R-2")
    assert (rest.json()["state"], rest.json()["ended_at"] is not None) == ("received", True)
    assert incoming(api) == [(LATER, 2)]
    assert at_place(api)["on_hand"] == 10
    names = [name for name in facts(api) if name.startswith("supply")]
    assert names == ["supply.announced.v1"] * 2 + ["supply.received.v1"] * 2
    history = api.get(f"/v1/stock/{SKU}/places/{PLACE}/history", accept_language="en").json()
    assert [one["words"] for one in history] == ["4 came in with R-2", "6 came in with R-1"]


def test_a_reference_and_a_receipt_count_once(api):
    order = announce(api)
    again = announce(api)
    assert (again["purchase_order_id"], again["recorded"]) == (order["purchase_order_id"], False)
    body = {"place": PLACE, "supplier": "ACME", "reference": "PO-7", "lines": [said(3)]}
    other = api.post("/v1/purchase-orders", body)
    assert (other.status_code, other.json()["code"]) == (409, "purchase_order_reused")
    receive(api, order, came(6))
    twice = receive(api, order, came(6))
    assert (twice.status_code, twice.json()["recorded"]) == (201, False)
    changed = receive(api, order, came(5))
    assert (changed.status_code, changed.json()["code"]) == (409, "receipt_reused")
    assert at_place(api)["on_hand"] == 6


def test_damaged_units_go_aside_and_are_not_for_sale(api):
    order = announce(api)
    seen = receive(api, order, came(7, damaged=3))
    assert line(seen) == [10, 7, 3, 0, 0, 0]
    there = at_place(api)
    assert [there[name] for name in ("on_hand", "available", "damaged")] == [7, 7, 3]
    assert seen.json()["receipts"][0]["units"] == {SKU: [7, 3]}
    only = receive(api, order, came(0, damaged=4, sku=GREEN), document="R-2")
    assert only.json()["state"] == "received"
    assert at_place(api, GREEN)["available"] == 0


def test_more_than_the_tolerance_is_refused_and_within_it_shown_as_over(api):
    strict = announce(api)
    before = api.rows()
    refused = receive(api, strict, came(11))
    assert (refused.status_code, refused.json()["code"]) == (409, "purchase_over_received")
    assert (refused.json()["details"]["sku"], refused.json()["details"]["left"]) == (SKU, 10)
    foreign = receive(api, strict, came(1, sku="PHONE-128-BLACK"))
    assert (foreign.json()["code"], foreign.json()["details"]["left"]) == (
        *("purchase_over_received", 0),
    )
    assert api.rows() == before
    loose = announce(api, said(10), reference="PO-9", over_percent=20)
    over = receive(api, loose, came(11, damaged=1))
    assert (over.json()["state"], line(over)) == ("received", [10, 11, 1, 0, 0, 2])
    assert at_place(api)["on_hand"] == 11


def test_it_is_closed_short_with_a_reason(api):
    order = announce(api)
    receive(api, order, came(6))
    assert end(api, order, "close", " ").json()["code"] == "supply_unexplained"
    closed = end(api, order, "close")
    assert (closed.json()["state"], closed.json()["reason"]) == ("closed", "supplier is out")
    assert line(closed) == [10, 6, 0, 4, 0, 0]
    assert line(closed, GREEN) == [4, 0, 0, 4, 0, 0]
    assert incoming(api) == []
    for late in (receive(api, order, came(1), document="R-2"), end(api, order, "close")):
        assert (late.status_code, late.json()["code"]) == (409, "purchase_order_not_open")
    assert receive(api, order, came(6)).json()["recorded"] is False


def test_it_is_cancelled_only_while_nothing_came(api):
    begun = announce(api)
    receive(api, begun, came(1))
    assert end(api, begun, "cancel").json()["code"] == "purchase_order_begun"
    order = announce(api, said(5), reference="PO-8")
    cancelled = end(api, order, "cancel")
    assert (cancelled.json()["state"], line(cancelled)) == ("cancelled", [5, 0, 0, 5, 0, 0])
    assert incoming(api) == [(SOON, 9)]
    assert end(api, order, "cancel").json()["code"] == "purchase_order_not_open"


def test_the_supplier_changes_units_and_days(api):
    order = announce(api)
    receive(api, order, came(3))
    moved = change(api, order, said(8, LATER))
    assert (moved.status_code, line(moved)) == (200, [8, 3, 0, 0, 5, 0])
    assert [one["sku"] for one in moved.json()["lines"]] == [SKU]
    assert (incoming(api), incoming(api, GREEN)) == ([(LATER, 5)], [])
    assert change(api, order, said(8, LATER)).json()["recorded"] is False
    below = change(api, order, said(2))
    assert (below.status_code, below.json()["code"]) == (409, "purchase_below_received")
    assert below.json()["details"] == {"sku": SKU, "told": 2, "received": 3}
    whole = change(api, order, said(3))
    assert whole.json()["state"] == "received"
    assert change(api, order, said(9)).json()["code"] == "purchase_order_not_open"
    assert facts(api).count("supply.changed.v1") == 2
    twice = {"place": PLACE, "supplier": "A", "reference": "D", "lines": [said(1), said(2)]}
    assert api.post("/v1/purchase-orders", twice).json()["code"] == "malformed"


def test_two_docks_at_once_never_take_in_more_than_was_announced(api):
    order = announce(api, said(5))
    path = f"/v1/purchase-orders/{order['purchase_order_id']}/receipts"

    async def all_of_them():
        bodies = ({"document": f"R-{n}", "lines": [came(2)]} for n in range(4))
        return await asyncio.gather(*(api.ask("POST", path, body) for body in bodies))

    answers = api.run(all_of_them())
    assert sorted(one.status_code for one in answers) == [201, 201, 409, 409]
    assert at_place(api)["on_hand"] == 4


def test_a_place_sees_and_receives_its_own_only(api):
    order = announce(api)
    path = f"/v1/purchase-orders/{order['purchase_order_id']}"
    elsewhere = api.key_of("ES-01", Scope.STOCK_WRITE, door="till", place="ES-MAD-SERRANO")
    reader = api.key_of("ES-01", Scope.STOCK_READ, place="ES-MAD-SERRANO")
    own = api.key_of("ES-01", Scope.STOCK_WRITE, door="till", place=PLACE)
    for barred in (
        receive(api, order, came(1), secret=elsewhere),
        end(api, order, "close", secret=elsewhere),
        api.get(path, secret=reader),
    ):
        assert (barred.status_code, barred.json()["code"]) == (404, "purchase_order_unknown")
    assert api.get("/v1/purchase-orders", secret=reader).json()["purchase_orders"] == []
    assert receive(api, order, came(1), secret=own).status_code == 201


@pytest.mark.parametrize("state", ["", "announced"])
def test_the_list_comes_in_pages_the_last_announced_first(api, state):
    for number in range(5):
        announce(api, said(1), reference=f"PO-{number}")
    seen = {"limit": 3} | ({"state": state} if state else {})
    first = api.get("/v1/purchase-orders", params=seen).json()
    rest = api.get("/v1/purchase-orders", params=seen | {"before": first["next"]}).json()
    found = [*first["purchase_orders"], *rest["purchase_orders"]]
    assert [one["reference"] for one in found] == [f"PO-{n}" for n in (4, 3, 2, 1, 0)]
    assert rest["next"] is None
