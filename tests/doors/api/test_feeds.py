"""Feeds over the API: in any order, doubled or late they come to the same numbers."""

from itertools import permutations

import pytest

from paraguas.network.model import place_id_of
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import HOUR, MINUTE
from tests.doors.api.wishes import shipped

SKU, GREEN = "CASE-CLEAR", "CASE-GREEN"
PLACE = "ES-GETAFE"
START = now() - HOUR


def tell(api, sequence, kind, units, *, feed="WMS", at=None, **how):
    body = {
        "place": PLACE,
        "feed": feed,
        "sequence": sequence,
        "kind": kind,
        "told_at": START + sequence * MINUTE if at is None else at,
        "lines": [{"sku": sku, "quantity": n} for sku, n in units.items()],
    }
    return api.post("/v1/supply-feeds/messages", body, **how)


def differences(api, feed="WMS", **asked):
    asked = {"place": PLACE, "feed": feed, **asked}
    return api.get("/v1/supply-feeds/differences", params=asked).json()


def seen(api, feed="WMS"):
    names = ("theirs", "ours", "difference", "sequence")
    found = differences(api, feed)["differences"]
    return {one["sku"]: tuple(one[name] for name in names) for one in found}


def settle(api, difference, outcome, sku=SKU, reason="looked"):
    body = {
        "place": PLACE,
        "feed": "WMS",
        "sku": sku,
        "difference": difference,
        "outcome": outcome,
        "reason": reason,
    }
    return api.post("/v1/supply-feeds/differences", body)


def state(api, feed="WMS"):
    found = api.get("/v1/supply-feeds", params={"place": PLACE}).json()
    return next(one for one in found if one["feed"] == feed)


def on_hand(api, sku=SKU):
    places = api.get(f"/v1/stock/{sku}/availability", params={"place": PLACE}).json()["places"]
    return sum(one["on_hand"] for one in places)


MESSAGES = (
    (1, "snapshot", {SKU: 10, GREEN: 4}),
    (2, "delta", {SKU: -3}),
    (3, "snapshot", {SKU: 8}),
    (4, "delta", {SKU: 2, GREEN: 1}),
)


def test_every_order_of_arrival_comes_to_the_same(api):
    expected = {SKU: (10, 0, 10, 4), GREEN: (5, 0, 5, 4)}
    for number, order in enumerate(permutations(MESSAGES)):
        feed = f"F-{number}"
        for message in (*order, order[0], order[2]):
            assert tell(api, *message, feed=feed).status_code == 201
        assert seen(api, feed) == expected
        told = state(api, feed)
        assert (told["last_sequence"], told["messages"], told["gaps"]) == (4, 4, [])


def test_a_delta_waits_for_its_snapshot_and_what_is_missing_is_said(api):
    tell(api, 5, "delta", {SKU: 2})
    told = state(api)
    assert (told["waiting"], seen(api)) == (1, {})
    tell(api, 2, "snapshot", {SKU: 1})
    told = state(api)
    assert (told["waiting"], told["gaps"], told["last_sequence"]) == (0, [3], 5)
    assert seen(api) == {SKU: (3, 0, 3, 5)}


def test_a_number_used_twice_counts_once_and_says_one_thing(api):
    tell(api, 1, "snapshot", {SKU: 5})
    again = tell(api, 1, "snapshot", {SKU: 5})
    assert (again.status_code, again.json()["recorded"]) == (201, False)
    before = api.rows()
    other = tell(api, 1, "snapshot", {SKU: 6})
    assert (other.status_code, other.json()["code"]) == (409, "feed_sequence_reused")
    assert api.rows() == before


def test_what_moved_since_it_was_told_is_no_difference(api):
    api.stock(SKU, ES_GETAFE=10)
    told_at = now()
    tell(api, 1, "snapshot", {SKU: 10}, at=told_at)
    api.stock(SKU, ES_GETAFE=5)
    assert api.post("/v1/orders", shipped(SKU, 1)).status_code == 201
    assert seen(api) == {}
    tell(api, 2, "snapshot", {SKU: 12}, at=told_at + 1)
    assert seen(api) == {SKU: (12, 10, 2, 2)}


