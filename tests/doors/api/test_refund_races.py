"""Refunds that race a cancel: whatever comes first, no more goes back than was taken."""

import asyncio

import pytest

from tests.doors.api.wishes import shipped

SKU, PRICE, CARD_SUM = "CASE-CLEAR", 2490, 20_000
STORE = "ES-MAD-SERRANO"
GIFT = {"kind": "gift_card", "token": "GIFT2222"}


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    desk.gift_card("GIFT2222", CARD_SUM)
    return desk


def at_once(shop, order_id, *asked):
    """Ask for all of these at one moment: (what, body)."""

    async def all_of_it():
        paths = ((f"/v1/orders/{order_id}/{what}", body) for what, body in asked)
        return await asyncio.gather(*(shop.api.ask("POST", path, body) for path, body in paths))

    answers = shop.api.run(all_of_it())
    shop.settle()
    return answers


def refund(amount_minor):
    return "refunds", {"amount_minor": amount_minor, "reason": "sorry"}


def cancel(units=None):
    return "cancel", {"reason": "changed her mind", "units": units}


@pytest.mark.parametrize("first", [0, 3])
def test_a_refund_racing_a_cancel_gives_back_no_more_than_was_taken(shop, first):
    order_id = shop.place(shipped(SKU, 3, channel="till", place=STORE, tenders=[GIFT]))
    asked = [refund(2 * PRICE)] * 3
    asked.insert(first, cancel())
    answers = at_once(shop, order_id, *asked)
    codes = {one.status_code: one.json().get("code") for one in answers}
    assert answers[first].status_code == 200
    assert codes.get(409) == "refund_too_much"
    assert shop.gift_card_balance("GIFT2222") == CARD_SUM
    assert shop.statuses(order_id) == ("cancelled", "cancelled", "refunded")
    assert sum(amount for kind, _, amount in shop.money(order_id) if kind == "refund") == 3 * PRICE


def test_a_part_cancelled_while_money_is_given_leaves_both(shop):
    order_id = shop.place(shipped(SKU, 3, channel="till", place=STORE, tenders=[GIFT]))
    answers = at_once(shop, order_id, refund(500), cancel({"1": 1}), refund(500))
    assert [one.status_code for one in answers] == [200, 200, 200]
    assert shop.gift_card_balance("GIFT2222") == CARD_SUM - 2 * PRICE + 1000
