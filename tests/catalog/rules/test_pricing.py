"""A SKU has one price at an instant, and a line is rounded once."""

import pytest
from hypothesis import given, strategies as st

from paraguas.catalog.rules.pricing import line_gross, price_in_force
from paraguas.values.money import LARGEST_MINOR
from paraguas.values.quantity import QuantityOutOfRange
from tests.catalog.goods import price


@pytest.mark.parametrize(
    ("price_minor", "quantity", "per", "gross"),
    [
        (599, 3, 1, 1797),
        (249, 1340, 1000, 334),  # 333.66
        (249, 500, 1000, 125),  # 124.5 rounds up
        (249, 0, 1000, 0),
        (0, 7, 1, 0),
        (890, 1, 1000, 1),  # 0.89
    ],
)
def test_line_gross(price_minor, quantity, per, gross):
    assert line_gross(price_minor, quantity, per) == gross


def test_more_than_any_sum_is_refused_with_how_many_are_not():
    assert line_gross(LARGEST_MINOR, 1000, 1000) == LARGEST_MINOR
    with pytest.raises(QuantityOutOfRange) as refused:
        line_gross(LARGEST_MINOR, 2001, 1000)
    assert refused.value.details["most"] == 1000


@given(st.integers(0, 10**6), st.integers(0, 10**4), st.integers(1, 1000))
def test_a_whole_number_of_prices_is_never_rounded(price_minor, count, per):
    assert line_gross(price_minor, count * per, per) == count * price_minor


def test_an_offer_lies_over_the_standing_price_and_falls_back():
    prices = [price(amount=100, from_at=0), price(amount=80, from_at=10, until_at=20)]
    amounts = [price_in_force(prices, at).amount_minor for at in (0, 9, 10, 19, 20, 99)]
    assert amounts == [100, 100, 80, 80, 100, 100]


def test_before_the_first_price_there_is_none():
    assert price_in_force([price(from_at=5)], 4) is None
    assert price_in_force([], 4) is None


SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.none() | st.integers(1, 30)), unique_by=lambda span: span[0]
)


@given(SPANS, st.integers(-5, 90))
def test_the_price_is_the_running_one_that_began_last_in_any_order(spans, at):
    prices = [
        price(amount=start, from_at=start, until_at=None if length is None else start + length)
        for start, length in spans
    ]
    found = price_in_force(prices, at)
    running = [p for p in prices if p.from_at <= at and (p.until_at is None or p.until_at > at)]
    assert found == (max(running, key=lambda p: p.from_at) if running else None)
    assert found == price_in_force(prices[::-1], at)
