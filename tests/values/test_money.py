from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from paraguas.values.money import (
    LARGEST_MINOR,
    CurrencyUnknown,
    exponent,
    from_decimal,
    prorate,
    round_half_up,
    share_of,
    to_decimal,
)

amounts = st.integers(-LARGEST_MINOR, LARGEST_MINOR)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)
currencies = st.sampled_from(["EUR", "JPY", "KWD", "CLF"])


@pytest.mark.parametrize(
    ("currency", "decimals"), [("EUR", 2), ("USD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4)]
)
def test_minor_units_follow_iso_4217(currency, decimals):
    assert exponent(currency) == decimals


@pytest.mark.parametrize("text", ["", "eur", "EU", "EURO", "E1R", "ÉUR", "€"])
def test_a_currency_is_three_capital_letters(text):
    with pytest.raises(CurrencyUnknown):
        exponent(text)


@given(amounts, currencies)
def test_major_units_and_back(amount, currency):
    assert from_decimal(to_decimal(amount, currency), currency) == amount


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1.005", 101), ("-1.005", -101), ("1.0049", 100), ("0", 0), ("1E+2", 10000)],
)
def test_what_is_finer_than_a_cent_is_rounded_half_up(text, minor):
    assert from_decimal(Decimal(text), "EUR") == minor


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_rounding_is_to_the_nearest_and_the_half_away_from_zero(numerator, denominator):
    rounded = round_half_up(numerator, denominator)
    off = Fraction(numerator, denominator) - rounded
    assert abs(off) <= Fraction(1, 2)
    if abs(off) == Fraction(1, 2):
        assert abs(rounded) > abs(Fraction(numerator, denominator))


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_a_refund_mirrors_its_sale(numerator, denominator):
    assert round_half_up(-numerator, denominator) == -round_half_up(numerator, denominator)


@given(amounts, weights)
def test_parts_sum_to_the_amount_exactly(amount, weights):
    assert sum(prorate(amount, weights)) == amount


@given(amounts, weights)
def test_no_part_is_a_minor_unit_off_its_weight(amount, weights):
    whole = sum(weights) or len(weights)
    for part, weight in zip(prorate(amount, weights), weights, strict=True):
        share = Fraction(amount * (weight if sum(weights) else 1), whole)
        assert abs(part - share) < 1
        assert weight or not sum(weights) or part == 0


@given(amounts, weights)
def test_a_negative_amount_is_split_as_its_mirror(amount, weights):
    assert prorate(-amount, weights) == [-part for part in prorate(amount, weights)]


def test_the_largest_remainders_take_the_odd_units_the_earlier_of_equals_first():
    assert prorate(100, [1, 1, 1]) == [34, 33, 33]
    assert prorate(10, [3, 3, 1]) == [4, 4, 2]
    assert prorate(2, [0, 0, 0]) == [1, 1, 0]
    assert prorate(5, []) == []


@given(amounts, st.integers(1, 60), st.lists(st.integers(0, 60)), st.randoms())
def test_any_partition_of_the_units_sums_to_the_total_in_any_order(total, quantity, cuts, chance):
    bounds = sorted({0, quantity, *(cut for cut in cuts if cut < quantity)})
    spans = list(pairwise(bounds))
    chance.shuffle(spans)
    assert sum(share_of(total, first, until, quantity) for first, until in spans) == total


@given(amounts, st.integers(1, 60), st.data())
def test_a_share_is_within_a_minor_unit_of_its_worth(total, quantity, data):
    until = data.draw(st.integers(0, quantity))
    first = data.draw(st.integers(0, until))
    worth = Fraction(total * (until - first), quantity)
    assert abs(share_of(total, first, until, quantity) - worth) <= 1
    assert share_of(-total, first, until, quantity) == -share_of(total, first, until, quantity)


def test_a_line_of_no_quantity_keeps_all_it_was_recorded_with():
    assert share_of(700, 0, 0, 0) == 700
    assert share_of(700, 0, 1, 0) == 0
