"""Every action is told in the stream of what it was done to: which facts, in which order."""

from collections import Counter

import pytest

from paraguas.baskets.rules.lasting import BASKET_DAYS
from paraguas.network.model import place_id_of
from paraguas.plumbing.clock import now
from paraguas.staff.model import actor_id_of
from paraguas.values.ids import digest_id
from paraguas.values.time import DAY, HOUR
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import CARD, fetched, handset, shipped, sold

SKU = "CASE-CLEAR"
STORE = "ES-MAD-SERRANO"
LINES = [{"sku": SKU, "quantity": 1}]
BEGUN = ["order.placed", "payment.authorised", "fulfilment.released"]
"""How the life of an order begins that a card pays."""


@pytest.fixture
def shop(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock(SKU, ES_MAD_SERRANO=9, ES_GETAFE=9)
    return desk


def told(api, stream):
    """What a stream tells: names, and bodies by name, the latest of each."""
    page = api.get(f"/v1/streams/{stream}/facts", params={"limit": 200}).json()
    names = [one["name"].removesuffix(".v1") for one in page["facts"]]
    return names, {name: one["body"] for name, one in zip(names, page["facts"], strict=True)}


def test_a_pick_up_from_the_order_to_the_hand(shop):
    order_id = shop.place(fetched(SKU, 2, STORE))
    (part,) = shop.parts(order_id)
    shop.make_ready(part)
    shop.step(part, "customer-here")
    shop.step(part, "hand-over", {"code": part.code})
    shop.settle()
    names, bodies = told(shop.api, order_id)
    assert names[:-3] == [
        *BEGUN,
        *("fulfilment.accepted", "picking.started", "goods.staged", "order.lines_moved"),
        *("goods.ready", "order.lines_moved", "promise.closed", "customer.arrived"),
        *("goods.handed_over", "order.lines_moved", "order.completed"),
    ]
    assert sorted(names[-3:]) == ["invoice.issued", "letter.sent", "payment.captured"]
    assert bodies["goods.staged"]["bay"] == "A1"
    assert bodies["goods.handed_over"]["proof"] == "code"
    assert bodies["goods.handed_over"]["lines"] == [[1, 2]]
    assert (bodies["promise.closed"]["kind"], bodies["promise.closed"]["state"]) == (
        *("ready", "kept"),
    )
    assert bodies["order.lines_moved"]["counter"] == "handed_over"
    assert bodies["payment.captured"]["amount_minor"] == bodies["order.placed"]["total_minor"]


def test_a_parcel_from_the_order_to_the_door(shop):
    order_id = shop.place(shipped(SKU, 1))
    (part,) = shop.parts(order_id)
    shop.deliver(part)
    names, bodies = told(shop.api, order_id)
    assert names[:-2] == [
        *BEGUN,
        *("fulfilment.accepted", "picking.started", "goods.packed", "order.lines_moved"),
        *("goods.shipped", "order.lines_moved", "goods.delivered", "order.lines_moved"),
        *("order.completed", "promise.closed"),
    ]
    shown = bodies["goods.shipped"]
    assert (shown["carrier"], shown["tracking"]) == ("correos", "X1")


def test_cancelling_a_part_and_then_the_rest(shop):
    order_id = shop.place(shipped(SKU, 2))
    shop.cancel(order_id, {"1": 1})
    half, bodies = told(shop.api, order_id)
    assert half == [*BEGUN, "fulfilment.cancelled", "order.cancelled"]
    assert bodies["fulfilment.cancelled"]["keeps_rest"] is True
    assert (bodies["order.cancelled"]["whole"], bodies["order.cancelled"]["cause"]) == (
        *(False, "customer_asked"),
    )
    shop.cancel(order_id)
    names, bodies = told(shop.api, order_id)
    assert names[len(half) :] == [
        *("fulfilment.cancelled", "promise.closed", "order.cancelled", "payment.voided")
    ]
    assert bodies["order.cancelled"]["whole"] is True
    assert bodies["order.cancelled"]["lines"] == [{"line_no": 1, "quantity": 1}]
    assert bodies["promise.closed"]["state"] == "dropped"


def test_cancelling_what_was_left_completes_the_order(shop):
    wish = fetched(SKU, 1, STORE)
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append(shipped(SKU, 1)["groups"][0])
    order_id = shop.place(wish)
    shop.hand_over(shop.parts(order_id)[0])
    seen = len(told(shop.api, order_id)[0])
    shop.cancel(order_id)
    names, _ = told(shop.api, order_id)
    assert names[seen:][:4] == [
        *("fulfilment.cancelled", "promise.closed", "order.cancelled", "order.completed")
    ]


def test_a_store_that_is_late_and_goods_nobody_comes_for(shop):
    order_id = shop.place(fetched(SKU, 1, STORE))
    (part,) = shop.parts(order_id)
    until_at = now() + 2 * DAY
    shop.step(part, "late", {"until_at": until_at})
    shop.settle()
    names, bodies = told(shop.api, order_id)
    assert names == [*BEGUN, "promise.moved", "letter.sent"]
    assert (bodies["promise.moved"]["latest_at"], bodies["promise.moved"]["cause"]) == (
        *(until_at, "goods_late"),
    )
    assert bodies["letter.sent"]["moment"] == "promise_moved"
    shop.make_ready(part)
    (ready,) = shop.parts(order_id)
    shop.pass_time(ready.collect_until)
    names, bodies = told(shop.api, order_id)
    assert {"goods.uncollected", "order.cancelled", "payment.voided"} < set(names)
    assert "fulfilment.cancelled" not in names
    assert bodies["order.cancelled"]["cause"] == "not_collected"


def test_a_store_that_says_no(shop):
    order_id = shop.place(fetched(SKU, 2, STORE))
    (part,) = shop.parts(order_id)
    shop.step(part, "refuse", {"reason": "broken box"})
    shop.settle()
    names, bodies = told(shop.api, order_id)
    assert names[:-2] == [*BEGUN, "fulfilment.refused", "promise.closed", "order.cancelled"]
    assert sorted(names[-2:]) == ["letter.sent", "payment.voided"]
    assert bodies["fulfilment.refused"]["reason"] == "broken box"
    assert bodies["order.cancelled"]["cause"] == "sold_out"


def test_a_set_up_from_the_first_booking_to_the_last(shop):
    shop.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=1)
    order_id = shop.place(handset())
    seen = len(told(shop.api, order_id)[0])
    first, later = (shop.slots(order_id, 2)[number]["start_at"] for number in (0, 8))
    assert shop.book(order_id, 2, first).status_code == 200
    assert shop.book(order_id, 2, later).status_code == 200
    names, bodies = told(shop.api, order_id)
    assert names[seen:] == ["appointment.booked", "appointment.moved", "promise.moved"]
    moved = bodies["appointment.moved"]
    assert (moved["was_at"], moved["start_at"], moved["cause"]) == (first, later, "customer")
    (appointment,) = shop.appointments(order_id)
    shop.finish(appointment, kept=False)
    assert shop.book(order_id, 2, first).status_code == 200
    shop.cancel(order_id, {"2": 1})
    names, bodies = told(shop.api, order_id)
    assert names[seen + 3 :][:4] == [
        *("appointment.finished", "promise.closed", "appointment.booked", "appointment.released")
    ]
    assert bodies["appointment.finished"]["kept"] is False
    assert bodies["appointment.released"]["cause"] == "cancelled"


