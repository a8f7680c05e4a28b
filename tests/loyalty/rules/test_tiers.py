"""Tiers: by what counted lately, kept for a while, and what the next one takes."""

from hypothesis import given, strategies as st

from paraguas.loyalty.model import Event, EventKind, Ledger, Programme, Tier, TierStanding
from paraguas.loyalty.rules.tiers import counted, tier_standing
from paraguas.values.time import DAY

PROGRAMME = Programme(
    *("club", "EUR", {}),
    tiers=(Tier("member", 0), Tier("silver", 100), Tier("gold", 300)),
    rows=(),
    expiry=(),
    partners=frozenset(),
    window_days=0,
    lookback_days=365,
    grace_days=30,
    back_days=0,
    expected_pcm=0,
)


def standing(history, day):
    return tier_standing(PROGRAMME, [(then * DAY, points) for then, points in history], day * DAY)


def test_a_tier_is_reached_by_what_counted_in_the_days_looked_back():
    assert standing([], 1) == TierStanding("member", 0, "silver", 100)
    assert standing([(1, 99)], 1) == TierStanding("member", 99, "silver", 1)
    assert standing([(1, 100)], 1) == TierStanding("silver", 100, "gold", 200)
    assert standing([(1, 100), (9, 250)], 9) == TierStanding("gold", 350)


def test_a_tier_is_kept_for_the_days_of_grace():
    assert standing([(1, 120)], 365).tier == "silver"
    assert standing([(1, 120)], 366) == TierStanding("silver", 0, "gold", 300)
    assert standing([(1, 120)], 366 + 29).tier == "silver"
    assert standing([(1, 120)], 366 + 30).tier == "member"


def test_what_counts_is_what_was_last_reckoned_as_of_when_it_was_bought():
    told = (Ledger.ISSUED, "a" * 32, 0)
    events = [
        Event(1, EventKind.EARNED, *told, 50, DAY, qualifying=40),
        Event(2, EventKind.EARNED, *told, 10, 2 * DAY, qualifying=10),
        Event(3, EventKind.REVISED, *told, 20, 9 * DAY, of_event=1, qualifying=15),
    ]
    assert counted(events) == [(DAY, 15), (2 * DAY, 10)]


@given(
    history=st.lists(st.tuples(st.integers(0, 900), st.integers(0, 150)), max_size=12),
    day=st.integers(0, 900),
)
def test_a_tier_is_the_best_of_the_days_of_grace(history, day):
    def reached(then):
        return sum(points for when, points in history if then - 365 < when <= then)

    most = max(reached(then) for then in range(day - 30, day + 1))
    best = [tier.code for tier in PROGRAMME.tiers if tier.from_points <= most][-1]
    assert standing(history, day).tier == best
