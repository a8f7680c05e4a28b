import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from paraguas.journeys.money.stored_tenders import move_stored
from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.actions.refund_payment import refund_payment
from paraguas.payments.actions.request_capture import request_capture
from paraguas.payments.errors import PaymentAbsent, PaymentAmount, RefundTooMuch
from paraguas.payments.model import TransactionKind
from paraguas.payments.queries import balances, book
from paraguas.payments.rules.spreading import spread_refund
from paraguas.stored_value.queries import gift_card
from paraguas.values.ids import digest_id
from paraguas.values.refusal import Refusal
from tests.payments.till import (
    balance_of,
    card,
    cash,
    gift,
    issue,
    place,
    stamp,
    status_of,
    terminal,
    work_off,
)


def refund(db, order_id, amount, **how):
    with db.writing() as tx:
        refunded = refund_payment(tx, stamp(), order_id, amount, **how)
        move_stored(tx, refunded.moves)
        return [(one.tender_no, one.amount_minor, one.state.value) for one in refunded.steps]


def paid(db, sandbox, offers, total, token="tok_ok"):
    order_id = place(db, offers, total)
    work_off(db, sandbox)
    with db.writing() as tx:
        request_capture(tx, stamp(), order_id, total, digest_id("fulfilment", order_id))
    work_off(db, sandbox)
    return order_id


def test_money_goes_back_to_the_tenders_in_their_order(books, sandbox):
    issue(books, "GIFT0001", 300)
    order_id = paid(books, sandbox, [gift("GIFT0001"), card()], 1000)
    assert refund(books, order_id, 450) == [(1, 300, "done"), (2, 150, "pending")]
    work_off(books, sandbox)
    assert status_of(books, order_id) == "partly_refunded"
    assert refund(books, order_id, 550) == [(2, 550, "pending")]
    work_off(books, sandbox)
    assert status_of(books, order_id) == "refunded"
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 300


def test_open_refunds_count(books, sandbox):
    order_id = paid(books, sandbox, [card()], 1000)
    refund(books, order_id, 700)
    with pytest.raises(RefundTooMuch) as caught:
        refund(books, order_id, 301)
    assert caught.value.details["amount"] == "3.00"


def test_declined_refund_can_be_made_again(books, sandbox):
    order_id = paid(books, sandbox, [card("tok_refund_declined")], 1000)
    refund(books, order_id, 1000)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "paid"
    assert balance_of(books, order_id).refundable == 1000


def test_cash_goes_back_in_the_coins_there_are(books):
    order_id = place(books, [cash(), terminal(500)], 1713, on_site=True)
    assert refund(books, order_id, 1212, cash_step_minor=5) == [(1, 1212, "done")]
    with books.reading() as tx:
        assert book(tx, order_id).transactions[-1].rounding_minor == -2


def test_what_was_never_taken_is_not_refunded(books):
    order_id = place(books, [card()], 1000)
    with pytest.raises(RefundTooMuch):
        refund(books, order_id, 1)
    with pytest.raises(PaymentAmount):
        refund(books, order_id, 0)
    with pytest.raises(PaymentAbsent):
        refund(books, digest_id("nobody"), 1)


def test_two_refunds_decided_on_the_same_sums_cannot_both_be_written(books):
    order_id = place(books, [terminal()], 1000, on_site=True)
    with books.reading() as tx:
        seen = balances(tx, [order_id])[order_id]
    refund(books, order_id, 800)
    with pytest.raises(Exception, match=r"(?i)unique"), books.writing() as tx:
        begin_steps(tx, stamp(), seen, spread_refund(seen, 800), TransactionKind.REFUND)
    assert balance_of(books, order_id).refunded == 800


moves = st.lists(
    st.tuples(st.sampled_from(["refund", "capture", "answer"]), st.integers(1, 700)),
    min_size=1,
    max_size=12,
)


# One database does for all examples, for each brings its own order.
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=moves, token=st.sampled_from(["tok_ok", "tok_timeout", "tok_unknown_once"]))
def test_refund_never_passes_what_was_captured_in_any_order_of_events(books, sandbox, moves, token):
    order_id = place(books, [terminal(200), card(token)], 1000, on_site=True)
    for number, (move, amount) in enumerate(moves):
        try:
            if move == "refund":
                refund(books, order_id, amount)
            elif move == "capture":
                with books.writing() as tx:
                    request_capture(tx, stamp(), order_id, amount, digest_id(order_id, str(number)))
            else:
                work_off(books, sandbox)
        except Refusal:
            continue
        money = balance_of(books, order_id)
        for one in money.tenders:
            assert one.refunded + one.refunding <= one.captured <= one.tender.amount_minor
    work_off(books, sandbox)
    ours = balance_of(books, order_id).tenders[1]
    theirs = [one for one in sandbox.ledger() if one.key.startswith(order_id)]
    for kind, sum_minor in (("capture", ours.captured), ("refund", ours.refunded)):
        assert sum(one.amount_minor for one in theirs if one.kind == kind) == sum_minor
