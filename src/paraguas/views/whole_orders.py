"""Orders with everything that belongs to them, in an open shape: what an export holds.

What opens something stays inside: tokens of payment providers, codes of gift cards and of
hand-overs, links in letters.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, structs
from sqlalchemy import Select, Table, bindparam, func, select

from paraguas.appointments.model import Appointment
from paraguas.appointments.queries import appointments_of
from paraguas.fulfilment.model import Fulfilment, Kind, Portion, Status
from paraguas.fulfilment.queries import fulfilments_of
from paraguas.invoices.model import DocumentKind
from paraguas.invoices.tables import invoices
from paraguas.messages.model import LetterState, Moment
from paraguas.messages.tables import letters
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import orders as read_orders
from paraguas.orders.tables import orders
from paraguas.payments.model import Book, TenderKind, Transaction, TransactionKind, TransactionState
from paraguas.payments.queries import ask_books
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId
from paraguas.values.time import Period

_DURING = (orders.c.placed_at >= bindparam("start_at"), orders.c.placed_at < bindparam("end_at"))
_AFTER = (
    select(orders.c.order_id)
    .where(orders.c.order_id > bindparam("after"))
    .where(*_DURING)
    .order_by(orders.c.order_id)
    .limit(bindparam("most"))
)
_COUNT = select(func.count()).select_from(orders).where(*_DURING)


class PaymentStep(Struct, frozen=True, gc=False):
    """A step of a tender's money: authorised, captured, voided or refunded."""

    transaction_no: int
    kind: TransactionKind
    state: TransactionState
    amount_minor: int
    rounding_minor: int
    asked_at: int
    settled_at: int | None
    reference: str | None
    reason: str | None
    fulfilment_id: str | None


class Payment(Struct, frozen=True, gc=False):
    """One means of paying, its part of the order and what became of it."""

    tender_no: int
    kind: TenderKind
    label: str
    amount_minor: int
    currency: str
    given_minor: int | None
    change_minor: int | None
    steps: tuple[PaymentStep, ...]


class Units(Struct, frozen=True, gc=False):
    """So many units of an order's line."""

    line_no: int
    quantity: int


class Part(Struct, frozen=True, gc=False):
    """The part of an order's group that one place hands over."""

    fulfilment_id: str
    group_no: int
    place_id: str
    kind: Kind
    status: Status
    promised_at: int
    changed_at: int
    ready_at: int | None
    collect_until: int | None
    carrier: str | None
    tracking: str | None
    units: tuple[Units, ...]


class DocumentTotals(Struct, frozen=True, gc=False):
    """An invoice or a credit note: its number and what it comes to.

    issued_on: local to the entity (ISO).  refers_to_number: of the invoice a note takes back from.
    """

    invoice_id: str
    kind: DocumentKind
    number: str
    entity_id: str
    issued_at: int
    issued_on: str
    currency: str
    net_minor: int
    tax_minor: int
    gross_minor: int
    refers_to_number: str | None
    reason: str | None


class SentLetter(Struct, frozen=True, gc=False):
    """A letter about the order and what became of it."""

    letter_id: str
    moment: Moment
    language: str
    subject: str
    queued_at: int
    state: LetterState
    settled_at: int | None


class WholeOrder(PlacedOrder, frozen=True, gc=False, kw_only=True):
    """An order as the API gives it, with its money, goods, appointments, documents and letters.

    Amounts are in minor units of the currency beside them, instants in microseconds UTC.
    """

    payments: tuple[Payment, ...]
    fulfilments: tuple[Part, ...]
    appointments: tuple[Appointment, ...]
    documents: tuple[DocumentTotals, ...]
    letters: tuple[SentLetter, ...]


def whole_orders(tx: Tx, after: str, during: Period, *, most: int) -> list[WholeOrder]:
    """Give the orders placed in a period whose ids follow one, in the order of their ids."""
    span = {"start_at": during.start_at, "end_at": during.end_at}
    ids = [OrderId(row.order_id) for row in tx.all(_AFTER, after=after, most=most, **span)]
    if not ids:
        return []
    books = ask_books(tx, ids)()
    parts = _by_order(fulfilments_of(tx, ids))
    booked = _by_order(appointments_of(tx, ids))
    issued = _by_order(tx.all(_of_orders(invoices, "issued_at", "invoice_id"), orders=ids))
    written = _by_order(tx.all(_of_orders(letters, "queued_at", "letter_id"), orders=ids))
    return [
        WholeOrder(
            **structs.asdict(order),
            payments=_payments(books.get(order.order_id)),
            fulfilments=_each(_part, parts[order.order_id]),
            appointments=tuple(booked[order.order_id]),
            documents=_each(_document, issued[order.order_id]),
            letters=_each(_letter, written[order.order_id]),
        )
        for order in read_orders(tx, ids)
    ]


def count_orders(tx: Tx, during: Period) -> int:
    """Count the orders placed in a period."""
    return int(tx.value(_COUNT, start_at=during.start_at, end_at=during.end_at))


def _of_orders(table: Table, *by: str) -> Select[Any]:
    found = table.c.order_id.in_(bindparam("orders", expanding=True))
    return select(table).where(found).order_by(*(table.c[name] for name in by))


def _by_order(rows: Sequence[Any]) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.order_id].append(row)
    return found


def _each(read: Callable[[Any], Any], rows: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(map(read, rows))


def _payments(book: Book | None) -> tuple[Payment, ...]:
    steps: defaultdict[int, list[PaymentStep]] = defaultdict(list)
    for one in book.transactions if book else ():
        steps[one.tender_no].append(_step(one))
    return tuple(
        Payment(
            *(one.tender_no, one.kind, one.label, one.amount_minor, one.currency),
            *(one.given_minor, one.change_minor, tuple(steps[one.tender_no])),
        )
        for one in (book.tenders if book else ())
    )


def _step(one: Transaction) -> PaymentStep:
    return PaymentStep(
        *(one.transaction_no, one.kind, one.state, one.amount_minor, one.rounding_minor),
        *(one.asked_at, one.settled_at, one.reference, one.reason, one.fulfilment_id),
    )


def _part(one: Fulfilment) -> Part:
    return Part(
        *(one.fulfilment_id, one.group_no, one.place_id, one.kind, one.status, one.promised_at),
        *(one.changed_at, one.ready_at, one.collect_until, one.carrier, one.tracking),
        _each(_units, one.portions),
    )


def _units(portion: Portion) -> Units:
    return Units(portion.line_no, portion.quantity)


def _document(row: Any) -> DocumentTotals:
    return DocumentTotals(
        *(row.invoice_id, DocumentKind(row.kind), row.number, row.entity_id, row.issued_at),
        *(row.issued_on.isoformat(), row.currency, row.net_minor, row.tax_minor),
        *(row.net_minor + row.tax_minor, row.refers_to_number or None, row.reason),
    )


def _letter(row: Any) -> SentLetter:
    return SentLetter(
        *(row.letter_id, Moment(row.moment), row.language, row.subject, row.queued_at),
        *(LetterState(row.state), row.settled_at),
    )
