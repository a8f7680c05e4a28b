"""Settlement: what the provider answered, noted on the order, and the store let begin."""

from collections.abc import Mapping
from dataclasses import dataclass

from paraguas.fulfilment.actions.release_fulfilments import release_fulfilments
from paraguas.orders.actions.note_payment import note_payment
from paraguas.payments.actions.settle_transactions import settle_transactions
from paraguas.payments.model import PaymentStatus
from paraguas.payments.provider import Answer
from paraguas.plumbing import chores
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp

SECURED = frozenset((PaymentStatus.AUTHORISED, PaymentStatus.PAID, PaymentStatus.PARTLY_PAID))
"""Payment statuses under which goods may leave."""


@dataclass(frozen=True, slots=True)
class Settling:
    """Answers to settle: (stamp, order, transaction number, answer), with the errands they end."""

    answers: tuple[tuple[Stamp, str, int, Answer], ...]
    errands: tuple[chores.Chore, ...] = ()


def settle_payments(tx: Tx, item: Settling) -> int:
    """Note answers of the provider; gives how many orders moved.

    Writes payments, the orders' payment status and, where the money is secured, releases their
    fulfilments; strikes the errands off.  StaleSlice when another worker did one of them.
    """
    if chores.finish(tx, item.errands) != len(item.errands):
        raise StaleSlice
    balances = settle_transactions(tx, item.answers)
    statuses = {OrderId(order_id): one.status() for order_id, one in balances.items()}
    note_payment(tx, {order_id: status.value for order_id, status in statuses.items()})
    stamps = {OrderId(order_id): stamp for stamp, order_id, _, _ in item.answers}
    release_secured(tx, statuses, stamps)
    return len(balances)


def release_secured(
    tx: Tx, statuses: Mapping[OrderId, PaymentStatus], stamps: Mapping[OrderId, Stamp]
) -> None:
    """Let the places of orders begin whose money is secured."""
    secured = {o: stamps[o] for o, status in statuses.items() if status in SECURED}
    if secured:
        release_fulfilments(tx, secured)
