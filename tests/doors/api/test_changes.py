"""Changes of orders over the API: collected, shown, confirmed whole or not at all."""

import pytest

from paraguas.changes.actions.open_change import LASTS, open_change
from paraguas.changes.model import SetQuantity
from paraguas.plumbing.clock import now, stamp
from paraguas.values.by import By
from tests.doors.api.wishes import ANA, CARD, fetched, shipped

SKU, GREEN = "CASE-CLEAR", "CASE-GREEN"
PRICE = 2490
DEPOT = "ES-GETAFE"


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    desk.api.stock(GREEN, ES_GETAFE=20)
    return desk


def open_set(shop, order_id, *changes, reason="she called", **how):
    body = {"reason": reason, "changes": list(changes)}
    return shop.api.post(f"/v1/orders/{order_id}/changes", body, **how)


def quantity(line_no, units):
    return {"kind": "set_quantity", "line_no": line_no, "quantity": units}


def added(sku, units, group_no=1):
    return {"kind": "add_line", "sku": sku, "quantity": units, "group_no": group_no}


def removed(line_no):
    return {"kind": "remove_line", "line_no": line_no}


def opened(shop, order_id, *changes):
    answer = open_set(shop, order_id, *changes)
    assert answer.status_code == 201, answer.text
    return f"/v1/orders/{order_id}/changes/{answer.json()['change_no']}"


def shown(shop, path):
    answer = shop.api.post(f"{path}/preview")
    assert answer.status_code == 200, answer.text
    return answer.json()


def confirm(shop, path, basis, *tenders, **how):
    answer = shop.api.post(f"{path}/confirm", {"basis": basis, "tenders": list(tenders)}, **how)
    shop.settle()
    return answer


def change(shop, order_id, *changes, tenders=()):
    """Open, show and confirm; gives what was shown."""
    path = opened(shop, order_id, *changes)
    seen = shown(shop, path)
    answer = confirm(shop, path, seen["basis"], *tenders)
    assert answer.status_code == 200, answer.text
    return seen


def money(seen):
    names = ("was_minor", "becomes_minor", "to_pay_minor", "to_give_back_minor")
    return tuple(seen["money"][name] for name in names)


def test_more_of_a_line_is_charged_besides_and_goes_out(shop):
    order_id = shop.place(shipped(SKU, 1, person=ANA))
    before = shop.api.rows()
    path = opened(shop, order_id, quantity(1, 3))
    seen = shown(shop, path)
    assert money(seen) == (PRICE, 3 * PRICE, 2 * PRICE, 0)
    assert shop.stock(SKU, DEPOT) == (20, 1, 0)
    rows = shop.api.rows()
    assert {name for name in rows if rows[name] != before[name]} == {
        "change_sets",
        "facts",
        "replies",
        "seals",
    }
    done = confirm(shop, path, seen["basis"], CARD)
    assert (done.status_code, done.json()["status"]) == (200, "confirmed")
    assert done.json()["difference_minor"] == 2 * PRICE
    assert shop.stock(SKU, DEPOT) == (20, 3, 0)
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert (shop.charged(order_id), shop.billed(order_id)) == (3 * PRICE, [3 * PRICE])


def test_fewer_of_a_line_is_set_free_and_never_charged(shop):
    order_id = shop.place(shipped(SKU, 3, person=ANA))
    seen = change(shop, order_id, quantity(1, 1))
    assert money(seen) == (3 * PRICE, PRICE, 0, 0)
    assert shop.stock(SKU, DEPOT) == (20, 1, 0)
    (part,) = shop.parts(order_id, "released")
    shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert (shop.charged(order_id), shop.billed(order_id)) == (PRICE, [PRICE])


def test_what_was_paid_in_a_store_goes_back_by_its_tender(shop):
    shop.gift_card("GIFT2222", 10_000)
    card = {"kind": "gift_card", "token": "GIFT2222"}
    order_id = shop.place(shipped(SKU, 2, channel="till", place="ES-MAD-SERRANO", tenders=[card]))
    assert shop.gift_card_balance("GIFT2222") == 10_000 - 2 * PRICE
    seen = change(shop, order_id, quantity(1, 1))
    assert money(seen) == (2 * PRICE, PRICE, 0, PRICE)
    assert shop.gift_card_balance("GIFT2222") == 10_000 - PRICE
    assert shop.statuses(order_id)[2] == "partly_refunded"


