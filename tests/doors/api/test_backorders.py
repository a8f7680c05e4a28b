"""Goods sold before they are there: dated promises, kept, moved or given up; first come first."""

from paraguas.values.time import DAY
from tests.doors.api.backorders import (
    PLACE,
    SKU,
    STORE,
    announce,
    day,
    letters,
    on,
    promised,
    receive,
    terms,
    told,
    waits,
)
from tests.doors.api.wishes import ANA, fetched, shipped


def given(api, order_id):
    told = api.get(f"/v1/orders/{order_id}/compensations").json()
    return [(one["cause"], one["amount_minor"]) for one in told]


def test_what_is_short_waits_for_supply_by_its_date(desk):
    api = desk.api
    terms(api, against_supply=True)
    announce(api, 5, 10)
    api.stock(SKU, ES_GETAFE=1)
    order_id = desk.place(shipped(SKU, 3))
    assert waits(api, order_id) == [(2, PLACE, "waiting")]
    [now_part] = desk.parts(order_id)
    assert now_part.portions[0].quantity == 1
    assert on(promised(desk, order_id)) > day(10)
    assert "goods.backordered.v1" in told(api, order_id)
    desk.deliver(now_part)
    assert desk.open_promises(order_id), "the rest is still to come"


def test_without_terms_or_beyond_them_it_is_refused(desk):
    api = desk.api
    announce(api, 5)
    answer = api.post("/v1/orders", shipped(SKU, 1))
    assert (answer.status_code, answer.json()["code"]) == (409, "stock_short")
    terms(api, cap=2, place=PLACE, lead_days=20)
    assert api.post("/v1/orders", shipped(SKU, 3)).json()["code"] == "stock_short"
    order_id = desk.place(shipped(SKU, 2))
    assert on(promised(desk, order_id)) > day(20)
    assert api.post("/v1/orders", shipped(SKU, 1)).json()["code"] == "stock_short"
    desk.cancel(order_id)
    assert waits(api, order_id) == [(2, PLACE, "dropped")]
    desk.place(shipped(SKU, 2))
    terms(api, against_supply=True, cap=2, place=PLACE, lead_days=20)
    first = desk.place(shipped(SKU, 5))
    assert on(promised(desk, first)) < day(18)


def test_terms_that_cannot_be_are_refused(api):
    path = f"/v1/skus/{SKU}/backorder-terms"
    refused = [
        (f"{path}/ES", {"cap": 3}, "backorder_terms_malformed"),
        (f"{path}/ES", {"cap": 3, "place": PLACE}, "backorder_terms_malformed"),
        (f"{path}/ES", {"cap": 3, "place": "NOWHERE", "lead_days": 3}, "place_unknown"),
        (f"{path}/XX", {"against_supply": True}, "market_unknown"),
        ("/v1/skus/NONE/backorder-terms/ES", {"against_supply": True}, "sku_unknown"),
    ]
    for where, body, code in refused:
        assert api.put(where, body).json()["code"] == code
    assert terms(api, against_supply=True)["recorded"]
    assert not terms(api, against_supply=True)["recorded"]
    assert [one["market"] for one in api.get(path).json()] == ["ES"]
    assert terms(api)["recorded"]
    assert api.get(path).json() == []


def test_who_waited_longest_is_served_first_and_nobody_else(desk):
    api = desk.api
    terms(api, against_supply=True)
    purchase = announce(api, 6)
    first, second, third = (desk.place(shipped(SKU, units)) for units in (2, 3, 1))
    receive(api, purchase, 3)
    stranger = api.post("/v1/orders", shipped(SKU, 1)).json()
    assert stranger.get("code") == "stock_short"
    desk.settle()
    assert [waits(api, one)[0][2] for one in (first, second, third)] == [
        *("served", "waiting", "waiting")
    ]
    [part] = desk.parts(first, "released")
    assert desk.stock(SKU, PLACE) == (3, 2, 1)
    desk.deliver(part)
    assert desk.statuses(first)[:2] == ("completed", "delivered")
    receive(api, purchase, 3, "R-2")
    desk.settle()
    assert [waits(api, one)[0][2] for one in (second, third)] == ["served", "served"]
    assert desk.stock(SKU, PLACE) == (4, 4, 0)
    assert "backorder.served.v1" in told(api, third)


