"""What a slip is worth: the largest rule for it, once for an agreement, within the limits."""

import pytest
from hypothesis import given, strategies as st

from paraguas.compensation.model import Award, Promised, Rule, Rules, Slip
from paraguas.compensation.rules.deciding import decide, lateness, since_agreed
from paraguas.values.time import HOUR, MINUTE

LATE = Rule(late_minutes=60, amount_minor=500)
VERY_LATE = Rule(late_minutes=1440, share_pcm=10_000, most_minor=2_000)
BROKEN = Rule(causes=frozenset({"broken"}), kinds=frozenset({"deliver"}), amount_minor=700)
RULES = Rules("ES", "EUR", (LATE, VERY_LATE, BROKEN))


def slip(late=HOUR, cause="goods_late", kind="ready", worth=10_000, **more):
    return Slip(kind, cause, late, worth, **more)


@pytest.mark.parametrize(
    ("one", "award"),
    [
        (slip(HOUR), Award(500, 1)),
        (slip(HOUR - 1), None),
        (slip(24 * HOUR), Award(1_000, 2)),
        (slip(24 * HOUR, worth=3_333), Award(500, 1)),
        (slip(24 * HOUR, worth=12_345), Award(1_235, 2)),
        (slip(24 * HOUR, worth=90_000), Award(2_000, 2)),
        (slip(0, "broken", "deliver"), Award(700, 3)),
        (slip(0, "broken", "ready"), None),
        (slip(0, "capacity", "deliver"), None),
        (slip(24 * HOUR, given_minor=400), Award(600, 2)),
        (slip(HOUR, given_minor=500), None),
    ],
)
def test_the_largest_rule_for_a_slip_speaks_less_what_was_given(one, award):
    assert decide(RULES, one) == award


def test_an_order_is_given_no_more_than_its_market_says():
    limited = Rules("ES", "EUR", (LATE,), most_an_order_minor=800)
    assert decide(limited, slip(given_order_minor=0)) == Award(500, 1)
    assert decide(limited, slip(given_order_minor=500)) == Award(300, 1)
    assert decide(limited, slip(given_order_minor=800)) is None


def test_lateness_counts_from_what_was_last_agreed():
    first, moved = Promised(1, 100, agreed=True), Promised(3, 200, agreed=False)
    hers, late = Promised(4, 300, agreed=True), Promised(5, 350, agreed=False)
    chain = (first, moved, hers, late)
    assert [list(since_agreed(chain, number)) for number in (1, 3, 4, 5)] == [
        [first],
        [first, moved],
        [hers],
        [hers, late],
    ]
    assert (lateness(hers, 350), lateness(hers, 299)) == (50, 0)


RULE = st.builds(
    Rule,
    causes=st.frozensets(st.sampled_from(("goods_late", "broken"))),
    kinds=st.frozensets(st.sampled_from(("ready", "deliver"))),
    late_minutes=st.integers(0, 600),
    amount_minor=st.integers(0, 900),
    share_pcm=st.integers(0, 100_000),
    most_minor=st.none() | st.integers(1, 2_000),
)
BOOK = st.builds(
    Rules,
    market=st.just("ES"),
    currency=st.just("EUR"),
    rules=st.lists(RULE, max_size=5).map(tuple),
    most_an_order_minor=st.none() | st.integers(0, 3_000),
)
MINUTES = st.lists(st.integers(0, 700), min_size=1, max_size=6)


@given(BOOK, MINUTES, st.integers(0, 50_000))
def test_many_delays_are_worth_what_the_longest_is_at_once(rules, delays, worth):
    total = 0
    for minutes in sorted(delays):
        one = slip(minutes * MINUTE, worth=worth, given_minor=total, given_order_minor=total)
        award = decide(rules, one)
        total += award.amount_minor if award else 0
    at_once = decide(rules, slip(max(delays) * MINUTE, worth=worth))
    assert total == (at_once.amount_minor if at_once else 0)


@given(BOOK, st.integers(0, 700), st.integers(0, 700), st.integers(0, 50_000))
def test_being_later_is_never_worth_less(rules, minutes, more, worth):
    def worth_of(late):
        award = decide(rules, slip(late * MINUTE, worth=worth))
        return award.amount_minor if award else 0

    assert worth_of(minutes) <= worth_of(minutes + more)
