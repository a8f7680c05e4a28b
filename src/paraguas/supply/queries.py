"""What other floors may read of supply."""

from collections.abc import Sequence

from paraguas.plumbing.reference import Reference
from paraguas.plumbing.tx import Tx
from paraguas.supply.errors import FeedNumberUnknown, PurchaseOrderUnknown
from paraguas.supply.model import FeedNumber, FeedState, Incoming, PurchaseOrder, PurchaseState
from paraguas.supply.rules.keeping import StockRules
from paraguas.supply.store import feeds, purchases, rules
from paraguas.values.audit import Check
from paraguas.values.ids import PlaceId, SkuId, is_id


def purchase_order(tx: Tx, purchase_order_id: str) -> PurchaseOrder:
    """Give a purchase order whole; PurchaseOrderUnknown where there is none."""
    asked = [purchase_order_id] if is_id(purchase_order_id) else []
    for found in purchases.orders_by_id(tx, asked) if asked else ():
        return found
    raise PurchaseOrderUnknown(purchase_order=purchase_order_id)


def list_purchase_orders(
    tx: Tx,
    place_id: PlaceId | None,
    state: PurchaseState | None = None,
    *,
    before: str = "",
    most: int = 25,
) -> list[PurchaseOrder]:
    """Give purchase orders, the last announced first; `before` is the id a page ended with."""
    asked = [before] if is_id(before) else []
    last = next(iter(purchases.orders_by_id(tx, asked)), None) if asked else None
    cursor = (last.at, last.purchase_order_id) if last else None
    return purchases.page_of_orders(tx, place_id, state, before=cursor, most=most)


def purchase_orders_to(tx: Tx, place_id: PlaceId, *, most: int = 50) -> list[PurchaseOrder]:
    """Give the purchase orders a place still expects, those that are due first in front."""
    found = purchases.orders_to(tx, place_id, most=most)
    return sorted(found, key=lambda one: (one.next_on or "", one.reference))


def incoming(tx: Tx, sku_ids: Sequence[SkuId]) -> list[Incoming]:
    """Tell units of SKUs that are still expected, by the day they are expected on."""
    return purchases.expected_units(tx, sku_ids)


def feeds_of(tx: Tx, place_id: PlaceId) -> list[FeedState]:
    """Tell how far the feeds of a place have come."""
    return feeds.feeds_of(tx, place_id)


def feed_version(tx: Tx, place_id: PlaceId, feed: str) -> int:
    """Count how often a feed has changed: read before its numbers, it tells whether they stand."""
    return feeds.version_of(tx, place_id, feed)


def feed_number(tx: Tx, place_id: PlaceId, feed: str, sku_id: SkuId) -> FeedNumber:
    """Give what a feed says of a SKU; FeedNumberUnknown where no snapshot told it yet."""
    found = feeds.numbers_by_sku(tx, place_id, feed, [sku_id]).get(sku_id)
    if found is None:
        raise FeedNumberUnknown(feed=feed, sku=sku_id)
    return found


def closing_ids(tx: Tx, number: FeedNumber) -> list[str]:
    """Give the ids of the differences of a number that were closed, which adjusted stock."""
    return feeds.closing_ids(tx, number.place_id, number.feed, number.sku_id)


def _load(tx: Tx) -> StockRules:
    return StockRules(rules.all_keep_rules(tx), rules.all_level_rules(tx))


reference = Reference("stock_rules", _load)


def stock_rules(tx: Tx) -> StockRules:
    """Give the rules of stock as this transaction sees them."""
    return reference.get(tx)


def audit(tx: Tx) -> tuple[Check, ...]:
    """Compare what is still expected with what the states say, and feeds with their messages."""
    lost = tuple(
        f"purchase order {row.reference} is {row.state} with up to {row.most} of a SKU expected"
        for row in purchases.lost_orders(tx)
    )
    name = "what was announced came, is missing or is still expected"
    wrong = tuple(
        f"feed {row.feed} says {row.quantity} of SKU {row.sku_id}, its messages {row.units}"
        for row in feeds.wrong_numbers(tx)
    )
    return (
        Check(name, purchases.count_orders(tx), lost),
        Check("a feed's number is the sum of its messages", feeds.count_numbers(tx), wrong),
    )
