"""Settling a return whose units are here: the rest of its money, and the credit note."""

from paraguas.journeys.returning.money import credit_returned, give_due
from paraguas.orders import queries as orders
from paraguas.plumbing.tx import Tx
from paraguas.returns.actions.settle_return import settle_return
from paraguas.returns.model import RefundMoment, Return
from paraguas.values.stamp import Stamp


def settle_received(tx: Tx, stamp: Stamp, one: Return, *, till: str = "") -> Return:
    """Give all that is owed for what came, credit it, and close the return.

    till: of the place it came to, out of whose drawer cash goes.
    """
    order = orders.order(tx, one.order_id)
    given = give_due(tx, stamp, order, one, RefundMoment.INSPECTION, till=till)
    credit_returned(tx, stamp, order, one.came())
    return settle_return(tx, stamp, one, given.due, cash_minor=given.cash_minor)


def settle_lost(tx: Tx, stamp: Stamp, one: Return) -> Return:
    """Give all that was asked for although it was lost on its way to us, and credit it."""
    order = orders.order(tx, one.order_id)
    given = give_due(tx, stamp, order, one, RefundMoment.INSPECTION)
    credit_returned(tx, stamp, order, one.units())
    return settle_return(tx, stamp, one, given.due, cash_minor=given.cash_minor, lost=True)
