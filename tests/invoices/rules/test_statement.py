import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from paraguas.invoices.model import Paid, RateSum
from paraguas.invoices.rules.drafting import Ledger, draft_invoice
from paraguas.invoices.rules.statement import state
from tests.invoices.drafts import at, draft, line

amounts = st.integers(-(10**7), 10**7)
asked = st.lists(
    st.tuples(st.integers(1, 9), amounts, st.sampled_from([0, 4000, 6625, 21_000])), min_size=1
)


def issued(*lines, inclusive=True, currency="EUR", paid=()):
    drafted = draft(*lines, inclusive=inclusive)
    heading = replace(drafted.heading, currency=currency)
    return draft_invoice(Ledger([]), at(), replace(drafted, heading=heading, paid=paid))


def stated(amount_minor, quantity=1, *, inclusive=True, **more):
    document = issued(line(1, quantity, amount_minor, inclusive=inclusive), inclusive=inclusive)
    document = replace(document, lines=(replace(document.lines[0], **more),))
    (one,) = state(document).lines
    return one.quantity, one.price_minor, one.per, one.allowance_minor


@given(asked, st.booleans(), st.sampled_from(["EUR", "JPY", "KWD"]), st.integers(0, 10**6))
def test_what_is_payable_is_what_was_issued_less_what_is_paid(
    given_lines, inclusive, currency, sum_
):
    lines = [
        line(number, quantity, amount, rate_pcm=rate_pcm, inclusive=inclusive)
        for number, (quantity, amount, rate_pcm) in enumerate(given_lines, start=1)
    ]
    document = issued(*lines, inclusive=inclusive, currency=currency, paid=(Paid("card", sum_),))
    statement = state(document)
    assert statement.payable_minor == document.gross_minor - sum_
    assert statement.net_minor == document.net_minor
    assert statement.tax_minor + statement.rounding_minor == document.tax_minor
    assert statement.gross_minor == statement.net_minor + statement.tax_minor
    for one in statement.lines:
        full = one.line.net_minor + one.allowance_minor
        assert one.quantity * one.price_minor == full * one.per
        assert one.price_minor >= 0


def test_a_price_is_that_of_one_where_it_is_even_and_of_all_where_not():
    assert stated(3_000, 3, inclusive=False) == (3, 1_000, 1, 0)
    assert stated(1_000, 3, inclusive=False) == (3, 1_000, 3, 0)


def test_money_off_is_a_quantity_below_nothing():
    assert stated(-500, inclusive=False) == (-1, 500, 1, 0)


def test_a_discount_is_told_without_its_tax():
    assert stated(10_000, inclusive=False, discount_minor=2_500) == (1, 12_500, 1, 2_500)
    assert stated(12_100, discount_minor=2_420) == (1, 12_000, 1, 2_000)


def test_a_discount_beyond_the_price_is_in_the_price_alone():
    assert stated(-500, inclusive=False, discount_minor=600) == (-1, 500, 1, 0)


def test_a_line_of_no_quantity_is_one():
    assert stated(700, 0, inclusive=False) == (1, 700, 1, 0)


def test_a_till_tax_has_the_rate_it_comes_to():
    recorded = replace(line(1, 1, 1_210, rate_pcm=0), tax_minor=210, tax_recorded=True)
    statement = state(issued(recorded))
    assert statement.rates == (RateSum(21_000, 1_000, 210),)
    assert [one.line.tax_rate_pcm for one in statement.lines] == [21_000]


@pytest.mark.parametrize("net", [0, 1_000])
def test_a_till_tax_no_rate_explains_is_rounding(net):
    odd = replace(line(1, 1, net, rate_pcm=0), tax_minor=-3, tax_recorded=True)
    statement = state(issued(odd, inclusive=False))
    assert (statement.tax_minor, statement.rounding_minor) == (0, -3)
    assert statement.payable_minor == net - 3


@pytest.mark.parametrize(
    ("currency", "count", "tax", "rounding"),
    [
        ("EUR", 9, 9, 0),
        ("EUR", 199, 199, 0),
        ("EUR", 200, 100, 100),
        ("JPY", 1, 1, 0),
        ("JPY", 2, 1, 1),
        ("KWD", 1_999, 1_999, 0),
    ],
)
def test_roundings_of_lines_stay_until_the_norm_bears_them_no_more(currency, count, tax, rounding):
    lines = [line(number, 1, 5, rate_pcm=10_000, inclusive=False) for number in range(1, count + 1)]
    statement = state(issued(*lines, inclusive=False, currency=currency))
    assert (statement.tax_minor, statement.rounding_minor) == (tax, rounding)
    assert statement.payable_minor == 6 * count
