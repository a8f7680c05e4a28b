import pytest
from msgspec.structs import replace

from paraguas.journeys.money.stored_tenders import move_stored
from paraguas.payments.actions.lower_payment import lower_payment
from paraguas.payments.actions.request_capture import request_capture
from paraguas.payments.model import GivenBack
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
    terminal,
    work_off,
)


def lower(db, order_id, total, **how):
    with db.writing() as tx:
        given = lower_payment(tx, stamp(), order_id, total, **how)
        move_stored(tx, given.moves)
        return replace(given, moves=())


def capture(db, order_id, amount):
    with db.writing() as tx:
        request_capture(tx, stamp(), order_id, amount, digest_id("fulfilment", str(amount)))


def test_whole_order_cancelled_before_anything_left(books, sandbox):
    issue(books, "GIFT0001", 300)
    order_id = place(books, [gift("GIFT0001"), card()], 1000)
    work_off(books, sandbox)
    assert lower(books, order_id, 0) == GivenBack(1000, 0, 0)
    assert lower(books, order_id, 0) == GivenBack(0, 0, 0)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "voided"
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 300


def test_part_cancelled_frees_first_and_refunds_what_was_paid_beyond(books, sandbox):
    issue(books, "GIFT0001", 300)
    order_id = place(books, [card(), gift("GIFT0001", 300)], 1000)
    work_off(books, sandbox)
    capture(books, order_id, 700)
    work_off(books, sandbox)
    assert lower(books, order_id, 800) == GivenBack(200, 0, 0)
    assert lower(books, order_id, 600) == GivenBack(100, 100, 0)
    work_off(books, sandbox)
    assert balance_of(books, order_id).taken == 600


def test_paid_at_the_till_and_cancelled_in_part(books):
    order_id = place(books, [cash(amount=313), terminal()], 1000, on_site=True)
    assert lower(books, order_id, 588, cash_step_minor=5) == GivenBack(0, 412, 0)
    assert balance_of(books, order_id).taken == 588


@pytest.mark.parametrize("total", [0, 400])
def test_cancelled_before_the_card_answered_is_freed_once_it_has(books, sandbox, total):
    order_id = place(books, [card()], 1000)
    assert lower(books, order_id, total) == GivenBack(0, 0, 1000 - total)
    work_off(books, sandbox)
    given = lower(books, order_id, total)
    # A card is set free as a whole: what is kept of it is simply never captured.
    assert given == GivenBack(0 if total else 1000, 0, 0)


def test_capture_under_way_is_refunded_once_it_is_there(books, sandbox):
    order_id = place(books, [card()], 1000)
    work_off(books, sandbox)
    capture(books, order_id, 1000)
    assert lower(books, order_id, 0) == GivenBack(0, 0, 1000)
    work_off(books, sandbox)
    assert lower(books, order_id, 0) == GivenBack(0, 1000, 0)
    work_off(books, sandbox)
    assert status_of(books, order_id) == "refunded"
