"""Settling who waits with what is still coming: other supply, another time, or the truth."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from paraguas.backorders.actions.drop_waiting import drop_waiting
from paraguas.backorders.actions.move_waiting import move_waiting
from paraguas.backorders.actions.part_waiting import part_waiting
from paraguas.backorders.model import Pool, Waiting
from paraguas.backorders.queries import pools_of, terms_book, waiting_at
from paraguas.backorders.rules.serving import Parted, settle
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.checkout.ahead import coming_offer
from paraguas.journeys.checkout.offers import OfferKey
from paraguas.journeys.serving.delays import postpone
from paraguas.journeys.serving.resourcing import SOLD_OUT
from paraguas.journeys.waiting.handing_on import LATE
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.model import Group, PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId, SkuId
from paraguas.values.stamp import Stamp
from paraguas.values.time import minute_of

EVERYBODY = 100_000
"""More than ever wait for a SKU at a place."""

Move = tuple[Waiting, Waiting]
"""Who waits: as it was, and as it becomes."""


def settle_waits(
    tx: Tx, stamp: Stamp, place_id: PlaceId, there: Mapping[SkuId, int], *, most: int
) -> bool:
    """See who was promised more than comes to a place, or sooner; tells whether more are left.

    there: units of each SKU that lie at the place for them.  They are promised from other supply of
    the place, told a later time, or, where nothing brings their units any more, told so and given
    their money back.
    """
    for sku_id, units in there.items():
        waiting = waiting_at(tx, place_id, [sku_id], most=EVERYBODY)
        pools = {pool.pool_id: pool for pool in pools_of(tx, [sku_id])}
        settled = settle(waiting, pools.values(), units)
        moves = _moves(tx, stamp, waiting, dict(settled.moved), pools)
        _move(tx, stamp, moves[:most])
        if len(moves) > most:
            return True
        dates = {_key(becomes): becomes.promised_at for _, becomes in moves}
        _part(tx, stamp, [p._replace(waiting=_dated(p.waiting, dates)) for p in settled.parted])
        _give_up(tx, stamp, [(_dated(one, dates), n) for one, n in settled.lost[:most]])
        if len(settled.lost) > most:
            return True
    return False


def _key(one: Waiting) -> tuple[OrderId, int]:
    return one.order_id, one.waiting_no


def _dated(one: Waiting, dates: Mapping[tuple[OrderId, int], int]) -> Waiting:
    """Give who waits with the time told a moment ago."""
    return replace(one, promised_at=dates.get(_key(one), one.promised_at))


def _moves(
    tx: Tx,
    stamp: Stamp,
    waiting: Sequence[Waiting],
    moved: dict[Waiting, Pool],
    pools: dict[str, Pool],
) -> list[Move]:
    """List who is promised from another pool, or for a later time, than before."""
    moves: list[Move] = []
    for one in waiting:
        pool = moved.get(one) or pools.get(one.pool_id)
        if pool is None or (pool.market and one not in moved):
            continue
        until_at = max(one.promised_at, _promised_at(tx, stamp, one, pool))
        becomes = replace(one, pool_id=pool.pool_id, promised_at=until_at)
        if becomes != one:
            moves.append((one, becomes))
    return moves


def _part(tx: Tx, stamp: Stamp, parted: Sequence[Parted]) -> None:
    """Let parts be brought by other supply, each with its date."""
    parts = []
    for one, pool, units in parted:
        until_at = max(one.promised_at, _promised_at(tx, stamp, one, pool))
        part = replace(one, pool_id=pool.pool_id, quantity=units, promised_at=until_at)
        parts.append((one, part))
    part_waiting(tx, stamp, parts)
    _tell(tx, stamp, [part for _, part in parts])


def _promised_at(tx: Tx, stamp: Stamp, one: Waiting, pool: Pool) -> int:
    order = orders.order(tx, one.order_id)
    group = _group(order, one)
    country = group.address.country if group.address else ""
    key = OfferKey(group.kind, order.market, country, "", minute_of(stamp.at))
    terms = terms_book(tx).find(one.sku_id, one.market)
    offer = coming_offer(network(tx), key, pool, terms.lead_days if terms else 0)
    return offer.window.end_at if offer else one.promised_at


def _move(tx: Tx, stamp: Stamp, moves: Sequence[Move]) -> None:
    move_waiting(tx, stamp, moves)
    _tell(tx, stamp, [becomes for _, becomes in moves])


def _tell(tx: Tx, stamp: Stamp, moved: Sequence[Waiting]) -> None:
    for becomes in moved:
        postpone(
            *(tx, stamp, orders.order(tx, becomes.order_id), becomes.group_no),
            frozenset((becomes.line_no,)),
            until_at=becomes.promised_at,
            cause=LATE,
        )


def _give_up(tx: Tx, stamp: Stamp, lost: Sequence[tuple[Waiting, int]]) -> None:
    """Cancel units nothing brings any more; the person is told, her money released."""
    drop_waiting(tx, stamp, lost)
    ordered = sorted(lost, key=lambda each: each[0].order_id)
    for order_id, some in groupby(ordered, key=lambda each: each[0].order_id):
        units: dict[int, int] = {}
        for one, n in some:
            units.update({one.line_no: sum((units.get(one.line_no, 0), n))})
        cancel_order(tx, Cancelling(stamp, order_id, units, cause=SOLD_OUT))


def _group(order: PlacedOrder, one: Waiting) -> Group:
    return next(each for each in order.groups if each.group_no == one.group_no)
