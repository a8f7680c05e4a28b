"""Open a difference with a line of the bank's statement, for somebody to look into."""

from paraguas.plumbing.tx import Tx
from paraguas.settlements import store
from paraguas.settlements.model import BankLine, Difference, DifferenceKind
from paraguas.settlements.rules.banking import bank_difference
from paraguas.settlements.rules.telling import found_fact
from paraguas.values.stamp import Stamp


def open_difference(
    tx: Tx,
    stamp: Stamp,
    line: BankLine,
    kind: DifferenceKind,
    *,
    order_id: str | None = None,
    ours_minor: int | None = None,
) -> Difference:
    """Write down what is wrong with a line that is not known yet.

    Announces settlement.difference_found.v1.
    """
    new = bank_difference(line, kind, stamp.at, order_id=order_id, ours_minor=ours_minor)
    store.add_differences(tx, [new])
    tx.announce(stamp, new.order_id or new.difference_id, found_fact(new))
    return new
