"""Whether an order's goods may come in several parcels, or are worth too little for it."""

from paraguas.catalog.rules.pricing import line_gross
from paraguas.journeys.checkout.lines import Item
from paraguas.journeys.checkout.slice import Slice
from paraguas.orders.model import Wish
from paraguas.sourcing.model import RuleSet


def keeps_whole(known: Slice, wish: Wish, items: tuple[Item, ...], rules: RuleSet) -> bool:
    """Whether goods are worth less than a split by these rules, at list price or as agreed."""
    market = known.network.market(wish.market)
    if not rules.unsplit_below_minor or market is None:
        return False
    worth = 0
    for item in items:
        listed = known.catalogue.price(item.sku.sku_id, market.currency, wish.stamp.at)
        minor = listed.amount_minor if listed else 0
        minor, per = item.agreed or (minor, item.sku.per)
        worth += line_gross(minor, item.asked.quantity, per)
    return worth < rules.unsplit_below_minor
