"""Write the fulfilments of a batch of orders."""

from collections import Counter
from collections.abc import Sequence

from paraguas.fulfilment.model import Sourced
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId


def write_fulfilments(tx: Tx, batch: Sequence[Sourced]) -> None:
    """Write fulfilments, and count them against the days of their places.

    One statement whatever the number of orders, two more when a place has a daily limit, and one
    where some begin later or go to another store.
    Raises StaleSlice when a place filled up since its days were read.
    """
    every = [f for item in batch for f in item.fulfilments]
    tasks.insert(tx, every)
    tasks.mark(tx, every)
    capacities: dict[PlaceId, int] = {}
    days: Counter[tuple[PlaceId, str]] = Counter()
    for item in batch:
        if item.capacities:
            capacities.update(item.capacities)
        for f in item.fulfilments:
            if f.counted_on:
                days[f.place_id, f.counted_on] += 1
    if days:
        tasks.count(tx, days, capacities)
