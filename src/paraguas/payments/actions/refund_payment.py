"""Give money back to the tenders it came from."""

from paraguas.payments.actions.give_back import give_back
from paraguas.payments.errors import PaymentAbsent, PaymentAmount, RefundTooMuch
from paraguas.payments.model import Refunded
from paraguas.payments.rules.balance import balance
from paraguas.payments.rules.spreading import spread_refund
from paraguas.payments.rules.stepping import AtTill, put_back
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.money import amount_words
from paraguas.values.stamp import Stamp


def refund_payment(
    tx: Tx,
    stamp: Stamp,
    order_id: str,
    amount_minor: int,
    *,
    cash_step_minor: int = 1,
    reason: str | None = None,
    at_till: AtTill | None = None,
    as_credit: bool = False,
) -> Refunded:
    """Refund an amount to the tenders in their order, and give the steps.

    Cash and terminals are refunded by hand, so they count as done; stored values get it back now,
    by the caller; cards by an errand.  cash_step_minor: the smallest coin in use.  at_till: where
    cash is handed out, if not where it was taken.  as_credit: all but stored values is given as
    store credit, by the caller, and nothing of it to its tender.  Refuses an amount that is not
    above 0, an order without payments, and more than was captured and not refunded, open refunds
    counted.
    """
    if amount_minor <= 0:
        raise PaymentAmount(amount_minor=amount_minor)
    book = books.find_book(tx, order_id)
    if not book.tenders:
        raise PaymentAbsent(order_id=order_id)
    now = balance(book)
    if amount_minor > now.refundable:
        raise RefundTooMuch(**amount_words(now.refundable, book.tenders[0].currency))
    parts = spread_refund(now, amount_minor)
    steps = give_back(
        tx,
        stamp,
        now,
        parts,
        cash_step_minor=cash_step_minor,
        reason=reason,
        at_till=at_till,
        as_credit=as_credit,
    )
    return Refunded(tuple(steps), put_back(now, steps))
