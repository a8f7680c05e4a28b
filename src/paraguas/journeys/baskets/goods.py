"""The goods of a basket: drafted as check-out would place them, and held where they are found.

A basket is held at the very places its order would come from, so that completing it in time can
always use what is held.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from paraguas.backorders.actions.hold_on_order import hold_on_order
from paraguas.backorders.actions.release_on_order import release_on_order
from paraguas.backorders.model import PoolHold
from paraguas.backorders.queries import slice_holds, terms_book
from paraguas.backorders.rules.keeping import drawn_units
from paraguas.baskets.model import Basket
from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.release_hold import release_hold
from paraguas.inventory.errors import PositionShort
from paraguas.inventory.model import Kind, Units
from paraguas.inventory.rules.holding import hold_ends_at
from paraguas.inventory.rules.moving import merge
from paraguas.journeys.checkout.draft import Draft, draft_or_wait
from paraguas.journeys.checkout.slice import Slice, read_slice
from paraguas.journeys.checkout.supply import give_back
from paraguas.network.queries import network
from paraguas.orders.errors import StockShort
from paraguas.orders.model import Contents, GroupKind, Wish, WishedGroup
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, SkuId
from paraguas.values.place import Address
from paraguas.values.stamp import Stamp

_decode = msgspec.json.Decoder(Contents).decode


class Goods(Struct, frozen=True):
    """What a basket comes to at an instant; `known` is what it was drafted on."""

    known: Slice
    drafted: Draft


def draft_goods(tx: Tx, stamp: Stamp, basket: Basket) -> Goods | None:
    """Draft a basket as if it were completed now; None while it is empty.

    What it holds already counts as free for it.  Raises the Refusal of what cannot be.
    """
    if not contents_of(basket).lines:
        return None
    wish = _provisional(tx, wish_of(stamp, basket))
    known = read_slice(tx, [wish])
    for hold in known.holds.get(basket.basket_id, ()):
        known.positions.give_back(hold.sku_id, hold.place_id, hold.quantity)
    drafted = draft_or_wait(tx, known, wish)
    give_back(known, drafted.supply)
    return Goods(known, drafted)


def hold_goods(tx: Tx, stamp: Stamp, basket: Basket, *, until_at: int | None = None) -> None:
    """Hold what the basket would come to, for as long as its channel does; it may hold nothing.

    What is not there yet is held on order.  until_at: no longer than so, where it held before.
    Raises StockShort where not all of it can be had, and whatever else stops the basket from
    becoming an order; what it held before is then held on.
    """
    goods = draft_goods(tx, stamp, basket)
    if goods is None:
        let_go(tx, stamp, basket.basket_id)
        return
    units = _units(goods)
    ends_at = hold_ends_at(stamp.at, goods.drafted.bearings.channel.hold_minutes)
    ends_at = min(ends_at, until_at or ends_at)
    coming = goods.drafted.supply.waiting
    if coming or goods.known.on_order:
        hold_on_order(tx, stamp, basket.basket_id, drawn_units(coming), expires_at=ends_at)
    if not units:
        release_hold(tx, stamp, basket.basket_id)
        return
    try:
        hold_stock(tx, stamp, basket.basket_id, units, expires_at=ends_at)
    except PositionShort as short:
        raise _named(goods, short) from short


def let_go(tx: Tx, stamp: Stamp, basket_id: BasketId) -> None:
    """Give back all a basket holds, in stock and on order."""
    release_hold(tx, stamp, basket_id)
    release_on_order(tx, [(stamp, kept) for kept in kept_on_order(tx, [basket_id]).values()])


def kept_on_order(
    tx: Tx, basket_ids: Sequence[BasketId]
) -> Mapping[BasketId, tuple[PoolHold, ...]]:
    """Give what baskets keep on order; nothing is asked where nothing is sold that way."""
    return slice_holds(tx, basket_ids) if terms_book(tx) else {}


def contents_of(basket: Basket) -> Contents:
    """Read what is in a basket."""
    return _decode(basket.wanted)


def wish_of(stamp: Stamp, basket: Basket) -> Wish:
    """Read a basket as the wish it is; its tenders and the store it is paid in come later."""
    contents = contents_of(basket)
    return Wish(
        stamp=stamp,
        channel=basket.channel,
        market=basket.market,
        lines=contents.lines,
        groups=contents.groups,
        person=contents.person,
        language=contents.language,
        basket_id=basket.basket_id,
        basket_version=basket.version,
        loyalty=contents.loyalty,
        coupons=contents.coupons,
    )


def _provisional(tx: Tx, wish: Wish) -> Wish:
    """Fill in what may still be open in a basket: goods are shipped somewhere in the market."""
    market = network(tx).market(wish.market)
    if market is None:
        return wish
    somewhere = Address(country=market.country)
    groups = wish.groups or (WishedGroup(GroupKind.SHIP),)
    filled = tuple(
        replace(group, address=somewhere)
        if group.kind is GroupKind.SHIP and group.address is None
        else group
        for group in groups
    )
    return replace(wish, groups=filled)


def _units(goods: Goods) -> tuple[Units, ...]:
    """Tell which units to hold: all that is promised, and of what is carried out what may be.

    The last units on a shelf are in the person's hand; nobody else is promised them.
    """
    positions, units = goods.known.positions, []
    wanted = merge(
        Units(moved.sku_id, moved.place_id, moved.quantity)
        for moved in goods.drafted.supply.movements
        if moved.kind in (Kind.ALLOCATED, Kind.SOLD)
    )
    for (sku_id, place_id), quantity in wanted.items():
        held = min(quantity, positions.available(sku_id, place_id))
        if held:
            units.append(Units(sku_id, place_id, held))
    return tuple(units)


def _named(goods: Goods, short: PositionShort) -> StockShort:
    sku = goods.known.catalogue.sku(SkuId(str(short.details["sku"])))
    assert sku is not None, "a hold names what was drafted"
    return StockShort(**{**short.details, "sku": sku.code})
