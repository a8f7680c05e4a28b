import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.journeys.money.stored_tenders import note_taken, reach_of
from paraguas.payments import errors
from paraguas.payments.model import PaymentStatus, TenderKind, TransactionKind
from paraguas.payments.rules.tendering import decide_tenders
from paraguas.stored_value import errors as stored
from paraguas.stored_value.model import StoredValue, StoredValues
from paraguas.stored_value.rules.gift_card_code import gift_card_id
from paraguas.values.refusal import Refusal
from tests.payments.till import card, cash, gift, terminal


def cards(**balances: int) -> StoredValues:
    known = [
        StoredValue(gift_card_id(code), "EUR", held, code[-4:]) for code, held in balances.items()
    ]
    return StoredValues({one.card_id: one for one in known})


def decide(offers, total, *, held=None, on_site=True, currency="EUR", **how):
    values = held or cards()
    reaching = [replace(o, reach=reach_of(values, o.kind, o.token, currency)) for o in offers]
    return decide_tenders(reaching, total, currency, on_site=on_site, **how)


def amounts(plan):
    return [(one.tender.kind.value, one.tender.amount_minor) for one in plan.tenders]


def test_gift_card_pays_as_far_as_it_reaches_and_the_card_the_rest():
    plan = decide([gift("GIFT0001"), card()], 5000, held=cards(GIFT0001=1200), on_site=False)
    assert amounts(plan) == [("gift_card", 1200), ("card", 3800)]
    assert [one.kind for one in plan.tenders] == [TransactionKind.AUTHORISE] * 2
    assert plan.status is PaymentStatus.PENDING


def test_cash_gives_change():
    plan = decide([cash(5000)], 3215)
    assert plan.change_minor == 1785
    assert plan.status is PaymentStatus.PAID


def test_cash_amount_above_the_total_is_what_was_given():
    plan = decide([cash(amount=2000)], 1500)
    assert (plan.tenders[0].tender.given_minor, plan.change_minor) == (2000, 500)


@pytest.mark.parametrize(("total", "due"), [(1212, 1210), (1213, 1215), (2, 0)])
def test_cash_is_rounded_to_the_smallest_coin_and_the_tender_is_not(total, due):
    tender = decide([cash()], total, cash_step_minor=5).tenders[0].tender
    assert tender.amount_minor == total
    assert tender.given_minor == due
    assert tender.rounding_minor == due - total


def test_cash_takes_its_share_beside_a_terminal():
    plan = decide([cash(2000, amount=1500), terminal()], 4000)
    assert amounts(plan) == [("cash", 1500), ("terminal", 2500)]
    assert plan.change_minor == 500


def test_nothing_to_pay_is_paid():
    assert decide([], 0).status is PaymentStatus.PAID
    assert decide([cash(0)], 0).tenders == ()


def test_gift_card_off_site_is_set_aside_and_on_site_charged():
    held = cards(GIFT0001=500)
    away = decide([gift("gift-0001")], 500, held=held, on_site=False)
    here = decide([gift("gift-0001")], 500, held=held)
    assert (away.status, here.status) == (PaymentStatus.AUTHORISED, PaymentStatus.PAID)


def test_negative_total_is_paid_out_in_cash():
    plan = decide([cash()], -73)
    assert amounts(plan) == [("cash", -73)]
    assert (plan.change_minor, plan.status) == (73, PaymentStatus.PAID)


@pytest.mark.parametrize(
    "offers", [[], [card()], [cash(), cash()], [cash(amount=-70)], [cash(given=100)], [terminal()]]
)
def test_negative_total_takes_one_cash_tender_of_that_sum(offers):
    with pytest.raises(errors.PayOutInCash):
        decide(offers, -73)


@pytest.mark.parametrize(
    ("offers", "total", "on_site", "refusal"),
    [
        ([card("tok_ok", 900)], 1000, False, errors.TenderShort),
        ([], 1000, False, errors.TenderShort),
        ([cash(900)], 1000, True, errors.TenderShort),
        ([card("tok_ok", 1100)], 1000, False, errors.TenderOver),
        ([card("tok_ok", -1), card()], 1000, False, errors.TenderNegative),
        ([cash(-1)], 1000, True, errors.TenderNegative),
        ([cash(1000)], 1000, False, errors.TenderNotHere),
        ([terminal()], 1000, False, errors.TenderNotHere),
        ([card("")], 1000, False, errors.TenderWithoutToken),
        ([gift("NOBODY00"), card()], 1000, False, stored.GiftCardUnknown),
        ([gift("GIFT0001", 600), card()], 1000, False, errors.GiftCardShort),
        ([gift("GIFT0001", 300), gift("GIFT0001", 300), card()], 1000, False, errors.GiftCardShort),
    ],
)
def test_what_does_not_pay_is_refused(offers, total, on_site, refusal):
    with pytest.raises(refusal):
        decide(offers, total, held=cards(GIFT0001=500), on_site=on_site)


def test_gift_card_of_another_currency_is_refused():
    with pytest.raises(stored.GiftCardCurrency) as caught:
        decide([gift("GIFT0001")], 100, held=cards(GIFT0001=500), currency="GBP")
    assert caught.value.details["card_currency"] == "EUR"


def test_what_one_order_of_a_batch_took_the_next_cannot():
    held = cards(GIFT0001=500)
    note_taken(held, decide([gift("GIFT0001", 400)], 400, held=held))
    with pytest.raises(errors.GiftCardShort) as caught:
        decide([gift("GIFT0001", 200)], 200, held=held)
    assert caught.value.details["amount"] == "1.00"


sums = st.none() | st.integers(0, 3000)
offered = st.lists(
    st.builds(card, amount=sums)
    | st.builds(terminal, sums)
    | st.builds(cash, st.none() | st.integers(0, 5000), sums)
    | st.builds(gift, st.sampled_from(["GIFT0001", "GIFT0002"]), sums),
    max_size=5,
)


@given(offered, st.integers(-3000, 3000), st.sampled_from([1, 5, 10]), st.booleans())
def test_tenders_sum_to_the_total_or_are_refused(offers, total, step, on_site):
    held = cards(GIFT0001=700, GIFT0002=40)
    try:
        plan = decide(offers, total, held=held, on_site=on_site, cash_step_minor=step)
    except Refusal:
        return
    note_taken(held, plan)
    assert sum(one.tender.amount_minor for one in plan.tenders) == total
    assert all(held.left(card_id) >= 0 for card_id in held.cards)
    for number, one in enumerate(plan.tenders, start=1):
        tender = one.tender
        assert tender.tender_no == number
        assert tender.amount_minor > 0 or (tender.kind is TenderKind.CASH and total < 0)
        assert abs(tender.rounding_minor) * 2 <= step
        assert (tender.change_minor or 0) >= 0


@given(st.integers(1, 3000), st.integers(0, 3000))
def test_card_pays_whatever_a_gift_card_leaves(total, held):
    plan = decide([gift("GIFT0001"), card()], total, held=cards(GIFT0001=held), on_site=False)
    assert sum(amount for _, amount in amounts(plan)) == total
