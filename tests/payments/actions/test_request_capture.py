import pytest

from paraguas.payments.actions.request_capture import request_capture
from paraguas.payments.errors import PaymentAmount
from paraguas.payments.model import Capture
from paraguas.payments.queries import book
from paraguas.stored_value.queries import gift_card
from paraguas.values.ids import digest_id
from tests.payments.till import (
    balance_of,
    card,
    cash,
    gift,
    issue,
    place,
    stamp,
    status_of,
    work_off,
)

FIRST, SECOND, THIRD = (digest_id("fulfilment", name) for name in ("1", "2", "3"))


def capture(db, order_id, amount, fulfilment=FIRST):
    with db.writing() as tx:
        return request_capture(tx, stamp(), order_id, amount, fulfilment)


def taken(db, order_id):
    with db.reading() as tx:
        return [
            (one.tender_no, one.amount_minor, one.state.value)
            for one in book(tx, order_id).transactions
            if one.kind.value == "capture"
        ]


def test_each_fulfilment_takes_its_part_from_the_tenders_in_order(books, sandbox):
    issue(books, "GIFT0001", 300)
    order_id = place(books, [gift("GIFT0001"), card()], 1000)
    work_off(books, sandbox)
    assert capture(books, order_id, 600) == Capture(600, 0)
    assert taken(books, order_id) == [(1, 300, "done"), (2, 300, "pending")]
    work_off(books, sandbox)
    assert status_of(books, order_id) == "partly_paid"
    assert capture(books, order_id, 400, SECOND) == Capture(400, 0)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "paid"
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 0


def test_asking_twice_for_a_fulfilment_takes_once(books, sandbox):
    order_id = place(books, [card()], 1000)
    work_off(books, sandbox)
    capture(books, order_id, 600)
    assert capture(books, order_id, 600) == Capture(0, 0)
    work_off(books, sandbox)
    assert capture(books, order_id, 600) == Capture(0, 0)
    assert balance_of(books, order_id).captured == 600


def test_what_was_paid_at_the_till_counts_first(books, sandbox):
    order_id = place(books, [cash(amount=300), card()], 1000, on_site=True)
    work_off(books, sandbox)
    assert capture(books, order_id, 200) == Capture(0, 0)
    assert capture(books, order_id, 200, SECOND) == Capture(100, 0)
    assert capture(books, order_id, 600, THIRD) == Capture(600, 0)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "paid"


def test_late_decline_shows_what_is_missing(books, sandbox):
    order_id = place(books, [card("tok_late_decline")], 1000)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "authorised"
    capture(books, order_id, 1000)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "declined"
    assert capture(books, order_id, 1000) == Capture(0, 1000)
    assert balance_of(books, order_id).missing == 1000


def test_lost_answers_take_the_money_once(books, sandbox):
    order_id = place(books, [card("tok_timeout")], 1000)
    work_off(books, sandbox)
    capture(books, order_id, 1000)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "paid"
    kinds = [(one.kind, one.amount_minor) for one in sandbox.ledger()]
    assert kinds == [("authorise", 1000), ("capture", 1000)]


def test_nothing_is_due_for_a_gift(books):
    order_id = place(books, [], 0)
    assert capture(books, order_id, 0) == Capture(0, 0)
    with pytest.raises(PaymentAmount):
        capture(books, order_id, -1, SECOND)
