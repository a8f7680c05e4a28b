"""Stock over the API: numbers that explain themselves, changed once a document."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.wishes import shipped

SKU = "CASE-CLEAR"
AT = "/v1/stock/CASE-CLEAR"
STORE = "ES-MAD-GRANVIA"


def delivery(quantity: int, place: str = STORE, document: str = "DN-1"):
    return {
        "place": place,
        "document": document,
        "lines": [{"sku": SKU, "quantity": quantity}],
    }


def numbers(answer) -> list[int]:
    (one,) = answer.json()["positions"]
    return [one[name] for name in ("on_hand", "reserved", "safety_stock", "available")]


def test_a_delivery_counts_once_for_its_document(api):
    first = api.post("/v1/stock/receipts", delivery(7))
    again = api.post("/v1/stock/receipts", delivery(7))
    assert (first.status_code, first.json()["recorded"], numbers(first)) == (
        201,
        True,
        [7, 0, 0, 7],
    )
    assert (again.json()["recorded"], numbers(again)) == (False, [7, 0, 0, 7])
    other = api.post("/v1/stock/receipts", delivery(8))
    assert (other.status_code, other.json()["code"]) == (409, "stock_cause_reused")
    elsewhere = api.post("/v1/stock/receipts", delivery(8, "ES-GETAFE"))
    assert numbers(elsewhere) == [8, 0, 0, 8]


def test_availability_by_place_network_and_channel(api):
    api.stock(SKU, ES_MAD_GRANVIA=7, ES_GETAFE=5, GB_LON_OXFORD=1)
    kept = api.put("/v1/stock/safety", {"place": STORE, "lines": [{"sku": SKU, "quantity": 2}]})
    assert numbers(kept) == [7, 0, 2, 5]
    basket = shipped(SKU, 1)
    del basket["tenders"]
    assert api.post("/v1/baskets", basket).json()["held"][0]["place"] == "ES-GETAFE"
    seen = api.get(f"{AT}/availability", params={"market": "ES"}).json()
    places = {one["place"]: (one["available"], one["on_shelf"]) for one in seen["places"]}
    assert places == {"ES-GETAFE": (4, 4), STORE: (5, 7)}
    assert (seen["on_hand"], seen["available"]) == (12, 9)
    channels = {one.pop("channel"): one for one in seen["channels"]}
    assert channels["web"] == {"ship": 9, "pick_up": 5, "carry_out": 0}
    assert channels["till"] == {"ship": 9, "pick_up": 5, "carry_out": 7}
    assert api.get(f"{AT}/availability").json()["available"] == 10
    one = api.get("/v1/stock/09520000000042/availability", params={"place": STORE}).json()
    assert [place["place"] for place in one["places"]] == [STORE]


def test_why_is_this_number_what_it_is(api):
    api.post("/v1/stock/receipts", delivery(7))
    body = delivery(-2, document="count-1") | {"reason": "broken"}
    assert numbers(api.post("/v1/stock/adjustments", body)) == [5, 0, 0, 5]
    placed = api.post("/v1/orders", shipped(SKU, 1)).json()
    seen = api.get(f"{AT}/places/{STORE}/history", accept_language="en").json()
    assert [(one["kind"], one["words"]) for one in seen] == [
        ("allocated", f"1 promised to order {placed['number']}"),
        ("adjusted", "shop corrected the count by -2: broken"),
        ("received", "7 came in with DN-1"),
    ]
    assert [one["after"] for one in seen] == [[5, 1, 0, 0, 0], [5, 0, 0, 0, 0], [7, 0, 0, 0, 0]]
    spanish = api.get(f"{AT}/places/{STORE}/history", accept_language="es").json()
    assert spanish[2]["words"] == "Entraron 7 con DN-1"
    assert len(api.get(f"{AT}/places/{STORE}/history", params={"most": 1}).json()) == 1
    assert api.get(f"{AT}/places/ES-GETAFE/history").json() == []


def test_a_count_below_nothing_is_refused_by_names_people_know(api):
    api.post("/v1/stock/receipts", delivery(1))
    body = delivery(-2, document="count-1") | {"reason": "broken"}
    refused = api.post("/v1/stock/adjustments", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "position_short")
    assert (refused.json()["details"]["sku"], refused.json()["details"]["place"]) == (SKU, STORE)
    empty = api.post("/v1/stock/adjustments", {**body, "reason": " "})
    assert empty.json()["code"] == "adjustment_unexplained"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/v1/stock/NONE/availability", "sku_unknown"),
        (f"{AT}/availability?market=XX", "market_unknown"),
        (f"{AT}/availability?place=XX", "place_unknown"),
        ("/v1/stock/NONE/places/ES-GETAFE/history", "sku_unknown"),
        (f"{AT}/places/NONE/history", "place_unknown"),
    ],
)
def test_what_is_not_there(api, path, code):
    refused = api.get(path)
    assert (refused.status_code, refused.json()["code"]) == (404, code)


def test_a_store_key_keeps_its_own_stock_only_and_a_reader_keeps_none(api):
    store = api.key_of("ES-01", Scope.STOCK_WRITE, door="till", place=STORE)
    reader = api.key_of("ES-01", Scope.STOCK_READ, door="till", place=STORE)
    assert api.post("/v1/stock/receipts", delivery(1), secret=store).status_code == 201
    for method, path in (("POST", "receipts"), ("POST", "adjustments"), ("PUT", "safety")):
        body = delivery(1, "ES-GETAFE", "DN-2")
        if path == "adjustments":
            body["reason"] = "found"
        if path == "safety":
            del body["document"]
        foreign = api.call(method, f"/v1/stock/{path}", body, secret=store)
        assert (foreign.status_code, foreign.json()["code"]) == (404, "place_unknown")
        barred = api.call(method, f"/v1/stock/{path}", body, secret=reader)
        assert (barred.status_code, barred.json()["code"]) == (403, "scope_missing")
    assert api.get(f"{AT}/availability", secret=store).json()["code"] == "scope_missing"
