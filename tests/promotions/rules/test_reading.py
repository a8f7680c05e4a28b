"""Promotions as people write them: taken in whole, or refused with the row and what is amiss."""

from datetime import date

import pytest

from paraguas.promotions.errors import PromotionPartial, PromotionWrong
from paraguas.promotions.model import Kind
from paraguas.promotions.rules.reading import UNSPEAKABLE, promotion_of, read_promotions, text_of
from paraguas.values.time import iso

ROW = {
    "code": "SALE",
    "market": "ES",
    "kind": "percentage",
    "percent": "12.5",
    "titles": {"es": "Rebajas", "en": "Sale"},
    "starts_on": "2026-11-27",
    "ends_on": "2026-12-01",
}


def changed(**more):
    return {name: value for name, value in (ROW | more).items() if value is not None}


def test_days_are_midnights_of_the_market_and_what_is_written_is_read_back():
    (text,) = read_promotions([ROW])
    made = promotion_of(text, "Europe/Madrid")
    assert (iso(made.starts_at), iso(made.ends_at)) == (
        "2026-11-26T23:00:00Z",
        "2026-11-30T23:00:00Z",
    )
    assert made.percent_pcm == 12_500
    assert text_of(made) == text
    assert promotion_of(text_of(made), "Europe/Madrid") == made


def test_buy_some_get_some_gives_them_free_unless_it_says_otherwise():
    row = changed(kind="buy_get", percent=None, buy=2, get=1, ends_on=None)
    made = promotion_of(read_promotions([row])[0], "Europe/Madrid")
    assert (made.kind, made.percent_pcm, made.ends_at) == (Kind.BUY_GET, 100_000, None)
    assert date.fromisoformat(made.starts_on) == date(2026, 11, 27)


@pytest.mark.parametrize("word", sorted(UNSPEAKABLE))
def test_doors_age_sex_and_purchasing_power_cannot_be_named(word):
    with pytest.raises(PromotionPartial) as refused:
        read_promotions([ROW, changed(code="OTHER", **{word: ["x"]})], "autumn.toml")
    assert refused.value.details == {"file": "autumn.toml", "row": "2", "word": word}


@pytest.mark.parametrize(
    ("more", "slip"),
    [
        ({"percent": "0"}, "percent is above 0"),
        ({"percent": "101"}, "percent is above 0"),
        ({"percent": None}, "percentage needs percent"),
        ({"buy": 2}, "percentage knows no buy"),
        ({"kind": "amount", "percent": None}, "amount needs amount_minor"),
        ({"kind": "price", "percent": None, "price_minor": 1}, "price names its skus"),
        ({"kind": "bundle", "percent": None, "price_minor": 1, "parts": {"A": 1}}, "two units"),
        (
            {"kind": "bundle", "percent": None, "price_minor": 1, "parts": {"A": 2}, "skus": ["A"]},
            "in parts",
        ),
        ({"ends_on": "2026-11-27"}, "ends_on is not after"),
        ({"tiers": ["gold"]}, "tiers are of a programme"),
        ({"places": ["X"]}, "reason and the day"),
        ({"places": ["X"], "reason": "It closes", "ends_on": None}, "reason and the day"),
        ({"was": {"A": 1}, "coupon": True}, "everybody has it"),
        ({"colour": "red"}, "colour"),
        ({"titles": {}}, "titles"),
        ({"starts_on": "tomorrow"}, "starts_on"),
        ({"priority": -1}, "priority"),
    ],
)
def test_a_slip_refuses_all_with_its_row(more, slip):
    with pytest.raises(PromotionWrong) as refused:
        read_promotions([changed(code="FINE"), changed(**more)], "autumn.toml")
    assert (refused.value.details["file"], refused.value.details["row"]) == ("autumn.toml", "2")
    assert slip in str(refused.value.details["problem"])


def test_a_code_stands_once_and_a_row_is_a_table():
    with pytest.raises(PromotionWrong, match="stands twice"):
        read_promotions([ROW, ROW])
    with pytest.raises(PromotionWrong):
        read_promotions(["SALE"])
