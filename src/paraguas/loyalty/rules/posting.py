"""What an event is in the books: postings that sum to zero, for each lot and over all."""

from collections.abc import Iterable, Mapping

from paraguas.loyalty.model import Event, EventKind, Ledger, Posting
from paraguas.loyalty.rules.lot import Lot

NO_LOT = 0
"""Stands for no lot: debts, and what a take is that burnt nothing."""


def lot_books(lot: Lot) -> dict[Ledger, int]:
    """Tell what stands on the ledger for a lot; it sums to zero."""
    books = {
        lot.ledger: -lot.earned,
        Ledger.PENDING: 0 if lot.ready else lot.rest,
        Ledger.ACTIVE: lot.left,
        Ledger.BURNT: lot.spent,
        Ledger.EXPIRED: lot.expired,
    }
    return {ledger: points for ledger, points in books.items() if points}


def postings(
    before: Mapping[int, Lot], after: Mapping[int, Lot], owed: int, event: Event
) -> list[Posting]:
    """Give what an event moved between two standings: lot by lot, then debts.

    owed: by how much the debt grew.  What the event took and did not burn is booked where it
    belongs.
    """
    moved = [
        Posting(lot_no, ledger, points)
        for lot_no, lot in sorted(after.items())
        for ledger, points in _moved(before.get(lot_no), lot)
    ]
    return [*moved, *_besides(owed, event)]


def _moved(was: Lot | None, now: Lot) -> Iterable[tuple[Ledger, int]]:
    old = lot_books(was) if was else {}
    new = lot_books(now)
    for ledger in Ledger:
        points = new.get(ledger, 0) - old.get(ledger, 0)
        if points:
            yield ledger, points


def _besides(owed: int, event: Event) -> list[Posting]:
    found = [(Ledger.DEBT, -owed), (Ledger.BURNT, owed)]
    if event.kind is EventKind.TAKEN and event.ledger is not Ledger.BURNT:
        found += [(Ledger.BURNT, -event.points), (event.ledger, event.points)]
    return [Posting(NO_LOT, ledger, points) for ledger, points in found if points]
