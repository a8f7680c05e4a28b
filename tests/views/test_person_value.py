"""What a person may be worth, reckoned in integers from her own orders."""

from hypothesis import given, strategies as some

from paraguas.values.time import DAY
from paraguas.views.person_value import MILLE, Bought, Stage, value_of

NOW = 5_000 * DAY


def bought(*days_ago, minor=1_000, currency="EUR"):
    return [Bought(NOW - days * DAY, currency, minor) for days in days_ago]


def test_stages_follow_how_long_ago_she_bought_against_her_usual_gap():
    stages = {
        (): Stage.PROSPECT,
        (10,): Stage.NEW,
        (200,): Stage.ACTIVE,
        (100, 130, 160): Stage.AT_RISK,
        (10, 40, 70): Stage.ACTIVE,
        (400, 430, 460): Stage.LAPSED,
    }
    for days, stage in stages.items():
        assert value_of(bought(*days), NOW).stage is stage, days


def test_a_year_brings_her_orders_a_year_times_what_one_is_worth_while_she_still_buys():
    told = value_of(bought(0, 365), NOW)
    assert (told.frequency, told.gap_days, told.alive_mille) == (2, 365, MILLE)
    assert told.year_orders_mille == 3 * MILLE // 2
    assert told.year_minor == {"EUR": 1_500}
    late = value_of(bought(730, 1_095), NOW)
    assert (late.alive_mille, late.recency_days) == (500, 730)
    assert late.year_minor["EUR"] < told.year_minor["EUR"]


def test_what_was_given_back_or_lies_ahead_counts_nothing():
    assert value_of([*bought(5, minor=0), *bought(-3)], NOW).stage is Stage.PROSPECT


@given(some.lists(some.tuples(some.integers(0, 3_000), some.integers(1, 10**7)), min_size=1))
def test_never_less_than_nothing_and_the_longer_silent_the_less(orders):
    made = [Bought(NOW - days * DAY, "EUR", minor) for days, minor in orders]
    today, later = value_of(made, NOW), value_of(made, NOW + 900 * DAY)
    assert today.spent_minor == later.spent_minor
    assert 0 <= later.year_minor["EUR"] <= today.year_minor["EUR"]
    assert 0 <= today.alive_mille <= MILLE
