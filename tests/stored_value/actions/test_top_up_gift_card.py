from concurrent.futures import ThreadPoolExecutor

import pytest

from paraguas.stored_value.actions.top_up_gift_card import top_up_gift_card
from paraguas.stored_value.errors import GiftCardAmount, GiftCardCurrency, GiftCardUnknown
from paraguas.stored_value.queries import gift_card
from paraguas.values.ids import digest_id
from paraguas.values.money import Money
from tests.payments.till import issue, stamp


def top_up(db, code, amount, cause="gift", currency="EUR"):
    with db.writing() as tx:
        money = Money(amount, currency)
        return top_up_gift_card(tx, stamp(), code, money, digest_id("cause", cause)).balance_minor


def test_each_cause_fills_a_card_once(books):
    issue(books, "GIFT0001", 500)
    assert top_up(books, "gift-0001", 250) == 750
    assert top_up(books, "gift-0001", 250) == 750
    assert top_up(books, "gift-0001", 250, "another") == 1000


@pytest.mark.parametrize(
    ("code", "amount", "currency", "refusal"),
    [
        ("NOBODY00", 100, "EUR", GiftCardUnknown),
        ("GIFT0001", 100, "GBP", GiftCardCurrency),
        ("GIFT0001", 0, "EUR", GiftCardAmount),
    ],
)
def test_what_cannot_be_put_on_is_refused(books, code, amount, currency, refusal):
    issue(books, "GIFT0001", 500)
    with pytest.raises(refusal):
        top_up(books, code, amount, currency=currency)


def test_top_ups_at_once_all_count(books):
    issue(books, "GIFT0001", 1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: top_up(books, "GIFT0001", 10, str(n)), range(40)))
    with books.reading() as tx:
        assert gift_card(tx, "GIFT0001").balance_minor == 401
