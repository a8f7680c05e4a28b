"""Fulfilments reshaped: split, merged, held, scheduled, moved, owned; each with a reason."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY, HOUR
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched, shipped

SKU = "CASE-CLEAR"
STORE, OTHER = "ES-MAD-SERRANO", "ES-MAD-GRANVIA"
WHY = {"reason": "asked by the store"}


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE, OTHER)
    desk.api.stock(SKU, ES_MAD_SERRANO=10)
    return desk


@pytest.fixture
def part(store):
    (found,) = store.parts(store.place(fetched(SKU, 3, STORE)))
    return found


def ask(store, part, verb, body, status=200, **how):
    answer = store.try_step(part, verb, body, **how)
    assert answer.status_code == status, answer.text
    return answer.json()


def refused(store, part, verb, body, **how):
    return store.try_step(part, verb, body, **how).json()["code"]


def units(store, order_id, *statuses):
    found = store.parts(order_id, *statuses)
    return sorted(sum(p.quantity for p in one.portions) for one in found)


def names(store, order_id):
    told = store.api.get(f"/v1/streams/{order_id}/facts").json()["facts"]
    return [one["name"] for one in told]


def test_a_part_goes_by_itself_and_comes_back_with_its_allocations(store, part):
    new = ask(store, part, "split", {"lines": {"1": 1}, **WHY}, status=201)
    assert new["code"] is None
    assert units(store, part.order_id) == [1, 2]
    first, second = store.parts(part.order_id)
    store.make_ready(second)
    store.step(second, "hand-over", {"code": part.code})
    store.settle()
    assert store.stock(SKU, STORE)[0] == 10 - sum(p.quantity for p in second.portions)
    assert store.api.findings() == []
    again = ask(store, first, "split", {"lines": {"1": 1}, **WHY}, status=201)
    merged = ask(store, first, "merge", {"others": [again["fulfilment_id"]], **WHY})
    assert merged["portions"][0][2] == sum(p.quantity for p in first.portions)
    store.make_ready(first)
    store.step(first, "hand-over", {"code": part.code})
    store.settle()
    assert store.statuses(part.order_id) == ("completed", "delivered", "paid")
    assert store.stock(SKU, STORE) == (7, 0, 0)
    assert {"fulfilment.split.v1", "fulfilment.merged.v1"} <= set(names(store, part.order_id))
    assert store.api.findings() == []


def test_what_is_no_part_is_refused_and_nothing_written(store, part):
    before = store.api.rows()
    assert refused(store, part, "split", {"lines": {"1": 3}, **WHY}) == "fulfilment_not_partable"
    assert refused(store, part, "split", {"lines": {"1": 4}, **WHY}) == "refused_too_much"
    assert refused(store, part, "split", {"lines": {"2": 1}, **WHY}) == "refused_too_much"
    assert refused(store, part, "split", {"lines": {}, **WHY}) == "malformed"
    others = {"others": [part.fulfilment_id], **WHY}
    assert refused(store, part, "merge", others) == "fulfilment_not_mergeable"
    assert store.api.rows() == before


def test_only_what_stands_alike_is_merged(store, part):
    new = ask(store, part, "split", {"lines": {"1": 1}, **WHY}, status=201)
    store.step(part, "accept")
    body = {"others": [new["fulfilment_id"]], **WHY}
    assert refused(store, part, "merge", body) == "fulfilment_not_mergeable"
    (other,) = store.parts(store.place(fetched(SKU, 1, STORE)))
    elsewhere = {"others": [other.fulfilment_id], **WHY}
    assert refused(store, part, "merge", elsewhere) == "fulfilment_unknown"


def test_nobody_works_on_what_is_held_until_it_is_resumed(store, part):
    store.step(part, "accept")
    assert ask(store, part, "hold", {"reason": "address in doubt"})["hold"] == "address in doubt"
    for step in ("pick",):
        assert refused(store, part, step, None) == "fulfilment_held"
    assert ask(store, part, "resume", {})["hold"] is None
    store.steps(part, "pick", "stage", "ready")
    ask(store, part, "hold", {"reason": "payment in doubt"})
    assert refused(store, part, "hand-over", {"code": part.code}) == "fulfilment_held"
    ask(store, part, "resume", {})
    store.step(part, "hand-over", {"code": part.code})
    assert refused(store, part, "hold", {"reason": "too late"}) == "step_not_allowed"


def test_work_begins_when_it_is_scheduled(store, part):
    tomorrow = now() + DAY
    ask(store, part, "schedule", {"not_before": tomorrow, "reason": "customer is away"})
    assert refused(store, part, "accept", None) == "fulfilment_scheduled"
    ask(store, part, "schedule", {"not_before": None, "reason": "she is back"})
    store.steps(part, "accept", "pick")
    late = {"not_before": tomorrow, **WHY}
    assert refused(store, part, "schedule", late) == "step_not_allowed"


def test_it_is_moved_whole_to_a_named_place(store, part):
    before = store.api.rows()
    nothing_there = {"place": OTHER, **WHY}
    assert refused(store, part, "move", nothing_there) == "place_cannot_serve"
    assert refused(store, part, "move", {"place": STORE, **WHY}) == "place_cannot_serve"
    assert refused(store, part, "move", {"place": "NOWHERE", **WHY}) == "place_unknown"
    assert store.api.rows() == before
    store.api.stock(SKU, ES_MAD_GRANVIA=3)
    (moved,) = ask(store, part, "move", nothing_there)
    assert (moved["status"], moved["portions"][0][2]) == ("released", 3)
    assert (store.stock(SKU, STORE), store.stock(SKU, OTHER)) == ((10, 0, 0), (3, 3, 0))
    (there,) = store.parts(part.order_id, "released")
    store.make_ready(there)
    assert store.api.findings() == []


def test_without_a_name_the_rules_say_where_it_goes(store):
    store.api.stock(SKU, ES_GETAFE=5)
    (parcel,) = store.parts(store.place(shipped(SKU, 1)))
    (moved,) = ask(store, parcel, "move", WHY)
    assert moved["place_id"] != parcel.place_id
    assert store.api.findings() == []


def test_a_store_reshapes_its_own_only_and_somebody_owns_it(store, part):
    secret = store.api.key_of("ES-02", Scope.STORE_WORK, door="till", place=OTHER)
    for verb, body in (
        ("split", {"lines": {"1": 1}, **WHY}),
        ("merge", {"others": ["x"], **WHY}),
        ("hold", WHY),
        ("resume", {}),
        ("schedule", {"not_before": None, **WHY}),
        ("move", WHY),
        ("own", {"owner": None}),
    ):
        assert refused(store, part, verb, body, secret=secret) == "fulfilment_unknown"
    assert ask(store, part, "own", {"owner": "ES-01"})["owner"] == "ES-01"
    assert refused(store, part, "own", {"owner": "NOBODY"}) == "actor_unknown"


def test_a_part_is_fetched_and_the_rest_waits_with_a_promise_of_its_own(store, part):
    store.make_ready(part)
    wrong = "000000" if part.code != "000000" else "000001"
    some = {"code": wrong, "lines": {"1": 1}}
    assert refused(store, part, "hand-over", some) == "hand_over_code_wrong"
    assert len(store.parts(part.order_id)) == 1
    taken = ask(store, part, "hand-over", {"code": part.code, "lines": {"1": 1}})
    assert (taken["status"], taken["portions"][0][2]) == ("handed_over", 1)
    store.settle()
    (rest,) = store.parts(part.order_id, "ready")
    assert (rest.portions[0].quantity, rest.code, rest.bay) == (2, part.code, "A1")
    promise = store.open_promises(part.order_id)["ready"]
    assert (promise["cause"], promise["latest_at"]) == ("part_taken", rest.collect_until)
    assert store.stock(SKU, STORE) == (9, 2, 0)
    assert store.api.findings() == []
    seen = {"kind": "identity", "note": "passport"}
    store.step(rest, "hand-over", {"proof": seen})
    store.settle()
    assert store.open_promises(part.order_id) == {}
    assert store.statuses(part.order_id) == ("completed", "delivered", "paid")
    told = store.api.get(f"/v1/orders/{part.order_id}/hand-overs").json()
    assert [(one["proof"], one["note"], one["lines"]) for one in told] == [
        ("code", "", [[1, 1]]),
        ("identity", "passport", [[1, 2]]),
    ]
    assert store.api.findings() == []


def test_a_rest_nobody_fetches_goes_back_and_its_promise_is_dropped(store, part):
    store.make_ready(part)
    ask(store, part, "hand-over", {"code": part.code, "lines": {"1": 2}})
    (rest,) = store.parts(part.order_id, "ready")
    store.pass_time(rest.collect_until + HOUR)
    assert store.open_promises(part.order_id) == {}
    assert store.stock(SKU, STORE) == (8, 0, 0)
    assert store.statuses(part.order_id)[0] == "completed"
    assert store.api.findings() == []


def test_goods_are_brought_to_the_car_and_the_car_is_forgotten(store, part):
    store.make_ready(part)
    here = ask(store, part, "customer-here", {"car": "red Seat 1234 ABC", "spot": "2"})
    assert (here["car"], here["spot"]) == ("red Seat 1234 ABC", "2")
    told = store.api.get(f"/v1/streams/{part.order_id}/facts").text
    assert "Seat" not in told
    gone = store.step(part, "hand-over", {"code": part.code})
    assert (gone["car"], gone["spot"]) == (None, None)
