"""Papers of a store: pick lists, boxes with their numbers, labels; clocks and a day's capacity."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from paraguas.fulfilment.tables import boxes, fulfilments
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import HOUR, MINUTE
from paraguas.views.order_exceptions import order_exceptions
from paraguas.views.step_clocks import overdue_tasks
from tests.doors.api.desk import DAY_AND_NIGHT, NEVER
from tests.doors.api.wishes import ANA, MADRID, fetched, shipped

SKU, PHONE = "CASE-CLEAR", "PHONE-128-BLACK"
STORE, OTHER = "ES-MAD-SERRANO", "ES-MAD-GRANVIA"
LEVELS = {"accept_minutes": 30, "pick_minutes": 20, "ready_minutes": 60}


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE, OTHER)
    desk.api.stock(SKU, ES_MAD_SERRANO=10)
    desk.api.stock(PHONE, ES_MAD_SERRANO=10)
    return desk


def words_of(answer):
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content))
    return [page.extract_text() for page in reader.pages]


def parcel(store, *lines):
    wish = shipped(SKU, 1, person=ANA, lines=[{"sku": s, "quantity": n} for s, n in lines])
    (found,) = store.parts(store.place(wish))
    store.steps(found, "accept", "pick")
    return found


def path(part, what):
    return f"/v1/orders/{part.order_id}/fulfilments/{part.fulfilment_id}/{what}"


def test_a_pick_list_adds_several_orders_up_in_the_order_of_skus(store):
    first = store.place(fetched(PHONE, 1, STORE))
    second = store.place(fetched(SKU, 2, STORE))
    third = store.place(fetched(SKU, 1, STORE))
    rows = store.api.get(f"/v1/places/{STORE}/pick-list").json()
    assert [(row["code"], row["units"]) for row in rows] == [(SKU, 3), (PHONE, 1)]
    assert [one["order_id"] for one in rows[0]["parts"]] == [second, third]
    (held,) = store.parts(third)
    store.step(held, "hold", {"reason": "in doubt"})
    (one,) = store.parts(first)
    store.steps(one, "accept", "pick", "stage")
    rows = store.api.get(f"/v1/places/{STORE}/pick-list").json()
    assert [(row["code"], row["units"]) for row in rows] == [(SKU, 2)]
    (only,) = store.parts(second)
    asked = f"/v1/places/{STORE}/pick-list?fulfilment={only.fulfilment_id}"
    assert len(store.api.get(asked).json()) == 1
    (page,) = words_of(store.api.get(f"/v1/places/{STORE}/pick-list/pdf"))
    assert SKU in page
    assert store.order(second)["number"] in page
    secret = store.api.key_of("ES-02", Scope.STORE_WORK, door="till", place=OTHER)
    answer = store.api.get(f"/v1/places/{STORE}/pick-list", secret=secret)
    assert answer.json()["code"] == "place_unknown"


def test_boxes_hold_what_the_parcel_has_each_under_a_number_of_its_own(store):
    put = store.api.put("/v1/entities/ES/box-numbers", {"prefix": "8412345"})
    assert put.status_code == 200, put.text
    one = parcel(store, (SKU, 2), (PHONE, 1))
    for wrong in (
        [{"lines": {"1": 2}}],
        [{"lines": {"1": 2}}, {"lines": {"1": 1, "2": 1}}],
        [{"lines": {"1": 2, "2": 1}}, {"lines": {}}],
    ):
        answer = store.try_step(one, "pack", {"boxes": wrong})
        assert (answer.status_code, answer.json()["code"]) == (400, "boxes_wrong")
    packed = [{"lines": {"1": 2}, "weight_g": 420}, {"lines": {"2": 1}}]
    store.step(one, "pack", {"boxes": packed})
    found = store.api.get(path(one, "boxes")).json()
    assert [(b["box_no"], b["lines"], b["weight_g"]) for b in found] == [
        (1, [[1, 2]], 420),
        (2, [[2, 1]], None),
    ]
    two = parcel(store, (SKU, 1))
    store.step(two, "pack")
    numbers = [b["sscc"] for p in (one, two) for b in store.api.get(path(p, "boxes")).json()]
    assert len(set(numbers)) == 3
    for number in numbers:
        assert number[1:8] == "8412345"
        weights = sum(int(digit) * (3 if n % 2 == 0 else 1) for n, digit in enumerate(number))
        assert (len(number), weights % 10) == (18, 0)


def test_a_box_number_given_twice_is_found(store):
    store.api.put("/v1/entities/ES/box-numbers", {"prefix": "8412345"})
    one = parcel(store, (SKU, 2))
    store.step(one, "pack", {"boxes": [{"lines": {"1": 1}}, {"lines": {"1": 1}}]})
    assert store.api.findings() == []
    with store.api.runtime.database.writing() as tx:
        tx.run(update(boxes).values(sscc="084123450000000013"))
    (finding,) = store.api.findings()
    assert "2 boxes have 084123450000000013" in finding
    with store.api.runtime.database.writing() as tx:
        tx.run(update(boxes).values(sscc=None))


def test_two_entities_number_apart_and_without_a_prefix_there_is_no_number(store):
    one = parcel(store, (SKU, 1))
    store.step(one, "pack")
    assert [b["sscc"] for b in store.api.get(path(one, "boxes")).json()] == [None]
    unknown = store.api.put("/v1/entities/NONE/box-numbers", {"prefix": "8412345"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "entity_unknown")
    for prefix in ("84", "8412345X", "84123456789"):
        answer = store.api.put("/v1/entities/ES/box-numbers", {"prefix": prefix})
        assert answer.json()["code"] == "malformed"


def test_a_parcel_has_a_label_for_each_box_and_a_pick_up_one_without_its_code(store):
    store.api.put("/v1/entities/ES/box-numbers", {"prefix": "8412345"})
    one = parcel(store, (SKU, 2))
    store.step(one, "pack", {"boxes": [{"lines": {"1": 1}}, {"lines": {"1": 1}}]})
    pages = words_of(store.api.get(path(one, "labels/pdf")))
    number = store.order(one.order_id)["number"]
    for count, page in enumerate(pages, start=1):
        assert f"Box {count} of 2" in page
        assert {number in page, ANA["name"] in page, MADRID["line1"] in page} == {True}
        assert "(00) " in page
    (pick_up,) = store.parts(store.place(fetched(SKU, 1, STORE)))
    store.make_ready(pick_up)
    (page,) = words_of(store.api.get(path(pick_up, "labels/pdf")))
    assert store.order(pick_up.order_id)["number"] in page
    assert "A1" in page
    assert pick_up.code not in page
    spanish = store.api.get(path(pick_up, "labels/pdf"), accept_language="es")
    assert "Hueco A1" in words_of(spanish)[0]


def set_levels(store, **more):
    level = {"place_kind": "store", **LEVELS, **more}
    answer = store.api.put("/v1/service-levels", {"levels": [level]})
    assert answer.status_code == 200, answer.text
    return answer.json()


def wait(store, part, span):
    """Let a task stand as it does for a while."""
    with store.api.runtime.database.writing() as tx:
        mine = fulfilments.c.fulfilment_id == part.fulfilment_id
        tx.run(update(fulfilments).where(mine).values(changed_at=now() - span))


def overdue(store):
    with store.api.runtime.database.reading() as tx:
        return [task.fulfilment_id for task, _ in overdue_tasks(tx, now=now(), most=10)]


def test_each_step_has_its_clock_and_what_is_overdue_needs_somebody(store):
    (part,) = store.parts(store.place(fetched(SKU, 1, STORE)))
    wait(store, part, 40 * MINUTE)
    assert overdue(store) == []
    assert set_levels(store) == [["store", 30, 20, 60]]
    assert store.api.get("/v1/service-levels").json() == [["store", 30, 20, 60]]
    assert overdue(store) == [part.fulfilment_id]
    store.step(part, "own", {"owner": "ES-01"})
    with store.api.runtime.database.reading() as tx:
        (found,) = [one for one in order_exceptions(tx, now=now()) if one.kind == "overdue"]
    assert (found.order_id, found.detail, found.owner) == (part.order_id, "released", "ES-01")
    store.step(part, "accept")
    assert overdue(store) == []
    wait(store, part, 21 * MINUTE)
    assert overdue(store) == [part.fulfilment_id]
    store.step(part, "hold", {"reason": "in doubt"})
    assert overdue(store) == []
    store.step(part, "resume", {})
    assert overdue(store) == []
    store.step(part, "pick")
    wait(store, part, 2 * HOUR)
    assert overdue(store) == [part.fulfilment_id]
    store.api.stock(SKU, ES_MAD_GRANVIA=1)
    store.step(part, "move", {"reason": "overdue"})
    assert overdue(store) == []
    assert store.api.findings() == []


def test_clocks_stand_still_while_a_store_is_closed(store):
    (part,) = store.parts(store.place(fetched(SKU, 1, STORE)))
    set_levels(store)
    wait(store, part, 5 * HOUR)
    assert overdue(store) == [part.fulfilment_id]
    store.keep_hours(NEVER, STORE)
    assert overdue(store) == []


def test_capacity_is_held_until_the_payment_stands_and_then_confirmed(store):
    store.keep_hours(DAY_AND_NIGHT, STORE, capacity=5)
    answer = store.api.post("/v1/orders", fetched(SKU, 1, STORE))
    assert answer.status_code == 201

    def days():
        found = store.api.get(f"/v1/places/{STORE}/days?days=3").json()
        assert len(found) == 3
        return sum(day[1] for day in found), sum(day[2] for day in found)

    assert days() == (1, 0)
    store.settle()
    assert days() == (0, 1)
    store.cancel(answer.json()["order_id"])
    assert days() == (0, 0)


@pytest.mark.parametrize("level", [{"accept_minutes": 0}, {"place_kind": "garage"}])
def test_a_service_level_that_cannot_be_is_refused(store, level):
    answer = store.api.put(
        "/v1/service-levels", {"levels": [{"place_kind": "store", **LEVELS, **level}]}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
