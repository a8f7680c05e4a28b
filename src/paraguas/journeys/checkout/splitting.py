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
    worth = sum(_worth(known, item, market.currency, wish.stamp.at) for item in items)
    return worth < rules.unsplit_below_minor


def _worth(known: Slice, item: Item, currency: str, at: int) -> int:
    listed = known.catalogue.price(item.sku.sku_id, currency, at)
    minor, per = item.agreed or (listed.amount_minor if listed else 0, item.sku.per)
    return line_gross(minor, item.asked.quantity, per)
