"""The network over the API: where people can go now, and how it grows."""

from datetime import timedelta

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import at_local, local_day

ADDRESS = {"line1": "Rua Augusta 1", "city": "Lisboa", "country": "PT"}
ENTITY = {
    "code": "PT",
    "name": "Paraguas Portugal, Lda.",
    "country": "PT",
    "currency": "EUR",
    "tax_number": "PT999999990",
    "zone": "Europe/Lisbon",
    "address": ADDRESS,
    "invoice_series": "PT",
}
MARKET = {
    "code": "PT",
    "country": "PT",
    "entity": "PT",
    "currency": "EUR",
    "prices_include_tax": True,
    "languages": ["pt", "en"],
    "zone": "Europe/Lisbon",
}
PLACE = {
    "code": "PT-LIS",
    "kind": "store",
    "name": "Lisboa Augusta",
    "entity": "PT",
    "market": "PT",
    "zone": "Europe/Lisbon",
    "latitude": 38710000,
    "longitude": -9137000,
    "address": ADDRESS,
    "hours": "Mo-Su 00:00-24:00",
    "picks_up": True,
}
CHANNEL = {"code": "kiosk", "kind": "app", "name": "Kiosk", "hold_minutes": 5}
NEW = {"entities": ENTITY, "markets": MARKET, "places": PLACE, "channels": CHANNEL}


def test_the_nearest_places_come_first_with_their_way(api):
    near = {"near": "41.39,2.16", "market": "ES", "kind": "store"}
    found = api.get("/v1/places", params=near).json()
    assert found[0]["code"] == "ES-BCN-GRACIA"
    ways = [one["distance_m"] for one in found]
    assert ways == sorted(ways)
    assert ways[0] < 2000
    assert ways[1] > 100_000
    assert {one["kind"] for one in found} == {"store"}
    assert {one["market"] for one in found} == {"ES"}
    one = api.get("/v1/places/ES-BCN-GRACIA", params={"near": "41.39,2.16"}).json()
    assert one["distance_m"] == ways[0]
    assert api.get("/v1/places/ES-BCN-GRACIA").json()["distance_m"] is None


@pytest.mark.parametrize("near", ["here", "1", "91,0", "0,181", "NaN,0", ","])
def test_a_point_that_is_none_is_refused(api, near):
    refused = api.get("/v1/places", params={"near": near})
    assert (refused.status_code, refused.json()["details"]["where"]) == (400, "near")


def test_a_country_is_added_and_its_store_is_open_round_the_clock(api):
    for path, row in NEW.items():
        assert api.put(f"/v1/{path}", [row]).json() == {"changed": 1}
        assert api.put(f"/v1/{path}", [row]).json() == {"changed": 0}
        listed = {one["code"] for one in api.get(f"/v1/{path}").json()}
        assert row["code"] in listed
    store = api.get("/v1/places/PT-LIS").json()
    assert store["open_now"] is True
    assert store["opening"]["start_at"] <= now() < store["opening"]["end_at"]
    open_now = api.get("/v1/places", params={"open_now": True}).json()
    assert "PT-LIS" in {one["code"] for one in open_now}
    assert all(one["open_now"] for one in open_now)
    shut = {**PLACE, "hours": "Mo-Su off"}
    assert api.put("/v1/places", [shut]).json() == {"changed": 1}
    closed = api.get("/v1/places/PT-LIS").json()
    assert (closed["open_now"], closed["opening"]) == (False, None)
    open_now = api.get("/v1/places", params={"open_now": True}).json()
    assert "PT-LIS" not in {one["code"] for one in open_now}


@pytest.mark.parametrize(
    ("path", "row", "code"),
    [
        ("entities", {**ENTITY, "zone": "Europe/Nowhere"}, "zone_unknown"),
        ("markets", {**MARKET, "entity": "XX"}, "entity_unknown"),
        ("places", {**PLACE, "entity": "ES", "market": "XX"}, "market_unknown"),
        ("places", {**PLACE, "entity": "ES", "market": "ES", "hours": "always"}, "hours_malformed"),
        ("channels", {**CHANNEL, "hold_minutes": 0}, "malformed"),
        ("channels", {**CHANNEL, "kind": "fax"}, "malformed"),
    ],
)
def test_what_the_network_does_not_take(api, path, row, code):
    refused = api.put(f"/v1/{path}", [row])
    assert (refused.status_code // 100, refused.json()["code"]) == (4, code)


def test_only_an_administrator_changes_the_network(api):
    reader = api.key_of("shop", Scope.CATALOGUE_WRITE)
    for path in NEW:
        refused = api.put(f"/v1/{path}", [], secret=reader)
        assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    absent = api.get("/v1/places/NONE", secret=reader)
    assert (absent.status_code, absent.json()["code"]) == (404, "place_unknown")


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Honolulu"])
def test_a_day_off_is_a_day_of_the_places_own_zone(api, zone):
    today = local_day(now(), zone)
    hours = f"Mo-Su 00:00-24:00; {today:%m-%d} off"
    for path, row in {**NEW, "places": {**PLACE, "zone": zone, "hours": hours}}.items():
        assert api.put(f"/v1/{path}", [row]).status_code == 200
    shown = api.get("/v1/places/PT-LIS").json()
    assert shown["open_now"] is False
    assert shown["opening"]["start_at"] == at_local(today + timedelta(days=1), 0, zone)
