"""Bank transfers: the order waits for its money, begins when it comes, and is given up when not."""

import asyncio

import pytest

from paraguas.payments.rules.transferring import TRANSFER_DAYS
from paraguas.plumbing.clock import now
from paraguas.values.time import DAY
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import CARD, shipped, sold

SKU = "CASE-CLEAR"
PRICE = 2490
TRANSFER = {"kind": "transfer"}


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=10)
    return desk


def waiting(desk, *tenders, quantity=1):
    return desk.place(shipped(SKU, quantity, tenders=list(tenders) or [TRANSFER]))


def receive(desk, order_id, amount=PRICE, reference="BANK-1", **how):
    body = {"amount_minor": amount, "reference": reference}
    answer = desk.api.post(f"/v1/orders/{order_id}/transfer", body, **how)
    desk.settle()
    return answer


def code_of(answer):
    return answer.status_code, answer.json().get("code")


def test_the_order_waits_for_its_money_and_begins_when_it_has_come(stocked):
    order_id = waiting(stocked)
    assert stocked.statuses(order_id) == ("open", "unfulfilled", "pending")
    [part] = stocked.parts(order_id)
    assert part.status.value == "waiting"
    assert stocked.stock(SKU, "ES-GETAFE") == (10, 1, 0)
    came = receive(stocked, order_id)
    assert (came.status_code, came.json()["payment_status"]) == (200, "paid")
    stocked.deliver(stocked.parts(order_id)[0])
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")
    assert stocked.money(order_id) == [
        ("authorise", "done", PRICE),
        ("capture", "done", PRICE),
    ]
    refund = {"amount_minor": 500, "reason": "scratched"}
    assert stocked.api.post(f"/v1/orders/{order_id}/refunds", refund).status_code == 200
    assert stocked.money(order_id)[-1] == ("refund", "done", 500)


def test_the_same_money_counts_once_and_another_sum_is_refused(stocked):
    order_id = waiting(stocked)
    short = receive(stocked, order_id, PRICE - 1)
    assert code_of(short) == (409, "transfer_amount")
    assert stocked.order(order_id)["payment_status"] == "pending"
    receive(stocked, order_id)
    before = stocked.money(order_id)
    assert receive(stocked, order_id).status_code == 200
    assert code_of(receive(stocked, order_id, reference="BANK-2")) == (409, "transfer_not_awaited")
    assert stocked.money(order_id) == before


def test_two_who_note_it_at_once_take_it_once(stocked):
    order_id = waiting(stocked)
    path = f"/v1/orders/{order_id}/transfer"

    async def both():
        bodies = ({"amount_minor": PRICE, "reference": f"BANK-{n}"} for n in range(3))
        return await asyncio.gather(*(stocked.api.ask("POST", path, one) for one in bodies))

    answers = stocked.api.run(both())
    assert sorted(one.status_code for one in answers) == [200, 409, 409]
    assert len(stocked.money(order_id)) == 2


def test_money_that_does_not_come_in_time_cancels_the_order(stocked):
    stocked.gift_card("GIFT1111", 1000)
    gift = {"kind": "gift_card", "token": "GIFT1111"}
    order_id = waiting(stocked, gift, TRANSFER)
    stocked.pass_time(now() + (TRANSFER_DAYS - 1) * DAY)
    assert stocked.order(order_id)["status"] == "open"
    stocked.pass_time(now() + (TRANSFER_DAYS + 1) * DAY)
    assert stocked.statuses(order_id)[:2] == ("cancelled", "cancelled")
    assert stocked.stock(SKU, "ES-GETAFE") == (10, 0, 0)
    assert stocked.gift_card_balance("GIFT1111") == 1000
    late = receive(stocked, order_id, PRICE - 1000)
    assert code_of(late) == (409, "transfer_not_awaited")


def test_money_that_came_is_not_given_up(stocked):
    order_id = waiting(stocked)
    receive(stocked, order_id)
    stocked.pass_time(now() + (TRANSFER_DAYS + 1) * DAY)
    assert stocked.statuses(order_id) == ("open", "unfulfilled", "paid")


def test_what_was_cancelled_before_the_money_came_is_given_back(stocked):
    order_id = waiting(stocked, quantity=2)
    stocked.cancel(order_id, {"1": 1})
    receive(stocked, order_id, 2 * PRICE)
    assert stocked.money(order_id)[-1] == ("refund", "done", PRICE)
    dropped = waiting(stocked)
    stocked.cancel(dropped)
    receive(stocked, dropped)
    assert stocked.money(dropped)[-1] == ("refund", "done", PRICE)
    assert stocked.order(dropped)["payment_status"] == "refunded"


def test_it_is_not_taken_where_nobody_waits_or_goods_are_carried_out(stocked):
    paid = waiting(stocked, CARD)
    assert code_of(receive(stocked, paid)) == (409, "transfer_not_awaited")
    assert code_of(receive(stocked, "0" * 32)) == (404, "order_absent")
    store = "ES-MAD-GRANVIA"
    stocked.keep_hours(DAY_AND_NIGHT, store)
    stocked.api.stock(SKU, ES_MAD_GRANVIA=1)
    refused = stocked.api.post("/v1/orders", sold(SKU, 1, store, tenders=[TRANSFER]))
    assert code_of(refused) == (400, "transfer_on_site")
