"""Promotions tried before they are written: on a basket, and on the orders of a while."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.catalog.errors import PriceMissing, SkuUnknown
from paraguas.catalog.queries import Catalogue, catalogue
from paraguas.catalog.rules.pricing import line_gross
from paraguas.journeys.promotions.saving import Writing, checked
from paraguas.network.errors import MarketUnknown
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.promotions.model import Buyer, Goods, Promotion
from paraguas.promotions.queries import promotions
from paraguas.promotions.rules.reading import PromotionText
from paraguas.promotions.rules.trying import (
    Past,
    Simulated,
    Tried,
    past_goods,
    simulate,
    try_basket,
)
from paraguas.values.ids import OrderId
from paraguas.values.quantity import Unit
from paraguas.values.stamp import Stamp


class Trial(Struct, frozen=True):
    """A basket to try promotions on, bought at an instant.

    lines: SKU and quantity.  texts: promotions not written yet, beside those there are or in their
    place.  Coupons count as brought; programme and tier: of who buys.
    """

    stamp: Stamp
    market: str
    lines: Sequence[tuple[str, int]]
    at: int
    texts: Sequence[PromotionText] = ()
    programme: str = ""
    tier: str = ""
    place: str = ""


def try_promotions(tx: Tx, trial: Trial) -> Tried:
    """Tell what a basket comes to; nothing is written, no stock is looked at.

    Refuses what writing the promotions would, MarketUnknown, SkuUnknown and PriceMissing.
    """
    market, listed = network(tx).market(trial.market), catalogue(tx)
    if market is None:
        raise MarketUnknown(market=trial.market)
    new = {one.code: one for one in checked(tx, Writing(trial.stamp, trial.texts))}
    known = {one.code: one for one in promotions(tx).of_market(market.code)} | new
    running = [one for one in known.values() if one.market == market.code and one.runs(trial.at)]
    goods = [
        _goods(listed, number, line, market.currency, trial.at)
        for number, line in enumerate(trial.lines, start=1)
    ]
    brought = {one.code: one.code for one in running if one.coupon}
    buyer = Buyer(trial.place, trial.programme, trial.tier, brought)
    return try_basket(running, goods, buyer, market.currency)


def simulate_promotions(
    tx: Tx, texts: Sequence[PromotionText], order_ids: Sequence[OrderId], stamp: Stamp
) -> Simulated:
    """Tell what promotions would have taken off past orders of their markets, and what was."""
    ready = checked(tx, Writing(stamp, texts))
    by_market: dict[str, list[Promotion]] = {}
    for one in ready:
        by_market.setdefault(one.market, []).append(one)
    listed, told = catalogue(tx), Simulated()
    for market, own in by_market.items():
        found = [one for one in orders.orders(tx, order_ids) if one.market == market]
        coupons = {one.code: one.code for one in own if one.coupon}
        told = simulate(own, [_past(listed, one) for one in found], Buyer(coupons=coupons), told)
    return told


def _past(listed: Catalogue, order: PlacedOrder) -> Past:
    goods = [
        past_goods(
            *(entry.line.line_no, _named(listed, entry.line.code), entry.line.quantity),
            *(entry.line.amount_minor, entry.line.discount_minor),
        )
        for entry in order.lines
    ]
    return Past(order.currency, goods, order.discount_minor)


def _named(listed: Catalogue, code: str) -> tuple[str, str, str]:
    sku = listed.by_code(code)
    if sku is None:
        return code, "", ""
    product = listed.product(sku.product_id)
    return code, product.code if product else "", listed.category(sku)


def _goods(listed: Catalogue, number: int, line: tuple[str, int], currency: str, at: int) -> Goods:
    code, quantity = line
    sku = listed.find(code)
    if sku is None:
        raise SkuUnknown(sku=code)
    price = listed.price(sku.sku_id, currency, at)
    if price is None:
        raise PriceMissing(sku=sku.code, currency=currency)
    worth = line_gross(price.amount_minor, quantity, sku.per)
    named = _named(listed, sku.code)
    return Goods(number, *named, quantity, sku.per, worth, counted=sku.unit is Unit.PIECE)
