"""Money given back as store credit at the customer's wish: one or the other, never both, told."""

import asyncio

import pytest
from sqlalchemy import update

from paraguas.payments.tables import payment_transactions
from tests.doors.api.wishes import ANA, CARD, MADRID, fetched, shipped

SKU = "CASE-CLEAR"
PRICE = 2490
DEPOT = "ES-GETAFE"


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


def delivered(desk, quantity=2, **more):
    order_id = desk.place(shipped(SKU, quantity, person=ANA, **more))
    desk.deliver(desk.parts(order_id)[0])
    return order_id


def refund(desk, order_id, amount, back_to="store_credit", **how):
    body = {"amount_minor": amount, "reason": "scratched", "back_to": back_to}
    return desk.api.post(f"/v1/orders/{order_id}/refunds", body, **how)


def holds(desk):
    body = {"contact": ANA["email"], "currency": "EUR"}
    return desk.api.post("/v1/store-credits/balance", body).json().get("balance_minor", 0)


def test_a_refund_becomes_store_credit_and_the_card_gets_nothing(stocked):
    order_id = delivered(stocked)
    assert refund(stocked, order_id, 1500).status_code == 200
    stocked.settle()
    assert stocked.money(order_id)[-1] == ("credit", "done", 1500)
    assert stocked.charged(order_id) == 2 * PRICE
    assert holds(stocked) == 1500
    assert stocked.order(order_id)["payment_status"] == "partly_refunded"
    told = stocked.letters()[-1]
    assert "Saldo en tienda" in told["subject"]
    code = stocked.api.post(
        "/v1/store-credits/balance", {"contact": ANA["email"], "currency": "EUR"}
    ).json()["code"]
    text = told.get_body(("plain",)).get_content()
    assert code in text
    assert "15,00" in text
    paying = shipped(SKU, 1, tenders=[{"kind": "store_credit", "token": code}, CARD])
    assert stocked.api.post("/v1/orders", paying).status_code == 201
    assert holds(stocked) == 0


def test_the_same_wish_twice_is_one_and_no_more_goes_back_than_was_taken(stocked):
    order_id = delivered(stocked, 1)
    first = refund(stocked, order_id, 2000, idempotency_key="once")
    assert refund(stocked, order_id, 2000, idempotency_key="once").json() == first.json()
    assert holds(stocked) == 2000
    assert refund(stocked, order_id, 500).json()["code"] == "refund_too_much"
    assert refund(stocked, order_id, 500, "original").json()["code"] == "refund_too_much"
    assert refund(stocked, order_id, 490, "original").status_code == 200
    stocked.settle()
    assert stocked.charged(order_id) == 2000
    assert holds(stocked) == 2000


def test_card_and_credit_at_once_never_give_back_more_than_was_taken(stocked):
    order_id = delivered(stocked, 1)

    async def both():
        body = {"amount_minor": PRICE, "reason": "race"}
        path = f"/v1/orders/{order_id}/refunds"
        return await asyncio.gather(
            *(
                stocked.api.ask("POST", path, body | {"back_to": to})
                for to in ("original", "store_credit") * 3
            )
        )

    answers = stocked.api.run(both())
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    stocked.settle()
    assert stocked.charged(order_id) + holds(stocked) in {PRICE, 0}
    assert PRICE - stocked.charged(order_id) + holds(stocked) == PRICE


def test_a_cancelled_part_that_was_charged_becomes_credit_and_the_rest_is_set_free(stocked):
    stocked.api.stock(SKU, ES_MAD_SERRANO=5)
    wish = fetched(SKU, 1, "ES-MAD-SERRANO", tenders=[CARD | {"amount_minor": PRICE}, CARD])
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "ship", "address": MADRID})
    order_id = stocked.place(wish)
    pick_up = next(one for one in stocked.parts(order_id) if one.code)
    stocked.hand_over(pick_up)
    body = {"reason": "no more", "back_to": "store_credit"}
    assert stocked.api.post(f"/v1/orders/{order_id}/cancel", body).status_code == 200
    stocked.settle()
    assert stocked.charged(order_id) == PRICE
    assert [step[0] for step in stocked.money(order_id)].count("void") == 1
    assert holds(stocked) == 0, "what was only set aside is set free"


def test_what_was_paid_before_it_left_is_credited_when_it_is_cancelled(stocked):
    order_id = stocked.place(shipped(SKU, 2, person=ANA, tenders=[{"kind": "transfer"}]))
    path = f"/v1/orders/{order_id}"
    came = {"amount_minor": 2 * PRICE, "reference": "B-1"}
    assert stocked.api.post(f"{path}/transfer", came).status_code == 200
    body = {"reason": "no more", "units": {"1": 1}, "back_to": "store_credit"}
    assert stocked.api.post(f"{path}/cancel", body).status_code == 200
    stocked.settle()
    assert stocked.money(order_id)[-1] == ("credit", "done", PRICE)
    assert holds(stocked) == PRICE
    told = stocked.letters()[-1].get_body(("plain",)).get_content()
    assert "24,90" in told
    assert "saldo en tienda" in told
    assert "No se le ha cobrado" not in told


def test_stored_values_go_back_on_themselves_and_only_the_rest_becomes_credit(stocked):
    stocked.gift_card("GIFT-2345-6789", 1000)
    gift = {"kind": "gift_card", "token": "GIFT-2345-6789"}
    order_id = delivered(stocked, 1, tenders=[gift, CARD])
    assert stocked.gift_card_balance("GIFT-2345-6789") == 0
    assert refund(stocked, order_id, PRICE).status_code == 200
    assert stocked.gift_card_balance("GIFT-2345-6789") == 1000
    assert holds(stocked) == PRICE - 1000


def test_credit_without_somebody_to_hold_it_is_refused_and_nothing_written(stocked):
    order_id = stocked.place(shipped(SKU, 1))
    stocked.deliver(stocked.parts(order_id)[0])
    before = stocked.api.rows()
    refused = refund(stocked, order_id, 500)
    assert (refused.status_code, refused.json()["code"]) == (400, "credit_holder_missing")
    assert stocked.api.rows() == before
    wrong = refund(stocked, order_id, 500, back_to="pocket")
    assert wrong.status_code == 400


def test_a_step_without_its_credit_is_found(stocked):
    order_id = delivered(stocked, 1)
    refund(stocked, order_id, 700)
    table = payment_transactions
    with stocked.api.runtime.database.writing() as tx:
        mine = (table.c.order_id == order_id) & (table.c.kind == "credit")
        tx.run(update(table).where(mine).values(amount_minor=800))
    assert any("moved a stored value by 800" in one for one in stocked.api.findings())
    with stocked.api.runtime.database.writing() as tx:
        tx.run(update(table).where(mine).values(amount_minor=700))
