"""What kept lines earn: a function of them and the frozen terms, over all rules and currencies."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from paraguas.loyalty.model import EarnRow, KeptLine, Programme, Rate, Terms, Tier
from paraguas.loyalty.rules.earning import NOTHING, earning, kept_line

ROWS = (
    EarnRow("tea", departments=frozenset(("tea",)), extra_pcm=100_000),
    EarnRow("vip", tiers=frozenset(("gold",)), once=5),
    EarnRow("gift", tax_categories=frozenset(("voucher",)), none=True),
    EarnRow("spring", from_on=date(2026, 3, 1), until_on=date(2026, 6, 1), each=2),
    EarnRow("hundred", once=50, least_minor={"EUR": 10_000}),
)
PROGRAMME = Programme(
    *("club", "EUR", {"EUR": Rate(1, 100, 100, 100), "JPY": Rate(1, 150, 1, 1)}),
    tiers=(Tier("member", 0), Tier("gold", 500, 50_000)),
    rows=ROWS,
    expiry=(),
    partners=frozenset(),
    window_days=30,
    lookback_days=365,
    grace_days=0,
    back_days=0,
    expected_pcm=97_000,
)


def terms(tier="member", currency="EUR", day=date(2026, 1, 15), place="ES"):
    return Terms(PROGRAMME, tier, place, currency, day)


def line(amount_minor, quantity=1, department="cases", category="standard", number=1):
    return KeptLine(number, "SKU", "P", department, category, quantity, amount_minor)


def test_fractions_of_a_point_only_count_together():
    assert earning([line(150), line(150)], terms()).points == 3
    assert earning([line(199)], terms()).points == 1


def test_what_tier_department_and_threshold_add():
    assert earning([line(1_000, department="tea")], terms()).points == 20
    assert earning([line(1_000)], terms("gold")).points == 15 + 5
    assert earning([line(1_000, department="tea")], terms("gold")).points == 25 + 5
    assert earning([line(9_999)], terms()).points == 99
    assert earning([line(10_000)], terms()).points == 150
    assert earning([line(10_000)], terms("gold")).qualifying == 100


def test_a_campaign_is_in_force_from_its_first_day_to_before_its_last():
    days = {
        date(2026, 2, 28): 10,
        date(2026, 3, 1): 14,
        date(2026, 5, 31): 14,
        date(2026, 6, 1): 10,
    }
    for day, points in days.items():
        assert earning([line(1_000, 2)], terms(day=day)).points == points, day


def test_goods_that_earn_nothing_reach_no_threshold_either():
    voucher = line(50_000, category="voucher")
    assert earning([voucher], terms()) == NOTHING
    assert earning([voucher, line(100)], terms()).points == 1
    assert earning([line(50_000)], terms(currency="SEK")) == NOTHING


@pytest.mark.parametrize(("gone", "points"), [((0, 0), 7), ((1, 0), 4), ((1, 1), 2), ((3, 0), 0)])
def test_a_line_earns_as_far_as_it_is_kept(gone, points):
    kept = kept_line(1, ("SKU", "P", "cases", "standard"), (3, *gone), 749)
    assert earning([kept], terms()).points == points


@given(
    lines=st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 5)), max_size=6),
    tier=st.sampled_from(("member", "gold")),
    currency=st.sampled_from(("EUR", "JPY", "SEK")),
    returned=st.integers(0, 5),
)
def test_keeping_less_never_earns_more_and_prices_of_points_stay_below_prices(
    lines, tier, currency, returned
):
    whole = [line(amount, units, number=n) for n, (amount, units) in enumerate(lines)]
    fewer = [
        line(amount * max(0, units - returned) // max(1, units), max(0, units - returned), number=n)
        for n, (amount, units) in enumerate(lines)
    ]
    all_of_it, kept = (earning(each, terms(tier, currency)) for each in (whole, fewer))
    assert 0 <= kept.points <= all_of_it.points
    assert 0 <= kept.qualifying <= all_of_it.qualifying
    assert 0 <= all_of_it.allocated_minor <= all_of_it.amount_minor
