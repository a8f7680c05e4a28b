"""Points at check-out: wallets are read and taken from with the order, earning is left to do.

A batch in which nobody names an account asks for nothing.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from paraguas.journeys.people.earning import leave_earning, leave_earning_of
from paraguas.journeys.people.wallets import account_earning, accounts_paying, read_wallets
from paraguas.loyalty.actions.burn_points import burn_points
from paraguas.loyalty.errors import LoyaltyAccountUnknown
from paraguas.loyalty.model import Account
from paraguas.loyalty.queries import ask_accounts
from paraguas.loyalty.rules.numbering import account_id_of
from paraguas.loyalty.rules.wallet import Burning, Wallets
from paraguas.orders.model import Order, Wish
from paraguas.payments.model import PaymentPlan, TenderKind
from paraguas.plumbing.tx import Tx


class Points(Struct, frozen=True, gc=False):
    """The accounts a batch names, and the wallets it may pay with."""

    accounts: Mapping[str, Account]
    wallets: Wallets


def read_points(tx: Tx, wishes: Sequence[Wish]) -> Points | None:
    """Read the accounts that wishes name or pay with; None, and no statement, where none does."""
    paying = {which for wish in wishes for which in accounts_paying(wish.tenders)}
    named = {account_id_of(wish.loyalty) for wish in wishes if wish.loyalty}
    if not paying and not named:
        return None
    accounts = ask_accounts(tx, paying | named)()
    found = [accounts[which] for which in paying if which in accounts]
    return Points(accounts, read_wallets(tx, found))


def check_member(points: Points | None, wish: Wish) -> None:
    """Refuse a wish that names an account which is not there."""
    if wish.loyalty and (points is None or account_id_of(wish.loyalty) not in points.accounts):
        raise LoyaltyAccountUnknown(number=wish.loyalty)


def take_points(points: Points | None, order: Order, payment: PaymentPlan) -> None:
    """Take from wallets what an accepted order pays with points, so that the next sees it."""
    for planned in payment.tenders if points else ():
        tender = planned.tender
        if points and tender.kind is TenderKind.POINTS:
            stamp = order.wish.stamp
            one = Burning(
                *(order.order_id, planned.transaction_no, tender.amount_minor, tender.currency),
                *(stamp.at, stamp.by.actor),
            )
            points.wallets.burn(tender.instrument, one)


def write_points(tx: Tx, points: Points | None, orders: Sequence[Order]) -> None:
    """Write what accepted orders took from wallets, and let the worker post what they earn.

    An order of the past earns only where it names an account: elsewhere it earned already.
    """
    if points is not None:
        burn_points(tx, orders[0].wish.stamp, points.wallets)
    for order in orders:
        wish = order.wish
        if account_id := account_earning(wish.loyalty, wish.tenders):
            leave_earning(tx, wish.stamp, order.order_id, account_id)
        elif order.record_id and not wish.historic:
            leave_earning_of(tx, wish.stamp, order.order_id, order.record_id)
