"""Judging: dates by the calendar, sums to the cent, in every currency of the book."""

from datetime import date

import pytest

from paraguas.policies.errors import PolicyFactMissing, PolicyWordUnknown
from paraguas.policies.model import Occasion
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.judging import after, judge
from paraguas.policies.rules.reading import read_book

DECIDER = Decider(read_book(shipped_files())[0], 1)
LATE = {"delay_days": 7, "tier": "none", "defect": "none"}
WARRANTY = {"jurisdiction": "ES", "tier": "none", "defect": "none", "durable": False}


def occasion(**more):
    return Occasion(date(2026, 8, 1), date(2026, 11, 22), **more)


@pytest.mark.parametrize(
    ("begins", "unit", "number", "ends"),
    [
        (date(2026, 11, 3), "days", 14, date(2026, 11, 17)),
        (date(2024, 2, 15), "days", 14, date(2024, 2, 29)),
        (date(2026, 1, 31), "months", 1, date(2026, 2, 28)),
        (date(2024, 2, 29), "months", 12, date(2025, 2, 28)),
        (date(2026, 12, 5), "months", 1, date(2027, 1, 5)),
        (date(2026, 12, 5), "months", 0, date(2026, 12, 5)),
    ],
)
def test_a_span_ends_by_the_calendar(begins, unit, number, ends):
    assert after(begins, unit, number) == ends


@pytest.mark.parametrize(
    ("currency", "minor", "said"),
    [
        ("EUR", 1500, "€15.00"),
        ("GBP", 1350, "£13.50"),
        ("USD", 1650, "$16.50"),
        ("ISK", 2175, "ISK"),
    ],
)
def test_a_sum_is_the_same_all_year_in_each_currency(currency, minor, said):
    verdict = judge(DECIDER, "goodwill", LATE, occasion(currency=currency), ["en"])
    assert verdict.sums == {"goodwill": minor}
    assert said in verdict.text


def test_a_guarantee_prolonged_by_a_repair_ends_a_year_later():
    days = {"delivered_on": date(2026, 8, 31)}
    spans = [
        judge(DECIDER, "warranty", {**WARRANTY, "repaired": repaired}, occasion(days=days), ["es"])
        for repaired in (False, True)
    ]
    assert [one.values["guarantee_months"] for one in spans] == [36, 36]
    assert [one.until["repair_extension_months"] for one in spans] == [
        date(2029, 8, 31),
        date(2030, 8, 31),
    ]
    cited = {one.clause for one in spans[1].citations}
    assert cited == {"EU-G2-ES", "EU-G3"}


def test_what_a_verdict_needs_and_lacks_is_named():
    with pytest.raises(PolicyFactMissing) as missing:
        judge(DECIDER, "warranty", {**WARRANTY, "repaired": False}, occasion(), ["en"])
    assert missing.value.details["fact"] == "delivered_on"
    with pytest.raises(PolicyWordUnknown):
        judge(DECIDER, "goodwill", LATE, occasion(currency="JPY"), ["en"])
    with pytest.raises(PolicyWordUnknown):
        judge(DECIDER, "goodwill", {**LATE, "income": 3}, occasion(), ["en"])
