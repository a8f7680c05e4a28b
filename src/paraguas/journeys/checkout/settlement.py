"""Settlement: what the provider answered, noted on the order, and the store let begin."""

from msgspec import Struct

from paraguas.fulfilment.actions.release_fulfilments import release_fulfilments
from paraguas.fulfilment.queries import ask_waiting
from paraguas.journeys.money.paying import lower_to_worth, note_balance
from paraguas.orders.actions.note_payment import note_payment
from paraguas.orders.queries import ask_lowered_worths
from paraguas.payments.actions.capture_due import capture_due
from paraguas.payments.actions.settle_transactions import settle_transactions
from paraguas.payments.provider import Answer
from paraguas.payments.queries import ask_books
from paraguas.payments.rules.balance import Balance
from paraguas.plumbing import chores
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.stamp import Stamp


class Settling(Struct, frozen=True):
    """Answers to settle: (stamp, order, transaction number, answer), with the errands they end."""

    answers: tuple[tuple[Stamp, str, int, Answer], ...]
    errands: tuple[chores.Chore, ...] = ()


def settle_payments(tx: Tx, item: Settling) -> int:
    """Note answers of the provider; gives how many orders moved.

    Writes payments, the orders' payment status and, where the money is secured, releases their
    fulfilments; what an order lowered meanwhile does not need is given back, and what fell due
    before a declined tender was replaced is taken.  Strikes the errands off; StaleSlice when
    another worker did one of them.
    """
    stamps = {OrderId(order_id): stamp for stamp, order_id, _, _ in item.answers}
    with tx.together():
        chores.finish(tx, item.errands)
        books = ask_books(tx, stamps)
        lowered = ask_lowered_worths(tx, stamps)
        waiting = ask_waiting(tx, stamps)
    worths = lowered()
    with tx.together():
        balances = settle_transactions(tx, books(), item.answers)
        statuses = {each: one.status(worths.get(each)) for each, one in balances.items()}
        note_payment(tx, {each: status.value for each, status in statuses.items()})
        secured = [e for e, one in balances.items() if one.stands(worths.get(e))]
        release_fulfilments(tx, {OrderId(e): stamps[OrderId(e)] for e in secured}, waiting())
    for each, one in balances.items():
        order_id = OrderId(each)
        _follow_up(tx, stamps[order_id], order_id, one, lowered=each in worths)
    return len(balances)


def _follow_up(tx: Tx, stamp: Stamp, order_id: OrderId, balance: Balance, *, lowered: bool) -> None:
    """Take or give back what had to wait for an answer; most orders have neither."""
    if any(one.lost for one in balance.tenders):
        capture_due(tx, stamp, order_id)
        note_balance(tx, order_id)
    if lowered:
        lower_to_worth(tx, stamp, order_id)
