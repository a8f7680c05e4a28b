"""Place many orders: the same path as over HTTP, a batch for each commit."""

from collections.abc import Iterable, Iterator
from itertools import islice

from paraguas.journeys.checkout import place_orders
from paraguas.orders.model import Wish
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.lane import Lane, Work
from paraguas.values.refusal import Refusal

BATCH = 128
"""Wishes for one transaction: of 64, 128 and 256 the middle one took the least processor time."""

Outcome = Confirmation | Refusal


def place_all(
    lane: Lane, wishes: Iterable[Wish], *, batch: int = BATCH
) -> Iterator[tuple[Wish, Outcome]]:
    """Place orders in the order given and give what became of each, batch by batch.

    A defect (anything that is neither a confirmation nor a Refusal) is raised.
    """
    coming = iter(wishes)
    while works := [_work(wish) for wish in islice(coming, batch)]:
        lane.settle(works)
        for work in works:
            if not isinstance(work.outcome, Confirmation | Refusal):
                raise work.outcome
            yield work.item, work.outcome


def _work(wish: Wish) -> Work:
    return Work(place_orders, wish, _told, together=True)


def _told(_outcome: object) -> None:
    """Nobody waits: the outcome is read from the work itself."""
