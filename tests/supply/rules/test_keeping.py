"""What rules keep back, and what levels are called."""

import pytest
from hypothesis import given, strategies as st

from paraguas.supply.errors import StockRuleMalformed
from paraguas.supply.model import About, KeepRule, Level, LevelRule
from paraguas.supply.rules.keeping import StockRules, check_rules

SHOP = About("audio", "store", "SOL")
channels = st.sampled_from(["", "web", "till", "app"])
rules = st.lists(
    st.builds(
        KeepRule,
        st.integers(0, 9),
        channels,
        st.sampled_from(["", "audio", "toys"]),
        st.sampled_from(["", "store", "warehouse"]),
        st.sampled_from(["", "SOL", "OPERA"]),
    ),
    max_size=6,
)


def kept(*keeping, channel="web", about=SHOP, safety_stock=0):
    return StockRules(keeping, ()).kept_back(channel, about, safety_stock)


def test_the_largest_that_fits_counts_besides_the_places_own_safety_stock():
    some = KeepRule(2), KeepRule(5, category="audio"), KeepRule(9, place_kind="warehouse")
    assert kept(*some) == 5
    assert kept(*some, safety_stock=4) == 1
    assert kept(*some, safety_stock=7) == 0
    assert kept(*some, about=About("toys", "store", "SOL")) == 2


def test_what_is_kept_for_a_channel_the_others_are_not_promised():
    some = KeepRule(3, channel="till"), KeepRule(2, channel="app", place="SOL")
    assert (kept(*some, channel="till"), kept(*some, channel="app"), kept(*some)) == (2, 3, 5)
    assert kept(*some, KeepRule(1), safety_stock=1) == 5


@given(rules, channels, st.integers(0, 9))
def test_a_further_rule_never_frees_a_unit(keeping, channel, safety):
    all_of_them = kept(*keeping, channel=channel, safety_stock=safety)
    for left_out in range(len(keeping)):
        fewer = keeping[:left_out] + keeping[left_out + 1 :]
        assert kept(*fewer, channel=channel, safety_stock=safety) <= all_of_them


@given(st.integers(0, 9), st.integers(0, 9), st.integers(-3, 30))
def test_levels_rise_with_units(low, more, units):
    found = StockRules((), [LevelRule(low, low + more)])
    order = list(Level)
    here, next_one = (found.level("ES", "audio", n) for n in (units, units + 1))
    assert order.index(here) <= order.index(next_one)
    assert (here is Level.NONE) == (units <= 0)


def test_the_rule_that_says_most_about_it_counts():
    levels = (
        LevelRule(1, 2),
        LevelRule(3, 4, market="ES"),
        LevelRule(5, 6, category="audio"),
        LevelRule(7, 8, market="ES", category="audio"),
    )
    found = StockRules((), levels)
    highest = {
        (market, category): max(
            n for n in range(10) if found.level(market, category, n) is Level.LOW
        )
        for market in ("ES", "FR")
        for category in ("audio", "toys")
    }
    assert highest == {
        ("ES", "audio"): 7,
        ("ES", "toys"): 3,
        ("FR", "audio"): 5,
        ("FR", "toys"): 1,
    }
    assert StockRules((), ()).level("ES", "audio", 20) is Level.MEDIUM


@pytest.mark.parametrize(
    ("keeping", "levels", "where"),
    [
        ([KeepRule(1), KeepRule(-1)], [], "keeping[1]"),
        ([], [LevelRule(5, 4)], "levels[0]"),
        ([], [LevelRule(-1, 4)], "levels[0]"),
    ],
)
def test_what_cannot_be_is_refused(keeping, levels, where):
    with pytest.raises(StockRuleMalformed) as refused:
        check_rules(keeping, levels)
    assert refused.value.details == {"where": where}
