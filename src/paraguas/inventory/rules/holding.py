"""What changes when a basket holds other units than before."""

from collections.abc import Iterable, Mapping, Sequence

from paraguas.inventory.model import Hold, Key, Kind, Movement, Units
from paraguas.values.ids import BasketId
from paraguas.values.time import MINUTE


def give_back(hold: Hold, at: int, actor: str) -> Movement:
    """The movement that ends a hold: for a release, an expiry, or an order made of its basket."""
    units = hold.sku_id, hold.place_id
    return Movement(*units, Kind.UNRESERVED, hold.hold_id, 0, hold.quantity, at, actor)


def take(hold: Hold, at: int, actor: str) -> Movement:
    """The movement that begins a hold."""
    units = hold.sku_id, hold.place_id
    return Movement(*units, Kind.RESERVED, hold.hold_id, 0, hold.quantity, at, actor)


def kept(held: Iterable[Hold], wanted: Mapping[Key, int]) -> list[Hold]:
    """The holds that stay because their quantity is still the one wanted; one per position."""
    stays: dict[Key, Hold] = {}
    for hold in held:
        key = hold.sku_id, hold.place_id
        if wanted.get(key) == hold.quantity:
            stays.setdefault(key, hold)
    return list(stays.values())


def begun(
    wanted: Mapping[Key, int],
    stays: Iterable[Hold],
    *,
    hold_id: str,
    basket_id: BasketId,
    expires_at: int,
) -> list[Hold]:
    """The holds that are to be taken anew."""
    there = {(hold.sku_id, hold.place_id) for hold in stays}
    return [
        Hold(*key, hold_id, basket_id, quantity, expires_at)
        for key, quantity in wanted.items()
        if key not in there
    ]


def hold_ends_at(at: int, minutes: int) -> int:
    """When a hold that begins at an instant ends."""
    return at + minutes * MINUTE


def units_of(holds: Sequence[Hold]) -> tuple[Units, ...]:
    """What holds keep, as a fact tells it."""
    ordered = sorted(holds, key=lambda hold: (hold.sku_id, hold.place_id, hold.hold_id))
    return tuple(Units(hold.sku_id, hold.place_id, hold.quantity) for hold in ordered)
