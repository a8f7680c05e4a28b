"""Store work: steps in their order, codes, lateness, and goods nobody comes for."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from paraguas.orders.tables import promises
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import DAY, HOUR, local_day
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import ANA, MADRID, fetched, shipped

SKU = "CASE-CLEAR"
PRICE = 2490
STORE = "ES-MAD-SERRANO"


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=10)
    return desk


@pytest.fixture
def part(store):
    (found,) = store.parts(store.place(fetched(SKU, 2, STORE)))
    return found


def test_a_step_out_of_turn_is_refused_and_writes_nothing(store, part):
    before = store.api.rows()
    for step in ("pick", "stage", "ready", "customer-here", "pack", "ship", "deliver"):
        answer = store.try_step(part, step)
        assert (answer.status_code, answer.json()["code"]) == (409, "step_not_allowed")
    refused = store.try_step(part, "hand-over", {"code": part.code})
    assert refused.json()["code"] == "step_not_allowed"
    assert store.try_step(part, "juggle").json()["code"] == "malformed"
    assert store.api.rows() == before
    store.make_ready(part)
    again = store.try_step(part, "ready")
    assert again.json()["code"] == "step_not_allowed"


def test_every_pick_up_has_a_code_and_a_bay_of_its_own(store):
    parts = [store.parts(store.place(fetched(SKU, 1, STORE)))[0] for _ in range(3)]
    assert len({part.code for part in parts}) > 1
    for part, bay in zip(parts, ("A1", "B2", "C3"), strict=True):
        store.steps(part, "accept", "pick")
        assert store.step(part, "stage", {"bay": bay})["bay"] == bay
    tasks = store.api.get(f"/v1/places/{STORE}/tasks").json()
    assert {task["bay"] for task in tasks} == {"A1", "B2", "C3"}


def test_a_parcel_leaves_only_when_it_is_packed_and_arrives_only_when_it_has_left(store):
    (parcel,) = store.parts(store.place(shipped(SKU, 1)))
    for step, too_early in (("accept", "pick"), ("pick", "pack"), ("pack", "ship")):
        refused = store.try_step(parcel, too_early)
        assert refused.json()["code"] == "step_not_allowed"
        assert store.try_step(parcel, "deliver").json()["code"] == "step_not_allowed"
        store.step(parcel, step)
    store.steps(parcel, "ship", "deliver")


def test_the_store_sees_its_work_but_never_the_code(store, part):
    secret = store.api.key_of("ES-01", Scope.STORE_WORK, door="till", place=STORE)
    (task,) = store.api.get(f"/v1/places/{STORE}/tasks", secret=secret).json()
    assert (task["fulfilment_id"], task["code"]) == (part.fulfilment_id, None)
    assert store.step(part, "accept")["code"] is None


def test_goods_go_to_who_shows_the_code_or_a_document(store, part):
    store.make_ready(part)
    nothing = store.try_step(part, "hand-over", {})
    assert (nothing.status_code, nothing.json()["code"]) == (400, "hand_over_proof_missing")
    wrong = "000000" if part.code != "000000" else "000001"
    left = [store.try_step(part, "hand-over", {"code": wrong}).json() for _ in range(5)]
    assert [one["details"]["left"] for one in left] == [4, 3, 2, 1, 0]
    locked = store.try_step(part, "hand-over", {"code": part.code})
    assert locked.json()["code"] == "hand_over_code_locked"
    store.step(part, "hand-over", {"proof": {"kind": "identity", "note": "passport"}})
    store.settle()
    assert store.statuses(part.order_id) == ("completed", "delivered", "paid")
    assert store.stock(SKU, STORE) == (8, 0, 0)


def test_another_stores_task_is_not_there(store, part):
    secret = store.api.key_of("ES-02", Scope.STORE_WORK, door="till", place="ES-MAD-GRANVIA")
    for step, body in (("accept", {}), ("refuse", {"reason": "no"}), ("late", {"until_at": 1})):
        answer = store.try_step(part, step, body, secret=secret)
        assert (answer.status_code, answer.json()["code"]) == (404, "fulfilment_unknown")
    tasks = store.api.get(f"/v1/places/{STORE}/tasks", secret=secret)
    assert (tasks.status_code, tasks.json()["code"]) == (404, "place_unknown")


@pytest.mark.parametrize(("late", "state"), [(False, "kept"), (True, "broken")])
def test_a_promise_is_kept_or_broken_by_the_clock(store, part, late, state):
    if late:
        with store.api.runtime.database.writing() as tx:
            tx.run(update(promises).values(earliest_at=now() - HOUR, latest_at=now() - 1))
    store.make_ready(part)
    assert [one["state"] for one in store.order(part.order_id)["promises"]] == [state]
    told = store.api.get(f"/v1/streams/{part.order_id}/facts").json()["facts"]
    closed = [one["body"] for one in told if one["name"] == "promise.closed.v1"]
    assert [one["state"] for one in closed] == [state]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ("hora", "más tarde de lo previsto")),
        ("fr", ("heure", "plus tard que prévu")),
        ("en", ("new time", "later than planned")),
    ],
)
def test_a_late_store_moves_the_promise_and_says_sorry_in_her_language(store, language, words):
    order_id = store.place(fetched(SKU, 1, STORE, person=ANA, language=language))
    (part,) = store.parts(order_id)
    until_at = store.open_promises(order_id)["ready"]["latest_at"] + 5 * HOUR
    order = store.step(part, "late", {"until_at": until_at})
    assert [one["state"] for one in order["promises"]] == ["moved", "open"]
    assert store.open_promises(order_id)["ready"]["latest_at"] == until_at
    store.settle()
    (letter,) = store.letters()
    told = f"{letter['subject']} {letter.get_body(('plain',)).get_content()}"
    for word in words:
        assert word in " ".join(told.split())
    assert letter["content-language"] == language


def test_a_time_before_the_promised_one_moves_nothing_and_one_that_passed_is_refused(store, part):
    promised = store.open_promises(part.order_id)["ready"]
    store.step(part, "late", {"until_at": promised["latest_at"] - 1})
    assert store.open_promises(part.order_id)["ready"] == promised
    passed = store.try_step(part, "late", {"until_at": now() - HOUR})
    assert (passed.status_code, passed.json()["details"]["where"]) == (400, "until_at")
    store.make_ready(part)
    done = store.try_step(part, "late", {"until_at": now() + DAY})
    assert done.json()["code"] == "step_not_allowed"


def test_goods_nobody_comes_for_go_back_and_the_money_too(store, part):
    store.make_ready(part)
    (ready,) = store.parts(part.order_id)
    last_day = local_day(now(), "Europe/Madrid") + timedelta(days=7)
    assert local_day(ready.collect_until - 1, "Europe/Madrid") == last_day
    assert local_day(ready.collect_until, "Europe/Madrid") > last_day
    store.pass_time(ready.collect_until - 1)
    assert store.parts(part.order_id)[0].status.value == "ready"
    store.pass_time(ready.collect_until)
    assert store.statuses(part.order_id) == ("cancelled", "cancelled", "voided")
    assert store.parts(part.order_id)[0].status.value == "expired"
    assert store.stock(SKU, STORE) == (10, 0, 0)
    letter = store.letters()[-1].get_body(("plain",)).get_content()
    assert "nadie" in letter


def test_goods_paid_in_the_store_are_refunded_when_nobody_comes(store):
    store.api.stock("CABLE-1M", ES_GETAFE=1)
    wish = fetched(SKU, 1, STORE, channel="till", place=STORE, tenders=[{"kind": "cash"}])
    wish["lines"].append({"sku": "CABLE-1M", "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "ship", "address": MADRID})
    order_id = store.place(wish)
    pick_up, parcel = store.parts(order_id)
    store.make_ready(pick_up)
    store.deliver(parcel)
    (ready, _) = store.parts(order_id)
    store.pass_time(ready.collect_until)
    assert store.statuses(order_id) == ("completed", "delivered", "partly_refunded")
    assert store.money(order_id)[-1] == ("refund", "done", PRICE)
    assert store.billed(order_id) == [1290]


def test_only_what_waits_in_that_store_expires_of_a_line_over_two(store):
    store.keep_hours(DAY_AND_NIGHT, "ES-MAD-GRANVIA")
    store.api.stock("CABLE-1M", ES_MAD_SERRANO=1, ES_MAD_GRANVIA=1)
    order_id = store.place(fetched("CABLE-1M", 2))
    first, second = store.parts(order_id)
    store.make_ready(first)
    (ready,) = store.parts(order_id, "ready")
    store.pass_time(ready.collect_until)
    assert [p.status.value for p in store.parts(order_id)] == ["expired", "released"]
    store.hand_over(second)
    assert store.statuses(order_id) == ("completed", "delivered", "paid")
    assert store.charged(order_id) == 1290


def test_a_parcel_goes_its_way_and_is_charged_when_it_leaves(store):
    order_id = store.place(shipped(SKU, 1))
    (parcel,) = store.parts(order_id)
    store.steps(parcel, "accept", "pick", "pack")
    assert store.charged(order_id) == 0
    shipped_part = store.step(parcel, "ship")
    assert (shipped_part["carrier"], shipped_part["tracking"]) == ("correos", "X1")
    store.settle()
    assert store.statuses(order_id) == ("open", "fulfilled", "paid")
    assert len(store.invoices(order_id)) == 1
    store.step(parcel, "deliver")
    assert store.statuses(order_id) == ("completed", "delivered", "paid")


def test_who_stands_at_the_desk_when_the_time_is_over_still_gets_her_goods(store, part):
    store.make_ready(part)
    store.step(part, "customer-here")
    (here,) = store.parts(part.order_id)
    store.pass_time(here.collect_until)
    store.step(part, "hand-over", {"code": part.code})
    store.settle()
    assert store.statuses(part.order_id) == ("completed", "delivered", "paid")
