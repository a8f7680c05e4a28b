"""Give back what an order that became worth less does not need any more."""

from msgspec.structs import replace

from paraguas.payments.actions.begin_steps import begin_steps
from paraguas.payments.actions.give_back import give_back
from paraguas.payments.model import GivenBack, TransactionKind
from paraguas.payments.rules.balance import LOWERED, balance
from paraguas.payments.rules.spreading import spread_refund, spread_void
from paraguas.payments.rules.stepping import put_back
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def lower_payment(
    tx: Tx,
    stamp: Stamp,
    order_id: str,
    total_minor: int,
    *,
    cash_step_minor: int = 1,
    as_credit: bool = False,
) -> GivenBack:
    """Set free and refund whatever exceeds what the order is worth now, as after a cancellation.

    total_minor: what is left of the order; 0 when nothing is.  First what is only set aside is
    set free, then what was taken is refunded, each tender by tender.  An authorisation or a
    capture that is not answered yet cannot be given back: `waiting_minor` tells how much to see to
    when it is.  as_credit: what was taken is given as store credit, by the caller, and not to its
    tender.  Asked again with the same total, it does only what is still to be done.
    """
    now = balance(books.find_book(tx, order_id))
    freed = begin_steps(
        tx, stamp, now, spread_void(now, now.to_take(total_minor)), TransactionKind.VOID
    )
    refunded = give_back(
        tx,
        stamp,
        replace(now, next_no=now.next_no + len(freed)),
        spread_refund(now, now.to_give_back(total_minor)),
        cash_step_minor=cash_step_minor,
        reason=LOWERED,
        as_credit=as_credit,
    )
    return GivenBack(
        voided_minor=sum(one.amount_minor for one in freed),
        refunded_minor=sum(one.amount_minor for one in refunded),
        waiting_minor=now.waiting_beyond(total_minor),
        moves=put_back(now, [*freed, *refunded]),
        credited=tuple(one for one in refunded if one.kind is TransactionKind.CREDIT),
    )
