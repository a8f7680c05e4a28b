"""What other floors may read of settlements."""

from collections.abc import Collection, Iterable

from paraguas.plumbing.tx import Tx
from paraguas.settlements import store
from paraguas.settlements.errors import DifferenceUnknown
from paraguas.settlements.model import (
    BankLine,
    Difference,
    DifferenceKind,
    DifferenceState,
    Line,
    PayoutSum,
)
from paraguas.settlements.rules.banking import bank_difference_id
from paraguas.settlements.rules.matching import StepKey
from paraguas.values.audit import Check
from paraguas.values.ids import is_id


def new_lines(tx: Tx, lines: Iterable[Line]) -> list[Line]:
    """Leave out the lines that were taken in before, and those told twice here."""
    told = {line.line_id: line for line in lines}
    known = store.known_lines(tx, list(told))
    return [line for line_id, line in told.items() if line_id not in known]


def settled_steps(tx: Tx, order_ids: Collection[str]) -> set[StepKey]:
    """Tell what lines settled of some orders."""
    return store.settled_steps(tx, order_ids)


def difference(tx: Tx, difference_id: str) -> Difference:
    """Find a difference; DifferenceUnknown otherwise."""
    found = store.differences_by_id(tx, [difference_id]) if is_id(difference_id) else []
    if not found:
        raise DifferenceUnknown(difference=difference_id)
    return found[0]


def difference_of_line(tx: Tx, line: BankLine) -> Difference | None:
    """Find what was wrong with a line of the bank's statement when it came before."""
    found = store.differences_by_id(tx, [bank_difference_id(line)])
    return found[0] if found else None


def differences(
    tx: Tx,
    state: DifferenceState,
    kind: DifferenceKind | None = None,
    *,
    owner: str = "",
    before: str = "",
    most: int,
) -> list[Difference]:
    """List differences in a state, the latest first; `before` is the id a page ended with."""
    last = store.differences_by_id(tx, [before]) if is_id(before) else []
    cursor = last[0] if last else None
    return store.page_of_differences(tx, state, kind, owner=owner, before=cursor, most=most)


def payout_sums(tx: Tx, payout: str) -> list[PayoutSum]:
    """Add up the lines of a payout by kind and currency; empty for one nobody told of."""
    return store.payout_sums(tx, payout)


def audit(tx: Tx) -> list[Check]:
    """Verify the room's promises on the stored rows."""
    return [
        Check(
            "settlements: a line is matched, a fee, or a difference",
            store.count_lines(tx),
            tuple(
                f"line {row.reference} of payout {row.payout} is matched to nothing"
                for row in store.forgotten_lines(tx)
            ),
        )
    ]
