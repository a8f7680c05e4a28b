"""Overdue tasks go elsewhere by themselves: by the market's rule, never in a circle."""

import pytest
from sqlalchemy import select, update

from paraguas.fulfilment.tables import fulfilments
from paraguas.network.model import place_id_of
from paraguas.plumbing.clock import now
from paraguas.plumbing.facts import chores
from paraguas.values.time import DAY, HOUR, MINUTE
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import fetched, shipped

SKU, LOOK = "CASE-CLEAR", "timer:reassign_overdue"
STORES = ("ES-MAD-SERRANO", "ES-MAD-GRANVIA", "ES-GETAFE")


@pytest.fixture
def late(desk):
    """Clocks of half an hour in every place of Spain that ships, and a rule of the market."""
    desk.keep_hours(DAY_AND_NIGHT, *STORES)
    kinds = ("store", "warehouse")
    minutes = {"accept_minutes": 30, "pick_minutes": 30, "ready_minutes": 60}
    levels = [{"place_kind": kind, **minutes} for kind in kinds]
    assert desk.api.put("/v1/service-levels", {"levels": levels}).status_code == 200
    return desk


def rule(desk, **said):
    rules = [{"market": "ES", **said}]
    answer = desk.api.put("/v1/reassign-rules", {"rules": rules})
    assert answer.status_code == 200, answer.text
    return answer.json()


def wait(desk, part, span=HOUR):
    with desk.api.runtime.database.writing() as tx:
        mine = fulfilments.c.fulfilment_id == part.fulfilment_id
        tx.run(update(fulfilments).where(mine).values(changed_at=now() - span))


def look(desk):
    """Let a minute be over."""
    with desk.api.runtime.database.writing() as tx:
        tx.run(update(chores).where(chores.c.kind == LOOK).values(due_at=now()))
    desk.pass_time(now())


def looks_ahead(desk):
    with desk.api.runtime.database.reading() as tx:
        return len(tx.all(select(chores.c.chore_id).where(chores.c.kind == LOOK)))


def places(desk, order_id):
    return [(one.place_id, one.status.value) for one in desk.parts(order_id)]


def test_an_overdue_parcel_goes_elsewhere_and_never_back(late):
    late.api.stock(SKU, ES_GETAFE=5, ES_MAD_SERRANO=5)
    rule(late, after_minutes=10, most_moves=5)
    order_id = late.place(shipped(SKU, 1))
    [first] = late.parts(order_id)
    wait(late, first, 35 * MINUTE)
    look(late)
    assert len(late.parts(order_id)) == 1, "due five minutes ago, and the rule gives ten"
    wait(late, first)
    look(late)
    [second] = late.parts(order_id, "released")
    assert second.place_id != first.place_id
    assert late.parts(order_id, "refused")[0].fulfilment_id == first.fulfilment_id
    page = late.api.get(f"/v1/orders/{order_id}/timeline").json()
    assert "its clock ran out" in str(page)
    for _ in range(3):
        for part in late.parts(order_id, "released", "accepted"):
            wait(late, part)
        look(late)
    visited = [place for place, _ in places(late, order_id)]
    assert len(visited) == len(set(visited)) == 2, "no place had it twice"
    assert late.statuses(order_id)[0] == "open", "what nobody else has stays where it is"
    assert late.parts(order_id, "released")


def test_what_nobody_else_has_stays_and_is_tried_once(late):
    late.api.stock(SKU, ES_GETAFE=1)
    rule(late)
    order_id = late.place(shipped(SKU, 1))
    [part] = late.parts(order_id)
    wait(late, part)
    look(late)
    assert places(late, order_id) == [(place_id_of("ES-GETAFE"), "released")]
    late.api.stock(SKU, ES_MAD_SERRANO=1)
    look(late)
    assert places(late, order_id) == [(place_id_of("ES-GETAFE"), "released")]


def test_it_moves_so_often_at_most_and_not_once_it_was_begun(late):
    late.api.stock(SKU, ES_GETAFE=2, ES_MAD_SERRANO=2, ES_MAD_GRANVIA=2)
    rule(late, most_moves=1)
    order_id, begun = late.place(shipped(SKU, 1)), late.place(shipped(SKU, 1))
    [picked] = late.parts(begun)
    late.steps(picked, "accept", "pick")
    wait(late, picked, DAY)
    for _ in range(3):
        for part in late.parts(order_id, "released"):
            wait(late, part)
        look(late)
    assert [status for _, status in places(late, order_id)] == ["refused", "released"]
    assert [status for _, status in places(late, begun)] == ["picking"]


def test_a_pick_up_moves_only_where_the_market_says_so(late):
    late.api.stock(SKU, ES_MAD_SERRANO=1, ES_MAD_GRANVIA=1)
    rule(late)
    order_id = late.place(fetched(SKU, 1, "ES-MAD-SERRANO"))
    [part] = late.parts(order_id)
    wait(late, part)
    look(late)
    assert len(late.parts(order_id)) == 1
    assert rule(late, pick_ups=True) == [["ES", 0, 3, True]]
    look(late)
    [moved] = late.parts(order_id, "released")
    assert moved.place_id == place_id_of("ES-MAD-GRANVIA")
    assert late.api.get("/v1/reassign-rules").json() == [["ES", 0, 3, True]]


def test_where_no_market_has_a_rule_nobody_looks(late):
    assert looks_ahead(late) == 0
    rule(late)
    rule(late, most_moves=2)
    assert looks_ahead(late) == 1
    look(late)
    assert looks_ahead(late) == 1
    assert late.api.put("/v1/reassign-rules", {"rules": []}).json() == []
    assert looks_ahead(late) == 0
    unknown = {"rules": [{"market": "XX"}]}
    assert late.api.put("/v1/reassign-rules", unknown).json()["code"] == "market_unknown"
