"""A book tried on past cases: what changes, and what that is worth."""

from datetime import date, timedelta

import pytest

from paraguas.policies.model import Occasion
from paraguas.policies.queries import shipped_files
from paraguas.policies.rules.deciding import Decider
from paraguas.policies.rules.reading import read_book
from paraguas.policies.rules.simulating import simulate

FILE = "brand/returns.toml"
PLACED = date(2026, 3, 2)
PAID = 10_000
FACTS = {
    "jurisdiction": "OTHER",
    "contract_form": "distance",
    "category": "general",
    "handling": "unused",
    "tier": "none",
    "opened": False,
    "final_sale": False,
    "gift_season": False,
    "informed": True,
    "policy_posted": True,
    "sold_at_home": False,
    "amount": PAID,
}


def decider(old="", new=""):
    files = dict(shipped_files())
    assert old in files[FILE]
    files[FILE] = files[FILE].replace(old, new) if old else files[FILE]
    book, amiss = read_book(files)
    assert not amiss
    return Decider(book)


SHIPPED, LONGER = decider(), decider("window_days = 30,", "window_days = 60,")


def case(days_later, **facts):
    days = {"delivered_on": PLACED}
    asked_on = PLACED + timedelta(days=days_later)
    return "US", {**FACTS, **facts}, Occasion(PLACED, asked_on, days, PAID, "USD")


@pytest.mark.parametrize(
    ("days_later", "given_minor"),
    [(0, 0), (30, 0), (31, PAID), (60, PAID), (61, 0)],
)
def test_a_longer_window_is_worth_what_can_be_had_back_on_the_day_they_ask(days_later, given_minor):
    [effect] = simulate(SHIPPED, LONGER, "returns", [case(days_later)])
    assert (effect.cases, effect.changed) == (1, 1)
    assert effect.given_minor == given_minor
    [other_way] = simulate(LONGER, SHIPPED, "returns", [case(days_later)])
    assert other_way.given_minor == -given_minor


def test_what_is_kept_of_the_money_counts_against_it():
    dearer = decider("fee_bp = 5000", "fee_bp = 6000")
    [effect] = simulate(SHIPPED, dearer, "returns", [case(10, handling="worn")])
    assert effect.given_minor == -PAID // 10


def test_what_cannot_come_back_at_all_is_worth_nothing_either_way():
    [effect] = simulate(SHIPPED, LONGER, "returns", [case(45, category="perishable")])
    assert (effect.changed, effect.given_minor) == (0, 0)


def test_countries_and_currencies_are_told_apart():
    cases = [case(45), case(45), ("FR", *case(45, jurisdiction="FR")[1:])]
    effects = simulate(SHIPPED, LONGER, "returns", cases)
    assert [(one.country, one.cases, one.given_minor) for one in effects] == [
        ("FR", 1, PAID),
        ("US", 2, 2 * PAID),
    ]
