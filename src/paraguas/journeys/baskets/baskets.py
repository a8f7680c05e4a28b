"""Baskets: opened at one door, changed, taken on at another; their goods are held meanwhile."""

import msgspec
from msgspec import Struct

from paraguas.backorders.actions.hold_on_order import hold_on_order
from paraguas.backorders.queries import pools_of
from paraguas.backorders.rules.keeping import kept_units
from paraguas.baskets import queries
from paraguas.baskets.actions.change_basket import change_basket
from paraguas.baskets.actions.hand_over_basket import hand_over_basket
from paraguas.baskets.actions.open_basket import Opening, open_basket
from paraguas.baskets.errors import DoorStaffed
from paraguas.baskets.model import Basket, BasketStatus
from paraguas.baskets.rules.lasting import basket_ends_at
from paraguas.inventory.actions.extend_hold import extend_hold
from paraguas.inventory.model import Hold
from paraguas.inventory.queries import slice_holds
from paraguas.inventory.rules.holding import hold_ends_at
from paraguas.journeys.baskets.goods import Goods, draft_goods, hold_goods, kept_on_order
from paraguas.network.errors import ChannelUnknown, MarketUnknown
from paraguas.network.model import Channel
from paraguas.network.queries import Network, network
from paraguas.orders.model import Contents
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

_encode = msgspec.json.Encoder().encode


class NewBasket(Struct, frozen=True):
    """A basket to open; `token` is drawn at the door."""

    stamp: Stamp
    channel: str
    market: str
    contents: Contents
    token: str


class BasketChange(Struct, frozen=True):
    """New contents, made on a version; `by_token`: by whoever knows the token, not by staff."""

    stamp: Stamp
    basket_id: BasketId
    version: int
    contents: Contents
    by_token: bool = False


class BasketMove(Struct, frozen=True):
    """The basket goes on at a channel, with the stamp's actor."""

    stamp: Stamp
    basket_id: BasketId
    channel: str
    by_token: bool = False


class ToldKept(Struct, frozen=True):
    """Units on order kept for a basket: where they come to, and until when they are kept."""

    sku_id: str
    place: str
    quantity: int
    until: int


class BasketStanding(Struct, frozen=True):
    """A basket, what it holds, and what it comes to at an instant.

    on_order: what it keeps of goods that are not there yet.
    goods: None while it is empty, closed, or cannot become an order; `problem` then says why.
    """

    basket: Basket
    network: Network
    holds: tuple[Hold, ...]
    goods: Goods | None
    problem: Refusal | None
    on_order: tuple[ToldKept, ...] = ()


def begin_basket(tx: Tx, new: NewBasket) -> BasketStanding:
    """Open a basket and hold its goods; refuses what could not be ordered."""
    channel_of(tx, new.channel)
    if network(tx).market(new.market) is None:
        raise MarketUnknown(market=new.market)
    opening = Opening(
        channel=new.channel,
        market=new.market,
        wanted=_encode(new.contents),
        token=new.token,
        expires_at=basket_ends_at(new.stamp.at),
    )
    return _kept(tx, new.stamp, open_basket(tx, new.stamp, opening))


def refill_basket(tx: Tx, change: BasketChange) -> BasketStanding:
    """Replace what is in a basket and hold that instead; refused, it stays as it was."""
    basket = reach_basket(tx, change.basket_id, at=change.stamp.at, by_token=change.by_token)
    changed = change_basket(
        *(tx, change.stamp, basket, _encode(change.contents)),
        [{"sku": line.sku, "quantity": line.quantity} for line in change.contents.lines],
        version=change.version,
        expires_at=basket_ends_at(change.stamp.at),
    )
    return _kept(tx, change.stamp, changed)


def move_basket(tx: Tx, move: BasketMove) -> BasketStanding:
    """Go on with a basket at another door: what it still holds is held as long as that door does.

    Whoever knows the token may take it where no staff is needed; staff takes it anywhere.
    """
    channel = channel_of(tx, move.channel)
    if move.by_token and channel.staffed:
        raise DoorStaffed(channel=channel.name)
    basket = queries.basket(tx, move.basket_id, now=move.stamp.at)
    moved = hand_over_basket(tx, move.stamp, basket, channel=move.channel)
    if slice_holds(tx, [moved.basket_id]):
        ends_at = hold_ends_at(move.stamp.at, channel.hold_minutes)
        extend_hold(tx, move.stamp, moved.basket_id, expires_at=ends_at)
    for kept in kept_on_order(tx, [moved.basket_id]).values():
        ends_at = hold_ends_at(move.stamp.at, channel.hold_minutes)
        hold_on_order(tx, move.stamp, moved.basket_id, kept_units(kept), expires_at=ends_at)
    return stand_basket(tx, move.stamp, moved)


def reach_basket(tx: Tx, basket_id: str, *, at: int, by_token: bool) -> Basket:
    """Read an open basket for a change; who only knows its token has it where no staff is needed.

    Raises BasketAbsent, BasketClosed and DoorStaffed.
    """
    basket = queries.basket(tx, basket_id, now=at)
    channel = channel_of(tx, basket.channel)
    if by_token and channel.staffed:
        raise DoorStaffed(channel=channel.name)
    return basket


def stand_basket(tx: Tx, stamp: Stamp, basket: Basket) -> BasketStanding:
    """Tell how a basket stands: an open one is drafted as if it were completed now."""
    net = network(tx)
    holds = slice_holds(tx, [basket.basket_id]).get(basket.basket_id, ())
    if basket.status is not BasketStatus.OPEN:
        return BasketStanding(basket, net, holds, None, None)
    kept = _told_kept(tx, net, basket.basket_id)
    try:
        return BasketStanding(basket, net, holds, draft_goods(tx, stamp, basket), None, kept)
    except Refusal as problem:
        return BasketStanding(basket, net, holds, None, problem, kept)


def _told_kept(tx: Tx, net: Network, basket_id: BasketId) -> tuple[ToldKept, ...]:
    kept = kept_on_order(tx, [basket_id]).get(basket_id, ())
    pools = {(p.sku_id, p.pool_id): p for p in pools_of(tx, sorted({k.sku_id for k in kept}))}
    told = []
    for one in kept:
        pool = pools[one.sku_id, one.pool_id]
        place = net.place(pool.place_id)
        assert place is not None, "a pool at a place that is not there"
        told.append(ToldKept(one.sku_id, place.code, one.quantity, one.expires_at))
    return tuple(told)


def channel_of(tx: Tx, code: str) -> Channel:
    """Find a channel; ChannelUnknown where there is none."""
    channel = network(tx).channel(code)
    if channel is None:
        raise ChannelUnknown(channel=code)
    return channel


def _kept(tx: Tx, stamp: Stamp, basket: Basket) -> BasketStanding:
    hold_goods(tx, stamp, basket)
    cancel(tx, basket.basket_id, "timer:expire_basket")
    tx.later(stamp, "timer:expire_basket", basket.basket_id, {}, due_at=basket.expires_at)
    return stand_basket(tx, stamp, basket)
