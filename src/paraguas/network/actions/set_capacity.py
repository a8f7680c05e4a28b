"""Say how much a place can take."""

from paraguas.network import store
from paraguas.network.errors import PlaceUnknown
from paraguas.network.events import CapacitySet
from paraguas.network.queries import reference
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


def set_capacity(tx: Tx, stamp: Stamp, place_id: PlaceId, daily_capacity: int | None) -> None:
    """Set how many fulfilments a place takes in a day; None is without limit.

    Announces capacity.set.v1.  Refuses an unknown place and a number below 0.
    """
    if daily_capacity is not None and daily_capacity < 0:
        raise Malformed(where="daily_capacity", problem="below 0")
    if not store.put_capacity(tx, place_id, daily_capacity):
        raise PlaceUnknown(place=place_id)
    tx.announce(stamp, place_id, CapacitySet(place_id, daily_capacity))
    reference.changed(tx)
