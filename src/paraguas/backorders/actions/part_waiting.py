"""Part who waits: some of the units are promised from other supply, the rest as before."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from paraguas.backorders import store
from paraguas.backorders.events import BackorderMoved
from paraguas.backorders.model import Waiting, WaitingState
from paraguas.backorders.rules.telling import by_order
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import SkuId
from paraguas.values.stamp import Stamp


def part_waiting(tx: Tx, stamp: Stamp, parted: Sequence[tuple[Waiting, Waiting]]) -> None:
    """Let a part of who waits (was, part) wait by itself; several parts of one stand together.

    Announces `backorder.moved.v1`; raises StaleSlice where the pool has them no more, or one was
    served or dropped meanwhile.
    """
    units: Counter[tuple[SkuId, str]] = Counter()
    new: list[Waiting] = []
    left: list[tuple[Waiting, Waiting]] = []
    numbers = Counter(one.order_id for one in store.of_orders(tx, [w.order_id for w, _ in parted]))
    for was, some in groupby(parted, key=lambda pair: pair[0]):
        rest = was
        for _, part in some:
            units[was.sku_id, was.pool_id] -= part.quantity
            units[part.sku_id, part.pool_id] += part.quantity
            rest = replace(rest, quantity=rest.quantity - part.quantity)
            new.append(replace(part, waiting_no=numbers[part.order_id]))
            numbers[part.order_id] += 1
        left.append((was, rest))
    store.take(tx, units)
    _leave(tx, stamp, left)
    store.add_waiting(tx, new)
    for order_id, place_id, lines in by_order(new):
        tx.announce(stamp, order_id, BackorderMoved(order_id, place_id, lines))


def _leave(tx: Tx, stamp: Stamp, left: Sequence[tuple[Waiting, Waiting]]) -> None:
    """Write what stays as it was; where all of it was parted, it waits as its parts."""
    none = [was for was, rest in left if not rest.quantity]
    store.end_waiting(tx, none, WaitingState.DROPPED, stamp.at)
    store.change_waiting(tx, [(was, rest) for was, rest in left if rest.quantity])
