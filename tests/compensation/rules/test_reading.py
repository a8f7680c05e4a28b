import msgspec
import pytest

from paraguas.compensation.errors import CompensationMalformed
from paraguas.compensation.model import Rule
from paraguas.compensation.rules.reading import RulesText, rules_of, text_of

WRITTEN = {
    "currency": "EUR",
    "rules": [
        {"causes": ["goods_late", "capacity"], "kinds": ["ready"], "amount_minor": 500},
        {"late_minutes": 1440, "share_pcm": 10_000, "most_minor": 2_000},
    ],
    "most_an_order_minor": 2_500,
}


def read(written):
    return rules_of(msgspec.convert(written, RulesText), "ES")


def test_what_is_written_is_read_and_written_down_again():
    rules = read(WRITTEN)
    assert (rules.market, rules.version, rules.most_an_order_minor) == ("ES", 0, 2_500)
    assert rules.rules[0].causes == {"goods_late", "capacity"}
    assert rules.rules[1] == Rule(late_minutes=1440, share_pcm=10_000, most_minor=2_000)
    assert rules_of(text_of(rules), "ES") == rules


@pytest.mark.parametrize("nothing", [{}, {"amount_minor": 5, "most_minor": 0}])
def test_a_rule_that_gives_nothing_is_refused_by_its_number(nothing):
    with pytest.raises(CompensationMalformed) as refused:
        read({**WRITTEN, "rules": [*WRITTEN["rules"], nothing]})
    assert refused.value.details["rule"] == 3
