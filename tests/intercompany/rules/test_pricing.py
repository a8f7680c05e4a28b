from hypothesis import given, strategies as st

from paraguas.intercompany.model import PriceRule, PriceRules, Served
from paraguas.intercompany.rules.pricing import net_price, priced, total_of
from paraguas.values.ids import digest_id

SKU = digest_id("sku", "TEA")


def served(units=2, net_minor=1000, code="TEA", per=1):
    return Served(1, SKU, code, units, per, net_minor)


def charged(rules, *lines, seller="ES", server="FR", currency="EUR"):
    prices = PriceRules(tuple(rules), 1)
    found = priced(prices, seller, server, currency, lines or (served(),))
    return [(line.rule_no, line.amount_minor) for line in found]


def test_without_a_rule_goods_go_at_their_net_price():
    assert charged([]) == [(0, 1000)]
    assert charged([PriceRule(seller="PT", share_pcm=1)]) == [(0, 1000)]


def test_the_first_rule_that_fits_decides():
    rules = [
        PriceRule(sku="CUP", share_pcm=10_000),
        PriceRule(seller="ES", server="FR", share_pcm=60_000),
        PriceRule(share_pcm=90_000),
    ]
    assert charged(rules) == [(2, 600)]
    assert charged(rules, server="PT") == [(3, 900)]
    assert charged(rules, served(code="CUP")) == [(1, 100)]


def test_a_cost_is_for_each_unit_and_for_its_currency_only():
    rules = [PriceRule(sku="TEA", unit_minor=120, currency="EUR")]
    assert charged(rules) == [(1, 240)]
    assert charged(rules, currency="GBP") == [(0, 1000)]
    assert charged(rules, served(units=1500, per=1000)) == [(1, 180)]


@given(st.integers(0, 10**7), st.integers(1, 50), st.integers(0, 150_000), st.booleans())
def test_what_is_undone_is_priced_as_it_was_done(net, units, share, cost):
    rule = PriceRule(unit_minor=share, currency="EUR") if cost else PriceRule(share_pcm=share)
    prices = PriceRules((rule,), 1)
    back_and_forth = [served(units, net), served(-units, -net)]
    assert total_of(priced(prices, "ES", "FR", "EUR", back_and_forth)) == 0


@given(st.integers(0, 10**7), st.integers(0, 10**6), st.integers(1, 60), st.data())
def test_the_net_price_of_all_units_is_that_of_the_line(amount, tax, quantity, data):
    whole = net_price(amount, tax, quantity, quantity)
    assert whole == amount - tax
    units = data.draw(st.integers(0, quantity))
    assert net_price(amount, tax, -units, quantity) == -net_price(amount, tax, units, quantity)
