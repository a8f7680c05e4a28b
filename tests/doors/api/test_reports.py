"""How promises were kept: by place, door and kind, with why they moved."""

import pytest
from sqlalchemy import update

from paraguas.orders.tables import promises
from paraguas.plumbing.clock import now
from paraguas.values.time import DAY, HOUR
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched, shipped

SKU, STORE, OTHER = "CASE-CLEAR", "ES-MAD-SERRANO", "ES-MAD-GRANVIA"


@pytest.fixture
def shop(desk):
    """One kept, one moved and kept, one broken, one cancelled, two open, one of them overdue."""
    desk.keep_hours(DAY_AND_NIGHT, STORE, OTHER)
    desk.api.stock(SKU, ES_MAD_SERRANO=20, ES_MAD_GRANVIA=20, ES_GETAFE=20)
    kept, moved, broken, cancelled = (desk.place(fetched(SKU, 1, STORE)) for _ in range(4))
    overdue = desk.place(fetched(SKU, 1, OTHER))
    desk.place(shipped(SKU, 1))
    for order_id in (broken, overdue):
        with desk.api.runtime.database.writing() as tx:
            mine = promises.c.order_id == order_id
            tx.run(update(promises).where(mine).values(earliest_at=0, latest_at=now() - HOUR))
    (part,) = desk.parts(moved)
    for later in (3, 5):
        desk.step(part, "late", {"until_at": now() + later * DAY, "cause": "capacity"})
    for order_id in (kept, moved, broken):
        desk.make_ready(desk.parts(order_id)[0])
    desk.cancel(cancelled)
    return desk


def report(desk, by="place", **more):
    answer = desk.api.get("/v1/reports/promises", params={"by": by, **more})
    assert answer.status_code == 200, answer.text
    return {one.pop("key"): one for one in answer.json()["keeping"]}


def counts(one):
    return [one[name] for name in ("kept", "broken", "dropped", "open", "overdue", "moved")]


def test_promises_are_told_by_place_with_the_rate_of_kept_and_why_they_moved(shop):
    found = report(shop)
    assert counts(found[STORE]) == [2, 1, 1, 0, 0, 1]
    assert (found[STORE]["kept_pcm"], found[STORE]["moved_pcm"]) == (66_667, 25_000)
    assert found[STORE]["causes"] == {"capacity": 2}
    assert counts(found[OTHER]) == [0, 0, 0, 2, 1, 0]
    assert found[OTHER]["kept_pcm"] is None
    assert sum(sum(counts(one)[:4]) for one in found.values()) == 6


def test_promises_are_told_by_door_and_by_kind(shop):
    # What a promise was moved to was promised by the door that moved it.
    by_door = report(shop, "door")
    assert sum(one["kept"] for one in by_door.values()) == 2
    assert by_door["web"]["causes"] == {"capacity": 1}
    by_kind = report(shop, "kind")
    assert counts(by_kind["ready"]) == [2, 1, 1, 1, 1, 1]
    assert counts(by_kind["deliver"]) == [0, 0, 0, 1, 0, 0]


def test_only_orders_of_the_period_are_told_and_a_period_without_end_is_refused(shop):
    later = {"from": now() + HOUR, "to": now() + DAY}
    assert report(shop, **later) == {}
    assert set(report(shop, **{"from": now() - HOUR, "to": now() + HOUR})) >= {STORE, OTHER}
    for asked in ({"from": 5, "to": 5}, {"from": now() + DAY}, {"by": "colour"}, {"from": -1}):
        answer = shop.api.get("/v1/reports/promises", params=asked)
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
