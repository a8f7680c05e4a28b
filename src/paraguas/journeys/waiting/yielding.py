"""Baskets yield to orders: what they keep of supply that falls short is let go, then held anew."""

from collections.abc import Mapping, Sequence

from paraguas.backorders.actions.release_on_order import release_on_order
from paraguas.backorders.queries import holds_on, pools_of
from paraguas.backorders.rules.keeping import by_basket
from paraguas.baskets.model import BasketStatus
from paraguas.baskets.queries import slice_baskets
from paraguas.journeys.baskets.goods import hold_goods
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId, SkuId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp

Until = Mapping[BasketId, int]
"""Baskets, and until when each held its goods."""


def yield_to_orders(tx: Tx, stamp: Stamp, skus: Sequence[SkuId]) -> Until:
    """Let baskets go of pools that have fewer units than were promised from them."""
    until: dict[BasketId, int] = {}
    pools = [pool for pool in pools_of(tx, skus) if pool.over]
    for sku_id in sorted({pool.sku_id for pool in pools}):
        ended = holds_on(tx, sku_id, [pool.pool_id for pool in pools if pool.sku_id == sku_id])
        release_on_order(tx, [(stamp, ended)])
        for basket_id, some in by_basket(ended).items():
            until[basket_id] = max(one.expires_at for one in some)
    return until


def hold_again(tx: Tx, stamp: Stamp, until: Until) -> None:
    """Let baskets hold what they now would come to: what came, or other supply, or nothing more."""
    held = {basket_id: at for basket_id, at in until.items() if at > stamp.at}
    for basket_id, basket in slice_baskets(tx, list(held)).items():
        if basket.status is not BasketStatus.OPEN:
            continue
        try:
            with tx.savepoint():
                hold_goods(tx, stamp, basket, until_at=held[BasketId(basket_id)])
        except Refusal:
            continue
