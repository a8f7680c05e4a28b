import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraguas.invoices.errors import TaxBorder
from paraguas.invoices.rules.tax import destination_tax, tax_line

amounts = st.integers(-(10**12), 10**12)
rates = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("amount", "rate_pcm", "inclusive", "tax"),
    [
        (12_100, 21000, True, 2_100),
        (99_900, 21000, True, 17_338),
        (1_000, 20000, True, 167),
        (1_000, 7800, False, 78),
        (250, 10000, False, 25),
        (5, 10000, False, 1),
        (-5, 10000, False, -1),
        (100, 0, True, 0),
    ],
)
def test_tax_is_rounded_half_up_once_per_line(amount, rate_pcm, inclusive, tax):
    assert tax_line(amount, rate_pcm, inclusive=inclusive).tax_minor == tax


@given(amounts, rates, st.booleans())
def test_net_and_tax_sum_to_gross_and_keep_the_frozen_amount(amount, rate_pcm, inclusive):
    line = tax_line(amount, rate_pcm, inclusive=inclusive)
    assert line.net_minor + line.tax_minor == line.gross_minor
    assert amount == (line.gross_minor if inclusive else line.net_minor)


@given(amounts, rates, st.booleans())
def test_a_line_taken_back_mirrors_the_sale(amount, rate_pcm, inclusive):
    sold = tax_line(amount, rate_pcm, inclusive=inclusive)
    taken = tax_line(-amount, rate_pcm, inclusive=inclusive)
    assert (taken.net_minor, taken.tax_minor) == (-sold.net_minor, -sold.tax_minor)


@given(amounts, rates)
def test_tax_inside_is_within_half_a_unit_of_the_exact_one(amount, rate_pcm):
    tax = tax_line(amount, rate_pcm, inclusive=True).tax_minor
    assert abs(2 * (tax * (100_000 + rate_pcm) - amount * rate_pcm)) <= 100_000 + rate_pcm


@pytest.mark.parametrize(
    ("seller", "destination"),
    [("ES", "ES"), ("ES", "FR"), ("FR", "DE"), ("US", "US-OH"), ("GB", "GB")],
)
def test_goods_sent_are_taxed_where_they_arrive(seller, destination):
    assert destination_tax(seller, destination) == destination


@pytest.mark.parametrize(
    ("seller", "destination"), [("ES", "GB"), ("GB", "FR"), ("US", "ES"), ("FR", "US-NY")]
)
def test_goods_do_not_leave_the_tax_area(seller, destination):
    with pytest.raises(TaxBorder):
        destination_tax(seller, destination)
