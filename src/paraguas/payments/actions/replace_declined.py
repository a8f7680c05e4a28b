"""Pay with other tenders what declined ones left open."""

from paraguas.payments.actions.write_payments import write_payments
from paraguas.payments.errors import NothingToPay, PaymentAbsent, TenderOver, TenderShort
from paraguas.payments.model import PaymentPlan
from paraguas.payments.rules.balance import Paid, balance
from paraguas.payments.rules.stepping import replacement, taken, write_offs
from paraguas.payments.store import books
from paraguas.plumbing.tx import Tx
from paraguas.values.money import amount_words
from paraguas.values.stamp import Stamp


def replace_declined(
    tx: Tx, stamp: Stamp, order_id: str, plan: PaymentPlan, *, total_minor: int | None = None
) -> Paid:
    """Add tenders for what is missing, write off the declined ones, and tell what is paid then.

    plan: decided for `Balance.to_replace`.  total_minor: what the order is worth now; None asks for
    all that is missing.  Writes as at placement: errands for cards.  Refuses an order
    without payments, one of which nothing is missing, and a plan that pays another sum,
    as when somebody paid meanwhile.
    """
    before = balance(books.find_book(tx, order_id))
    if not before.tenders:
        raise PaymentAbsent(order_id=order_id)
    due = before.missing if total_minor is None else before.to_replace(total_minor)
    if not due:
        raise NothingToPay
    paid = sum(one.tender.amount_minor for one in plan.tenders)
    if paid != due:
        words = amount_words(abs(paid - due), before.tenders[0].tender.currency)
        raise TenderOver(**words) if paid > due else TenderShort(**words)
    renumbered = replacement(before, plan)
    write_payments(tx, [(stamp, order_id, renumbered)])
    first_no = before.next_no + len(renumbered.tenders)
    books.add_transactions(tx, write_offs(before, first_no, stamp.at))
    moves = taken(order_id, renumbered, stamp.at)
    return Paid(balance(books.find_book(tx, order_id)), moves)
