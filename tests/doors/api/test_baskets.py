"""Baskets: held from the one pool, moved between doors, completed once."""

from secrets import randbits

import pytest
from msgspec.structs import replace

from paraguas.baskets.queries import slice_baskets
from paraguas.journeys.afterwards import TIMERS
from paraguas.journeys.baskets.goods import wish_of
from paraguas.journeys.checkout.placing import place_orders
from paraguas.network.model import place_id_of
from paraguas.orders.model import WishedTender
from paraguas.plumbing.chores import due, finish
from paraguas.plumbing.clock import now
from paraguas.plumbing.facts import BUCKETS
from paraguas.plumbing.tx import StaleSlice
from paraguas.staff.model import Scope
from paraguas.values.by import SYSTEM
from paraguas.values.ids import Ids
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY, MINUTE
from tests.doors.api.wishes import MADRID, shipped

SKU = "CASE-CLEAR"
CARD = {"tenders": [{"kind": "card", "token": "tok_ok"}]}


def filled(quantity: int, **more):
    return {
        "lines": [{"sku": SKU, "quantity": quantity}],
        "groups": [{"kind": "ship", "address": MADRID}],
        **more,
    }


def begin(api, quantity: int = 2, **more):
    answer = api.post("/v1/baskets", filled(quantity, channel="web", market="ES", **more))
    assert answer.status_code == 201, answer.text
    return answer.json()


def left(api) -> int:
    """Units another basket could still get, found by asking for too many."""
    refused = api.post("/v1/orders", shipped(SKU, 1000)).json()
    assert refused["code"] == "stock_short"
    return refused["details"]["available"]


def later(api, at: int) -> None:
    """Let the worker do the timers that are due by an instant."""
    with api.runtime.database.writing() as tx:
        for chore in due(tx, "timer:", buckets=range(BUCKETS), now=at, most=100):
            stamp = Stamp(at, SYSTEM, Ids(at, randbits(128)))
            TIMERS[chore.kind.removeprefix("timer:")](tx, stamp, chore)
            finish(tx, [chore])


@pytest.fixture
def stocked(api):
    api.stock(SKU, ES_GETAFE=5)
    return api


def test_a_basket_holds_its_goods_says_what_they_cost_and_when_they_come(stocked):
    basket = begin(stocked)
    assert [(one["place"], one["quantity"]) for one in basket["held"]] == [("ES-GETAFE", 2)]
    minutes = (basket["held"][0]["until"] - basket["opened_at"]) // MINUTE
    assert (minutes, basket["version"], basket["status"]) == (30, 1, "open")
    assert basket["quote"]["total_minor"] == 2 * 2490
    assert basket["quote"]["promises"][0]["latest_at"] > basket["opened_at"]
    assert left(stocked) == 3


def test_a_basket_may_be_empty_and_its_person_need_not_have_said_where_to(stocked):
    empty = stocked.post("/v1/baskets", {"channel": "web", "market": "ES"}).json()
    assert (empty["held"], empty["quote"], empty["problem"]) == ([], None, None)
    path = f"/v1/baskets/{empty['basket_id']}"
    change = {"version": 1, "lines": [{"sku": SKU, "quantity": 1}]}
    assert stocked.put(path, change).json()["held"][0]["quantity"] == 1
    change = {"version": 2, "lines": change["lines"], "groups": [{"kind": "ship"}]}
    assert stocked.put(path, change).json()["held"][0]["quantity"] == 1
    refused = stocked.post(f"{path}/complete", CARD)
    assert (refused.status_code, refused.json()["code"]) == (400, "address_needed")


def test_a_change_holds_the_new_contents_and_lets_the_old_go(stocked):
    basket = begin(stocked, 2)
    path = f"/v1/baskets/{basket['basket_id']}"
    more = stocked.put(path, filled(5), if_match='"1"').json()
    assert (more["version"], more["held"][0]["quantity"], left(stocked)) == (2, 5, 0)
    none = stocked.put(path, {"version": 2}).json()
    assert (none["held"], none["quote"], left(stocked)) == ([], None, 5)
    assert stocked.get(path).headers["etag"] == '"3"'


