import pytest

from paraguas.sourcing.errors import RulesMalformed
from paraguas.sourcing.model import Rule, RuleKind, Serving
from paraguas.sourcing.queries import shipped_rules
from paraguas.sourcing.rules.reading import read_rules, rules_of, text_of

WRITTEN = {
    "name": "near-first",
    "priority": 3,
    "rules": [{"by": "distance", "step": 5000}, {"by": "promise"}],
    "markets": ["FR", "ES"],
    "ways": ["ship"],
    "place_kinds": ["store"],
    "not_places": ["ES-GETAFE"],
    "serving": {"store": {"each_minor": 450, "km_minor": 2}},
}


def test_what_is_written_is_read_and_written_down_again():
    rules = read_rules(WRITTEN)
    assert rules.rules == (Rule(RuleKind.DISTANCE, 5000), Rule(RuleKind.PROMISE))
    assert rules.serving == {"store": Serving(450, 2)}
    assert rules.cost_minor("store", 12_900) == 450 + 12 * 2
    assert rules.cost_minor("warehouse", 12_900) == 0
    assert rules_of(text_of(rules)) == rules


def test_the_one_that_is_shipped_compares_by_everything():
    assert {rule.kind for rule in shipped_rules().rules} == set(RuleKind)
    assert (shipped_rules().name, shipped_rules().version) == ("standard", 0)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"rules": []}, "length >= 1"),
        ({"rules": [{"by": "luck"}]}, "luck"),
        ({"rules": [{"by": "cost"}, {"by": "cost", "step": 10}]}, "twice"),
        ({"rules": [{"by": "cost", "step": 0}]}, ">= 1"),
        ({"name": "Near First"}, "name"),
        ({"colour": "red"}, "colour"),
        ({"ways": ["carry_out"]}, "carry_out"),
        ({"place_kinds": ["garage"]}, "garage"),
    ],
)
def test_what_cannot_be_is_refused(change, problem):
    with pytest.raises(RulesMalformed) as refused:
        read_rules({**WRITTEN, **change})
    assert problem in refused.value.details["problem"]
