"""Goods people wait for: kept for them as they come, handed on to those who waited longest.

Where supply comes later, less of it or none, who was promised from it is promised from other supply
of the place, told of another time, or told that it will not come.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from paraguas.backorders.actions.serve_waiting import serve_waiting
from paraguas.backorders.model import Waiting
from paraguas.backorders.queries import skus_of_pool, waiting_at, waiting_units
from paraguas.backorders.rules.serving import kept_until, serve, turn
from paraguas.inventory.actions.hold_stock import hold_stock
from paraguas.inventory.actions.release_hold import release_hold
from paraguas.inventory.model import Units
from paraguas.inventory.queries import slice_holds, slice_positions
from paraguas.journeys.waiting.handing_on import hand_on
from paraguas.journeys.waiting.settling import settle_waits
from paraguas.journeys.waiting.yielding import hold_again, yield_to_orders
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, OrderId, PlaceId, SkuId, digest_id
from paraguas.values.stamp import Stamp

MOST = 50
"""So many who wait are seen to in one transaction."""


def keep_for_waiting(tx: Tx, stamp: Stamp, place_id: PlaceId, sku_ids: Sequence[SkuId]) -> None:
    """Hold what came to a place for those who wait, so that nobody else is promised it."""
    wanted = waiting_units(tx, place_id, sku_ids)
    if not wanted:
        return
    _let_go(tx, stamp, place_id, list(wanted))
    for sku_id, there in _lying(tx, place_id, sorted(wanted)).items():
        units = min(wanted[sku_id], there)
        if units:
            hold_stock(
                *(tx, stamp, _kept_for(sku_id, place_id), [Units(sku_id, place_id, units)]),
                expires_at=kept_until(stamp.at),
            )


def see_to_waiting(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Serve who waits from what came, then see who was promised more than comes.

    The chore is a fact of stock or supply, or the timer that goes on where many wait.
    """
    place_id, skus = _concerned(tx, chore.read())
    _let_go(tx, stamp, place_id, skus)
    baskets = yield_to_orders(tx, stamp, skus)
    going_on = _serve(tx, stamp, place_id, skus)
    if not going_on:
        there = _lying(tx, place_id, skus)
        going_on = settle_waits(tx, stamp, place_id, there, most=MOST)
    keep_for_waiting(tx, stamp, place_id, skus)
    hold_again(tx, stamp, baskets)
    if going_on:
        body = {"place_id": place_id, "sku_ids": list(skus)}
        tx.later(stamp, "timer:see_to_waiting", place_id, body, due_at=stamp.at)


def _serve(tx: Tx, stamp: Stamp, place_id: PlaceId, skus: Sequence[SkuId]) -> bool:
    """Serve who waits at a place; tells whether more may be served."""
    waiting = waiting_at(tx, place_id, skus, most=MOST)
    if not waiting:
        return False
    served = serve(waiting, _lying(tx, place_id, skus))
    serve_waiting(tx, stamp, served)
    for order_id, some in _by_order(served):
        hand_on(tx, stamp, order_id, some)
    return bool(served) and len(waiting) == MOST


def _lying(tx: Tx, place_id: PlaceId, skus: Sequence[SkuId]) -> dict[SkuId, int]:
    """Tell what lies at a place that nobody has been given."""
    there = slice_positions(tx, sorted(skus), [place_id])
    return {sku_id: there.available(sku_id, place_id) for sku_id in skus}


def _by_order(served: Iterable[Waiting]) -> list[tuple[OrderId, list[Waiting]]]:
    ordered = sorted(served, key=lambda one: (one.order_id, turn(one)))
    return [(key, list(some)) for key, some in groupby(ordered, key=lambda one: one.order_id)]


def _let_go(tx: Tx, stamp: Stamp, place_id: PlaceId, skus: Sequence[SkuId]) -> None:
    """Give back what was kept for those who wait: it is handed on, or kept anew."""
    held = slice_holds(tx, [_kept_for(sku_id, place_id) for sku_id in skus])
    for basket_id in held:
        release_hold(tx, stamp, basket_id)


def _kept_for(sku_id: SkuId, place_id: PlaceId) -> BasketId:
    """Name what is kept for those who wait for a SKU at a place, as a basket's goods are kept."""
    return BasketId(digest_id("kept for those who wait", sku_id, place_id))


def _concerned(tx: Tx, told: dict[str, Any]) -> tuple[PlaceId, list[SkuId]]:
    """Tell which SKUs of a place a fact is about."""
    place_id = PlaceId(told["place_id"])
    if "purchase_order_id" in told:
        return place_id, skus_of_pool(tx, told["purchase_order_id"])
    if "sku_ids" in told:
        return place_id, [SkuId(sku_id) for sku_id in told["sku_ids"]]
    return place_id, sorted({SkuId(one["sku_id"]) for one in told["units"]})
