"""What other floors may read of fulfilment."""

from collections.abc import Iterable, Sequence

from paraguas.fulfilment import store
from paraguas.fulfilment.errors import FulfilmentUnknown
from paraguas.fulfilment.model import Fulfilment, Status, Trace
from paraguas.fulfilment.rules.tracing import unpack_trace
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId


class Loads:
    """How many fulfilments places have on days; `take` lets the next order of a batch see one."""

    __slots__ = ("_taken",)

    def __init__(self, taken: dict[tuple[PlaceId, str], int]) -> None:
        """Start from what is written."""
        self._taken = taken

    def free(self, place_id: PlaceId, day_on: str, capacity: int | None) -> int | None:
        """Tell how many more a place can take on a local day (ISO); None without a limit."""
        if capacity is None:
            return None
        return max(0, capacity - self._taken.get((place_id, day_on), 0))

    def take(self, place_id: PlaceId, day_on: str) -> None:
        """Count one more."""
        key = place_id, day_on
        self._taken[key] = self._taken.get(key, 0) + 1


def slice_loads(tx: Tx, days: Iterable[tuple[PlaceId, str]]) -> Loads:
    """Load how full places are on local days (ISO), in one statement."""
    return Loads(store.taken(tx, days))


def fulfilment(tx: Tx, order_id: OrderId, fulfilment_id: FulfilmentId) -> Fulfilment:
    """Give one fulfilment; refuses FulfilmentUnknown."""
    found = store.one(tx, order_id, fulfilment_id)
    if found is None:
        raise FulfilmentUnknown(order_id=order_id, fulfilment_id=fulfilment_id)
    return found


def fulfilments_of(tx: Tx, order_ids: Sequence[OrderId]) -> list[Fulfilment]:
    """Give the fulfilments of orders, in the order they were made."""
    return store.of_orders(tx, order_ids) if order_ids else []


def tasks_at(
    tx: Tx, place_id: PlaceId, statuses: Sequence[Status], *, most: int = 200
) -> list[Fulfilment]:
    """Give what a place has in these statuses, the first promised first."""
    return store.at_place(tx, place_id, statuses, most)


def traces_of(tx: Tx, order_id: OrderId) -> list[tuple[int, int, Trace]]:
    """Give why places were chosen for an order: group, instant, trace; the oldest first."""
    return [(group, at, unpack_trace(packed)) for group, at, packed in store.traces(tx, order_id)]
