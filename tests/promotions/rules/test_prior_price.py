"""The price before a reduction: the lowest of the days before it, on dates written by hand."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from paraguas.promotions.model import Kind
from paraguas.promotions.queries import prior_price_choices
from paraguas.promotions.rules.prior_price import (
    days_before,
    first_step,
    is_reduced,
    lowest_before,
    public_price,
)
from paraguas.values.time import at_local, instant, iso
from tests.promotions.rules.making import goods, promotion

MADRID = "Europe/Madrid"
ONE = goods(1, "A", 0)


def midnight(month, day, year=2026):
    return at_local(date(year, month, day), 0, MADRID)


def test_thirty_days_before_are_counted_in_days_of_the_market_over_a_change_of_clocks():
    # Black Friday 2026: the day before which 30 days reach back to 28 October, after the change;
    # of 20 November they reach back to 21 October, before it.
    assert iso(days_before(midnight(11, 27), 30, MADRID)) == "2026-10-27T23:00:00Z"
    assert iso(days_before(midnight(11, 20), 30, MADRID)) == "2026-10-20T22:00:00Z"


@pytest.mark.parametrize(
    ("low_until", "prior"),
    [
        # A low price that ended as the 30 days begin is not in them; one day longer, it is.
        ((10, 28), 3000),
        ((10, 29), 2000),
    ],
)
def test_a_low_price_counts_as_long_as_one_day_of_it_lies_in_the_days_before(low_until, prior):
    until = midnight(*low_until)
    found = lowest_before(
        lambda at: 2000 if at < until else 3000,
        [until],
        (),
        ONE,
        before_at=midnight(11, 27),
        since_at=midnight(10, 28),
    )
    assert found == prior


def test_public_promotions_are_prices_and_coupons_members_and_thresholds_are_not():
    fifth = promotion(Kind.PERCENTAGE, percent_pcm=20_000, ends_at=midnight(11, 10))
    fifth = replace(fifth, starts_at=midnight(11, 5))

    def prior(*some):
        return lowest_before(
            lambda _: 1000, [], some, ONE, before_at=midnight(11, 27), since_at=midnight(10, 28)
        )

    assert prior(fifth) == 800
    for private in ({"coupon": True}, {"programme": "club"}, {"spend_minor": 5000}):
        assert prior(replace(fifth, **private)) == 1000
    assert prior(replace(fifth, starts_at=midnight(9, 1), ends_at=midnight(10, 28))) == 1000
    assert prior(replace(fifth, starts_at=midnight(11, 27), ends_at=None)) == 1000
    assert prior(replace(fifth, kind=Kind.AMOUNT, percent_pcm=0, amount_minor=300)) == 1000
    assert prior(replace(fifth, kind=Kind.AMOUNT, amount_minor=300, each=True)) == 700
    assert prior(replace(fifth, skus=frozenset("B"))) == 1000


def test_what_was_not_on_sale_has_no_price_before():
    begun = instant(datetime(2026, 11, 20, tzinfo=UTC))
    window = {"before_at": midnight(11, 27), "since_at": midnight(10, 28)}
    later = lowest_before(lambda at: 900 if at >= begun else None, [begun], (), ONE, **window)
    assert later == 900
    assert lowest_before(lambda _: None, [], (), ONE, **window) is None


def test_a_reduction_deepened_without_a_break_began_with_its_first_step():
    first = replace(
        promotion(Kind.PERCENTAGE, "ONE"), starts_at=midnight(11, 1), ends_at=midnight(11, 10)
    )
    second = replace(
        promotion(Kind.PERCENTAGE, "TWO", follows="ONE"),
        starts_at=midnight(11, 10),
        ends_at=midnight(11, 20),
    )
    third = replace(promotion(Kind.PERCENTAGE, "THREE", follows="TWO"), starts_at=midnight(11, 20))
    known = {one.code: one for one in (first, second, third)}
    assert first_step(third, known) == first
    broken = replace(third, starts_at=midnight(11, 21))
    assert first_step(broken, known) == broken
    abroad = {**known, "TWO": replace(second, market="FR")}
    assert first_step(third, abroad) == third
    circle = replace(first, follows="THREE")
    assert first_step(third, {**known, "ONE": circle}) == circle


def test_a_price_is_reduced_only_below_the_one_before():
    assert is_reduced(799, 800)
    assert not is_reduced(800, 800)
    assert not is_reduced(800, None)
    assert public_price(500, [promotion(Kind.AMOUNT, amount_minor=900, each=True)], ONE, 1) == 0


def test_what_a_country_chose_says_its_source_and_its_day():
    choices = prior_price_choices()
    assert choices["FR"].progressive
    assert choices["DE"].perishable
    assert "ES" not in choices
    assert all(one.citation and one.cited_on >= date(2026, 11, 22) for one in choices.values())
