"""Prices of an order that was placed: overridden and lowered within authority."""

import pytest

from paraguas.staff.model import Scope
from tests.doors.api.test_changes import change, confirm, opened, shown
from tests.doors.api.wishes import CARD, shipped

SKU, GREEN, PRICE = "CASE-CLEAR", "CASE-GREEN", 2490


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    desk.api.stock(GREEN, ES_GETAFE=20)
    return desk


def override(unit_price_minor, line_no=1):
    return {"kind": "override_price", "line_no": line_no, "unit_price_minor": unit_price_minor}


def goodwill(amount_minor, **more):
    return {"kind": "give_goodwill", "amount_minor": amount_minor, **more}


def deliver_all(shop, order_id):
    for part in shop.parts(order_id, "released"):
        shop.deliver(part)


def test_an_overridden_price_is_charged_taxed_and_invoiced(shop):
    order_id = shop.place(shipped(SKU, 2))
    seen = change(shop, order_id, override(2000))
    assert (seen["money"]["becomes_minor"], seen["money"]["given_minor"]) == (4000, 980)
    deliver_all(shop, order_id)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert (shop.charged(order_id), shop.billed(order_id)) == (4000, [4000])
    line = shop.order(order_id)["lines"][0]["line"]
    assert line["tax_minor"] == round(4000 * 21 / 121)


def test_a_dearer_price_is_paid_by_a_further_tender(shop):
    order_id = shop.place(shipped(SKU, 1))
    seen = change(shop, order_id, override(3000), tenders=[CARD])
    assert (seen["money"]["to_pay_minor"], seen["money"]["given_minor"]) == (510, 0)
    deliver_all(shop, order_id)
    assert shop.statuses(order_id) == ("completed", "delivered", "paid")
    assert shop.charged(order_id) == 3000


def test_goodwill_is_taken_off_all_lines_to_the_cent(shop):
    lines = [{"sku": SKU, "quantity": 1}, {"sku": GREEN, "quantity": 1}]
    order_id = shop.place(shipped(SKU, 1, lines=lines))
    total = shop.order(order_id)["total_minor"]
    change(shop, order_id, goodwill(501))
    order = shop.order(order_id)
    assert order["total_minor"] == total - 501
    assert sum(one["line"]["discount_minor"] for one in order["lines"]) == 501
    change(shop, order_id, goodwill(99, line_no=2))
    deliver_all(shop, order_id)
    assert shop.charged(order_id) == total - 600
    assert shop.billed(order_id) == [total - 600]


def test_what_was_paid_already_goes_back(shop):
    shop.gift_card("GIFT3333", 10_000)
    card = {"kind": "gift_card", "token": "GIFT3333"}
    order_id = shop.place(shipped(SKU, 1, channel="till", place="ES-MAD-SERRANO", tenders=[card]))
    change(shop, order_id, goodwill(490))
    assert shop.gift_card_balance("GIFT3333") == 10_000 - 2000
    more = {"kind": "add_line", "sku": SKU, "quantity": 1, "group_no": 1}
    change(shop, order_id, more, tenders=[CARD])
    deliver_all(shop, order_id)
    assert shop.charged(order_id) == PRICE


def test_above_her_limit_a_second_person_confirms(shop):
    order_id = shop.place(shipped(SKU, 4))
    path = opened(shop, order_id, goodwill(6000))
    basis = shown(shop, path)["basis"]
    agent = shop.api.key_of("ES-01", Scope.ORDERS_WRITE, door="till")
    refused = confirm(shop, path, basis, secret=agent)
    assert (refused.status_code, refused.json()["code"]) == (403, "authority_exceeded")
    assert shop.order(order_id)["total_minor"] == 4 * PRICE
    approved = confirm(shop, path, basis)
    assert approved.status_code == 200
    assert (approved.json()["opened_by"], approved.json()["closed_by"]) == ("shop", "shop")
    small = opened(shop, order_id, goodwill(100))
    assert confirm(shop, small, shown(shop, small)["basis"], secret=agent).status_code == 200


def test_what_is_fixed_stays(shop):
    order_id = shop.place(shipped(SKU, 2))
    for wish, code in (
        (goodwill(3 * PRICE), "goodwill_too_much"),
        (override(1, line_no=9), "line_absent"),
    ):
        path = opened(shop, order_id, wish)
        assert shop.api.post(f"{path}/preview").json()["code"] == code
        shop.api.post(f"{path}/withdraw")
    shop.cancel(order_id, {"1": 1})
    path = opened(shop, order_id, override(1))
    assert shop.api.post(f"{path}/preview").json()["code"] == "price_fixed"
    shop.api.post(f"{path}/withdraw")
    invoiced = shop.place(shipped(SKU, 1))
    shop.api.post(f"/v1/orders/{invoiced}/invoices")
    path = opened(shop, invoiced, goodwill(1))
    assert shop.api.post(f"{path}/preview").json()["code"] == "price_fixed"
