"""Write down what is given for a promise."""

from paraguas.compensation import store
from paraguas.compensation.events import CompensationGranted
from paraguas.compensation.model import Compensation
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def grant_compensation(tx: Tx, stamp: Stamp, new: Compensation) -> None:
    """Add a compensation to the order's ledger; announces compensation.granted.v1.

    A promise is compensated once: whoever asks looks at `compensations_of` first, and the key of
    the row stops two who look at the same moment.
    """
    store.insert_grant(tx, new)
    tx.announce(
        stamp,
        new.order_id,
        CompensationGranted(
            *(new.order_id, new.promise_no, new.kind, new.cause, new.late, new.market),
            *(new.version, new.rule_no, new.amount_minor, new.currency),
        ),
    )
