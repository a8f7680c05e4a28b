"""Forget what orders say of people: who ordered, where to, whom for and with what words."""

from collections.abc import Sequence

from paraguas.orders.rules.finding import contact_keys
from paraguas.orders.store import telling
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId


def forget_people(tx: Tx, order_ids: Sequence[OrderId], *, secret: str) -> list[OrderId]:
    """Drop the keys of orders for good, and let nobody find them by e-mail or phone any more.

    secret: key of the contact look-up.  Gives the orders that were not forgotten before.
    """
    known = telling.persons_of(tx, order_ids)
    contacts = [
        (key, order_id) for order_id, one in known.items() for key in contact_keys(one, secret)
    ]
    if known:
        telling.forget(tx, list(known), contacts)
    return list(known)
