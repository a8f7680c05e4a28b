"""The least anybody paid of late."""

from hypothesis import given, strategies as st

from paraguas.returns.rules.blind import LOOK_BACK, Listed, least_paid
from paraguas.values.time import DAY

AT = 20_000 * DAY
PRICES = st.lists(
    st.builds(
        Listed,
        st.integers(1, 10_000),
        st.integers(AT - 200 * DAY, AT + 200 * DAY),
        st.none() | st.integers(AT - 200 * DAY, AT + 200 * DAY),
    ),
    max_size=6,
)


@given(PRICES, st.integers(1, 9))
def test_it_is_a_price_that_held_and_none_of_them_is_lower(prices, units):
    held = [
        one.amount_minor
        for one in prices
        if one.from_at <= AT and not (one.until_at is not None and one.until_at <= AT - LOOK_BACK)
    ]
    found = least_paid(prices, AT, units=units, per=1)
    assert found == (min(held) * units if held else None)
