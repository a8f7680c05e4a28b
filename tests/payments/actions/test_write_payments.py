import pytest

from paraguas.payments.queries import book
from paraguas.plumbing import tx as plumbing_tx
from paraguas.plumbing.tx import StaleSlice
from paraguas.stored_value.queries import gift_card, gift_card_history
from tests.payments.till import (
    balance_of,
    card,
    cash,
    gift,
    issue,
    place,
    plan,
    stamp,
    status_of,
    write,
)


@pytest.fixture
def statements():
    heard = []
    plumbing_tx.on_statement.append(heard.append)
    yield heard
    plumbing_tx.on_statement.remove(heard.append)


def test_card_waits_for_the_worker_and_the_gift_card_is_taken_from_now(books):
    issue(books, "GIFT-0001", 2000)
    order_id = place(books, [gift("gift 0001", 1500), card()], 4000)
    assert status_of(books, order_id) == "pending"
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 500
        kept = [(e.cause_id, e.cause_no, e.amount_minor) for e in gift_card_history(tx, "GIFT0001")]
        tenders = book(tx, order_id).tenders
    assert kept[1:] == [(order_id, 1, -1500)]
    assert [(one.kind.value, one.label) for one in tenders] == [("gift_card", "0001"), ("card", "")]
    assert "GIFT" not in tenders[0].instrument


def test_cash_is_paid_with_what_was_given_and_handed_back(books):
    order_id = place(books, [cash(5000)], 3212, on_site=True, cash_step_minor=5)
    with books.reading() as tx:
        (tender,) = book(tx, order_id).tenders
        (taken,) = book(tx, order_id).transactions
    assert (tender.amount_minor, tender.given_minor, tender.change_minor) == (3212, 5000, 1790)
    assert (taken.kind.value, taken.state.value, taken.rounding_minor) == ("capture", "done", -2)
    assert status_of(books, order_id) == "paid"


def test_basket_below_zero_is_paid_out(books):
    order_id = place(books, [cash()], -150, on_site=True)
    assert balance_of(books, order_id).captured == -150
    assert status_of(books, order_id) == "paid"


def test_batch_of_orders_is_one_statement_a_table(books, statements):
    issue(books, "GIFT0001", 100_000)
    with books.writing() as tx:
        plans = [(stamp(), stamp().ids.next()) for _ in range(64)]
        decided = plan(tx, [gift("GIFT0001", 100), card()], 1000)
        statements.clear()
        write(tx, [(moment, order_id, decided) for moment, order_id in plans])
    tables = [text.split("(")[0].split(" AS ")[0] for text in statements]
    assert tables == [
        "INSERT INTO tenders ",
        "INSERT INTO payment_transactions ",
        "UPDATE gift_cards",
        "INSERT INTO gift_card_entries ",
        "INSERT INTO chores ",
    ]
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 100_000 - 64 * 100


def test_gift_card_spent_elsewhere_meanwhile_sends_the_batch_round_again(books):
    issue(books, "GIFT0001", 1000)
    with books.reading() as tx:
        decided = plan(tx, [gift("GIFT0001", 800)], 800)
    place(books, [gift("GIFT0001", 300)], 300)
    with pytest.raises(StaleSlice), books.writing() as tx:
        write(tx, [(stamp(), stamp().ids.next(), decided)])
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 700
