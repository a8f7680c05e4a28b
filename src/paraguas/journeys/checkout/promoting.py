"""Promotions at check-out: what they take off the lines of a wish, kept with its order.

Where none is in force and no coupon is brought, nothing is asked and nothing reckoned.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from paraguas.catalog.model import SkuKind
from paraguas.journeys.checkout.frame import Bearings
from paraguas.journeys.checkout.lines import Item, price_of
from paraguas.journeys.checkout.members import Promoting, holders_of
from paraguas.journeys.checkout.slice import Slice
from paraguas.loyalty.rules.numbering import account_id_of
from paraguas.orders.model import Line, Wish
from paraguas.plumbing.tx import Tx
from paraguas.promotions.actions.write_shares import write_shares
from paraguas.promotions.errors import CouponUnknown
from paraguas.promotions.model import Buyer, Goods, KeptShare, Promotion, Share, plain_code
from paraguas.promotions.rules.keeping import kept_shares, off_by_line as off_by_line
from paraguas.promotions.rules.stacking import promote
from paraguas.values.ids import OrderId
from paraguas.values.quantity import Unit


class Taken(Struct, frozen=True, gc=False):
    """What promotions took off an order, with the coupons it used and whose uses they are."""

    order_id: OrderId
    at: int
    kept: tuple[KeptShare, ...] = ()
    holders: tuple[str, ...] = ()

    @property
    def coupons(self) -> tuple[str, ...]:
        """The coupons that opened something, each once."""
        return tuple(dict.fromkeys(one.coupon for one in self.kept if one.coupon))


NOTHING = Taken(OrderId(""), 0)


def promote_items(
    known: Slice, wish: Wish, bearings: Bearings, items: Sequence[Item]
) -> tuple[Share, ...]:
    """Take off items what promotions in force do; nothing of what was agreed or told by a till.

    Refuses a coupon that is unknown, over, or used as often as it may be.
    """
    running = known.promoting.promotions.running(wish.market, wish.stamp.at)
    if not running and not wish.coupons:
        return ()
    buyer = _buyer(known, wish, bearings, running)
    if wish.historic or not running:
        return ()
    goods = [_goods(known, wish, bearings, item) for item in items if _is_open(item)]
    return promote(running, goods, buyer) if goods else ()


def keep_shares(
    known: Slice,
    wish: Wish,
    order_id: OrderId,
    bearings: Bearings,
    *,
    shares: Sequence[Share],
    lines: Sequence[Line],
) -> Taken:
    """Freeze what was taken off an order, as its lines tell it and in its language."""
    book, language = known.promoting.promotions, bearings.language
    discounts = {line.line_no: line.discount_minor for line in lines}
    kept = kept_shares(shares, discounts, book.demand, language)
    return Taken(order_id, wish.stamp.at, kept, holders_of(wish, known.secret))


def take_coupons(promoting: Promoting, taken: Taken) -> None:
    """Let the next of the batch see which coupons an accepted order used."""
    if promoting.coupons and taken.coupons:
        promoting.coupons.use(taken.coupons, taken.holders, taken.order_id, taken.at)


def write_promotions(tx: Tx, promoting: Promoting, taken: Iterable[Taken]) -> None:
    """Write what promotions took off accepted orders, and the coupons these used."""
    shares = [(one.order_id, share) for one in taken for share in one.kept]
    write_shares(tx, shares, promoting.coupons.made if promoting.coupons else ())


def _buyer(known: Slice, wish: Wish, bearings: Bearings, running: Sequence[Promotion]) -> Buyer:
    programme, tier = "", ""
    if wish.loyalty:
        which = account_id_of(wish.loyalty)
        programme, tier = known.promoting.members.get(which, ("", ""))
    place = bearings.place.code if bearings.place else ""
    return Buyer(place, programme, tier, _coupons(known, wish, running))


def _coupons(known: Slice, wish: Wish, running: Sequence[Promotion]) -> dict[str, str]:
    if not wish.coupons:
        return {}
    coupons = known.promoting.coupons
    if coupons is None:
        raise CouponUnknown(coupon=plain_code(wish.coupons[0]))
    holders = holders_of(wish, known.secret)
    return coupons.open(wish.coupons, running, holders, wish.stamp.at)


def _is_open(item: Item) -> bool:
    """Whether a line is at its list price: a quote's price and a till's stay as they are."""
    return item.asked.recorded is None and not item.fixed


def _goods(known: Slice, wish: Wish, bearings: Bearings, item: Item) -> Goods:
    sku, part = item.sku, item.bundle
    _, per, worth_minor = price_of(known, wish, bearings, item)
    product = known.catalogue.product(sku.product_id)
    return Goods(
        item.line_no,
        part.code if part else sku.code,
        product.code if product and not part else "",
        known.catalogue.category(sku),
        item.asked.quantity,
        0 if part else per,
        worth_minor,
        counted=sku.unit is Unit.PIECE and not part and sku.kind is not SkuKind.BUNDLE,
    )
