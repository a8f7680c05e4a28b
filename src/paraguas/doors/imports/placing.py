"""Place many orders: the same path as over HTTP, a batch for each commit."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from queue import SimpleQueue

from paraguas.journeys.checkout.placing import place_orders
from paraguas.orders.model import Wish
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.db import Database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from paraguas.values.refusal import Refusal

BATCH = 128
"""Wishes for one transaction: of 64, 128 and 256 the middle one took the least processor time."""

_AHEAD = 2
"""Batches on the way: one is made safe and one decided while the next is read from its file."""

Outcome = Confirmation | Refusal


def place_all(
    database: Database, wishes: Iterable[Wish], *, batch: int = BATCH
) -> Iterator[tuple[Wish, Outcome]]:
    """Place orders in the order given and give what became of each, batch by batch.

    A defect (anything that is neither a confirmation nor a Refusal) is raised.
    """
    lane = Lane(database, most=batch)
    lane.start()
    try:
        yield from _place(lane, iter(wishes), batch)
    finally:
        lane.stop()


def _place(lane: Lane, coming: Iterator[Wish], batch: int) -> Iterator[tuple[Wish, Outcome]]:
    on_the_way: deque[_Batch] = deque()
    while wishes := list(islice(coming, batch)):
        on_the_way.append(_Batch(lane, wishes))
        if len(on_the_way) > _AHEAD:
            yield from on_the_way.popleft().settled()
    while on_the_way:
        yield from on_the_way.popleft().settled()


class _Batch:
    """Wishes on their way through a lane."""

    def __init__(self, lane: Lane, wishes: Iterable[Wish]) -> None:
        self._told: SimpleQueue[object] = SimpleQueue()
        self._works = [Work(place_orders, wish, self._told.put, together=True) for wish in wishes]
        for work in self._works:
            lane.put(work)

    def settled(self) -> Iterator[tuple[Wish, Outcome]]:
        """Wait until all have been told; what became of each."""
        for _ in self._works:
            self._told.get()
        for work in self._works:
            if not isinstance(work.outcome, Confirmation | Refusal):
                raise work.outcome
            yield work.item, work.outcome
