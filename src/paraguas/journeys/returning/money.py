"""The money of a return: to each tender it came from, in their order, or as store credit."""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.invoices.actions.credit_units import credit_units
from paraguas.invoices.model import CreditDraft, CreditReason
from paraguas.journeys.money.invoicing import invoice_order
from paraguas.journeys.money.paying import note_balance, smallest_coin
from paraguas.journeys.money.stored_tenders import move_stored
from paraguas.network.queries import network
from paraguas.orders.model import PlacedOrder
from paraguas.payments import queries as payments
from paraguas.payments.actions.refund_payment import refund_payment
from paraguas.payments.model import TenderKind
from paraguas.payments.rules.balance import RETURNED, Balance
from paraguas.payments.rules.spreading import spread_refund
from paraguas.plumbing.tx import Tx
from paraguas.returns.actions.note_given import note_given
from paraguas.returns.errors import CashElsewhere, CreditHolderMissing, RefundWaits
from paraguas.returns.model import RefundMoment, Return
from paraguas.returns.queries import returns_of
from paraguas.returns.rules.refunding import Due, due_by, room_of, within
from paraguas.stored_value.actions.grant_store_credit import grant_store_credit
from paraguas.values.ids import digest_id
from paraguas.values.money import Money
from paraguas.values.stamp import Stamp


class Given(Struct, frozen=True):
    """What was given back now, and how much of it in cash."""

    due: Due
    cash_minor: int = 0


def give_due(
    tx: Tx, stamp: Stamp, order: PlacedOrder, one: Return, moment: RefundMoment, *, till: str = ""
) -> Given:
    """Give back what is due of a return by a moment, never more than was paid and not given back.

    till: of the place it came to, out of whose drawer cash goes.  Refuses RefundWaits while the
    payment is being taken, and CreditHolderMissing.
    """
    due = due_by(one, moment)
    if not due.whole_minor:
        return Given(due)
    balance = payments.balances(tx, [order.order_id]).get(order.order_id)
    if balance is None:
        return Given(Due())
    room = room_of(balance.refundable, returns_of(tx, order.order_id))
    if due.whole_minor > room and balance.capturing:
        raise RefundWaits
    given = within(due, room)
    cash = _refund(tx, stamp, order, one, balance, amount_minor=given.original_minor, till=till)
    if given.credit_minor:
        _credit(tx, stamp, one, given.credit_minor)
    return Given(given, cash)


def give_early(
    tx: Tx, stamp: Stamp, order: PlacedOrder, one: Return, moment: RefundMoment
) -> Return:
    """Give what the book gives before the units are here."""
    given = give_due(tx, stamp, order, one, moment)
    return note_given(tx, one, given.due) if given.due.whole_minor else one


def credit_returned(tx: Tx, stamp: Stamp, order: PlacedOrder, units: Mapping[int, int]) -> None:
    """Credit units that came back; what was only told by a receipt is invoiced first."""
    came = {line_no: n for line_no, n in units.items() if n}
    invoice_order(tx, stamp, order.order_id)
    credit_units(tx, stamp, CreditDraft(order.order_id, came, CreditReason.RETURNED))


def _refund(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    one: Return,
    balance: Balance,
    *,
    amount_minor: int,
    till: str,
) -> int:
    if not amount_minor:
        return 0
    kinds = {its.tender.tender_no: its.tender.kind for its in balance.tenders}
    parts = spread_refund(balance, amount_minor)
    if any(its.tender.kind is TenderKind.CASH for its, _ in parts):
        _demand_currency(tx, one)
    refunded = refund_payment(
        *(tx, stamp, order.order_id, amount_minor),
        cash_step_minor=smallest_coin(tx, order),
        reason=RETURNED,
        at_till=_drawer(order, one, till),
    )
    move_stored(tx, refunded.moves)
    note_balance(tx, order.order_id)
    cash = (step for step in refunded.steps if kinds[step.tender_no] is TenderKind.CASH)
    return sum(step.amount_minor for step in cash)


def _drawer(order: PlacedOrder, one: Return, till: str) -> tuple[str, str] | None:
    """Tell out of which drawer cash goes; None for the one it came into."""
    elsewhere = one.place_id is not None and one.place_id != order.place_id
    return (one.place_id, till) if one.place_id and (elsewhere or till) else None


def _demand_currency(tx: Tx, one: Return) -> None:
    """Refuse cash at a place whose drawer has another currency."""
    net = network(tx)
    place = net.place(one.place_id) if one.place_id else None
    market = net.market(place.market) if place else None
    if market and market.currency != one.currency:
        raise CashElsewhere(currency=one.currency, here=market.currency)


def _credit(tx: Tx, stamp: Stamp, one: Return, amount_minor: int) -> None:
    if one.holder_id is None:
        raise CreditHolderMissing
    cause = digest_id("return", one.return_id, str(one.version))
    grant_store_credit(tx, stamp, one.holder_id, Money(amount_minor, one.currency), cause)
