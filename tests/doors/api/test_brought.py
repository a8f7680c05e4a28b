"""Ship to store chosen at placing: offered with its date, brought, fetched where it was wanted."""

import pytest

from paraguas.network.model import place_id_of
from tests.doors.api.backorders import announce, terms, waits
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.test_changes import change
from tests.doors.api.wishes import ANA, fetched, shipped

SKU = "CASE-CLEAR"
STORE, OTHER, DEPOT = "ES-MAD-SERRANO", "ES-MAD-GRANVIA", "ES-GETAFE"


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE, OTHER, DEPOT)
    return desk


def brought(quantity=1, place=STORE, sku=SKU):
    group = {"kind": "pick_up", "place": place, "brought": True}
    return fetched(sku, quantity, place, groups=[group], person=ANA)


def offers(api, quantity=1):
    asked = {"sku": SKU, "market": "ES", "quantity": quantity}
    found = api.get("/v1/pick-ups", params=asked).json()
    return {one["place"]: (one["brought"], one["ready_at"]) for one in found}


def test_it_is_offered_with_its_date_and_promised_for_it(store):
    api = store.api
    assert offers(api) == {}
    api.stock(SKU, ES_GETAFE=5, ES_MAD_GRANVIA=1)
    told = offers(api)
    assert (told[OTHER][0], told[STORE][0]) == (False, True)
    assert told[STORE][1] > told[OTHER][1]
    assert api.post("/v1/orders", fetched(SKU, 2, STORE)).json()["code"] == "stock_short"
    order_id = store.place(brought(2))
    [leg] = store.parts(order_id, "released")
    assert (leg.place_id, leg.to_place_id) == (place_id_of(DEPOT), place_id_of(STORE))
    promise = store.open_promises(order_id)["ready"]
    assert abs(promise["latest_at"] - offers(api, 2)[STORE][1]) <= 60_000_000
    assert promise["source"] == STORE
    assert store.order(order_id)["groups"][0]["place_id"] == place_id_of(STORE)
    store.steps(leg, "accept", "pick", "send", "arrive", "stage", "ready")
    [here] = store.parts(order_id, "ready")
    assert here.place_id == place_id_of(STORE)
    store.step(here, "hand-over", {"code": here.code})
    store.settle()
    assert store.statuses(order_id) == ("completed", "delivered", "paid")
    assert api.findings() == []


def test_what_lies_in_the_store_is_not_brought(store):
    store.api.stock(SKU, ES_GETAFE=5, ES_MAD_SERRANO=2)
    order_id = store.place(brought(2))
    [part] = store.parts(order_id)
    assert (part.place_id, part.to_place_id) == (place_id_of(STORE), None)
    answer = store.api.post("/v1/orders", brought(6))
    assert answer.json()["code"] == "stock_short"


def test_places_bring_only_as_much_a_day_as_they_take(store):
    store.api.stock(SKU, ES_GETAFE=50)
    store.keep_hours(DAY_AND_NIGHT, DEPOT, capacity=1)
    first, second = store.place(brought()), store.place(brought())
    promised = [store.open_promises(one)["ready"]["latest_at"] for one in (first, second)]
    assert promised[0] < promised[1]


def test_what_nobody_can_bring_waits_for_supply_to_the_store(store):
    api = store.api
    terms(api, SKU, against_supply=True)
    announce(api, 3, 4, place=STORE, sku=SKU)
    order_id = store.place(brought(2))
    assert waits(api, order_id) == [(2, STORE, "waiting")]
    api.stock(SKU, ES_GETAFE=9)
    other = store.place(brought(2))
    assert waits(api, other) == []


def test_who_changes_to_a_store_that_lacks_it_has_it_brought(store):
    api = store.api
    api.stock(SKU, ES_GETAFE=5)
    order_id = store.place(shipped(SKU, 1))
    change(store, order_id, {"kind": "redirect", "group_no": 1, "to": "pick_up", "place": STORE})
    store.settle()
    [leg] = store.parts(order_id, "released")
    assert (leg.place_id, leg.to_place_id) == (place_id_of(DEPOT), place_id_of(STORE))
    assert "ready" in store.open_promises(order_id)


def test_waiting_goods_that_go_another_way_wait_no_more(store):
    api = store.api
    terms(api, SKU, against_supply=True)
    announce(api, 3, 4, sku=SKU)
    order_id = store.place(shipped(SKU, 1))
    assert waits(api, order_id) == [(1, DEPOT, "waiting")]
    api.stock(SKU, ES_MAD_GRANVIA=1)
    change(store, order_id, {"kind": "redirect", "group_no": 1, "to": "pick_up", "place": STORE})
    assert waits(api, order_id) == [(1, DEPOT, "dropped")]
    assert store.stock(SKU, OTHER) == (1, 1, 0)
