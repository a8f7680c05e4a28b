"""Transfer prices as people write them, read and checked."""

from typing import Annotated

import msgspec
from msgspec import Meta

from paraguas.intercompany.errors import TransferPriceMalformed
from paraguas.intercompany.model import PriceRule, PriceRules
from paraguas.values.limits import Code, PlaceCode
from paraguas.values.money import LARGEST_MINOR

MOST_RULES = 1_000
"""So many rules there are at most."""

Cost = Annotated[int, Meta(ge=0, le=LARGEST_MINOR // 1_000_000)]
Currency = Annotated[str, Meta(pattern="^([A-Z]{3})?$", max_length=3)]
Share = Annotated[int, Meta(ge=0, le=1_000_000)]


class PriceRuleText(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A rule as it is written; see `PriceRule` for what each part means."""

    seller: PlaceCode = ""
    server: PlaceCode = ""
    sku: Code = ""
    share_pcm: Share | None = None
    unit_minor: Cost | None = None
    currency: Currency = ""


def prices_of(texts: tuple[PriceRuleText, ...], version: int = 0) -> PriceRules:
    """Take written rules in; refuses TransferPriceMalformed."""
    for number, rule in enumerate(texts, start=1):
        if (rule.share_pcm is None) == (rule.unit_minor is None):
            raise TransferPriceMalformed(rule=number, problem="share_pcm | unit_minor")
        if (rule.unit_minor is not None) != bool(rule.currency):
            raise TransferPriceMalformed(rule=number, problem="currency")
    return PriceRules(tuple(PriceRule(**msgspec.structs.asdict(rule)) for rule in texts), version)


def texts_of(prices: PriceRules) -> tuple[PriceRuleText, ...]:
    """Write rules down."""
    return tuple(PriceRuleText(**msgspec.structs.asdict(rule)) for rule in prices.rules)