def test_a_change_of_what_somebody_else_changed_is_refused_with_the_version(stocked):
    basket = begin(stocked)
    path = f"/v1/baskets/{basket['basket_id']}"
    stocked.put(path, filled(1, version=1))
    late = stocked.put(path, filled(3), if_match='"1"')
    assert (late.status_code, late.json()["code"]) == (409, "basket_changed")
    assert late.json()["details"] == {"version": 2}
    assert stocked.put(path, filled(3)).json()["details"]["where"] == "version"
    assert stocked.put(path, filled(3), if_match="*").json()["details"]["where"] == "If-Match"
    assert stocked.get(path).json()["held"][0]["quantity"] == 1


def test_what_cannot_be_had_is_refused_by_name_and_the_basket_stays(stocked):
    basket = begin(stocked, 2)
    path = f"/v1/baskets/{basket['basket_id']}"
    short = stocked.put(path, filled(6, version=1))
    assert (short.status_code, short.json()["code"]) == (409, "stock_short")
    assert short.json()["details"] == {"sku": SKU, "wanted": 6, "available": 5}
    assert stocked.get(path).json()["version"] == 1
    assert left(stocked) == 3
    odd = stocked.put(path, {"version": 1, "lines": [{"sku": "NONE", "quantity": 1}]})
    assert (odd.status_code, odd.json()["code"]) == (404, "sku_unknown")


def test_two_lines_of_one_sku_are_held_together_where_both_can_come_from(api):
    api.stock(SKU, ES_MAD_GRANVIA=2, ES_MAD_SERRANO=3)
    lines = [{"sku": SKU, "quantity": 2}, {"sku": SKU, "quantity": 3}]
    basket = begin(api, lines=lines)
    held = {one["place"]: one["quantity"] for one in basket["held"]}
    assert held == {"ES-MAD-GRANVIA": 2, "ES-MAD-SERRANO": 3}
    done = api.post(f"/v1/baskets/{basket['basket_id']}/complete", CARD)
    assert done.status_code == 201


def test_a_basket_is_completed_once_with_what_it_held(stocked):
    basket = begin(stocked, 5)
    path = f"/v1/baskets/{basket['basket_id']}"
    first = stocked.post(f"{path}/complete", CARD, if_match='"1"')
    again = stocked.post(f"{path}/complete", CARD, if_match='"1"')
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "again": True, "promises": again.json()["promises"]}
    closed = stocked.get(path).json()
    assert (closed["status"], closed["order_id"]) == ("completed", first.json()["order_id"])
    assert (closed["held"], left(stocked)) == ([], 0)
    refused = stocked.put(path, filled(1, version=closed["version"]))
    assert (refused.status_code, refused.json()["code"]) == (409, "basket_closed")


