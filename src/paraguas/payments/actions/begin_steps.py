"""Begin further steps of an order's money, at once where nobody outside has to be asked."""

from collections.abc import Sequence

from paraguas.payments.actions.leave_errand import leave_errand
from paraguas.payments.model import Transaction, TransactionKind
from paraguas.payments.rules.balance import Balance
from paraguas.payments.rules.spreading import Part
from paraguas.payments.rules.stepping import AtTill, step
from paraguas.payments.rules.telling import fact_of
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def begin_steps(
    tx: Tx,
    stamp: Stamp,
    balance: Balance,
    parts: Sequence[Part],
    kind: TransactionKind,
    *,
    fulfilment_id: str | None = None,
    cash_step_minor: int = 1,
    reason: str | None = None,
    at_till: AtTill | None = None,
) -> list[Transaction]:
    """Write one transaction for each part, with the next numbers of the order.

    A card leaves an errand; cash, terminals and stored values are done now and announced, and what
    is put back on a stored value is for the caller to tell (`put_back`).  When somebody else took
    the numbers meanwhile the write fails, and the caller decides again on the balance as it is
    then: so no sum is ever exceeded.
    """
    steps = [
        step(
            *(balance, part, number, kind, stamp.at),
            fulfilment_id=fulfilment_id,
            cash_step_minor=cash_step_minor,
            reason=reason,
            at_till=at_till,
        )
        for number, part in enumerate(parts, start=balance.next_no)
    ]
    books.add_transactions(tx, steps)
    for one, (its, _) in zip(steps, parts, strict=True):
        fact = fact_of(one, its.tender.currency)
        if fact:
            tx.announce(stamp, one.order_id, fact)
        else:
            leave_errand(tx, stamp, one)
    return steps
