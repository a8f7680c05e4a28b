"""Hours are read as people write them."""

import pytest
from hypothesis import given, strategies as st

from paraguas.network.errors import HoursMalformed
from paraguas.network.rules.describing import check_hours
from paraguas.network.rules.hours_text import read_hours

TEN_TO_NINE = ((600, 1260),)


def test_days_spans_and_days_of_the_year():
    hours = read_hours("Mo-Fr,Su 10:00-21:00; We off; 12-24 10:00-14:00, 16:00-18:00", place="SOL")
    shut: tuple = ()
    assert hours.week == (*[TEN_TO_NINE] * 2, shut, *[TEN_TO_NINE] * 2, shut, TEN_TO_NINE)
    assert hours.special == {"12-24": ((600, 840), (960, 1080))}


def test_days_may_run_over_the_end_of_the_week():
    hours = read_hours("Sa-Mo 10:00-21:00", place="SOL")
    assert [bool(spans) for spans in hours.week] == [True, *[False] * 4, True, True]


def test_a_span_over_midnight_and_a_whole_day():
    hours = read_hours("Fr 20:00-02:00; Sa 00:00-24:00", place="SOL")
    assert hours.week[4:6] == (((1200, 1560),), ((0, 1440),))


@pytest.mark.parametrize(
    "text",
    [
        "Xx 10:00-12:00",
        "Mo-Xx 10:00-12:00",
        "Mo",
        "Mo 10-12",
        "Mo 25:00-26:00",
        "Mo 10:60-12:00",
        "Mo 10:00-12:00,",
        "10:00-12:00",
        "Mo 10:00-12:00,11:00-13:00",
        "Mo 12:00-14:00,09:00-11:00",
        "13-45 10:00-12:00",
        "02-30 off",
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_place(text):
    with pytest.raises(HoursMalformed) as refused:
        check_hours(read_hours(text, place="SOL"), "SOL")
    assert refused.value.details["place"] == "SOL"


@given(st.text("MoTuSa-:;, 0123456789of", max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        hours = read_hours(text, place="SOL")
    except HoursMalformed:
        return
    assert len(hours.week) == 7