def test_what_the_buyer_did_not_see_is_not_ordered(stocked):
    basket = begin(stocked, 1)
    path = f"/v1/baskets/{basket['basket_id']}"
    stocked.put(path, filled(4, version=1))
    refused = stocked.post(f"{path}/complete", {**CARD, "version": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "basket_changed")
    assert stocked.get(path).json()["status"] == "open"


def test_a_basket_goes_from_the_contact_centre_to_the_customers_phone(stocked):
    agent = stocked.key_of("tills", Scope.ORDERS_WRITE, Scope.ORDERS_READ, door="phone")
    body = filled(2, market="ES")
    basket = stocked.post("/v1/baskets", body, secret=agent).json()
    path = f"/v1/baskets/{basket['basket_id']}"
    token = {"x_basket_token": basket["token"], "secret": ""}
    assert stocked.get(path, **token).json()["channel"] == "phone"
    early = stocked.post(f"{path}/complete", CARD, **token)
    assert (early.status_code, early.json()["code"]) == (403, "door_staffed")
    barred = stocked.post(f"{path}/hand-over", {"channel": "till"}, **token)
    assert (barred.status_code, barred.json()["code"]) == (403, "door_staffed")
    taken = stocked.post(f"{path}/hand-over", {"channel": "app"}, **token).json()
    assert (taken["channel"], taken["owner"], taken["version"]) == ("app", "customer", 2)
    assert taken["held"][0]["until"] < basket["held"][0]["until"]
    changed = stocked.put(path, filled(1, version=2), **token)
    assert changed.json()["version"] == 3
    done = stocked.post(f"{path}/complete", CARD, **token)
    assert done.status_code == 201
    order = stocked.get(f"/v1/orders/{done.json()['order_id']}").json()
    assert (order["channel"], order["basket_id"]) == ("app", basket["basket_id"])


def test_a_basket_is_reached_with_its_own_token_or_a_key_that_opens_it(stocked):
    one, other = begin(stocked, 1), begin(stocked, 1)
    path = f"/v1/baskets/{one['basket_id']}"
    reader = stocked.key_of("shop", Scope.STOCK_READ)
    wrong = stocked.get(path, secret="", x_basket_token=other["token"])
    assert (wrong.status_code, wrong.json()["code"]) == (404, "basket_absent")
    assert stocked.get(path, secret="").json()["code"] == "key_unknown"
    assert stocked.get(path, secret=reader).json()["code"] == "scope_missing"
    assert stocked.get("/v1/baskets/" + "0" * 32).json()["code"] == "basket_absent"
    recorded = [{"sku": SKU, "quantity": 1, "recorded": {"amount_minor": 1}}]
    cheap = stocked.put(
        path, {"version": 1, "lines": recorded}, secret="", x_basket_token=one["token"]
    )
    assert cheap.json()["code"] == "recorded_not_allowed"


def test_a_hold_ends_and_the_basket_still_becomes_an_order_while_there_is_stock(stocked):
    basket = begin(stocked, 4)
    path = f"/v1/baskets/{basket['basket_id']}"
    later(stocked, now() + 29 * MINUTE)
    assert left(stocked) == 1
    later(stocked, now() + 31 * MINUTE)
    assert left(stocked) == 5
    assert stocked.get(path).json()["held"] == []
    assert stocked.post(f"{path}/complete", CARD).status_code == 201


def test_a_basket_whose_goods_went_after_its_hold_ended_says_how_many_are_left(stocked):
    basket = begin(stocked, 4)
    path = f"/v1/baskets/{basket['basket_id']}"
    later(stocked, now() + 31 * MINUTE)
    assert stocked.post("/v1/orders", shipped(SKU, 3)).status_code == 201
    shown = stocked.get(path, accept_language="es").json()
    assert (shown["quote"], shown["problem"]["code"]) == (None, "stock_short")
    refused = stocked.post(f"{path}/complete", CARD)
    assert (refused.status_code, refused.json()["code"]) == (409, "stock_short")
    assert refused.json()["details"] == {"sku": SKU, "wanted": 4, "available": 2}
    mended = stocked.put(path, filled(2, version=1))
    assert mended.json()["held"][0]["quantity"] == 2


def test_a_basket_nobody_came_back_for_is_closed_and_its_goods_are_free(stocked):
    basket = begin(stocked, 4)
    path = f"/v1/baskets/{basket['basket_id']}"
    later(stocked, now() + 29 * DAY)
    assert stocked.get(path).json()["status"] == "open"
    later(stocked, now() + 31 * DAY)
    assert stocked.get(path).json()["status"] == "expired"
    assert left(stocked) == 5
    refused = stocked.post(f"{path}/complete", CARD)
    assert (refused.status_code, refused.json()["code"]) == (409, "basket_closed")
    assert refused.json()["details"] == {"status": "expired"}
    done = begin(stocked, 1)
    stocked.post(f"/v1/baskets/{done['basket_id']}/complete", CARD)
    later(stocked, now() + 31 * DAY)
    assert stocked.get(f"/v1/baskets/{done['basket_id']}").json()["status"] == "completed"


def test_every_write_wants_a_key_of_its_own(stocked):
    body = filled(1, channel="web", market="ES")
    for headers in ({"idempotency_key": ""}, {"idempotency_key": None}):
        without = stocked.post("/v1/baskets", body, **headers)
        assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_missing")
    first = stocked.post("/v1/baskets", body, idempotency_key="a")
    assert stocked.post("/v1/baskets", body, idempotency_key="a").json() == first.json()
    assert left(stocked) == 4


def test_what_is_held_is_ordered_though_more_is_kept_back_since(stocked):
    basket = begin(stocked, 3)
    lines = [{"sku": SKU, "quantity": 4}]
    stocked.put("/v1/stock/safety", {"place": "ES-GETAFE", "lines": lines})
    assert left(stocked) == 0
    assert stocked.post(f"/v1/baskets/{basket['basket_id']}/complete", CARD).status_code == 201


def test_what_is_held_but_was_not_found_in_a_count_is_not_ordered(stocked):
    basket = begin(stocked, 3)
    count = {"place": "ES-GETAFE", "document": "count", "reason": "broken"}
    stocked.post("/v1/stock/adjustments", {**count, "lines": [{"sku": SKU, "quantity": -3}]})
    refused = stocked.post(f"/v1/baskets/{basket['basket_id']}/complete", CARD)
    assert (refused.status_code, refused.json()["code"]) == (409, "stock_short")
    assert refused.json()["details"] == {"sku": SKU, "wanted": 3, "available": 2}


def test_a_basket_is_paid_in_the_store_of_the_key_and_in_no_other(stocked):
    basket = begin(stocked, 1)
    path = f"/v1/baskets/{basket['basket_id']}/complete"
    store = stocked.key_of("ES-01", Scope.ORDERS_WRITE, door="phone")
    foreign = stocked.post(path, {**CARD, "place": "ES-GETAFE"}, secret=store)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "place_unknown")
    token = {"secret": "", "x_basket_token": basket["token"]}
    named = stocked.post(path, {**CARD, "place": "ES-MAD-GRANVIA"}, **token)
    assert named.json()["details"]["where"] == "place"
    done = stocked.post(path, CARD, secret=store).json()
    order = stocked.get(f"/v1/orders/{done['order_id']}").json()
    assert order["place_id"] == place_id_of("ES-MAD-GRANVIA")


