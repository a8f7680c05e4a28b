"""Pay with further tenders what an order has come to cost more."""

from paraguas.payments.actions.write_payments import write_payments
from paraguas.payments.model import PaymentPlan
from paraguas.payments.rules.balance import Balance, balance
from paraguas.payments.rules.stepping import replacement
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def add_tenders(tx: Tx, stamp: Stamp, order_id: str, plan: PaymentPlan) -> Balance:
    """Write the tenders of a plan after those of the order, and give the balance.

    plan: decided for `Balance.to_add`.  Writes as at placement: errands for cards, gift cards taken
    now.  Raises StaleSlice when a gift card holds less than was read.
    """
    before = balance(books.find_book(tx, order_id))
    write_payments(tx, [(stamp, order_id, replacement(before, plan))])
    return balance(books.find_book(tx, order_id))