def test_a_later_date_moves_the_promise_and_tells_the_person(desk):
    api = desk.api
    terms(api, against_supply=True)
    purchase = announce(api, 2, 5)
    order_id = desk.place(fetched(SKU, 1, "") | {"groups": shipped(SKU, 1)["groups"]})
    was = promised(desk, order_id)
    line = {"sku": SKU, "quantity": 2, "expected_on": day(25)}
    assert api.put(f"/v1/purchase-orders/{purchase}", {"lines": [line]}).status_code == 200
    desk.settle()
    assert promised(desk, order_id) > was + 15 * DAY
    assert any("new date" in one or "fecha" in one for one in letters(desk))
    ledger = desk.order(order_id)["promises"]
    assert [one["cause"] for one in ledger if one["cause"]] == ["supply_late"]
    line["expected_on"] = day(3)
    kept = promised(desk, order_id)
    api.put(f"/v1/purchase-orders/{purchase}", {"lines": [line]})
    desk.settle()
    assert promised(desk, order_id) == kept


def test_cancelled_supply_is_taken_over_by_other_supply_or_given_up(desk):
    api = desk.api
    terms(api, against_supply=True)
    lost, other = announce(api, 3, 5), announce(api, 2, 15, reference="PO-2")
    first, second = desk.place(shipped(SKU, 2)), desk.place(shipped(SKU, 1))
    assert on(promised(desk, second)) < day(14)
    path = f"/v1/purchase-orders/{lost}/cancel"
    assert api.post(path, {"reason": "supplier is out"}).status_code == 200
    desk.settle()
    assert waits(api, second) == [(1, PLACE, "waiting")]
    assert on(promised(desk, second)) > day(15)
    assert waits(api, first) == [(1, PLACE, "dropped"), (1, PLACE, "waiting")]
    assert on(promised(desk, first)) > day(15)
    [line] = desk.order(first)["lines"]
    assert line["counters"]["cancelled"] == 1, "one of two still comes"
    receive(api, other, 2)
    desk.settle()
    assert waits(api, first)[1] == (1, PLACE, "served")
    assert waits(api, second) == [(1, PLACE, "served")]
    assert desk.stock(SKU, PLACE) == (2, 2, 0)
    alone, third = announce(api, 1, 5, reference="PO-3"), desk.place(shipped(SKU, 1))
    path = f"/v1/purchase-orders/{alone}/cancel"
    assert api.post(path, {"reason": "supplier is out"}).status_code == 200
    desk.settle()
    assert desk.statuses(third) == ("cancelled", "cancelled", "voided")
    assert waits(api, third) == [(1, PLACE, "dropped")]


def test_sold_out_promises_say_so_and_are_made_good_by_the_markets_rule(desk):
    api = desk.api
    rules = [
        {"causes": ["sold_out"], "amount_minor": 500},
        {"causes": ["supply_late"], "amount_minor": 300},
    ]
    body = {"rules": {"currency": "EUR", "rules": rules}, "reason": "goods that never came"}
    assert api.put("/v1/compensation-rules/ES", body).status_code == 200
    terms(api, against_supply=True)
    lost, late = announce(api, 2, 5), announce(api, 1, 6, reference="PO-2")
    gone = desk.place(shipped(SKU, 2, person=ANA, language="en"))
    waiting = desk.place(shipped(SKU, 1, person=ANA, language="en"))
    api.post(f"/v1/purchase-orders/{lost}/cancel", {"reason": "supplier is out"})
    line = {"sku": SKU, "quantity": 1, "expected_on": day(30)}
    api.put(f"/v1/purchase-orders/{late}", {"lines": [line]})
    desk.settle()
    [dropped] = desk.order(gone)["promises"]
    assert (dropped["state"], dropped["cause"]) == ("dropped", "sold_out")
    assert given(api, gone) == [("sold_out", 500)]
    assert given(api, waiting) == [("supply_late", 300)]
    bodies = [mail.get_body().get_content() for mail in desk.letters()]
    assert sum("€5.00" in text for text in bodies) == 1
    desk.hurry()
    assert given(api, gone) == [("sold_out", 500)]


def test_damaged_units_serve_nobody(desk):
    api = desk.api
    terms(api, against_supply=True)
    purchase = announce(api, 2)
    first, second = desk.place(shipped(SKU, 1)), desk.place(shipped(SKU, 1))
    receive(api, purchase, 1, damaged=1)
    desk.settle()
    assert waits(api, first) == [(1, PLACE, "served")]
    assert desk.statuses(second)[0] == "cancelled"


def test_a_person_who_fetches_finds_all_of_it_in_one_store(desk):
    api = desk.api
    terms(api, against_supply=True)
    announce(api, 2, 4, place=STORE)
    announce(api, 9, 2, reference="PO-2")
    order_id = desk.place(fetched(SKU, 2, STORE))
    assert waits(api, order_id) == [(2, STORE, "waiting")]
    assert on(promised(desk, order_id, "ready")) > day(4)
    assert api.post("/v1/orders", fetched(SKU, 1, STORE)).json()["code"] == "stock_short"