def test_a_basket_changed_between_reading_and_writing_is_read_again(stocked):
    basket = begin(stocked, 1)
    with stocked.runtime.database.reading() as tx:
        read = slice_baskets(tx, [basket["basket_id"]])[basket["basket_id"]]
    stocked.put(f"/v1/baskets/{basket['basket_id']}", filled(2, version=1))
    stamp = Stamp(now(), SYSTEM, Ids(now(), randbits(128)))
    tender = WishedTender("card", token="tok_ok")
    wish = replace(wish_of(stamp, read), tenders=(tender,))
    with pytest.raises(StaleSlice), stocked.runtime.database.writing() as tx:
        place_orders(tx, [wish])
    assert stocked.get(f"/v1/baskets/{basket['basket_id']}").json()["status"] == "open"


def test_a_timer_that_comes_early_closes_no_basket(stocked):
    basket = begin(stocked, 1)
    with stocked.runtime.database.writing() as tx:
        waiting = due(tx, "timer:", buckets=range(BUCKETS), now=now() + 40 * DAY, most=100)
        (chore,) = [one for one in waiting if one.kind == "timer:expire_basket"]
        at = basket["expires_at"] - 1
        TIMERS["expire_basket"](tx, Stamp(at, SYSTEM, Ids(at, randbits(128))), chore)
    assert stocked.get(f"/v1/baskets/{basket['basket_id']}").json()["status"] == "open"
