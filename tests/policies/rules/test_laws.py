"""Every row of law before, at and after the day it began, written by hand from its citation."""

from datetime import date, timedelta

import pytest

from paraguas.policies.model import BRAND, CONTRACT_DAY, REQUEST_DAY
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.reading import read_book

BOOK = read_book(shipped_files())[0]
DECIDER = Decider(BOOK)
PLAIN = {
    "contract_form": "distance", "category": "general", "opened": False, "handling": "tried",
    "final_sale": False, "gift_season": False, "tier": "none", "informed": True,
    "policy_posted": True,
    "sold_at_home": False, "amount": 0, "reason": "changed_mind", "receipt": True, "gift": False,
    "tender": "card", "place_kind": "warehouse", "defect": "none", "durable": False,
    "repaired": False,
    "days_since_purchase": 0, "delay_days": 0, "medium": "email", "purpose": "marketing",
    "consent": "given",
    "day_of_week": "weekday", "large_company": False, "goods": "goods", "personal_price": False,
    "role": "associate", "act": "refund",
}  # fmt: skip
AWAY = {"contract_form": "off_premises"}
REPAIRED, UNTOLD = {"repaired": True}, {"informed": False}
CALL = {"medium": "call"}
SUNDAY, SATURDAY = ({**CALL, "day_of_week": day} for day in ("sunday", "saturday"))
SEALED = {"category": "hygiene", "opened": True}
BEGUN = {"category": "digital", "opened": True}
HOME = {**AWAY, "sold_at_home": True, "amount": 2500}
OWN_TEXT = {"medium": "text", "consent": "own_customer"}


ANSWERS = {"answer_seconds": 180, "complaint_working_days": 15}
on = date


def hours(first, last):
    return {"from_minute": first * 60, "until_minute": last * 60}


def kept(months, presumed=0, **more):
    given = {"presumption_months": presumed} if presumed else {}
    return {"guarantee_months": months, **given, **more}


