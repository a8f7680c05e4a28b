"""Money given back as store credit, at the wish of who paid: one or the other, never both."""

from collections.abc import Iterable

from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.finding import contact_keys
from paraguas.payments.model import Transaction
from paraguas.plumbing.secret_store import secret
from paraguas.plumbing.tx import Tx
from paraguas.returns.errors import CreditHolderMissing
from paraguas.stored_value.actions.grant_store_credit import grant_store_credit
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


def give_credit(tx: Tx, stamp: Stamp, order: PlacedOrder, steps: Iterable[Transaction]) -> None:
    """Grant what steps gave back as store credit to who ordered, each step once.

    Called in the transaction that began the steps.  Refuses CreditHolderMissing where nobody
    knows whose it would be.
    """
    for one in steps:
        keys = contact_keys(order.person, secret(tx, "contact"))
        if not keys:
            raise CreditHolderMissing
        money = Money(one.amount_minor, order.currency)
        grant_store_credit(tx, stamp, keys[0], money, one.order_id, cause_no=one.transaction_no)