def test_one_goes_and_another_comes_and_only_the_difference_moves(shop):
    order_id = shop.place(shipped(SKU, 2, person=ANA, language="en"))
    seen = change(shop, order_id, removed(1), added(GREEN, 2))
    difference = seen["money"]["becomes_minor"] - 2 * PRICE
    assert seen["money"]["to_pay_minor"] == max(0, difference)
    assert shop.stock(SKU, DEPOT) == (20, 0, 0)
    assert shop.stock(GREEN, DEPOT) == (20, 2, 0)
    (part,) = shop.parts(order_id, "released")
    shop.deliver(part)
    assert shop.charged(order_id) == seen["money"]["becomes_minor"]
    assert shop.billed(order_id) == [seen["money"]["becomes_minor"]]
    assert "is changed" in " ".join(shop.subjects())
    assert not any("cancelled" in one for one in shop.subjects())


def test_what_was_set_aside_beyond_the_worth_pays_first(shop):
    order_id = shop.place(shipped(SKU, 3))
    change(shop, order_id, quantity(1, 1))
    seen = change(shop, order_id, added(SKU, 1))
    assert money(seen) == (PRICE, 2 * PRICE, 0, 0)
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert shop.charged(order_id) == 2 * PRICE


def test_added_goods_wait_for_their_money_and_a_declined_card_is_replaced(shop):
    order_id = shop.place(shipped(SKU, 1))
    change(shop, order_id, added(GREEN, 1), tenders=[{"kind": "card", "token": "tok_declined"}])
    assert [p.portions[0].quantity for p in shop.parts(order_id, "waiting")] == [1]
    answer = shop.api.post(f"/v1/orders/{order_id}/tenders", {"tenders": [CARD]})
    assert answer.status_code == 200, answer.text
    shop.settle()
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")


def test_lines_added_after_the_invoice_have_one_of_their_own(shop):
    order_id = shop.place(shipped(SKU, 2))
    assert shop.api.post(f"/v1/orders/{order_id}/invoices").status_code in {200, 201}
    seen = change(shop, order_id, quantity(1, 1), added(GREEN, 1), tenders=[CARD])
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)
    invoice, credit, second = shop.billed(order_id)
    assert (invoice, credit) == (2 * PRICE, PRICE)
    assert invoice - credit + second == seen["money"]["becomes_minor"]


def test_a_pick_up_grows_in_its_store_and_its_promise_follows(shop):
    shop.api.stock(SKU, ES_MAD_SERRANO=1)
    order_id = shop.place(fetched(SKU, 1, "ES-MAD-SERRANO", person=ANA))
    shop.api.stock(GREEN, ES_MAD_SERRANO=1)
    change(shop, order_id, added(GREEN, 1), tenders=[CARD])
    parts = shop.parts(order_id, "released")
    assert len({part.place_id for part in parts}) == 1
    for part in parts:
        shop.hand_over(part)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")


def test_history_tells_what_was_changed_by_whom_and_why(shop):
    order_id = shop.place(shipped(SKU, 3))
    change(shop, order_id, quantity(1, 2))
    path = opened(shop, order_id, quantity(1, 1))
    gone = shop.api.post(f"{path}/withdraw")
    assert (gone.status_code, gone.json()["status"]) == (200, "withdrawn")
    told = shop.api.get(f"/v1/orders/{order_id}/changes").json()
    assert [(one["change_no"], one["status"], one["opened_by"]) for one in told] == [
        (1, "confirmed", "shop"),
        (2, "withdrawn", "shop"),
    ]
    assert [one["difference_minor"] for one in told] == [-PRICE, None]
    assert shop.api.get(path).json() == told[1]
    facts = shop.api.get(f"/v1/streams/{order_id}/facts").json()["facts"]
    names = [one["name"] for one in facts]
    assert names.count("order.changed.v1") == 1
    (fact,) = [one["body"] for one in facts if one["name"] == "order.changed.v1"]
    assert (fact["kinds"], fact["removed"]) == (
        ["set_quantity"],
        [{"line_no": 1, "quantity": 1}],
    )


def test_one_set_is_open_at_a_time_and_wishes_name_their_version(shop):
    order_id = shop.place(shipped(SKU, 3))
    path = opened(shop, order_id, quantity(1, 2))
    second = open_set(shop, order_id, quantity(1, 1))
    assert (second.status_code, second.json()["code"]) == (409, "change_open")
    more = shop.api.post(f"{path}/wishes", {"version": 1, "changes": [removed(1)]})
    assert more.json()["changes"] == [removed(1)]
    late = shop.api.post(f"{path}/wishes", {"version": 1, "changes": [quantity(1, 1)]})
    assert (late.status_code, late.json()["code"]) == (409, "change_moved")
    assert shop.api.post(f"{path}/withdraw").status_code == 200
    assert open_set(shop, order_id, quantity(1, 1)).status_code == 201


