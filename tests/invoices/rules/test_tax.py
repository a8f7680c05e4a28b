import pytest
from hypothesis import given, strategies as st

from paraguas.invoices.rules.tax import split_tax, tax_line

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


@given(amounts, st.lists(st.tuples(st.text(max_size=3), rates), min_size=1, max_size=4))
def test_the_taxes_a_rate_is_made_of_sum_to_it(tax, parts):
    split = split_tax(tax, parts)
    assert sum(share for _, share in split) == tax
    assert [part for part, _ in split] == parts


def test_gst_and_qst_are_told_apart():
    tax = tax_line(99_99, 14_975, inclusive=False).tax_minor
    assert split_tax(tax, [("GST", 5000), ("QST", 9975)]) == [
        (("GST", 5000), 500),
        (("QST", 9975), 997),
    ]
