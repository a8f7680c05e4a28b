"""Deciding documents: what an order has been billed and credited so far, and what comes next."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from paraguas.invoices.errors import BeyondInvoiced, BeyondOrdered, NothingToInvoice
from paraguas.invoices.model import (
    CreditDraft,
    CreditReason,
    Document,
    DocumentKind,
    DocumentLine,
    DraftLine,
    Heading,
    InvoiceDraft,
    Origin,
    Paid,
    RateSum,
)
from paraguas.invoices.rules.numbering import credit_series
from paraguas.invoices.rules.parting import credit_spans, invoice_part, reckon
from paraguas.values.ids import InvoiceId, OrderId
from paraguas.values.stamp import Stamp
from paraguas.values.time import local_day


class Ledger:
    """The documents of some orders; a document decided is taken, so that the next one sees it."""

    __slots__ = ("_documents",)

    def __init__(self, documents: Iterable[Document]) -> None:
        """Begin with what is issued."""
        self._documents: dict[str, list[Document]] = {}
        for document in documents:
            self.take(document)

    def take(self, document: Document) -> None:
        """Count a document in."""
        self._documents.setdefault(document.heading.order_id, []).append(document)

    def of(self, order_id: OrderId, kind: DocumentKind) -> list[Document]:
        """Give the documents of a kind an order has, the oldest first."""
        return [d for d in self._documents.get(order_id, ()) if d.kind is kind]

    def parts(self, order_id: OrderId, kind: DocumentKind, line_no: int) -> list[DocumentLine]:
        """Give the parts of a line in documents of a kind, in the order they were made."""
        lines = [line for document in self.of(order_id, kind) for line in document.lines]
        return sorted((p for p in lines if p.line_no == line_no), key=lambda part: part.part_no)

    def holder(self, order_id: OrderId, part: DocumentLine) -> Document:
        """Give the invoice a part stands on."""
        return next(d for d in self.of(order_id, DocumentKind.INVOICE) if part in d.lines)


def draft_invoice(ledger: Ledger, stamp: Stamp, draft: InvoiceDraft) -> Document:
    """Decide an invoice, without its number; refuses units that are not left to invoice.

    Lines of which no units are asked for are left out, such as cancelled ones.
    """
    heading = draft.heading
    lines = [line for line in draft.lines if line.units or not line.quantity]
    if not lines:
        raise NothingToInvoice(order=heading.order_number)
    return Document(
        invoice_id=InvoiceId(stamp.ids.next()),
        number="",
        heading=heading,
        issued_at=stamp.at,
        issued_on=local_day(stamp.at, heading.zone),
        lines=tuple(_invoice_line(ledger, heading, line) for line in lines),
        paid=draft.paid,
    )


def draft_credits(ledger: Ledger, stamp: Stamp, draft: CreditDraft) -> list[Document]:
    """Decide credit notes, without their numbers: one for each invoice the units are on.

    Where there are several, none tells how the money was given back, since that is one sum.
    Refuses units that were not invoiced or are credited already (BeyondInvoiced).
    """
    chosen: dict[str, list[DocumentLine]] = {}
    for line_no, units in sorted(draft.units.items()):
        for invoice_id, part in _credit_line(ledger, draft.order_id, line_no, units):
            chosen.setdefault(invoice_id, []).append(part)
    if not chosen:
        raise NothingToInvoice(order=draft.order_id)
    paid = draft.paid if len(chosen) == 1 else ()
    return [
        _credit_note(stamp, invoice, tuple(chosen[invoice.invoice_id]), draft.reason, paid)
        for invoice in ledger.of(draft.order_id, DocumentKind.INVOICE)
        if invoice.invoice_id in chosen
    ]


def sum_by_rate(lines: Iterable[DocumentLine]) -> list[RateSum]:
    """Sum the lines of each rate and treatment, the highest rate first."""
    sums: dict[RateSum, tuple[int, int]] = {}
    for line in lines:
        told = line.tax_treatment, line.tax_reason, line.tax_parts
        kind = RateSum(line.tax_rate_pcm, 0, 0, *told)
        net_minor, tax_minor = sums.get(kind, (0, 0))
        sums[kind] = net_minor + line.net_minor, tax_minor + line.tax_minor
    summed = [
        replace(kind, net_minor=net_minor, tax_minor=tax_minor)
        for kind, (net_minor, tax_minor) in sums.items()
    ]
    return sorted(summed, key=lambda one: -one.rate_pcm)


def _invoice_line(ledger: Ledger, heading: Heading, line: DraftLine) -> DocumentLine:
    before = ledger.parts(heading.order_id, DocumentKind.INVOICE, line.line_no)
    part = invoice_part(line, before, inclusive=heading.prices_include_tax)
    if part is None:
        left = line.quantity - sum(part.units for part in before)
        raise BeyondOrdered(
            order=heading.order_number, line=line.line_no, asked=line.units, left=left
        )
    return part


def _credit_line(
    ledger: Ledger, order_id: OrderId, line_no: int, units: int
) -> Iterator[tuple[InvoiceId, DocumentLine]]:
    invoiced = ledger.parts(order_id, DocumentKind.INVOICE, line_no)
    credited = ledger.parts(order_id, DocumentKind.CREDIT_NOTE, line_no)
    spans = credit_spans(invoiced, credited, units)
    if spans is None:
        left = sum(p.units for p in invoiced) - sum(p.units for p in credited)
        raise BeyondInvoiced(line=line_no, asked=units, left=left)
    for part_no, (part, span) in enumerate(spans, start=len(credited)):
        invoice = ledger.holder(order_id, part)
        taken = reckon(part, span, inclusive=invoice.heading.prices_include_tax)
        yield invoice.invoice_id, replace(taken, part_no=part_no, discount_minor=0)


def _credit_note(
    stamp: Stamp,
    invoice: Document,
    lines: tuple[DocumentLine, ...],
    reason: CreditReason,
    paid: tuple[Paid, ...],
) -> Document:
    heading = invoice.heading
    return Document(
        invoice_id=InvoiceId(stamp.ids.next()),
        number="",
        heading=replace(heading, series=credit_series(heading.series)),
        issued_at=stamp.at,
        issued_on=local_day(stamp.at, heading.zone),
        lines=lines,
        paid=paid,
        refers_to=Origin(invoice.invoice_id, invoice.number, reason),
    )
