"""Rules of stock over the API: what is kept back decides what is promised, and to whom."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.test_baskets import CARD, begin
from tests.doors.api.wishes import fetched, shipped

SKU, GREEN = "CASE-CLEAR", "CASE-GREEN"
STORE, WAREHOUSE = "ES-MAD-SERRANO", "ES-GETAFE"


@pytest.fixture
def stocked(api):
    api.stock(SKU, ES_GETAFE=10)
    return api


def rule(api, *keeping, levels=(), **how):
    body = {"keeping": list(keeping), "levels": list(levels)}
    return api.put("/v1/stock-rules", body, **how)


def order(api, quantity, channel="web", **more):
    return api.post("/v1/orders", shipped(SKU, quantity, channel=channel, **more))


def channel_stock(api, channel, name="ship"):
    seen = api.get(f"/v1/stock/{SKU}/availability", params={"place": WAREHOUSE}).json()
    return next(one[name] for one in seen["channels"] if one["channel"] == channel)


def levels(api, *skus, **asked):
    params = {"sku": list(skus or (SKU,)), "market": "ES", **asked}
    return {one["sku"]: one["level"] for one in api.get("/v1/availability", params=params).json()}


def test_safety_stock_by_rule_is_not_promised(stocked):
    said = rule(stocked, {"units": 7, "category": "telephony", "place_kind": "warehouse"})
    assert (said.status_code, said.json()["recorded"]) == (200, True)
    short = order(stocked, 4)
    assert (short.status_code, short.json()["code"]) == (409, "stock_short")
    assert short.json()["details"]["available"] == 3
    assert order(stocked, 3).status_code == 201
    assert order(stocked, 1).json()["code"] == "stock_short"
    assert rule(stocked).json()["recorded"] is True
    assert order(stocked, 7).status_code == 201


def test_a_rule_for_others_changes_nothing(stocked):
    rule(stocked, {"units": 9, "category": "audio"}, {"units": 9, "place_kind": "store"})
    assert order(stocked, 10).status_code == 201


def test_the_larger_of_rule_and_the_places_own_safety_stock_counts(stocked):
    lines = [{"sku": SKU, "quantity": 4}]
    stocked.put("/v1/stock/safety", {"place": WAREHOUSE, "lines": lines})
    rule(stocked, {"units": 6})
    assert channel_stock(stocked, "web") == 4
    rule(stocked, {"units": 2})
    assert channel_stock(stocked, "web") == 6


def test_units_kept_for_a_channel_are_promised_to_it_alone(stocked):
    rule(stocked, {"units": 4, "channel": "phone"})
    assert (channel_stock(stocked, "web"), channel_stock(stocked, "phone")) == (6, 10)
    assert order(stocked, 7).json()["details"]["available"] == 6
    assert order(stocked, 6).status_code == 201
    assert order(stocked, 1).json()["code"] == "stock_short"
    assert order(stocked, 4, channel="phone").status_code == 201


def test_a_basket_keeps_what_it_held_before_the_rule(stocked):
    basket = begin(stocked, 5)
    rule(stocked, {"units": 10})
    assert order(stocked, 1).json()["code"] == "stock_short"
    path = f"/v1/baskets/{basket['basket_id']}"
    assert stocked.get(path).json()["problem"] is None
    assert stocked.post(f"{path}/complete", CARD).status_code == 201


def test_a_refused_task_is_sourced_by_the_rules_too(desk):
    for kept, units in ((1, 0), (0, 1)):
        desk.keep_hours(DAY_AND_NIGHT, STORE)
        rule(desk.api)
        desk.api.stock(SKU, ES_MAD_SERRANO=1)
        order_id = desk.place(fetched(SKU, 1, STORE))
        desk.api.stock(SKU, ES_MAD_GRANVIA=1)
        rule(desk.api, {"units": kept, "place": "ES-MAD-GRANVIA"})
        (part,) = desk.parts(order_id)
        desk.step(part, "refuse", {"reason": "broken box"})
        desk.settle()
        assert len(desk.parts(order_id, "released")) == units


def test_levels_are_told_by_market_and_category_without_a_number(stocked):
    assert levels(stocked, SKU, GREEN) == {SKU: "medium", GREEN: "none"}
    rule(stocked, {"units": 8}, levels=[{"low_up_to": 1, "medium_up_to": 2}])
    assert levels(stocked) == {SKU: "medium"}
    rule(stocked, levels=[{"low_up_to": 12, "medium_up_to": 20, "category": "telephony"}])
    assert levels(stocked) == {SKU: "low"}
    rule(stocked, levels=[{"low_up_to": 1, "medium_up_to": 2, "market": "FR"}])
    assert levels(stocked) == {SKU: "medium"}
    rule(stocked, {"units": 10, "channel": "till"})
    assert (levels(stocked), levels(stocked, channel="till")) == ({SKU: "none"}, {SKU: "medium"})


def test_a_level_says_when_more_comes(stocked):
    lines = [{"sku": GREEN, "quantity": 2, "expected_on": day} for day in ("2031-03-08",)]
    notice = {"place": WAREHOUSE, "supplier": "A", "reference": "PO-1", "lines": lines}
    stocked.post("/v1/purchase-orders", notice)
    early = [{**lines[0], "expected_on": "2031-03-01"}]
    stocked.post("/v1/purchase-orders", {**notice, "reference": "PO-2", "lines": early})
    asked = {"sku": [GREEN], "market": "ES"}
    [seen] = stocked.get("/v1/availability", params=asked).json()
    assert (seen["level"], seen["expected_on"]) == ("none", "2031-03-01")


@pytest.mark.parametrize(
    ("keeping", "levels", "code"),
    [
        ([{"units": 1, "place": "NOWHERE"}], [], "stock_rule_unknown"),
        ([{"units": 1, "channel": "pigeon"}], [], "stock_rule_unknown"),
        ([{"units": 1, "category": "hats"}], [], "stock_rule_unknown"),
        ([], [{"low_up_to": 1, "medium_up_to": 2, "market": "XX"}], "stock_rule_unknown"),
        ([], [{"low_up_to": 3, "medium_up_to": 2}], "stock_rule_malformed"),
        ([{"units": -1}], [], "malformed"),
        ([{"units": 1, "place_kind": "ship"}], [], "malformed"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(api, keeping, levels, code):
    before = api.rows()
    assert rule(api, *keeping, levels=levels).json()["code"] == code
    assert api.rows() == before


def test_rules_are_read_and_only_head_office_sets_them(stocked):
    some = {"units": 4, "channel": "phone", "category": "", "place_kind": "store", "place": ""}
    rule(stocked, some)
    assert rule(stocked, some).json()["recorded"] is False
    seen = stocked.get("/v1/stock-rules").json()
    assert (seen["keeping"], seen["levels"]) == ([some], [])
    clerk = stocked.key_of("ES-01", Scope.STOCK_WRITE)
    assert rule(stocked, secret=clerk).status_code == 403
