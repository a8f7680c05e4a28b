"""Which rules hold an order as it is placed."""

import pytest

from paraguas.holds.errors import HoldKindUnknown, HoldRuleTwice
from paraguas.holds.model import HoldKind, HoldRule, HoldRules
from paraguas.holds.rules.catching import catching, check_rules, hours_of

LARGE = HoldRule("ES", "approval", 100_000, "shop")
HUGE = HoldRule("ES", "fraud", 500_000, "shop")
FRENCH = HoldRule("FR", "fraud", 0, "shop")
RULES = HoldRules((HoldKind("engraving", 2),), (LARGE, HUGE, FRENCH))


@pytest.mark.parametrize(
    ("market", "total_minor", "caught"),
    [
        ("ES", 100_000, ()),
        ("ES", 100_001, (LARGE,)),
        ("ES", 500_001, (LARGE, HUGE)),
        ("FR", 1, (FRENCH,)),
        ("US", 10**9, ()),
    ],
)
def test_rules_of_the_market_below_the_sum_catch(market, total_minor, caught):
    assert catching(RULES, market, total_minor) == caught


def test_kinds_have_hours_and_unknown_ones_are_refused():
    assert (hours_of(RULES, "engraving"), hours_of(RULES, "fraud")) == (2, 24)
    with pytest.raises(HoldKindUnknown):
        hours_of(RULES, "whim")


def test_what_is_told_twice_is_refused():
    check_rules(RULES)
    for twice in (HoldRules((), (LARGE, LARGE)), HoldRules(RULES.kinds * 2, ())):
        with pytest.raises(HoldRuleTwice):
            check_rules(twice)
