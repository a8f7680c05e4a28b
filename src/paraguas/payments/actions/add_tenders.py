"""Pay with further tenders what an order has come to cost more."""

from paraguas.payments.actions.write_payments import write_payments
from paraguas.payments.model import PaymentPlan
from paraguas.payments.rules.balance import Paid, balance
from paraguas.payments.rules.stepping import replacement, taken
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def add_tenders(tx: Tx, stamp: Stamp, order_id: str, plan: PaymentPlan) -> Paid:
    """Write the tenders of a plan after those of the order, and tell what is paid then.

    plan: decided for `Balance.to_add`.  Writes as at placement: errands for cards.
    """
    renumbered = replacement(balance(books.find_book(tx, order_id)), plan)
    write_payments(tx, [(stamp, order_id, renumbered)])
    moves = taken(order_id, renumbered, stamp.at)
    return Paid(balance(books.find_book(tx, order_id)), moves)