LAWS = [
    ("EU-W3", "returns", "FR", {"category": "press"}, on(2014, 6, 14), {}),
    ("EU-W3-OPENED", "returns", "DE", SEALED, on(2014, 6, 14), {}),
    ("EU-W1-UNTOLD", "returns", "ES", UNTOLD, on(2014, 6, 14), {"extra_months": 12}),
    ("EU-W2-WORN", "returns", "SE", {"handling": "worn"}, on(2014, 6, 14), {"window_days": 14}),
    ("EU-W1", "returns", "PT", AWAY, on(2014, 6, 14), {"window_days": 14, "fee_bp": 0}),
    ("EU-W2", "refunds", "EU", {}, on(2014, 6, 14), {"refund_days": 14}),
    ("EU-W4", "returns", "ES", {}, on(2026, 6, 19), {"withdrawal_function": True}),
    ("EU-G1", "warranty", "EU", {}, on(2022, 1, 1), kept(24, 12)),
    ("EU-G3", "warranty", "FR", REPAIRED, on(2026, 7, 31), {"repair_extension_months": 12}),
    ("EU-I1", "warranty", "DE", {}, on(2026, 9, 27), {"notice_shown": True}),
    ("EU-P1", "prices", "ES", {}, on(2022, 5, 28), {"prior_price_days": 30}),
    ("EU-C1-CONSENT", "contact", "FR", {"consent": "none"}, on(2003, 10, 31), {"allowed": False}),
    ("EU-C1-TEXT", "contact", "DE", OWN_TEXT, on(2004, 7, 8), {"allowed": False}),
    ("EU-C2", "care", "IS", {}, on(2018, 5, 25), {"data_request_days": 28}),
    ("EU-G2-ES", "warranty", "ES", {}, on(2022, 1, 1), kept(36, 24)),
    ("ES-A1", "care", "ES", {"large_company": True}, on(2026, 12, 28), ANSWERS),
    ("EU-G2-FR", "warranty", "FR", {}, on(2016, 3, 18), kept(24, 24)),
    ("EU-G2-DE", "warranty", "DE", {}, on(2022, 1, 1), kept(24, 12)),
    ("EU-G2-PT", "warranty", "PT", {}, on(2022, 1, 1), kept(36, 24)),
    ("EU-G2-SE", "warranty", "SE", {}, on(2022, 5, 1), kept(36)),
    ("EU-G2-NO", "warranty", "NO", {"durable": True}, on(2002, 7, 1), kept(60)),
    ("EU-G2-IS", "warranty", "IS", {"durable": True}, on(2003, 6, 1), kept(60)),
    ("UK-1-EXCEPTED", "returns", "GB", {"category": "made_to_measure"}, on(2014, 6, 13), {}),
    ("UK-1-OPENED", "returns", "GB", BEGUN, on(2014, 6, 13), {}),
    ("UK-1-UNTOLD", "returns", "GB-SCT", UNTOLD, on(2014, 6, 13), {"extra_months": 12}),
    ("UK-1", "returns", "GB", {}, on(2014, 6, 13), {"window_days": 14}),
    ("UK-1-REFUND", "refunds", "GB", AWAY, on(2014, 6, 13), {"refund_days": 14}),
    ("UK-2-SCOTLAND", "warranty", "GB-SCT", {}, on(2015, 10, 1), kept(60, reject_days=30)),
    ("UK-2", "warranty", "GB", {}, on(2015, 10, 1), kept(72, 6, reject_days=30)),
    ("US-1-HOME", "returns", "US-TX", HOME, on(1974, 6, 7), {"window_days": 5}),
    ("US-1", "returns", "US-NY", {**AWAY, "amount": 13000}, on(2015, 3, 13), {"window_days": 5}),
    ("US-M", "dispatch", "US", {}, on(2014, 12, 8), {"ship_days": 30}),
    ("US-T1", "contact", "US", CALL, on(1992, 12, 20), hours(8, 21)),
    ("US-T2", "contact", "US", CALL, on(2025, 4, 11), {"stop_working_days": 10}),
    ("US-E1", "contact", "US-CA", {}, on(2004, 1, 1), {"stop_working_days": 10}),
    ("US-CA", "returns", "US-CA", {"policy_posted": False}, on(1991, 1, 1), {"window_days": 30}),
    ("US-NY", "returns", "US-NY", {"policy_posted": False}, on(2009, 6, 24), {"window_days": 30}),
    ("US-FL", "returns", "US-FL", {"policy_posted": False}, on(2010, 1, 1), {"window_days": 7}),
    ("US-T1-FL", "contact", "US-FL", CALL, on(2021, 7, 1), hours(8, 20)),
    ("US-T1-OK", "contact", "US-OK", CALL, on(2022, 11, 1), hours(8, 20)),
    ("US-T1-MD", "contact", "US-MD", CALL, on(2024, 1, 1), hours(8, 20)),
    ("US-T1-MS", "contact", "US-MS", CALL, on(2025, 1, 1), hours(8, 20)),
    ("US-T1-NJ", "contact", "US-NJ", CALL, on(2025, 1, 1), hours(8, 20)),
    ("US-T1-CT", "contact", "US-CT", CALL, on(2023, 10, 1), hours(9, 20)),
    ("US-T1-TX-SUNDAY", "contact", "US-TX", SUNDAY, on(2025, 9, 1), hours(12, 21)),
    ("US-T1-TX", "contact", "US-TX", CALL, on(2025, 9, 1), hours(9, 21)),
    ("US-T1-RI-WEEKEND", "contact", "US-RI", SATURDAY, on(2025, 1, 1), hours(10, 17)),
    ("US-T1-RI", "contact", "US-RI", CALL, on(2025, 1, 1), hours(9, 18)),
    ("CA-L1-ON", "loyalty", "CA-ON", {}, on(2018, 1, 1), {"points_expire": "by_inactivity"}),
    ("CA-L1-QC", "loyalty", "CA-QC", {}, on(2019, 8, 1), {"points_expire": "by_inactivity"}),
    ("MBX-1", "contact", "OTHER", {}, on(2024, 6, 1), {"stop_working_days": 2}),
]  # fmt: skip
"""Row, subject, whose law, what is particular to the case, its first day, what it gives."""

