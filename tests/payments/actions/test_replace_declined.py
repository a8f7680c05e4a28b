import pytest

from paraguas.journeys.money.stored_tenders import move_stored
from paraguas.payments.actions.replace_declined import replace_declined
from paraguas.payments.errors import PaymentAbsent, TenderOver, TenderShort
from paraguas.values.ids import digest_id
from tests.payments.till import (
    balance_of,
    card,
    gift,
    issue,
    place,
    plan,
    stamp,
    status_of,
    work_off,
)


def pay_again(db, order_id, offers, total):
    with db.writing() as tx:
        paid = replace_declined(tx, stamp(), order_id, plan(tx, offers, total))
        move_stored(tx, paid.moves)
        return paid.balance


def test_another_card_pays_what_the_declined_one_left_open(books, sandbox):
    issue(books, "GIFT0001", 300)
    order_id = place(books, [gift("GIFT0001"), card("tok_declined")], 1000)
    work_off(books, sandbox)
    assert balance_of(books, order_id).missing == 700
    assert pay_again(books, order_id, [card("tok_ok")], 700).status().value == "pending"
    work_off(books, sandbox)
    assert status_of(books, order_id) == "authorised"
    assert balance_of(books, order_id).missing == 0


def test_it_can_be_declined_again_and_paid_by_gift_card(books, sandbox):
    issue(books, "GIFT0001", 1500)
    order_id = place(books, [card("tok_declined")], 1000)
    work_off(books, sandbox)
    pay_again(books, order_id, [card("tok_declined")], 1000)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "declined"
    assert pay_again(books, order_id, [gift("GIFT0001")], 1000).status().value == "authorised"


@pytest.mark.parametrize(("total", "refusal"), [(999, TenderShort), (1001, TenderOver)])
def test_another_sum_than_what_is_missing_is_refused(books, sandbox, total, refusal):
    order_id = place(books, [card("tok_declined")], 1000)
    work_off(books, sandbox)
    with pytest.raises(refusal):
        pay_again(books, order_id, [card()], total)


def test_order_without_payments_is_refused(books):
    with pytest.raises(PaymentAbsent):
        pay_again(books, digest_id("nobody"), [card()], 100)
