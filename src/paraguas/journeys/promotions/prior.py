"""The price before: what a SKU costs now, and what a reduction of it must be held against.

How many days are looked back is the policy book's; the exceptions are those a country chose.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from paraguas.catalog.errors import PriceMissing, SkuUnknown
from paraguas.catalog.model import Sku
from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.catalog.rules.pricing import price_in_force
from paraguas.network.errors import MarketUnknown
from paraguas.network.model import Market
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.policies.queries import decider_at
from paraguas.policies.rules.deciding import case_of
from paraguas.policies.rules.judging import judge
from paraguas.promotions.errors import PriorPriceWrong
from paraguas.promotions.model import Goods, Promotion
from paraguas.promotions.queries import prior_price_choices, promotions
from paraguas.promotions.rules.prior_price import (
    days_before,
    first_step,
    is_reduced,
    lowest_before,
    public_price,
)
from paraguas.values.money import to_decimal
from paraguas.values.quantity import Unit

PERISHABLE = "perishable"


class PriorPrice(Struct, frozen=True):
    """The price a reduction is held against.

    prior_minor: the lowest public price of `days` days; None where the SKU was not on sale then.
    law: where an exception of the country is used, its source.
    """

    sku: str
    currency: str
    days: int
    before_at: int
    prior_minor: int | None
    law: str = ""


class PriceNow(Struct, frozen=True):
    """What a SKU costs in a market, the same at every door.

    list_minor: by the list.  price_minor: for anybody, promotions taken off.  prior: where that is
    a reduction and a former price is to be shown with it.
    """

    sku: str
    market: str
    currency: str
    per: int
    list_minor: int
    price_minor: int
    promotions: tuple[str, ...]
    prior: PriorPrice | None


def price_now(tx: Tx, code: str, market_code: str, at: int) -> PriceNow:
    """Tell what a SKU costs, and the price before where it is reduced.

    Refuses SkuUnknown, MarketUnknown and PriceMissing.
    """
    listed = catalogue(tx)
    sku, market = listed.find(code), network(tx).market(market_code)
    if market is None:
        raise MarketUnknown(market=market_code)
    if sku is None:
        raise SkuUnknown(sku=code)
    standing = listed.price(sku.sku_id, market.currency, at)
    if standing is None:
        raise PriceMissing(sku=sku.code, currency=market.currency)
    goods, book = _goods(listed, sku), promotions(tx)
    running = book.running(market.code, at)
    listed_minor = standing.amount_minor
    taking = [one for one in running if public_price(listed_minor, [one], goods, at) < listed_minor]
    now_minor = public_price(listed_minor, running, goods, at)
    began_at = max([standing.from_at, *(one.starts_at for one in taking)])
    known = {one.code: one for one in book.all}
    prior = _prior(tx, sku, market, began_at, [first_step(one, known) for one in taking])
    return PriceNow(
        *(sku.code, market.code, market.currency, sku.per, listed_minor, now_minor),
        tuple(one.code for one in taking),
        prior if prior and is_reduced(now_minor, prior.prior_minor) else None,
    )


def announced_prior(
    tx: Tx, one: Promotion, code: str, beside: Iterable[Promotion] = ()
) -> PriorPrice | None:
    """Tell what a promotion must name as the price of a SKU before it; None where nothing.

    beside: written together with it.
    """
    sku, market = catalogue(tx).by_code(code), network(tx).market(one.market)
    assert sku is not None, "checked as it was read"
    assert market is not None, "checked as it was read"
    known = {each.code: each for each in (*promotions(tx).all, *beside)}
    return _prior(tx, sku, market, one.starts_at, [first_step(one, known)])


def prior_wrong(found: PriorPrice, was: int, *, file: str, row: str) -> PriorPriceWrong:
    """Word a wrong former price, with the right one; where it was not on sale, there is none."""
    prior = found.prior_minor
    return PriorPriceWrong(
        file=file,
        row=row,
        sku=found.sku,
        days=found.days,
        was=f"{to_decimal(was, found.currency)} {found.currency}",
        prior="-" if prior is None else f"{to_decimal(prior, found.currency)} {found.currency}",
        prior_minor=prior,
    )


def _prior(
    tx: Tx, sku: Sku, market: Market, began_at: int, firsts: Sequence[Promotion]
) -> PriorPrice | None:
    days = _days(tx, market, began_at)
    choice = prior_price_choices().get(market.country)
    perishable = sku.attributes.get("policy_category") == PERISHABLE
    if not days or (choice and choice.perishable and perishable):
        return None
    listed, law, before_at = catalogue(tx), "", began_at
    begun = min((one.starts_at for one in firsts), default=began_at)
    if choice and choice.progressive and begun < began_at:
        before_at, law = begun, choice.citation
    prices = listed.prices(sku.sku_id, market.currency)
    since_at = days_before(before_at, days, market.zone)
    if choice and choice.arrival_days and all(one.from_at > since_at for one in prices):
        since_at, law = days_before(before_at, choice.arrival_days, market.zone), choice.citation
    found = lowest_before(
        lambda at: price.amount_minor if (price := price_in_force(prices, at)) else None,
        [turn for one in prices for turn in (one.from_at, one.until_at) if turn is not None],
        promotions(tx).of_market(market.code),
        _goods(listed, sku),
        before_at=before_at,
        since_at=since_at,
    )
    return PriorPrice(sku.code, market.currency, days, before_at, found, law)


def _days(tx: Tx, market: Market, at: int) -> int:
    """Ask the policy book in force how many days a reduction for everybody is held against."""
    decider = decider_at(tx, at)
    facts, occasion = case_of(
        decider.book,
        {"personal_price": False},
        country=market.country,
        region="",
        contracted_at=at,
        asked_at=at,
        days={},
        amount_minor=0,
        currency=market.currency,
    )
    verdict = judge(decider, "prices", facts, occasion, market.languages)
    return int(verdict.values.get("prior_price_days", 0))


def _goods(listed: Catalogue, sku: Sku) -> Goods:
    """Show a SKU to promotions: one piece of it, or as much as its price is for."""
    product = listed.product(sku.product_id)
    return Goods(
        *(1, sku.code, product.code if product else "", listed.category(sku), sku.per, sku.per, 0),
        counted=sku.unit is Unit.PIECE,
    )
