"""What a member is told of her points: each movement with the balance after it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from paraguas.loyalty.model import Event, Ledger, Posting


class StatementLine(Struct, frozen=True, gc=False):
    """An event as far as it moved something.

    active, pending, debt, expired: by how much each moved.  balance: usable points less debt after
    it; pending_balance: what is pending then.
    """

    event_no: int
    at: int
    kind: str
    ledger: str
    cause_id: str
    active: int
    pending: int
    debt: int
    expired: int
    balance: int
    pending_balance: int
    reason: str


def statement(events: Sequence[Event], moved: Iterable[tuple[int, Posting]]) -> list[StatementLine]:
    """Tell what moved on an account, the oldest first; moved: postings by event."""
    sums: dict[int, dict[Ledger, int]] = {}
    for number, posting in moved:
        its = sums.setdefault(number, {})
        its[posting.ledger] = its.get(posting.ledger, 0) + posting.points
    lines = []
    balance = pending = 0
    for event in events:
        its = {ledger: points for ledger, points in sums.get(event.event_no, {}).items() if points}
        if not its:
            continue
        active, debt = its.get(Ledger.ACTIVE, 0), its.get(Ledger.DEBT, 0)
        balance += active + debt
        pending += its.get(Ledger.PENDING, 0)
        lines.append(
            StatementLine(
                *(event.event_no, event.at, event.kind.value, event.ledger.value, event.cause_id),
                *(active, its.get(Ledger.PENDING, 0), -debt, its.get(Ledger.EXPIRED, 0)),
                *(balance, pending, event.reason),
            )
        )
    return lines
