"""Changes that want what is not there yet: a dated promise, never beyond supply, turns kept."""

import asyncio

from tests.doors.api.backorders import (
    PLACE,
    SKU,
    STORE,
    announce,
    day,
    on,
    promised,
    receive,
    terms,
    told,
    waits,
)
from tests.doors.api.test_changes import added, change, confirm, opened, quantity, removed, shown
from tests.doors.api.wishes import ANA, CARD, shipped

OTHER = "CASE-CLEAR"


def ordered(desk, sku=OTHER, units=1):
    desk.api.stock(OTHER, ES_GETAFE=20)
    return desk.place(shipped(sku, units, person=ANA))


def refused(desk, order_id, *changes):
    path = opened(desk, order_id, *changes)
    answer = desk.api.post(f"{path}/preview")
    desk.api.post(f"{path}/withdraw")
    return answer.json()["code"]


def test_a_line_on_order_is_shown_with_its_date_and_waits_for_supply(desk):
    api, order_id = desk.api, ordered(desk)
    assert refused(desk, order_id, added(SKU, 3)) == "stock_short"
    terms(api, against_supply=True)
    purchase = announce(api, 5, 10)
    api.stock(SKU, ES_GETAFE=1)
    path = opened(desk, order_id, added(SKU, 3))
    before = api.rows()
    seen = shown(desk, path)
    assert api.rows()["backorders"] == before["backorders"], "showing keeps nothing"
    [wait] = seen["waits"]
    assert (wait["line_no"], wait["quantity"], wait["place"]) == (2, 2, PLACE)
    assert on(wait["promised_at"]) > day(10)
    assert confirm(desk, path, seen["basis"], CARD).status_code == 200
    assert waits(api, order_id) == [(2, PLACE, "waiting")]
    assert promised(desk, order_id) == wait["promised_at"]
    assert "goods.backordered.v1" in told(api, order_id)
    receive(api, purchase, 5)
    desk.settle()
    assert waits(api, order_id) == [(2, PLACE, "served")]
    for part in desk.parts(order_id, "released"):
        desk.deliver(part)
    assert desk.statuses(order_id) == ("completed", "delivered", "paid")


def test_more_units_never_go_beyond_the_cap_and_fewer_give_them_back(desk):
    api, order_id = desk.api, ordered(desk)
    terms(api, cap=3, place=PLACE, lead_days=20)
    change(desk, order_id, added(SKU, 2), tenders=(CARD,))
    assert refused(desk, order_id, quantity(2, 4)) == "stock_short"
    change(desk, order_id, quantity(2, 3), tenders=(CARD,))
    assert waits(api, order_id) == [(2, PLACE, "waiting"), (1, PLACE, "waiting")]
    change(desk, order_id, removed(2), removed(3))
    assert {state for _, _, state in waits(api, order_id)} == {"dropped"}
    assert waits(api, desk.place(shipped(SKU, 3))) == [(3, PLACE, "waiting")]


def test_two_changes_at_once_take_the_last_unit_once(desk):
    api = desk.api
    terms(api, cap=1, place=PLACE, lead_days=20)
    sets = [opened(desk, ordered(desk), added(SKU, 1)) for _ in range(4)]
    asked = [(path, shown(desk, path)["basis"]) for path in sets]

    async def all_at_once():
        bodies = ((path, {"basis": basis, "tenders": [CARD]}) for path, basis in asked)
        confirming = [api.ask("POST", f"{path}/confirm", body) for path, body in bodies]
        return await asyncio.gather(*confirming)

    codes = sorted(one.status_code for one in api.run(all_at_once()))
    assert codes == [200, 409, 409, 409]
    desk.settle()


def test_a_date_that_moved_since_it_was_shown_is_shown_anew(desk):
    api, order_id = desk.api, ordered(desk)
    terms(api, against_supply=True)
    announce(api, 2, 5)
    later = announce(api, 2, 25, reference="PO-2")
    path = opened(desk, order_id, added(SKU, 2))
    seen = shown(desk, path)
    desk.place(shipped(SKU, 2))
    stale = confirm(desk, path, seen["basis"], CARD)
    assert (stale.status_code, stale.json()["code"]) == (409, "preview_stale")
    again = shown(desk, path)
    assert on(again["waits"][0]["promised_at"]) > day(25)
    assert confirm(desk, path, again["basis"], CARD).status_code == 200
    receive(api, later, 2)
    desk.settle()


def test_another_way_is_waited_for_there_and_the_turn_is_kept(desk):
    api = desk.api
    terms(api, against_supply=True)
    announce(api, 2, 5)
    there = announce(api, 3, 8, reference="PO-2", place=STORE)
    first = desk.place(shipped(SKU, 2, person=ANA))
    body = {"kind": "redirect", "group_no": 1, "to": "pick_up", "place": STORE}
    fetching = desk.place(shipped(SKU, 2) | {"groups": [{"kind": "pick_up", "place": STORE}]})
    assert waits(api, fetching) == [(2, STORE, "waiting")]
    path = opened(desk, first, body)
    assert api.post(f"{path}/preview").json()["code"] == "stock_short"
    api.post(f"{path}/withdraw")
    assert waits(api, first) == [(2, PLACE, "waiting")], "refused, it waits where it did"
    announce(api, 1, 9, reference="PO-3", place=STORE)
    change(desk, first, body)
    assert waits(api, first)[0] == (2, PLACE, "dropped")
    assert {place for _, place, state in waits(api, first) if state == "waiting"} == {STORE}
    receive(api, there, 2)
    desk.settle()
    served = [units for units, _, state in waits(api, first) if state == "served"]
    assert sum(served) == 2, "she ordered first"
    assert waits(api, fetching) == [(1, STORE, "waiting"), (1, STORE, "waiting")], (
        "of four announced two are left, one on each paper"
    )
