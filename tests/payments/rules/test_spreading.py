from hypothesis import given, strategies as st

from paraguas.payments.model import Tender, TenderKind
from paraguas.payments.rules.balance import Balance, TenderBalance
from paraguas.payments.rules.spreading import spread_capture, spread_refund, spread_void
from paraguas.values.ids import OrderId

KINDS = [TenderKind.CARD, TenderKind.GIFT_CARD]


@st.composite
def money(draw):
    tenders = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        amount = draw(st.integers(1, 1000))
        captured = draw(st.integers(0, amount))
        refunded = draw(st.integers(0, captured))
        tender = Tender(number, draw(st.sampled_from(KINDS)), amount, "EUR")
        tenders.append(TenderBalance(tender, amount, captured, refunded=refunded))
    return Balance(OrderId("0" * 32), tuple(tenders), 9)


@given(money(), st.integers(0, 5000))
def test_capture_takes_what_is_asked_as_far_as_it_is_there(balance, amount):
    parts = spread_capture(balance, amount)
    assert sum(part for _, part in parts) == min(amount, balance.capturable)
    assert all(0 < part <= one.capturable for one, part in parts)


@given(money(), st.integers(0, 5000))
def test_refund_never_passes_what_is_left_of_a_tender(balance, amount):
    parts = spread_refund(balance, amount)
    assert sum(part for _, part in parts) == min(amount, balance.refundable)
    assert all(0 < part <= one.refundable for one, part in parts)
    numbers = [one.tender.tender_no for one, _ in parts]
    assert numbers == sorted(numbers)


@given(money(), st.integers(0, 5000))
def test_void_keeps_what_is_still_to_be_taken(balance, keep):
    parts = spread_void(balance, keep)
    freed = sum(part for _, part in parts)
    assert balance.capturable - freed >= min(keep, balance.capturable)
    for one, part in parts:
        assert part == one.capturable or one.tender.kind is not TenderKind.CARD


@given(money())
def test_void_without_keeping_frees_all(balance):
    assert sum(part for _, part in spread_void(balance, 0)) == balance.capturable


def test_what_was_offered_last_is_set_free_first():
    cards = [
        TenderBalance(Tender(number, TenderKind.GIFT_CARD, 500, "EUR"), 500) for number in (1, 2)
    ]
    parts = spread_void(Balance(OrderId("0" * 32), tuple(cards), 3), 300)
    assert [(one.tender.tender_no, part) for one, part in parts] == [(2, 500), (1, 200)]
