"""Baskets with goods on order: what they keep is nobody else's, and orders come first."""

import asyncio

from paraguas.plumbing.clock import now
from paraguas.values.time import HOUR
from tests.doors.api.backorders import PLACE, SKU, STORE, announce, day, on, receive, terms, waits
from tests.doors.api.wishes import ANA, CARD, shipped


def body(units, sku=SKU):
    wish = shipped(sku, units)
    return {key: wish[key] for key in ("channel", "market", "lines", "groups")}


def begin(api, units):
    answer = api.post("/v1/baskets", body(units))
    assert answer.status_code == 201, answer.text
    return answer.json()


def kept(basket):
    return [(one["quantity"], one["place"]) for one in basket["on_order"]]


def read(api, basket):
    return api.get(f"/v1/baskets/{basket['basket_id']}").json()


def complete(api, basket):
    return api.post(f"/v1/baskets/{basket['basket_id']}/complete", {"tenders": [CARD]})


def refused(answer):
    assert answer.status_code == 409, answer.text
    return answer.json()["code"]


def test_what_a_basket_keeps_of_supply_is_promised_to_nobody_else(desk):
    api = desk.api
    terms(api, against_supply=True)
    announce(api, 3, 10)
    api.stock(SKU, ES_GETAFE=1)
    basket = begin(api, 3)
    assert (kept(basket), basket["held"][0]["quantity"]) == ([(2, PLACE)], 1)
    assert on(basket["quote"]["promises"][0]["latest_at"]) > day(10)
    assert refused(api.post("/v1/orders", shipped(SKU, 2))) == "stock_short"
    assert refused(api.post("/v1/baskets", body(2))) == "stock_short"
    desk.place(shipped(SKU, 1))
    assert refused(api.post("/v1/orders", shipped(SKU, 1))) == "stock_short"
    answer = complete(api, basket)
    assert answer.status_code == 201, answer.text
    assert waits(api, answer.json()["order_id"]) == [(2, PLACE, "waiting")]
    again = complete(api, basket)
    assert again.json()["order_id"] == answer.json()["order_id"]
    assert refused(api.post("/v1/orders", shipped(SKU, 1))) == "stock_short"


def test_what_is_changed_handed_on_and_emptied_is_kept_and_given_back(desk):
    api = desk.api
    terms(api, cap=4, place=PLACE, lead_days=20)
    basket = begin(api, 4)
    path = f"/v1/baskets/{basket['basket_id']}"
    fewer = api.put(path, {"lines": body(1)["lines"], "version": 1})
    assert kept(fewer.json()) == [(1, PLACE)], fewer.text
    moved = api.post(f"{path}/hand-over", {"channel": "app"})
    assert kept(moved.json()) == [(1, PLACE)], moved.text
    assert moved.json()["on_order"][0]["until"] > basket["on_order"][0]["until"]
    order_id = desk.place(shipped(SKU, 3))
    assert refused(api.post("/v1/orders", shipped(SKU, 1))) == "stock_short"
    emptied = api.put(path, {"lines": [], "version": moved.json()["version"]})
    assert kept(emptied.json()) == [], emptied.text
    desk.place(shipped(SKU, 1))
    assert waits(api, order_id) == [(3, PLACE, "waiting")]


def test_a_basket_nobody_came_back_for_gives_back_what_it_kept(desk):
    api = desk.api
    terms(api, cap=2, place=PLACE, lead_days=20)
    basket = begin(api, 2)
    assert refused(api.post("/v1/orders", shipped(SKU, 1))) == "stock_short"
    desk.pass_time(now() + 2 * HOUR)
    assert kept(read(api, basket)) == []
    desk.place(shipped(SKU, 2))
    assert refused(complete(api, basket)) == "stock_short"


def test_supply_that_came_is_held_instead_and_orders_come_first(desk):
    api = desk.api
    terms(api, against_supply=True)
    purchase = announce(api, 3, 10)
    first = desk.place(shipped(SKU, 1, person=ANA))
    basket = begin(api, 2)
    assert kept(basket) == [(2, PLACE)]
    receive(api, purchase, 3)
    desk.settle()
    assert waits(api, first) == [(1, PLACE, "served")]
    seen = read(api, basket)
    assert (kept(seen), [one["quantity"] for one in seen["held"]]) == ([], [2])
    assert seen["held"][0]["until"] == basket["on_order"][0]["until"]
    assert refused(api.post("/v1/orders", shipped(SKU, 1))) == "stock_short"
    assert complete(api, basket).status_code == 201
    desk.settle()


def test_where_supply_falls_short_the_basket_lets_go_before_any_order(desk):
    api = desk.api
    terms(api, against_supply=True)
    purchase = announce(api, 3, 10)
    basket = begin(api, 2)
    order_id = desk.place(shipped(SKU, 1, person=ANA))
    line = {"sku": SKU, "quantity": 2, "expected_on": day(10)}
    assert api.put(f"/v1/purchase-orders/{purchase}", {"lines": [line]}).status_code == 200
    desk.settle()
    assert waits(api, order_id) == [(1, PLACE, "waiting")]
    assert kept(read(api, basket)) == []
    assert refused(complete(api, basket)) == "stock_short"


def test_many_baskets_at_once_keep_no_more_than_comes(desk):
    api = desk.api
    terms(api, against_supply=True, cap=2, place=PLACE, lead_days=30)
    announce(api, 3, 5)

    async def all_at_once():
        return await asyncio.gather(*[api.ask("POST", "/v1/baskets", body(1)) for _ in range(12)])

    answers = api.run(all_at_once())
    assert sorted(one.status_code for one in answers) == [201] * 5 + [409] * 7
    baskets = [one.json() for one in answers if one.status_code == 201]

    async def complete_all():
        paths = [f"/v1/baskets/{one['basket_id']}/complete" for one in baskets]
        return await asyncio.gather(*[api.ask("POST", path, {"tenders": [CARD]}) for path in paths])

    assert {one.status_code for one in api.run(complete_all())} == {201}
    desk.settle()


def test_what_a_basket_holds_moves_where_the_goods_turned_out_not_to_be(desk):
    api = desk.api
    api.stock(SKU, ES_GETAFE=2)
    first, last = begin(api, 1), begin(api, 1)
    api.stock(SKU, ES_MAD_SERRANO=1)
    fewer = [{"sku": SKU, "quantity": -1}]
    counted = {"place": PLACE, "document": "C-1", "reason": "count", "lines": fewer}
    answer = api.post("/v1/stock/adjustments", counted)
    assert answer.status_code in {200, 201}, answer.text
    desk.settle()
    held = [[one["place"] for one in read(api, basket)["held"]] for basket in (first, last)]
    assert held == [[PLACE], [STORE]]
    assert read(api, last)["held"][0]["until"] == last["held"][0]["until"]
    assert refused(api.post("/v1/orders", shipped(SKU, 1))) == "stock_short"
    assert {complete(api, basket).status_code for basket in (first, last)} == {201}
