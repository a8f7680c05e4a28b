"""What other floors may read of stock."""

from collections.abc import Callable, Collection, Sequence

from paraguas.inventory.errors import CountUnknown, TransferUnknown
from paraguas.inventory.model import (
    Buckets,
    Count,
    CountState,
    Entry,
    Hold,
    Key,
    Kind,
    Position,
    Transfer,
    TransferState,
)
from paraguas.inventory.rules.pool import Positions
from paraguas.inventory.rules.recounting import balances
from paraguas.inventory.store import (
    counts,
    holds,
    ledger,
    papers,
    pool,
    positions as stock,
    transfers,
)
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import BasketId, CountId, PlaceId, SkuId, is_id


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


def holds_at(tx: Tx, place_id: PlaceId, sku_ids: Sequence[SkuId]) -> list[Hold]:
    """Give what baskets hold of SKUs at a place, the last to begin first."""
    return holds.holds_at(tx, place_id, sku_ids)


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


def aside_at(tx: Tx, place_id: PlaceId, *, most: int = 100) -> list[Position]:
    """Give positions of a place with units that are damaged or to be checked."""
    return stock.positions_aside(tx, place_id, most=most)


def on_hand_at(tx: Tx, key: Key, at: int, *, besides: Collection[str] = ()) -> int:
    """Tell what was on hand at an instant, as if movements of some causes had been before it."""
    found = stock.positions_by_key(tx, [key]).get(key)
    return found.on_hand - ledger.moved_after(tx, key, at, besides) if found else 0


def history(tx: Tx, sku_id: SkuId, place_id: PlaceId, *, most: int = 100) -> tuple[Entry, ...]:
    """Tell why a number is what it is: the last movements, the latest first, with what they left.

    Movements of one instant come in the order of their causes.
    """
    position = stock.positions_by_key(tx, [(sku_id, place_id)]).get((sku_id, place_id))
    if position is None:
        return ()
    rows = ledger.movements_of(tx, sku_id, place_id, most=most)
    names = Buckets._fields
    changes = [Buckets(*(getattr(row, f"{name}_diff") for name in names)) for row in rows]
    now = Buckets(*(getattr(position, name) for name in names))
    return tuple(
        Entry(
            *(Kind(row.kind), row.cause_id, row.cause_no, row.at, row.actor, row.reason),
            *(row.basket_id, change, after),
        )
        for row, change, after in zip(rows, changes, balances(now, changes), strict=True)
    )


def transfer(tx: Tx, transfer_id: str) -> Transfer:
    """Give a transfer whole; TransferUnknown where there is none."""
    for found in transfers_by_id(tx, [transfer_id]):
        return found
    raise TransferUnknown(transfer=transfer_id)


def transfers_by_id(tx: Tx, ids: Sequence[str]) -> list[Transfer]:
    """Give those of the ids that are transfers."""
    asked = [one for one in ids if is_id(one)]
    return transfers.transfers_by_id(tx, asked) if asked else []


def list_transfers(
    tx: Tx,
    place_id: PlaceId | None,
    state: TransferState | None = None,
    *,
    before: str = "",
    most: int = 25,
) -> list[Transfer]:
    """Give transfers from or to a place, the last sent first; `before` is the id a page ended with.

    Ids sort by the time they were drawn, so a cursor stays true while others are sent.
    """
    cursor = before if is_id(before) else ""
    return transfers.page_of_transfers(tx, place_id, state, before=cursor, most=most)


def transfers_to(tx: Tx, place_id: PlaceId, *, most: int = 100) -> list[Transfer]:
    """Give what is on its way to a place, the first sent first."""
    return transfers.transfers_to(tx, place_id, most=most)


def on_the_way(tx: Tx, sku_ids: Sequence[SkuId]) -> dict[Key, int]:
    """Tell units on their way by SKU and the place that waits for them; they are in no stock."""
    return transfers.units_on_the_way(tx, sku_ids)


def count(tx: Tx, count_id: str) -> Count:
    """Give a count whole; CountUnknown where there is none."""
    found = counts.count_by_id(tx, count_id) if is_id(count_id) else None
    if found is None:
        raise CountUnknown(count=count_id)
    return found


def counts_by_id(tx: Tx, ids: Sequence[str]) -> list[Count]:
    """Give those of the ids that are counts, without their lines."""
    asked = [one for one in ids if is_id(one)]
    return counts.heads_by_id(tx, asked) if asked else []


def list_counts(
    tx: Tx,
    place_id: PlaceId | None,
    state: CountState | None = None,
    *,
    before: str = "",
    most: int = 25,
) -> list[Count]:
    """Give counts without their lines, the last opened first; `before` as for transfers."""
    cursor = before if is_id(before) else ""
    return counts.page_of_counts(tx, place_id, state, before=cursor, most=most)


def count_progress(tx: Tx, found: Sequence[Count]) -> dict[CountId, tuple[int, int]]:
    """Tell of counts how many SKUs they have, and how many of these are counted."""
    return counts.progress_of(tx, found)


def audit(tx: Tx) -> tuple[Check, ...]:
    """Compare every position with its movements and with the live holds."""
    looked_at = stock.count_positions(tx)
    drifted = tuple(
        f"SKU {sku_id} at place {place_id} is off the sum of its movements by {off.on_hand:+} on "
        f"hand, {off.allocated:+} allocated, {off.reserved:+} reserved, {off.damaged:+} damaged, "
        f"{off.quality:+} in quality"
        for (sku_id, place_id), off in ledger.drifts(tx)
    )
    unheld = tuple(
        f"SKU {sku_id} at place {place_id} has {off:+} reserved against what baskets hold"
        for (sku_id, place_id), off in ledger.unheld(tx)
    )
    return (
        Check("a position is the sum of its movements", looked_at, drifted),
        Check("reserved units are held by baskets", looked_at, unheld),
        *_audit_papers(tx),
    )


def _audit_papers(tx: Tx) -> tuple[Check, ...]:
    sent, counted = papers.count_papers(tx)
    lost = tuple(
        f"transfer {row.number} is {row.state} with {row.units} on the way"
        for row in papers.lost_on_the_way(tx)
    )
    transferred, found = (
        tuple(
            f"{paper} {row.paper_id} is off its movements of SKU {row.sku_id} at place "
            f"{row.place_id} by {row.off:+}"
            for row in rows
        )
        for paper, rows in (
            ("transfer", papers.unmoved_transfers(tx)),
            ("count", papers.unmoved_counts(tx)),
        )
    )
    return (
        Check("what was sent came, was written off, returned or is on the way", sent, lost),
        Check("a transfer is the sum of its movements", sent, transferred),
        Check("a closed count is the sum of its movements", counted, found),
    )
