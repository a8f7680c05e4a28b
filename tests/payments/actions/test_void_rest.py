from paraguas.payments.actions.void_rest import void_rest
from paraguas.payments.queries import gift_card
from tests.payments.till import (
    balance_of,
    card,
    gift,
    issue,
    place,
    stamp,
    status_of,
    work_off,
)


def void(db, order_id, keep=0):
    with db.writing() as tx:
        return [(one.tender_no, one.amount_minor) for one in void_rest(tx, stamp(), order_id, keep)]


def test_cancelled_order_gives_everything_back(books, sandbox):
    issue(books, "GIFT0001", 300)
    order_id = place(books, [gift("GIFT0001"), card()], 1000)
    work_off(books, sandbox)
    assert void(books, order_id) == [(2, 700), (1, 300)]
    assert void(books, order_id) == []
    work_off(books, sandbox)
    assert status_of(books, order_id) == "voided"
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 300
    assert [one.state for one in sandbox.ledger() if one.kind == "void"] == ["approved"]


def test_what_is_still_to_be_captured_is_kept(books, sandbox):
    issue(books, "GIFT0001", 300)
    order_id = place(books, [card(), gift("GIFT0001", 300)], 1000)
    work_off(books, sandbox)
    assert void(books, order_id, keep=900) == [(2, 100)]
    assert void(books, order_id, keep=400) == [(2, 200)]
    assert balance_of(books, order_id).capturable == 700


def test_authorisation_without_an_answer_cannot_be_set_free_yet(books, sandbox):
    order_id = place(books, [card()], 1000)
    assert void(books, order_id) == []
    work_off(books, sandbox)
    assert void(books, order_id) == [(1, 1000)]


def test_lost_answer_to_a_void_is_asked_about(books, sandbox):
    order_id = place(books, [card("tok_timeout")], 1000)
    work_off(books, sandbox)
    void(books, order_id)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "voided"
