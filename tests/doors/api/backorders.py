"""Goods on order: terms, supply and who waits, as the tests of back-orders ask for them."""

from datetime import timedelta

from paraguas.plumbing.clock import now
from paraguas.values.time import local_day

SKU, PLACE, STORE = "CASE-GREEN", "ES-GETAFE", "ES-MAD-SERRANO"
ZONE = "Europe/Madrid"


def day(ahead):
    return (local_day(now(), ZONE) + timedelta(days=ahead)).isoformat()


def terms(api, sku=SKU, market="ES", **said):
    answer = api.put(f"/v1/skus/{sku}/backorder-terms/{market}", said)
    assert answer.status_code == 200, answer.text
    return answer.json()


def announce(api, units, ahead=10, *, reference="PO-1", place=PLACE, sku=SKU):
    line = {"sku": sku, "quantity": units, "expected_on": day(ahead)}
    body = {"place": place, "supplier": "ACME", "reference": reference, "lines": [line]}
    answer = api.post("/v1/purchase-orders", body)
    assert answer.status_code == 201, answer.text
    return answer.json()["purchase_order_id"]


def receive(api, purchase, units, document="R-1", *, damaged=0, sku=SKU):
    line = {"sku": sku, "quantity": units, "damaged": damaged}
    path = f"/v1/purchase-orders/{purchase}/receipts"
    answer = api.post(path, {"document": document, "lines": [line]})
    assert answer.status_code == 201, answer.text


def waits(api, order_id):
    found = api.get(f"/v1/orders/{order_id}/backorders").json()
    return [(one["quantity"], one["place"], one["state"]) for one in found]


def promised(desk, order_id, kind="deliver"):
    return desk.open_promises(order_id)[kind]["latest_at"]


def on(at):
    return local_day(at, ZONE).isoformat()


def letters(desk):
    return [str(one["Subject"]) for one in desk.letters()]


def told(api, order_id):
    page = api.get(f"/v1/streams/{order_id}/facts").json()
    return [one["name"] for one in page["facts"]]