def test_a_set_nobody_confirmed_in_time_makes_way_for_the_next(shop):
    order_id = shop.place(shipped(SKU, 3))
    began = stamp(By("phone", "agent"), at=now() - LASTS)
    wish = (SetQuantity(line_no=1, quantity=2),)
    with shop.api.runtime.database.writing() as tx:
        open_change(tx, began, order_id, "she called", wish)
    assert open_set(shop, order_id, quantity(1, 1)).status_code == 201
    first, second = shop.api.get(f"/v1/orders/{order_id}/changes").json()
    assert (first["status"], first["closed_at"]) == ("expired", began.at + LASTS)
    assert second["status"] == "open"


@pytest.mark.parametrize("meanwhile", ["cancel", "ship", "wish"])
def test_a_stale_preview_is_refused_and_nothing_is_written(shop, meanwhile):
    order_id = shop.place(shipped(SKU, 3))
    path = opened(shop, order_id, added(GREEN, 1))
    seen = shown(shop, path)
    if meanwhile == "cancel":
        shop.cancel(order_id, {"1": 1})
    elif meanwhile == "ship":
        shop.steps(shop.parts(order_id)[0], "accept", "pick", "pack", "ship")
    else:
        shop.api.post(f"{path}/wishes", {"version": 1, "changes": [quantity(1, 1)]})
    shop.settle()
    before = shop.api.rows()
    stale = confirm(shop, path, seen["basis"], CARD)
    assert (stale.status_code, stale.json()["code"]) == (409, "preview_stale")
    assert shop.api.rows() == before
    assert confirm(shop, path, shown(shop, path)["basis"], CARD).status_code == 200


def test_a_confirm_that_comes_twice_changes_once(shop):
    order_id = shop.place(shipped(SKU, 1))
    path = opened(shop, order_id, quantity(1, 2))
    basis = shown(shop, path)["basis"]
    first = confirm(shop, path, basis, CARD, idempotency_key="once")
    again = confirm(shop, path, basis, CARD, idempotency_key="once")
    other = confirm(shop, path, basis, CARD)
    assert first.json() == again.json() == other.json()
    assert shop.stock(SKU, DEPOT) == (20, 2, 0)
    closed = confirm(shop, path, "0" * 32, CARD)
    assert (closed.status_code, closed.json()["code"]) == (409, "change_closed")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ([], "change_empty"),
        ([{"kind": "set_quantity", "line_no": 1, "quantity": 3}], "change_empty"),
        ([{"kind": "set_quantity", "line_no": 7, "quantity": 3}], "line_absent"),
        ([{"kind": "remove_line", "line_no": 7}], "line_absent"),
        ([added(SKU, 1, group_no=9)], "group_absent"),
        ([added("NONE", 1)], "sku_unknown"),
        ([added("SETUP-PHONE", 1)], "kind_misplaced"),
        ([added(SKU, 500)], "stock_short"),
    ],
)
def test_what_cannot_be_is_refused_when_it_is_shown(shop, wish, code):
    path = opened(shop, shop.place(shipped(SKU, 3)), *wish)
    before = shop.api.rows()
    refused = shop.api.post(f"{path}/preview")
    assert refused.json()["code"] == code
    assert shop.api.rows() == before


def test_fewer_than_have_left_is_refused_and_an_order_that_is_done_grows_no_more(shop):
    order_id = shop.place(shipped(SKU, 2))
    shop.deliver(shop.parts(order_id)[0])
    path = opened(shop, order_id, quantity(1, 1))
    assert shop.api.post(f"{path}/preview").json()["code"] == "line_gone"
    shop.api.post(f"{path}/withdraw")
    path = opened(shop, order_id, added(SKU, 1))
    assert shop.api.post(f"{path}/preview").json()["code"] == "order_done"


def test_the_difference_is_paid_exactly(shop):
    order_id = shop.place(shipped(SKU, 1))
    path = opened(shop, order_id, quantity(1, 2))
    basis = shown(shop, path)["basis"]
    short = confirm(shop, path, basis)
    assert (short.status_code, short.json()["code"]) == (400, "tender_short")
    over = confirm(shop, path, basis, CARD | {"amount_minor": 2 * PRICE})
    assert over.json()["code"] == "tender_over"
    assert shop.stock(SKU, DEPOT) == (20, 1, 0)
    assert confirm(shop, path, basis, CARD).status_code == 200