def test_money_that_is_declined_replaced_taken_and_given_back(shop):
    tenders = [{**CARD, "token": "tok_declined"}]
    order_id = shop.place(shipped(SKU, 1, tenders=tenders))
    names, bodies = told(shop.api, order_id)
    assert names == ["order.placed", "payment.declined"]
    assert bodies["payment.declined"]["reason"] == "insufficient_funds"
    shop.api.post(f"/v1/orders/{order_id}/tenders", {"tenders": [CARD]})
    shop.settle()
    assert told(shop.api, order_id)[0][2:] == ["payment.authorised", "fulfilment.released"]
    bought = shop.place(sold(SKU, 1, STORE))
    shop.api.post(f"/v1/orders/{bought}/refunds", {"amount_minor": 100, "reason": "scratch"})
    names, bodies = told(shop.api, bought)
    assert names == ["order.placed", "payment.refunded"]
    assert bodies["payment.refunded"]["amount_minor"] == 100


def test_a_basket_and_what_it_holds(shop):
    api = shop.api
    basket = api.post("/v1/baskets", {"market": "ES", "channel": "web", "lines": LINES}).json()
    stream, path = basket["basket_id"], f"/v1/baskets/{basket['basket_id']}"
    api.put(path, {"version": 1, "lines": [{"sku": SKU, "quantity": 2}]})
    api.post(f"{path}/hand-over", {"channel": "phone"})
    api.put(path, {"version": 3, "lines": []})
    api.put(path, {"version": 4, "lines": LINES})
    shop.pass_time(now() + 5 * HOUR)
    names, bodies = told(api, stream)
    assert names == [
        *("basket.opened", "stock.held", "basket.changed", "stock.held"),
        *("basket.handed_over", "stock.held", "basket.changed", "hold.released"),
        *("basket.changed", "stock.held", "hold.expired"),
    ]
    assert bodies["basket.handed_over"] == {
        "basket_id": stream,
        "from_channel": "web",
        "to_channel": "phone",
        "to_actor": "shop",
    }
    assert [one["quantity"] for one in bodies["hold.released"]["units"]] == [2]
    shop.pass_time(now() + BASKET_DAYS * DAY + HOUR)
    names, bodies = told(api, stream)
    assert names[-1] == "basket.expired"
    assert bodies["basket.expired"] == {"basket_id": stream}
    assert [one["quantity"] for one in bodies["hold.expired"]["units"]] == [1]


