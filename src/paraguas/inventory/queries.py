"""What other floors may read of stock."""

from collections.abc import Callable, Sequence

from paraguas.inventory.model import Buckets, Entry, Hold, Kind, Position
from paraguas.inventory.rules.pool import Positions
from paraguas.inventory.rules.recounting import balances
from paraguas.inventory.store import holds, ledger, pool
from paraguas.inventory.store import positions as stock
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import BasketId, PlaceId, SkuId


def slice_positions(
    tx: Tx, sku_ids: Sequence[SkuId], place_ids: Sequence[PlaceId] | None = None
) -> Positions:
    """Read the pool of some SKUs, in one statement, for a batch to decide on.

    place_ids: only these places; all that know the SKUs without it.
    """
    return ask_positions(tx, sku_ids, place_ids)()


def ask_positions(
    tx: Tx, sku_ids: Sequence[SkuId], place_ids: Sequence[PlaceId] | None = None
) -> Callable[[], Positions]:
    """Ask for the pool as `slice_positions` does; it may be on its way until `together` ends."""
    asked = pool.ask_free_units(tx, sku_ids, place_ids)
    return lambda: Positions(*asked())


def slice_holds(tx: Tx, basket_ids: Sequence[BasketId]) -> dict[BasketId, tuple[Hold, ...]]:
    """Read what baskets hold, for a batch that makes orders of them.

    Give each hold's units back to the slice before deciding, and pass `give_back(hold, ...)` to
    `move_stock` together with what the order takes.  Holds beyond their time count until the
    worker has given them back.
    """
    found: dict[BasketId, tuple[Hold, ...]] = {}
    for hold in holds.holds_of(tx, basket_ids):
        found[hold.basket_id] = (*found.get(hold.basket_id, ()), hold)
    return found


def availability(
    tx: Tx, sku_ids: Sequence[SkuId], place_ids: Sequence[PlaceId] | None = None
) -> dict[SkuId, dict[PlaceId, int]]:
    """Tell how many units may be promised, by SKU and place; only where there are any."""
    units = slice_positions(tx, sku_ids, place_ids)
    return {sku_id: dict(units.at(sku_id)) for sku_id in sku_ids}


def positions(tx: Tx, sku_ids: Sequence[SkuId]) -> list[Position]:
    """Give all numbers of SKUs at each place, in the order of SKUs and places."""
    return stock.positions_of(tx, sku_ids)


def history(tx: Tx, sku_id: SkuId, place_id: PlaceId, *, most: int = 100) -> tuple[Entry, ...]:
    """Tell why a number is what it is: the last movements, the latest first, with what they left.

    Movements of one instant come in the order of their causes.
    """
    position = stock.positions_by_key(tx, [(sku_id, place_id)]).get((sku_id, place_id))
    if position is None:
        return ()
    rows = ledger.movements_of(tx, sku_id, place_id, most=most)
    changes = [Buckets(row.on_hand_diff, row.allocated_diff, row.reserved_diff) for row in rows]
    now = Buckets(position.on_hand, position.allocated, position.reserved)
    return tuple(
        Entry(
            *(Kind(row.kind), row.cause_id, row.cause_no, row.at, row.actor, row.reason),
            *(row.basket_id, change, after),
        )
        for row, change, after in zip(rows, changes, balances(now, changes), strict=True)
    )


def audit(tx: Tx) -> tuple[Check, ...]:
    """Compare every position with its movements and with the live holds."""
    looked_at = stock.count_positions(tx)
    drifted = tuple(
        f"SKU {sku_id} at place {place_id} is off the sum of its movements by {off.on_hand:+} on "
        f"hand, {off.allocated:+} allocated, {off.reserved:+} reserved"
        for (sku_id, place_id), off in ledger.drifts(tx)
    )
    unheld = tuple(
        f"SKU {sku_id} at place {place_id} has {off:+} reserved against what baskets hold"
        for (sku_id, place_id), off in ledger.unheld(tx)
    )
    return (
        Check("a position is the sum of its movements", looked_at, drifted),
        Check("reserved units are held by baskets", looked_at, unheld),
    )