BY_REQUEST = {row.id for s in BOOK.subjects.values() for row in s.rows if REQUEST_DAY in row.when}


def fired(subject, facts, contracted_on, asked_on):
    """The rows that win in their groups, whether or not the brand gives more."""
    table = DECIDER.tables[subject]
    case = {**facts, CONTRACT_DAY: contracted_on.toordinal(), REQUEST_DAY: asked_on.toordinal()}
    rows = (1 << len(table.grid.rows)) - 1
    for name, look_up in table.columns:
        rows &= look_up(case[name])
    return {table.grid.rows[at].id for at in table.grid.hits(rows) if at >= 0}, table.decide(case)


@pytest.mark.parametrize("case", LAWS, ids=[law for law, *_ in LAWS])
def test_a_law_holds_from_its_first_day(case):
    law, subject, under, more, first, gives = case
    facts = {**PLAIN, "jurisdiction": under, **more}
    grid = DECIDER.tables[subject].grid
    for days, holds in ((-1, False), (0, True), (1, True)):
        day = first + timedelta(days=days)
        # Only the day the row speaks of moves; the other one is far on the right side.
        contracted, asked = (
            (date(2020, 1, 1), day) if law in BY_REQUEST else (day, date(2027, 1, 1))
        )
        rows, given = fired(subject, facts, contracted, asked)
        assert (law in rows) is holds, day
        if holds:
            for dimension, value in zip(grid.dimensions, given.values, strict=True):
                due = gives.get(dimension.name)
                assert due is None or dimension.rank(value) >= dimension.rank(due)


@pytest.mark.parametrize("case", LAWS, ids=[law for law, *_ in LAWS])
def test_a_law_says_what_its_source_says(case):
    law, subject, _, _, first, gives = case
    (row,) = (row for row in BOOK.subjects[subject].rows if row.id == law)
    assert {name: row.then[name] for name in gives} == gives
    assert bool(row.then) is bool(gives)
    assert row.begins_on == first
    assert row.citation
    assert row.cited_on == date(2026, 11, 22)
    assert row.owner


def test_no_row_of_law_is_without_a_test():
    rows = [row for subject in BOOK.subjects.values() for row in subject.rows]
    assert {row.id for row in rows if row.group != BRAND} == {law for law, *_ in LAWS}


@pytest.mark.parametrize(
    ("law", "at_home", "least"), [("US-1-HOME", True, 2500), ("US-1", False, 13000)]
)
def test_cooling_off_begins_at_its_sum(law, at_home, least):
    for amount in (least - 1, least, least + 1):
        facts = {**PLAIN, "jurisdiction": "US", **AWAY, "sold_at_home": at_home, "amount": amount}
        rows, _ = fired("returns", facts, date(2026, 1, 1), date(2026, 1, 1))
        assert (law in rows) is (amount >= least)


def test_a_law_is_no_law_next_door():
    for law, subject, _, more, first, _ in LAWS:
        (row,) = (row for row in BOOK.subjects[subject].rows if row.id == law)
        if "jurisdiction" in row.when:
            facts = {**PLAIN, "jurisdiction": "OTHER", **more}
            assert law not in fired(subject, facts, first, first)[0] or subject == "loyalty"


def test_goods_bought_in_the_store_are_under_no_right_to_withdraw_and_get_what_the_brand_gives():
    facts = {**PLAIN, "jurisdiction": "ES", "contract_form": "on_premises"}
    rows, given = fired("returns", facts, date(2026, 11, 1), date(2026, 11, 1))
    assert rows == {"RET-ALL"}
    assert given.values[0] == 30


def test_what_some_law_gives_is_lifted_to_everybody_where_the_brand_says_so():
    facts = {**PLAIN, "jurisdiction": "ES"}
    _, given = fired("loyalty", facts, date(2026, 11, 1), date(2026, 11, 1))
    assert given.values == ("by_inactivity",)
