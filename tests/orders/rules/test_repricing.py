"""Lines at another price: what is taken off is taken off to the minor unit."""

from hypothesis import given, strategies as st

from paraguas.orders.model import Line
from paraguas.orders.rules.amending import sums_between
from paraguas.orders.rules.repricing import cost_of, lowered, overridden


def line(line_no, amount_minor, quantity=1):
    return Line(
        *(line_no, 1, "0" * 32, "CASE", "Case", "piece", quantity, amount_minor, 1, 0),
        *(amount_minor, "standard", "ES", 21000, 0),
    )


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.data())
def test_goodwill_is_shared_by_what_lines_cost_and_none_falls_below_nothing(amounts, data):
    lines = [line(number, amount) for number, amount in enumerate(amounts, start=1)]
    off = data.draw(st.integers(0, cost_of(lines)))
    after = lowered(lines, off)
    assert cost_of(lines) - cost_of(after) == off
    assert all(one.amount_minor >= 0 for one in after)
    sums = sums_between(lines, after, prices_include_tax=True)
    assert (sums.goods_minor, sums.discount_minor, sums.total_minor) == (-off, off, -off)


@given(st.integers(0, 10**6), st.integers(1, 500))
def test_another_unit_price_is_what_the_line_costs_without_discount(price, quantity):
    after = overridden(line(1, 10_000, quantity), price)
    assert (after.amount_minor, after.discount_minor) == (price * quantity, 0)