def test_stock_at_a_place(api):
    at = {"place": STORE, "lines": LINES}
    api.post("/v1/stock/receipts", {**at, "document": "D1"})
    api.post("/v1/stock/receipts", {**at, "document": "D1"})
    api.post("/v1/stock/adjustments", {**at, "document": "D2", "reason": "count"})
    api.put("/v1/stock/safety", at)
    names, bodies = told(api, place_id_of(STORE))
    assert names == ["place.opened", "stock.received", "stock.adjusted", "stock.safety_set"]
    assert bodies["stock.adjusted"]["reason"] == "count"
    assert [one["quantity"] for one in bodies["stock.received"]["units"]] == [1]


def test_a_gift_card_and_a_key(api):
    issued = api.post("/v1/gift-cards", {"amount_minor": 100, "currency": "EUR"}).json()
    more = {"code": issued["code"], "amount_minor": 50, "currency": "EUR", "cause": "birthday"}
    api.post("/v1/gift-cards/top-ups", more)
    names, bodies = told(api, issued["card_id"])
    assert names == ["gift_card.issued", "gift_card.topped_up"]
    assert [one["amount_minor"] for one in bodies.values()] == [100, 50]
    key = api.post("/v1/keys", {"actor": "ES-01", "scopes": ["orders:read"]}).json()
    api.delete(f"/v1/keys/{key['key_id']}")
    names, bodies = told(api, actor_id_of("ES-01"))
    assert names == ["actor.hired", "key.issued", "key.revoked"]
    assert bodies["key.revoked"]["key_id"] == key["key_id"]
    assert key["secret"] not in str(bodies)


PORTUGAL = {"code": "PT", "country": "PT", "currency": "EUR", "zone": "Europe/Lisbon"}
SAVED = {
    "products": {"code": "lamp", "titles": {"en": "Lamp"}},
    "skus": {"code": "LAMP-1", "product": "lamp", "titles": {"en": "Lamp"}},
    "prices": {"sku": "LAMP-1", "currency": "EUR", "amount_minor": 100, "from_at": 0},
    "entities": {
        **PORTUGAL,
        "name": "PT",
        "tax_number": "1",
        "invoice_series": "PT",
        "address": {"line1": "Rua Augusta 1", "city": "Lisboa", "country": "PT"},
    },
    "markets": {**PORTUGAL, "entity": "PT", "prices_include_tax": True, "languages": ["pt"]},
    "channels": {"code": "kiosk", "kind": "app", "name": "Kiosk", "hold_minutes": 5},
}


def test_what_is_saved_of_catalogue_and_network_once_for_each_change(api):
    kept = {kind: digest_id("catalogue", kind) for kind in ("products", "skus", "prices")}
    before = Counter({stream: len(told(api, stream)[0]) for stream in kept.values()})
    for _ in range(2):
        for resource, row in SAVED.items():
            assert api.put(f"/v1/{resource}", [row]).status_code == 200, resource
    entity = next(one for one in api.get("/v1/entities").json() if one["code"] == "PT")
    streams = {
        "product.listed": (kept["products"], ["lamp"]),
        "sku.listed": (kept["skus"], ["LAMP-1"]),
        "price.set": (kept["prices"], None),
        "entity.registered": (entity["entity_id"], "PT"),
        "market.opened": (digest_id("market", "PT"), "PT"),
        "channel.opened": (digest_id("channel", "kiosk"), "kiosk"),
    }
    for name, (stream, what) in streams.items():
        names, bodies = told(api, stream)
        assert names == [name] * (before[stream] + 1)
        assert what in (None, *bodies[name].values())


def test_a_place_that_opens_and_changes(api):
    place = {
        "code": "ES-NEW",
        "kind": "store",
        "name": "New",
        "entity": "ES",
        "market": "ES",
        "zone": "Europe/Madrid",
        "latitude": 0,
        "longitude": 0,
        "hours": "Mo 10:00-12:00",
        "address": {"line1": "Calle Mayor 1", "city": "Madrid", "country": "ES"},
    }
    for name in ("New", "New", "Newer"):
        api.put("/v1/places", [{**place, "name": name}])
    names, _ = told(api, place_id_of("ES-NEW"))
    assert names == ["place.opened", "place.changed"]
