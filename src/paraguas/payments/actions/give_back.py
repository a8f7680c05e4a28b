"""Begin to give money back: to the tenders it came from, or as store credit at somebody's wish."""

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.model import Transaction
from paraguas.payments.rules.balance import Balance
from paraguas.payments.rules.spreading import Part
from paraguas.payments.rules.stepping import AtTill, way_back
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def give_back(
    tx: Tx,
    stamp: Stamp,
    balance: Balance,
    parts: Sequence[Part],
    *,
    cash_step_minor: int = 1,
    reason: str | None = None,
    at_till: AtTill | None = None,
    as_credit: bool = False,
) -> list[Transaction]:
    """Write one step for each part: to its tender, or to store credit, never both.

    as_credit: what did not come from a stored value is given as store credit, which is for the
    caller to do in this transaction; no provider is asked.
    """
    steps: list[Transaction] = []
    for kind, its in groupby(parts, key=lambda part: way_back(part, as_credit=as_credit)):
        steps += begin_steps(
            *(tx, stamp, replace(balance, next_no=balance.next_no + len(steps)), list(its), kind),
            cash_step_minor=cash_step_minor,
            reason=reason,
            at_till=at_till,
        )
    return steps
