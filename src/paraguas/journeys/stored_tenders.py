"""What orders pay with stored values: taken when they are placed, put back when money is."""

from collections.abc import Iterable

from paraguas.payments.model import STORED, PaymentPlan, Reach, StoredMove, TenderKind
from paraguas.plumbing.tx import Tx
from paraguas.stored_value.actions.move_values import move_values
from paraguas.stored_value.model import Move, StoredValues, ValueKind
from paraguas.stored_value.rules.charging import charged


def reach_of(values: StoredValues, kind: TenderKind, code: str, currency: str) -> Reach | None:
    """Tell how far a stored value reaches; None for other tenders, and where no code was given.

    Refuses a code that is not known, and one in another currency.
    """
    if kind not in STORED or not code:
        return None
    found = charged(values, ValueKind(kind.value), code, currency)
    return Reach(found.card_id, found.last4, values.left(found.card_id))


def note_taken(values: StoredValues, plan: PaymentPlan) -> None:
    """Let the next order of a batch see what this one takes."""
    for planned in plan.tenders:
        if planned.tender.kind in STORED:
            values.take(planned.tender.instrument, planned.tender.amount_minor)


def move_stored(tx: Tx, moves: Iterable[StoredMove]) -> None:
    """Move stored values as payments tell: whoever lets payments begin a step calls this with it.

    Raises StaleSlice when one holds less than was read.
    """
    move_values(
        tx,
        [
            Move(one.instrument, one.order_id, one.transaction_no, one.amount_minor, one.at)
            for one in moves
        ],
    )
