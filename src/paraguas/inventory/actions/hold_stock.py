"""Hold stock: a basket keeps units, from the pool of all doors, until its hold expires."""

from collections.abc import Sequence

from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.errors import HoldTooShort
from paraguas.inventory.events import StockHeld
from paraguas.inventory.model import Hold, Units
from paraguas.inventory.rules.holding import begun, give_back, kept, take, units_of
from paraguas.inventory.rules.moving import merge
from paraguas.inventory.store import holds
from paraguas.plumbing.chores import cancel
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import BasketId
from paraguas.values.quantity import check_quantity
from paraguas.values.stamp import Stamp


def hold_stock(
    tx: Tx, stamp: Stamp, basket_id: BasketId, lines: Sequence[Units], *, expires_at: int
) -> tuple[Hold, ...]:
    """Let the basket hold exactly these units until the instant, and give its holds.

    What it held before is kept, changed or given back, so that a changed basket calls it again with
    all its lines.  Announces stock.held.v1 and leaves `timer:expire_hold`; raises PositionShort,
    QuantityOutOfRange and HoldTooShort.
    """
    if expires_at <= stamp.at:
        raise HoldTooShort
    for line in lines:
        check_quantity(line.quantity)
    wanted = merge(lines)
    held = holds.holds_of(tx, [basket_id])
    stays = kept(held, wanted)
    fresh = begun(
        wanted, stays, hold_id=stamp.ids.next(), basket_id=basket_id, expires_at=expires_at
    )
    at, actor = stamp.at, stamp.by.actor
    ends = [give_back(hold, at, actor) for hold in held if hold not in stays]
    move_or_refuse(tx, ends + [take(hold, at, actor) for hold in fresh])
    holds.add_holds(tx, fresh)
    holds.extend_holds(tx, stays, expires_at)
    cancel(tx, basket_id, "timer:expire_hold")
    tx.later(stamp, "timer:expire_hold", basket_id, {}, due_at=expires_at)
    tx.announce(stamp, basket_id, StockHeld(basket_id, units_of(stays + fresh), expires_at))
    return tuple(holds.holds_of(tx, [basket_id]))
