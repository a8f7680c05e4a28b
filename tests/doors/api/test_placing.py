"""Placing: every door, every way to the person, every way to pay, through one action."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.desk import DAY_AND_NIGHT, NEVER
from tests.doors.api.wishes import ANA, CARD, MADRID, fetched, handset, shipped, sold

SKU = "CASE-CLEAR"
STORE = "ES-MAD-SERRANO"
DOORS = (
    *("web", "app", "till", "phone", "catalogue"),
    *("field_rep", "partner", "marketplace", "chat", "assistant"),
)


@pytest.fixture
def open_store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=10)
    return desk


@pytest.mark.parametrize("door", DOORS)
def test_every_door_captures_through_the_same_action(desk, door):
    desk.api.stock(SKU, ES_GETAFE=5)
    secret = desk.api.key_of("shop", Scope.ORDERS_WRITE, door=door)
    wish = shipped(SKU, 2, external="outside-1")
    del wish["channel"]
    placed = desk.api.post("/v1/orders", wish, secret=secret)
    assert placed.status_code == 201, placed.text
    order_id = placed.json()["order_id"]
    desk.settle()
    order = desk.order(order_id)
    assert (order["channel"], order["payment_status"]) == (door, "authorised")
    twin = desk.api.post("/v1/orders", wish, secret=secret)
    assert (twin.status_code, twin.json()["order_id"]) == (200, order_id)
    assert desk.stock(SKU, "ES-GETAFE") == (5, 2, 0)


def test_a_key_of_one_door_does_not_speak_for_another(desk):
    desk.api.stock(SKU, ES_GETAFE=5)
    secret = desk.api.key_of("shop", Scope.ORDERS_WRITE, door="chat")
    placed = desk.api.post("/v1/orders", shipped(SKU, 1, channel="web"), secret=secret).json()
    assert desk.order(placed["order_id"])["channel"] == "chat"


def test_four_ways_to_the_person_in_one_order(open_store):
    desk = open_store
    desk.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=1)
    desk.api.stock("CABLE-1M", ES_GETAFE=3)
    wish = handset(
        STORE,
        channel="till",
        place=STORE,
        lines=[
            {"sku": "PHONE-128-BLACK", "quantity": 1, "group": 0},
            {"sku": "SETUP-PHONE", "quantity": 1, "group": 1, "bound_to": 0},
            {"sku": "CABLE-1M", "quantity": 2, "group": 2},
            {"sku": SKU, "quantity": 1, "group": 3},
        ],
        groups=[*handset(STORE)["groups"], {"kind": "carry_out"}],
        tenders=[{"kind": "terminal", "token": "T1"}],
    )
    order_id = desk.place(wish)
    order = desk.order(order_id)
    assert order["total_minor"] == 59900 + 2900 + 2 * 1290 + 2490
    assert desk.statuses(order_id) == ("open", "partly_fulfilled", "paid")
    gone = [line["counters"]["handed_over"] for line in order["lines"]]
    assert gone == [0, 0, 0, 1]
    assert desk.stock(SKU, STORE) == (9, 0, 0)
    pick_up, parcel = desk.parts(order_id, "released")
    desk.hand_over(pick_up)
    desk.deliver(parcel)
    desk.book(order_id, 2, desk.slots(order_id, 2)[0]["start_at"])
    desk.finish(desk.appointments(order_id)[0])
    desk.settle()
    assert desk.statuses(order_id) == ("completed", "delivered", "paid")
    (invoice,) = desk.invoices(order_id)
    assert {line["group"] for line in invoice["lines"]} == {
        "pick_up",
        "service",
        "ship",
        "carry_out",
    }


def test_groups_of_one_order_see_what_the_others_took(desk):
    desk.api.stock(SKU, ES_MAD_SERRANO=3)
    wish = fetched(SKU, 2, STORE)
    wish["lines"].append({"sku": SKU, "quantity": 2, "group": 1})
    wish["groups"].append({"kind": "ship", "address": MADRID})
    before = desk.api.rows()
    refused = desk.api.post("/v1/orders", wish)
    assert (refused.status_code, refused.json()["code"]) == (409, "stock_short")
    assert refused.json()["details"] == {"sku": SKU, "wanted": 2, "available": 1}
    assert desk.api.rows() == before
    wish["lines"][1]["quantity"] = 1
    desk.place(wish)
    assert desk.stock(SKU, STORE) == (3, 3, 0)


def test_cash_gives_change_and_the_goods_are_gone(open_store):
    wish = sold(SKU, 2, STORE, tenders=[{"kind": "cash", "given_minor": 10000}])
    placed = open_store.api.post("/v1/orders", wish).json()
    assert (placed["total_minor"], placed["change_minor"]) == (4980, 5020)
    assert open_store.statuses(placed["order_id"]) == ("completed", "delivered", "paid")
    assert open_store.stock(SKU, STORE) == (8, 0, 0)
    assert open_store.money(placed["order_id"]) == [("capture", "done", 4980)]


def test_a_till_takes_a_gift_card_a_terminal_and_cash_for_one_sale(open_store):
    open_store.gift_card("GIFT1111", 1000)
    tenders = [
        {"kind": "gift_card", "token": "GIFT1111"},
        {"kind": "terminal", "token": "T1", "amount_minor": 1500},
        {"kind": "cash", "given_minor": 5000},
    ]
    order_id = open_store.place(sold(SKU, 2, STORE, tenders=tenders))
    assert open_store.money(order_id) == [
        ("capture", "done", 1000),
        ("capture", "done", 1500),
        ("capture", "done", 2480),
    ]
    assert open_store.gift_card_balance("GIFT1111") == 0
    assert open_store.order(order_id)["payment_status"] == "paid"


@pytest.mark.parametrize("kind", ["cash", "gift_card"])
def test_a_store_begins_at_once_where_nobody_has_to_answer_for_the_money(open_store, kind):
    open_store.gift_card("GIFT1111", 100000)
    wish = fetched(SKU, 1, STORE, channel="till", place=STORE)
    wish["tenders"] = [{"kind": kind, "token": "GIFT1111" if kind == "gift_card" else ""}]
    order_id = open_store.place(wish)
    (part,) = open_store.parts(order_id)
    assert part.status.value == "released"
    open_store.hand_over(part)
    assert open_store.statuses(order_id) == ("completed", "delivered", "paid")


def test_a_store_that_is_closed_sells_nothing_over_the_counter(desk):
    desk.keep_hours(NEVER, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=10)
    for wish in (sold(SKU, 1, STORE), fetched(SKU, 1, STORE)):
        refused = desk.api.post("/v1/orders", wish)
        assert (refused.status_code, refused.json()["code"]) == (409, "place_closed")


def test_a_place_serves_its_own_market_and_only_in_its_own_way(desk):
    desk.api.stock(SKU, GB_LON_OXFORD=5, ES_GETAFE=5)
    abroad = desk.api.post("/v1/orders", fetched(SKU, 1, "GB-LON-OXFORD"))
    warehouse = desk.api.post("/v1/orders", fetched(SKU, 1, "ES-GETAFE"))
    for refused in (abroad, warehouse):
        assert (refused.status_code, refused.json()["code"]) == (400, "place_unfit")


@pytest.mark.parametrize(
    ("sku", "group"),
    [("SETUP-PHONE", {"kind": "ship", "address": MADRID}), (SKU, {"kind": "service"})],
)
def test_what_nobody_would_ever_hand_over_is_not_sold(desk, sku, group):
    desk.api.stock(SKU, ES_GETAFE=5)
    refused = desk.api.post("/v1/orders", shipped(sku, 1, groups=[group]))
    assert (refused.status_code, refused.json()["code"]) == (400, "kind_misplaced")


def full(desk, **places):
    """Let stores take so many fulfilments in a day."""
    for place, most in places.items():
        desk.keep_hours(DAY_AND_NIGHT, place.replace("_", "-"), capacity=most)


def test_a_full_day_moves_the_promise_to_the_next_with_room(desk):
    full(desk, ES_MAD_SERRANO=1)
    desk.api.stock(SKU, ES_MAD_SERRANO=10)
    orders = [desk.place(fetched(SKU, 1, STORE)) for _ in range(3)]
    days = [desk.parts(order_id)[0].counted_on for order_id in orders]
    assert sorted(set(days)) == days
    ready = [desk.open_promises(order_id)["ready"]["latest_at"] for order_id in orders]
    assert ready == sorted(set(ready))
    desk.cancel(orders[0])
    (freed,) = desk.parts(desk.place(fetched(SKU, 1, STORE)))
    assert freed.counted_on == days[0]


def test_a_place_with_room_today_is_better_than_a_nearer_one_that_is_full(desk):
    full(desk, ES_MAD_SERRANO=1, ES_MAD_GRANVIA=5)
    desk.api.stock(SKU, ES_MAD_SERRANO=10, ES_MAD_GRANVIA=10)
    first = desk.parts(desk.place(fetched(SKU, 1)))[0]
    more = [desk.parts(desk.place(fetched(SKU, 1)))[0] for _ in range(5)]
    assert {part.counted_on for part in (first, *more)} == {first.counted_on}
    assert len({part.place_id for part in (first, *more)}) == 2


def test_stock_in_places_that_are_full_for_weeks_has_a_refusal_of_its_own(desk):
    full(desk, ES_MAD_SERRANO=0)
    desk.api.stock(SKU, ES_MAD_SERRANO=10)
    refused = desk.api.post("/v1/orders", fetched(SKU, 1, STORE))
    assert (refused.status_code, refused.json()["code"]) == (409, "no_capacity")
    short = desk.api.post("/v1/orders", fetched(SKU, 11, STORE))
    assert (short.status_code, short.json()["code"]) == (409, "stock_short")
    assert short.json()["details"]["available"] == 10


def test_a_person_who_paid_with_a_wrong_sum_is_told_how_much(desk):
    desk.api.stock(SKU, ES_GETAFE=5)
    short = shipped(SKU, 1, person=ANA, tenders=[{**CARD, "amount_minor": 2000}])
    over = shipped(SKU, 1, person=ANA, tenders=[{**CARD, "amount_minor": 2500}])
    assert desk.api.post("/v1/orders", short).json()["details"]["amount"] == "4.90"
    assert desk.api.post("/v1/orders", over).json()["code"] == "tender_over"


def test_cash_is_rounded_to_the_smallest_coin_and_the_difference_is_noted(open_store):
    market = next(m for m in open_store.api.get("/v1/markets").json() if m["code"] == "ES")
    entity = next(e for e in open_store.api.get("/v1/entities").json() if e["code"] == "ES")
    del market["entity_id"]
    coins = {**market, "entity": entity["code"], "cash_rounding": 100}
    assert open_store.api.put("/v1/markets", [coins]).json() == {"changed": 1}
    wish = sold(SKU, 1, STORE, tenders=[{"kind": "cash", "given_minor": 3000}])
    placed = open_store.api.post("/v1/orders", wish).json()
    assert (placed["total_minor"], placed["change_minor"]) == (2490, 500)
    (step,) = open_store.book_of(placed["order_id"])
    assert (step.amount_minor, step.rounding_minor) == (2490, 10)


def test_the_last_on_the_shelf_is_sold_there_and_promised_nowhere(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=2)
    kept = {"place": STORE, "lines": [{"sku": SKU, "quantity": 2}]}
    assert desk.api.put("/v1/stock/safety", kept).status_code == 200
    refused = desk.api.post("/v1/orders", fetched(SKU, 1, STORE))
    assert refused.json()["details"]["available"] == 0
    desk.place(sold(SKU, 2, STORE))
    assert desk.stock(SKU, STORE) == (0, 0, 0)
