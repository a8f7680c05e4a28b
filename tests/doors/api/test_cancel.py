"""Cancelling: goods back on the shelf, money back to where it came from, the person told."""

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import CARD, MADRID, fetched, handset, shipped, sold

SKU = "CASE-CLEAR"
PRICE = 2490
STORE = "ES-MAD-SERRANO"


@pytest.fixture
def stocked(desk):
    desk.api.stock(SKU, ES_GETAFE=10)
    return desk


def test_all_of_an_order_before_anything_left(stocked):
    order_id = stocked.place(shipped(SKU, 2))
    stocked.cancel(order_id)
    assert stocked.statuses(order_id) == ("cancelled", "cancelled", "voided")
    assert stocked.stock(SKU, "ES-GETAFE") == (10, 0, 0)
    assert stocked.money(order_id) == [
        ("authorise", "done", 2 * PRICE),
        ("void", "done", 2 * PRICE),
    ]
    assert [part.status.value for part in stocked.parts(order_id)] == ["cancelled"]
    assert {promise["state"] for promise in stocked.order(order_id)["promises"]} == {"dropped"}
    assert stocked.invoices(order_id) == []


def test_before_the_card_has_answered_the_money_is_set_free_when_it_does(stocked):
    placed = stocked.api.post("/v1/orders", shipped(SKU, 2)).json()
    order_id = placed["order_id"]
    answer = stocked.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "wrong size"})
    assert answer.json()["payment_status"] == "pending"
    stocked.settle()
    assert stocked.statuses(order_id) == ("cancelled", "cancelled", "voided")
    assert stocked.charged(order_id) == 0


def test_a_part_before_the_card_has_answered_is_never_charged(stocked):
    order_id = stocked.api.post("/v1/orders", shipped(SKU, 3)).json()["order_id"]
    stocked.cancel(order_id, {"1": 1})
    (parcel,) = stocked.parts(order_id)
    stocked.deliver(parcel)
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")
    assert stocked.charged(order_id) == 2 * PRICE
    assert stocked.money(order_id)[-1] == ("void", "done", PRICE)


def test_a_part_of_a_line_goes_and_the_rest_is_charged_and_invoiced(stocked):
    order_id = stocked.place(shipped(SKU, 3))
    stocked.cancel(order_id, {"1": 2})
    assert stocked.stock(SKU, "ES-GETAFE") == (10, 1, 0)
    (parcel,) = stocked.parts(order_id)
    assert [portion.quantity for portion in parcel.portions] == [1]
    stocked.deliver(parcel)
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")
    assert stocked.charged(order_id) == PRICE
    assert stocked.billed(order_id) == [PRICE]


def two_groups(desk, **more):
    """Two cases to fetch and one shipped, from different places."""
    desk.api.stock(SKU, ES_MAD_SERRANO=5)
    wish = fetched(SKU, 2, STORE, **more)
    wish["lines"].append({"sku": SKU, "quantity": 1, "group": 1})
    wish["groups"].append({"kind": "ship", "address": MADRID})
    return desk.place(wish)


def test_the_rest_after_one_part_was_charged_is_set_free_and_what_went_is_invoiced(stocked):
    order_id = two_groups(stocked)
    pick_up, _ = stocked.parts(order_id)
    stocked.hand_over(pick_up)
    assert stocked.statuses(order_id) == ("open", "partly_fulfilled", "partly_paid")
    assert stocked.invoices(order_id) == []
    stocked.cancel(order_id)
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")
    assert stocked.charged(order_id) == 2 * PRICE
    assert stocked.money(order_id)[-1] == ("void", "done", PRICE)
    assert stocked.billed(order_id) == [2 * PRICE]


def test_money_taken_at_once_is_given_back_tender_by_tender(stocked):
    stocked.gift_card("GIFT1111", 1000)
    tenders = [{"kind": "gift_card", "token": "GIFT1111"}, {"kind": "cash"}]
    order_id = two_groups(stocked, channel="till", place=STORE, tenders=tenders)
    stocked.cancel(order_id, {"2": 1})
    assert stocked.order(order_id)["payment_status"] == "partly_refunded"
    stocked.cancel(order_id)
    assert stocked.statuses(order_id) == ("cancelled", "cancelled", "refunded")
    refunds = [step for step in stocked.money(order_id) if step[0] == "refund"]
    assert sum(amount for _, _, amount in refunds) == 3 * PRICE
    assert stocked.gift_card_balance("GIFT1111") == 1000


def test_a_gift_card_set_aside_on_the_web_is_set_free(stocked):
    stocked.gift_card("GIFT1111", 5000)
    tenders = [{"kind": "gift_card", "token": "GIFT1111", "amount_minor": 3000}, CARD]
    order_id = stocked.place(shipped(SKU, 2, tenders=tenders))
    assert stocked.gift_card_balance("GIFT1111") == 2000
    stocked.cancel(order_id, {"1": 1})
    assert stocked.gift_card_balance("GIFT1111") >= 2000
    stocked.cancel(order_id)
    assert stocked.gift_card_balance("GIFT1111") == 5000
    assert stocked.order(order_id)["payment_status"] == "voided"