def test_a_difference_is_adjusted_and_gone_also_for_late_messages(api):
    api.stock(SKU, ES_GETAFE=10)
    tell(api, 1, "snapshot", {SKU: 7}, at=now())
    assert seen(api) == {SKU: (7, 10, -3, 1)}
    done = settle(api, -3, "adjusted", reason="three are missing")
    assert (done.status_code, done.json()["difference"]) == (201, -3)
    assert (on_hand(api), seen(api)) == (7, {})
    history = api.get(f"/v1/stock/{SKU}/places/{PLACE}/history", accept_language="en").json()
    assert history[0]["words"] == "shop corrected the count by -3: three are missing"
    again = settle(api, -3, "adjusted")
    assert (again.status_code, again.json()["code"]) == (409, "feed_difference_moved")
    tell(api, 2, "snapshot", {SKU: 9}, at=now())
    assert seen(api) == {SKU: (9, 7, 2, 2)}
    page = api.get(f"/v1/streams/{place_id_of(PLACE)}/facts").json()
    names = [one["name"] for one in page["facts"]]
    assert names.count("supply.difference_closed.v1") == 1
    assert names.count("supply.fed.v1") == 2


def test_a_difference_that_is_kept_comes_back_only_as_another(api):
    api.stock(SKU, ES_GETAFE=10)
    tell(api, 1, "snapshot", {SKU: 8}, at=now())
    assert settle(api, -2, "kept", reason="they count display pieces apart").status_code == 201
    assert (on_hand(api), seen(api)) == (10, {})
    tell(api, 2, "delta", {SKU: 0}, at=now())
    assert seen(api) == {}
    tell(api, 3, "delta", {SKU: -1}, at=now())
    assert seen(api) == {SKU: (7, 10, -3, 3)}


@pytest.mark.parametrize(
    ("units", "kind", "code"),
    [
        ({SKU: -1}, "snapshot", "quantity_out_of_range"),
        ({SKU: 2_000_000}, "delta", "quantity_out_of_range"),
        ({"NONE": 1}, "snapshot", "sku_unknown"),
        ({SKU: 1, "00000000": 1}, "snapshot", "sku_unknown"),
        ({SKU: 1}, "guess", "malformed"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(api, units, kind, code):
    before = api.rows()
    assert tell(api, 1, kind, units).json()["code"] == code
    assert api.rows() == before


def test_closing_needs_a_difference_as_it_is_and_a_reason(api):
    assert settle(api, 1, "kept").json()["code"] == "feed_number_unknown"
    tell(api, 1, "snapshot", {SKU: 5})
    wrong = settle(api, 4, "adjusted")
    assert (wrong.json()["code"], wrong.json()["details"]["difference"]) == (
        *("feed_difference_moved", 5),
    )
    assert settle(api, 5, "adjusted", reason=" ").json()["code"] == "supply_unexplained"
    assert on_hand(api) == 0


def test_differences_come_in_pages_and_a_place_sees_its_own(api):
    tell(api, 1, "snapshot", {SKU: 5, GREEN: 6, "PHONE-128-BLACK": 7})
    first = differences(api, limit=2)
    rest = differences(api, limit=2, after=first["next"])
    codes = {one["sku"] for one in (*first["differences"], *rest["differences"])}
    assert (codes, rest["next"]) == ({SKU, GREEN, "PHONE-128-BLACK"}, None)
    elsewhere = api.key_of("ES-01", Scope.STOCK_WRITE, door="till", place="ES-MAD-SERRANO")
    assert tell(api, 2, "delta", {SKU: 1}, secret=elsewhere).json()["code"] == "place_unknown"
