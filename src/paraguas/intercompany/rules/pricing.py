"""What goods are charged at between two entities."""

from collections.abc import Iterable

from paraguas.intercompany.model import PricedLine, PriceRule, PriceRules, Served
from paraguas.values.money import round_half_up, share_of

_WHOLE_PCM = 100_000


def priced(
    prices: PriceRules, seller: str, server: str, currency: str, served: Iterable[Served]
) -> tuple[PricedLine, ...]:
    """Price units that went between two entities (by code): by the first rule that fits each line.

    What was undone is priced as what was done, below 0.
    """
    return tuple(_line(prices.rules, seller, server, currency, one) for one in served)


def net_price(amount_minor: int, tax_minor: int, units: int, quantity: int) -> int:
    """Give what units of a line cost without tax; below 0 where they are.

    tax_minor: the part of the amount that is tax, 0 where prices are without it.
    """
    sign = -1 if units < 0 else 1
    return sign * share_of(amount_minor - tax_minor, 0, abs(units), quantity)


def total_of(lines: Iterable[PricedLine]) -> int:
    """Add up what lines are charged at."""
    return sum(line.amount_minor for line in lines)


def _line(
    rules: tuple[PriceRule, ...], seller: str, server: str, currency: str, one: Served
) -> PricedLine:
    for number, rule in enumerate(rules, start=1):
        if _fits(rule, seller, server, currency, one.code):
            return PricedLine(one.line_no, one.code, one.units, number, _amount(rule, one))
    return PricedLine(one.line_no, one.code, one.units, 0, one.net_minor)


def _fits(rule: PriceRule, seller: str, server: str, currency: str, sku: str) -> bool:
    return (
        rule.seller in ("", seller)
        and rule.server in ("", server)
        and rule.sku in ("", sku)
        and (rule.unit_minor is None or rule.currency == currency)
    )


def _amount(rule: PriceRule, one: Served) -> int:
    sign = -1 if one.units < 0 else 1
    if rule.unit_minor is not None:
        return sign * round_half_up(rule.unit_minor * abs(one.units), max(1, one.per))
    return sign * round_half_up(abs(one.net_minor) * (rule.share_pcm or 0), _WHOLE_PCM)
