"""Holds of orders over the API: with reason, owner and deadline, several at once."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import HOUR
from paraguas.views.order_exceptions import order_exceptions
from tests.doors.api.test_changes import change
from tests.doors.api.wishes import CARD, shipped

SKU, DEPOT, PRICE = "CASE-CLEAR", "ES-GETAFE", 2490
RULE = {"market": "ES", "kind": "approval", "above_minor": 2 * PRICE, "owner": "shop", "hours": 2}


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def hold(shop, order_id, kind="fraud", reason="two cards in an hour", **more):
    body = {"kind": kind, "reason": reason, **more}
    return shop.api.post(f"/v1/orders/{order_id}/holds", body)


def lift(shop, order_id, hold_no, reason="all is well"):
    return shop.api.post(f"/v1/orders/{order_id}/holds/{hold_no}/lift", {"reason": reason})


def stands(shop, order_id):
    return [part.status.value for part in shop.parts(order_id)]


def facts(shop, order_id):
    page = shop.api.get(f"/v1/streams/{order_id}/facts").json()
    return [one["name"] for one in page["facts"]]


def test_a_held_orders_places_begin_when_the_last_hold_is_lifted(shop):
    order_id = shop.place(shipped(SKU, 1))
    assert stands(shop, order_id) == ["released"]
    first = hold(shop, order_id)
    assert (first.status_code, first.json()["hold_no"]) == (201, 1)
    assert (first.json()["owner"], first.json()["due_at"] > now()) == ("shop", True)
    assert hold(shop, order_id, "address", "no such street").json()["hold_no"] == 2
    assert stands(shop, order_id) == ["held"]
    assert shop.try_step(shop.parts(order_id)[0], "accept").json()["code"] == "step_not_allowed"
    assert lift(shop, order_id, 1).json()["lifted_because"] == "all is well"
    assert stands(shop, order_id) == ["held"]
    assert lift(shop, order_id, 2).status_code == 200
    assert stands(shop, order_id) == ["released"]
    again = lift(shop, order_id, 2)
    assert (again.status_code, again.json()["code"]) == (409, "hold_over")
    (part,) = shop.parts(order_id)
    shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    told = shop.api.get(f"/v1/orders/{order_id}/holds").json()
    assert [(one["kind"], one["lifted_by"]) for one in told] == [
        ("fraud", "shop"),
        ("address", "shop"),
    ]
    names = facts(shop, order_id)
    assert (names.count("order.held.v1"), names.count("order.hold_lifted.v1")) == (2, 2)


def test_what_was_held_before_it_was_paid_waits_for_both(shop):
    order_id = shop.api.post("/v1/orders", shipped(SKU, 1)).json()["order_id"]
    hold(shop, order_id)
    shop.settle()
    assert stands(shop, order_id) == ["held"]
    lift(shop, order_id, 1)
    assert stands(shop, order_id) == ["released"]
    order_id = shop.api.post("/v1/orders", shipped(SKU, 1)).json()["order_id"]
    hold(shop, order_id)
    lift(shop, order_id, 1)
    assert stands(shop, order_id) == ["waiting"]
    shop.settle()
    assert stands(shop, order_id) == ["released"]


def test_what_was_begun_is_kept_from_leaving(shop):
    order_id = shop.place(shipped(SKU, 1))
    (part,) = shop.parts(order_id)
    shop.steps(part, "accept", "pick", "pack")
    hold(shop, order_id)
    refused = shop.try_step(part, "ship")
    assert (refused.status_code, refused.json()["code"]) == (409, "order_held")
    lift(shop, order_id, 1)
    shop.steps(part, "ship", "deliver")
    shop.settle()
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")


def test_goods_added_to_a_held_order_are_held_with_it_and_it_can_be_cancelled(shop):
    order_id = shop.place(shipped(SKU, 1))
    hold(shop, order_id)
    wish = {"kind": "set_quantity", "line_no": 1, "quantity": 2}
    change(shop, order_id, wish, tenders=[CARD])
    assert stands(shop, order_id) == ["held", "held"]
    shop.cancel(order_id)
    assert shop.stock(SKU, DEPOT) == (20, 0, 0)
    late = hold(shop, order_id)
    assert (late.status_code, late.json()["code"]) == (409, "nothing_to_hold")


def test_a_rule_holds_orders_above_a_sum_as_they_are_placed(shop):
    set_rules = shop.api.put("/v1/hold-rules", {"rules": [RULE]})
    assert set_rules.status_code == 200, set_rules.text
    small, large = shop.place(shipped(SKU, 2)), shop.place(shipped(SKU, 3))
    assert (stands(shop, small), stands(shop, large)) == (["released"], ["held"])
    (told,) = shop.api.get(f"/v1/orders/{large}/holds").json()
    assert (told["kind"], told["owner"], told["placed_by"]) == ("approval", "shop", "rule")
    assert told["due_at"] - told["placed_at"] == 2 * HOUR
    assert shop.api.get("/v1/hold-rules").json()["rules"] == [RULE]
    lift(shop, large, 1)
    assert stands(shop, large) == ["released"]
    assert shop.api.put("/v1/hold-rules", {}).status_code == 200
    assert stands(shop, shop.place(shipped(SKU, 3))) == ["released"]


def test_the_brand_adds_kinds_of_its_own(shop):
    order_id = shop.place(shipped(SKU, 1))
    assert hold(shop, order_id, "engraving").json()["code"] == "hold_kind_unknown"
    shop.api.put("/v1/hold-rules", {"kinds": [{"kind": "engraving", "hours": 1}]})
    made = hold(shop, order_id, "engraving").json()
    assert made["due_at"] - made["placed_at"] == HOUR


def test_an_overdue_hold_is_listed_with_its_owner(shop):
    order_id = shop.place(shipped(SKU, 1))
    hold(shop, order_id, owner="shop", due_at=now() + HOUR)
    with shop.api.runtime.database.reading() as tx:
        early = order_exceptions(tx, now=now())
        found = order_exceptions(tx, now=now() + 2 * HOUR)
    assert [one for one in early if one.kind == "held"] == []
    (overdue,) = [one for one in found if one.kind == "held"]
    assert (overdue.order_id, overdue.detail, overdue.owner) == (order_id, "fraud", "shop")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "whim"}, "hold_kind_unknown"),
        ({"owner": "nobody-here"}, "hold_owner_unknown"),
        ({"due_at": 1}, "malformed"),
        ({"reason": ""}, "malformed"),
    ],
)
def test_a_hold_that_cannot_be_is_refused(shop, body, code):
    order_id = shop.place(shipped(SKU, 1))
    before = shop.api.rows()
    assert hold(shop, order_id, **body).json()["code"] == code
    assert lift(shop, order_id, 1).json()["code"] == "hold_absent"
    assert shop.api.rows() == before


def test_a_rule_that_names_what_is_not_there_is_refused(shop):
    for wrong, code in (
        ([RULE | {"market": "XX"}], "hold_market_unknown"),
        ([RULE | {"owner": "nobody-here"}], "hold_owner_unknown"),
        ([RULE | {"kind": "whim"}], "hold_kind_unknown"),
        ([RULE, RULE], "hold_rule_twice"),
    ):
        assert shop.api.put("/v1/hold-rules", {"rules": wrong}).json()["code"] == code
    key = shop.api.key_of("shop", Scope.ORDERS_WRITE)
    refused = shop.api.put("/v1/hold-rules", {}, secret=key)
    assert refused.json()["code"] == "scope_missing"
