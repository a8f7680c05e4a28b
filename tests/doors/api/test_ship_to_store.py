"""Ship to store: another place brings the goods of a pick-up to the store the person chose."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, fetched

SKU = "CASE-CLEAR"
STORE, OTHER, DEPOT = "ES-MAD-SERRANO", "ES-MAD-GRANVIA", "ES-GETAFE"


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE, OTHER, DEPOT)
    desk.api.stock(SKU, ES_MAD_SERRANO=2)
    return desk


@pytest.fixture
def part(store):
    (found,) = store.parts(store.place(fetched(SKU, 2, STORE, person=ANA)))
    return found


def bring(store, part, place=DEPOT, **more):
    body = {"place": place, "expected_at": now() + 2 * DAY, "reason": "damaged here", **more}
    return store.try_step(part, "bring", body)


def test_goods_come_from_elsewhere_and_are_fetched_where_they_were_wanted(store, part):
    store.api.stock(SKU, ES_GETAFE=5)
    expected_at = now() + 2 * DAY
    answer = bring(store, part, expected_at=expected_at)
    assert answer.status_code == 201, answer.text
    (leg,) = store.parts(part.order_id, "released")
    assert leg.to_place_id == part.place_id
    assert store.open_promises(part.order_id)["ready"]["latest_at"] == expected_at
    assert (store.stock(SKU, STORE), store.stock(SKU, DEPOT)) == ((2, 0, 0), (5, 2, 0))
    store.steps(leg, "accept", "pick")
    assert store.try_step(leg, "stage").json()["code"] == "step_not_allowed"
    sent = store.step(leg, "send", {"carrier": "van 3"})
    assert (sent["status"], sent["place_id"]) == ("sent", part.place_id)
    assert store.try_step(leg, "stage").json()["code"] == "step_not_allowed"
    assert store.api.findings() == []
    key = store.api.key_of("ES-01", Scope.STORE_WORK, door="till", place=STORE)
    tasks = store.api.get(f"/v1/places/{STORE}/tasks", secret=key).json()
    assert [one["status"] for one in tasks] == ["sent"]
    assert store.try_step(leg, "arrive", secret=key).status_code == 200
    assert (store.stock(SKU, STORE), store.stock(SKU, DEPOT)) == ((4, 2, 0), (3, 0, 0))
    assert store.api.findings() == []
    store.steps(leg, "stage", "ready")
    (here,) = store.parts(part.order_id, "ready")
    store.step(here, "hand-over", {"code": here.code})
    store.settle()
    assert store.statuses(part.order_id) == ("completed", "delivered", "paid")
    assert store.stock(SKU, STORE) == (2, 0, 0)
    told = store.api.get(f"/v1/streams/{part.order_id}/facts").json()["facts"]
    names = [one["name"] for one in told]
    assert names.index("goods.sent.v1") < names.index("goods.arrived.v1")
    assert store.api.findings() == []


def test_what_cannot_be_brought_is_refused_and_nothing_written(store, part):
    before = store.api.rows()
    for place, more, code in (
        (DEPOT, {}, "place_cannot_serve"),
        (STORE, {}, "step_not_allowed"),
        ("NOWHERE", {}, "place_unknown"),
        (DEPOT, {"expected_at": 1}, "malformed"),
    ):
        assert bring(store, part, place, **more).json()["code"] == code
    for step in ("send", "arrive"):
        assert store.try_step(part, step).json()["code"] == "step_not_allowed"
    assert store.api.rows() == before


def test_goods_on_their_way_are_cancelled_when_they_are_there(store, part):
    store.api.stock(SKU, ES_GETAFE=2)
    assert bring(store, part).status_code == 201
    (leg,) = store.parts(part.order_id, "released")
    store.steps(leg, "accept", "pick", "send")
    answer = store.api.post(f"/v1/orders/{part.order_id}/cancel", {"reason": "changed her mind"})
    assert (answer.status_code, answer.json()["code"]) == (409, "step_not_allowed")
    store.step(leg, "arrive")
    store.cancel(part.order_id)
    assert (store.stock(SKU, STORE), store.stock(SKU, DEPOT)) == ((4, 0, 0), (0, 0, 0))
    assert store.api.findings() == []


def test_who_was_to_bring_may_say_no_and_another_store_serves(store, part):
    store.api.stock(SKU, ES_GETAFE=2)
    assert bring(store, part).status_code == 201
    (leg,) = store.parts(part.order_id, "released")
    store.step(leg, "refuse", {"reason": "not found"})
    (again,) = store.parts(part.order_id, "released")
    assert again.place_id == part.place_id
    assert store.api.findings() == []


def test_what_is_brought_of_a_held_order_is_held_until_the_hold_is_lifted(store, part):
    store.api.stock(SKU, ES_GETAFE=5)
    store.step(part, "accept")
    holds = f"/v1/orders/{part.order_id}/holds"
    placed = store.api.post(holds, {"kind": "approval", "reason": "look again"})
    assert placed.status_code == 201, placed.text
    assert bring(store, part).json()["status"] == "held"
    (leg,) = store.parts(part.order_id, "held")
    assert store.try_step(leg, "accept").status_code == 409
    hold_no = placed.json()["hold_no"]
    assert store.api.post(f"{holds}/{hold_no}/lift", {"reason": "fine"}).status_code == 200
    (leg,) = store.parts(part.order_id, "released")
    store.steps(leg, "accept", "pick")