def test_what_has_left_is_not_cancelled(stocked):
    order_id = two_groups(stocked)
    pick_up, _ = stocked.parts(order_id)
    stocked.hand_over(pick_up)
    before = stocked.api.rows()
    body = {"reason": "too late", "units": {"1": 1}}
    refused = stocked.api.post(f"/v1/orders/{order_id}/cancel", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "past_cancelling")
    assert stocked.api.rows() == before
    stocked.cancel(order_id)
    again = stocked.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "once more"})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_cancel")


def test_a_parcel_that_is_packed_and_has_not_left_is_still_cancelled(stocked):
    order_id = stocked.place(shipped(SKU, 2))
    (parcel,) = stocked.parts(order_id)
    stocked.steps(parcel, "accept", "pick", "pack")
    stocked.cancel(order_id)
    assert stocked.statuses(order_id) == ("cancelled", "cancelled", "voided")
    assert stocked.stock(SKU, "ES-GETAFE") == (10, 0, 0)


def test_what_waits_in_a_bay_is_cancelled_and_nothing_is_left_to_do(stocked):
    stocked.api.stock(SKU, ES_MAD_SERRANO=1)
    order_id = stocked.place(fetched(SKU, 1, STORE))
    (part,) = stocked.parts(order_id)
    stocked.make_ready(part)
    stocked.settle()
    assert stocked.api.rows()["chores"] == 1 + 1  # its person is taken in later
    stocked.cancel(order_id)
    assert stocked.api.rows()["chores"] == 1
    assert stocked.stock(SKU, STORE) == (1, 0, 0)


def test_a_sale_over_the_counter_is_not_cancelled(stocked):
    stocked.keep_hours(DAY_AND_NIGHT, STORE)
    stocked.api.stock(SKU, ES_MAD_SERRANO=1)
    order_id = stocked.place(sold(SKU, 1, STORE))
    refused = stocked.api.post(f"/v1/orders/{order_id}/cancel", {"reason": "regret"})
    assert refused.json()["code"] == "nothing_to_cancel"


def test_a_set_up_goes_with_its_handset_and_its_slot_is_free_again(stocked):
    stocked.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=1)
    order_id = stocked.place(handset(STORE))
    start_at = stocked.slots(order_id, 2)[0]["start_at"]
    assert stocked.book(order_id, 2, start_at).status_code == 200
    cancelled = stocked.cancel(order_id, {"1": 1})
    assert [line["counters"]["cancelled"] for line in cancelled["lines"]] == [1, 1, 0]
    assert [one.status.value for one in stocked.appointments(order_id)] == ["released"]
    assert set(stocked.open_promises(order_id)) == {"deliver"}
    again = stocked.book(order_id, 2, start_at)
    assert (again.status_code, again.json()["code"]) == (409, "appointment_not_open")
    (parcel,) = stocked.parts(order_id, "released")
    stocked.deliver(parcel)
    assert stocked.charged(order_id) == 2 * PRICE
    assert stocked.statuses(order_id) == ("completed", "delivered", "paid")


def test_what_was_invoiced_before_is_credited(stocked):
    order_id = stocked.place(shipped(SKU, 3))
    issued = stocked.api.post(f"/v1/orders/{order_id}/invoices")
    assert issued.status_code == 201
    stocked.cancel(order_id, {"1": 2})
    invoice, note = stocked.invoices(order_id)
    assert note["refers_to"]["invoice_id"] == invoice["invoice_id"]
    assert [abs(gross) for gross in stocked.billed(order_id)] == [3 * PRICE, 2 * PRICE]


@pytest.mark.parametrize(
    ("language", "word"), [("es", "cancelado"), ("fr", "annulé"), ("en", "cancelled")]
)
def test_the_person_is_told_in_her_language_and_only_once(stocked, language, word):
    person = {"name": "Ana", "email": "ana@example.com"}
    order_id = stocked.place(shipped(SKU, 1, person=person, language=language))
    for _ in range(2):
        answer = stocked.api.post(
            f"/v1/orders/{order_id}/cancel", {"reason": "regret"}, idempotency_key="cancel-1"
        )
        assert answer.status_code == 200
        stocked.settle()
    (letter,) = stocked.letters()
    assert word in str(letter["subject"])
    assert letter["content-language"] == language


def test_money_set_free_whose_answer_is_lost_is_set_free_once(stocked):
    order_id = stocked.place(shipped(SKU, 1, tenders=[{**CARD, "token": "tok_timeout"}]))
    stocked.hurry()
    assert stocked.order(order_id)["payment_status"] == "authorised"
    stocked.cancel(order_id)
    assert [step[:2] for step in stocked.money(order_id)] == [
        *(("authorise", "done"), ("void", "unknown"))
    ]
    stocked.hurry()
    assert [step[:2] for step in stocked.money(order_id)] == [
        *(("authorise", "done"), ("void", "done"))
    ]
    assert stocked.order(order_id)["payment_status"] == "voided"
