import pytest
from sqlalchemy import select

from paraguas.plumbing.facts import facts
from paraguas.stored_value.errors import GiftCardAmount, GiftCardExists
from paraguas.stored_value.queries import gift_card, gift_card_history
from tests.payments.till import issue


def test_issued_card_is_known_by_its_code_and_the_code_is_not_kept(books):
    issue(books, "4K7Q-2M9X-CD3F-0ABH", 5000)
    with books.reading() as tx:
        card = gift_card(tx, "4k7q2m9xcd3f0abh")
        assert (card.balance_minor, card.currency, card.last4) == (5000, "EUR", "0ABH")
        assert [one.amount_minor for one in gift_card_history(tx, "4K7Q2M9XCD3F0ABH")] == [5000]
        (fact,) = tx.all(select(facts).where(facts.c.stream_id == card.card_id))
        assert fact.name == "gift_card.issued.v1"
        assert "4K7Q" not in fact.body
        assert gift_card(tx, "NOBODY00") is None


def test_code_is_issued_once_and_never_empty(books):
    issue(books, "GIFT0001", 5000)
    with pytest.raises(GiftCardExists):
        issue(books, "gift-0001", 100)
    with pytest.raises(GiftCardAmount):
        issue(books, "GIFT0002", 0)
