import pytest

from paraguas.payments.model import (
    Book,
    Tender,
    TenderKind,
    Transaction,
    TransactionKind,
    TransactionState,
)
from paraguas.payments.rules.balance import balance
from paraguas.values.ids import OrderId

CARD = Tender(1, TenderKind.CARD, 700, "EUR", "tok_ok")
GIFT = Tender(2, TenderKind.GIFT_CARD, 300, "EUR", "0" * 32)


def of(tenders, *steps):
    """Each step as `tender kind state amount`, with a reason where there is one."""
    transactions = []
    for number, told in enumerate(steps, start=1):
        tender, kind, state, amount, *reason = told.split()
        transactions.append(
            Transaction(
                OrderId("0" * 32),
                number,
                int(tender),
                TransactionKind(kind),
                TransactionState(state),
                int(amount),
                0,
                reason=reason[0] if reason else None,
            )
        )
    return balance(Book(OrderId("0" * 32), tuple(tenders), tuple(transactions)))


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([], "paid"),
        (["1 authorise pending 700", "2 authorise done 300"], "pending"),
        (["1 authorise unknown 700", "2 authorise done 300"], "pending"),
        (["1 authorise done 700", "2 authorise done 300"], "authorised"),
        (["1 authorise declined 700", "2 authorise done 300"], "declined"),
        (["1 authorise declined 700", "2 authorise done 300", "2 void done 300"], "declined"),
        (["1 authorise done 700", "2 authorise done 300", "1 capture done 700"], "partly_paid"),
        (["1 authorise done 700", "2 capture done 300", "1 capture pending 700"], "partly_paid"),
        (["1 authorise done 700", "2 capture done 300", "1 capture declined 700"], "partly_paid"),
        (["1 authorise done 700", "2 capture done 300", "1 capture done 700"], "paid"),
        (["1 authorise done 700", "2 capture done 300", "1 void done 700"], "paid"),
        (["1 authorise done 700", "2 authorise done 300", "2 void done 300", "1 void done 700"],
         "voided"),
        (["1 capture done 700", "2 capture done 300", "1 refund pending 700"], "paid"),
        (["1 capture done 700", "2 capture done 300", "1 refund done 700"], "partly_refunded"),
        (["1 capture done 700", "2 capture done 300", "1 refund done 700", "2 refund done 300"],
         "refunded"),
    ],
)  # fmt: skip
def test_status_follows_the_transactions(steps, status):
    tenders = [CARD, GIFT] if steps else []
    assert of(tenders, *steps).status().value == status


def test_more_captured_than_the_order_is_worth_is_over_charged():
    money = of([CARD], "1 capture done 700")
    assert money.status(600).value == "over_charged"
    assert money.status(700).value == "paid"


def test_part_still_to_be_taken_leaves_out_what_is_under_way():
    money = of([CARD], "1 authorise done 700", "1 capture unknown 200", "1 void pending 100")
    assert money.capturable == 400
    assert money.captured == 0


def test_nothing_more_comes_from_a_declined_capture():
    money = of([CARD], "1 authorise done 700", "1 capture done 200", "1 capture declined 500")
    assert (money.capturable, money.missing) == (0, 500)


def test_open_refunds_count_against_what_can_be_refunded():
    money = of([CARD], "1 capture done 700", "1 refund unknown 300", "1 refund declined 400")
    assert money.refundable == 400


def test_cash_paid_out_cannot_be_refunded():
    out = Tender(1, TenderKind.CASH, -50, "EUR", given_minor=0, change_minor=50)
    money = of([out], "1 capture done -50")
    assert (money.refundable, money.status().value) == (0, "paid")


def test_goods_do_not_leave_while_a_declined_tender_is_not_replaced():
    """What the gift card paid is not all: the status alone would let them go."""
    taken = ("2 capture done 300", "1 authorise declined 700")
    waiting = of([CARD, GIFT], *taken)
    assert (waiting.status().value, waiting.missing, waiting.stands()) == (
        "partly_paid",
        700,
        False,
    )
    assert of([CARD, GIFT], *taken, "1 void done 700").stands()


@pytest.mark.parametrize(
    ("steps", "was", "becomes", "due"),
    [
        (["1 authorise done 700"], 700, 900, 200),
        (["1 authorise pending 700"], 700, 900, 200),
        (["1 authorise done 700"], 500, 650, 0),
        (["1 authorise done 700"], 500, 900, 200),
        (["1 capture done 700"], 700, 600, 0),
        (["1 capture done 700", "1 refund done 100"], 700, 900, 200),
        (["1 capture done 700", "1 refund done 200 lowered"], 500, 700, 200),
    ],
)
def test_what_an_order_costs_more_is_due_less_what_was_set_aside_to_spare(steps, was, becomes, due):
    assert of([CARD], *steps).to_add(was, becomes) == due


def test_goodwill_stays_given_and_what_was_lowered_falls_due_again():
    goodwill = of([CARD], "1 capture done 700", "1 refund done 100")
    lowered = of([CARD], "1 capture done 700", "1 refund pending 100 lowered")
    assert (goodwill.taken, lowered.taken) == (700, 600)


def test_money_stands_once_everything_has_its_answer_and_nothing_is_missing():
    assert not of([CARD], "1 authorise pending 700").stands()
    assert not of([CARD], "1 authorise declined 700").stands()
    assert of([CARD], "1 capture done 700", "1 refund done 100").stands()


@pytest.mark.parametrize(
    ("worth", "stands"),
    [(1000, False), (301, False), (300, True), (0, True)],
)
def test_what_is_not_wanted_any_more_needs_no_tender_for_the_one_that_was_declined(worth, stands):
    money = of([CARD, GIFT], "2 capture done 300", "1 authorise declined 700")
    assert money.stands(worth) is stands


@pytest.mark.parametrize(("worth", "back"), [(700, 0), (500, 200), (50, 600), (0, 600)])
def test_goodwill_is_not_taken_back_by_what_is_cancelled_later(worth, back):
    money = of([CARD], "1 capture done 700", "1 refund done 100")
    assert money.to_give_back(worth) == back
    assert money.to_take(worth) == 0
