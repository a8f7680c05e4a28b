"""Holds that outlive their place: what a basket holds where the goods are no more, moves."""

from paraguas.baskets.model import BasketStatus
from paraguas.baskets.queries import slice_baskets
from paraguas.inventory.model import Hold
from paraguas.inventory.queries import holds_at, positions
from paraguas.journeys.baskets.goods import hold_goods
from paraguas.plumbing.chores import Chore
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, PlaceId, SkuId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


def move_holds(tx: Tx, stamp: Stamp, chore: Chore) -> None:
    """Let baskets hold elsewhere what a place turned out not to have, those that came last first.

    Follows `stock.adjusted.v1` and `stock.set_aside.v1`.  A basket nobody else can serve holds on:
    what is left is told when it is read or completed.
    """
    fact = chore.read()
    place_id = PlaceId(fact["place_id"])
    skus = sorted({SkuId(one["sku_id"]) for one in fact["units"]})
    for sku_id in _lacking(tx, place_id, skus):
        for hold in holds_at(tx, place_id, [sku_id]):
            if not _lacking(tx, place_id, [sku_id]):
                break
            _move(tx, stamp, hold)


def _lacking(tx: Tx, place_id: PlaceId, skus: list[SkuId]) -> list[SkuId]:
    """Tell of which SKUs a place has fewer than it has promised."""
    here = [one for one in positions(tx, skus) if one.place_id == place_id]
    return [one.sku_id for one in here if one.unpromised < 0]


def _move(tx: Tx, stamp: Stamp, hold: Hold) -> None:
    basket_id = BasketId(hold.basket_id)
    basket = slice_baskets(tx, [basket_id]).get(basket_id)
    if basket is None or basket.status is not BasketStatus.OPEN or hold.expires_at <= stamp.at:
        return
    try:
        with tx.savepoint():
            hold_goods(tx, stamp, basket, until_at=hold.expires_at)
    except Refusal:
        return
