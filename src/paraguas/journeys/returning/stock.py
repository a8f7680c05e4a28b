"""The units of a return: back into the stock of the place they came to, each where it belongs."""

from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.actions.set_aside import set_aside
from paraguas.inventory.model import Condition, Kind, Movement, Units
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Disposition, Return
from paraguas.returns.rules.receiving import Portion, portions_of
from paraguas.values.ids import PlaceId
from paraguas.values.stamp import Stamp

_WAYS: dict[Disposition, tuple[Condition, ...]] = {
    Disposition.SELLABLE: (),
    Disposition.DAMAGED: (Condition.DAMAGED,),
    Disposition.QUALITY: (Condition.QUALITY,),
    Disposition.VENDOR: (Condition.QUALITY,),
    Disposition.DESTROY: (Condition.DAMAGED, Condition.WRITTEN_OFF),
}
"""Through which conditions units go that came back, from sellable on."""


def take_in(tx: Tx, stamp: Stamp, one: Return, place_id: PlaceId) -> None:
    """Put units that came into the stock of a place, by what becomes of them."""
    portions = portions_of(one)
    move_stock(
        tx,
        [
            Movement(
                *(portion.sku_id, place_id, Kind.RETURNED, one.return_id, portion.number),
                *(portion.units, stamp.at, stamp.by.actor, one.number),
            )
            for portion in portions
        ],
    )
    for portion in portions:
        put_away(tx, stamp, (one.return_id, one.number), portion, place_id)


def put_away(
    tx: Tx, stamp: Stamp, whose: tuple[str, str], portion: Portion, place_id: PlaceId
) -> None:
    """Let units that came go where they belong; whose: id and number of their return."""
    return_id, number = whose
    was = Condition.SELLABLE
    for becomes in _WAYS[portion.disposition]:
        set_aside(
            *(tx, stamp, return_id, [Units(portion.sku_id, place_id, portion.units)]),
            was=was,
            becomes=becomes,
            reason=f"{number} {portion.disposition.value}",
            move_no=portion.number,
        )
        was = becomes
