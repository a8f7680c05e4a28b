"""A document as rows: the tuples its tables take, in the order of the columns named here."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import astuple

from paraguas.invoices.model import (
    CreditReason,
    Document,
    DocumentLine,
    Heading,
    InBundle,
    Origin,
    Paid,
    Party,
    TaxPart,
    Treatment,
)
from paraguas.values.quantity import Unit

DOCUMENT = (
    *("order_id", "invoice_id", "kind", "series", "number", "order_number", "entity_id"),
    *("issued_at", "issued_on", "zone", "language", "currency", "prices_include_tax"),
    *("refers_to", "refers_to_number", "reason", "seller", "buyer", "paid"),
    *("net_minor", "tax_minor"),
)
LINE = (
    *("order_id", "kind", "line_no", "part_no", "invoice_id", "first_unit", "units"),
    *("grouped", "code", "title", "unit", "quantity", "line_amount_minor", "line_tax_minor"),
    *("tax_rate_pcm", "tax_recorded", "net_minor", "tax_minor", "discount_minor"),
    *("tax_treatment", "tax_reason", "tax_parts", "bundle"),
)


def document_row(document: Document) -> tuple[Any, ...]:
    """Give the row of a document."""
    heading, refers_to = document.heading, document.refers_to
    return (
        *(heading.order_id, document.invoice_id, document.kind.value, heading.series),
        *(document.number, heading.order_number, heading.entity_id, document.issued_at),
        *(document.issued_on.isoformat(), heading.zone, heading.language, heading.currency),
        heading.prices_include_tax,
        *(astuple(refers_to) if refers_to else (None, "", None)),
        *(_json(heading.seller), _json(heading.buyer), _json(document.paid)),
        *(document.net_minor, document.tax_minor),
    )


def line_rows(document: Document) -> Iterator[tuple[Any, ...]]:
    """Give the rows of its lines."""
    for part in document.lines:
        yield (
            *(document.heading.order_id, document.kind.value, part.line_no, part.part_no),
            *(document.invoice_id, part.first_unit, part.units, part.group, part.code),
            *(part.title, part.unit.value, part.quantity, part.line_amount_minor),
            *(part.line_tax_minor, part.tax_rate_pcm, part.tax_recorded, part.net_minor),
            *(part.tax_minor, part.discount_minor, part.tax_treatment.value, part.tax_reason),
            *(_json(part.tax_parts), _json(part.bundle) if part.bundle else None),
        )


def read_line(row: Any) -> DocumentLine:
    """Read a line of a document."""
    return DocumentLine(
        *(row.line_no, row.part_no, row.first_unit, row.units, row.grouped, row.code),
        *(row.title, Unit(row.unit), row.quantity, row.line_amount_minor, row.line_tax_minor),
        *(row.tax_rate_pcm, row.tax_recorded, row.net_minor, row.tax_minor, row.discount_minor),
        *(Treatment(row.tax_treatment), row.tax_reason),
        msgspec.json.decode(row.tax_parts, type=tuple[TaxPart, ...]),
        msgspec.json.decode(row.bundle, type=InBundle) if row.bundle else None,
    )


def read_document(row: Any, buyer: bytes, lines: tuple[DocumentLine, ...]) -> Document:
    """Read a document, its buyer opened and its lines read before."""
    heading = Heading(
        *(row.order_id, row.order_number, row.entity_id, row.series, row.zone),
        msgspec.json.decode(row.seller, type=Party),
        msgspec.json.decode(buyer, type=Party),
        *(row.language, row.currency, row.prices_include_tax),
    )
    refers_to = None
    if row.refers_to:
        reason = CreditReason(row.reason)
        refers_to = Origin(row.refers_to, row.refers_to_number, reason)
    paid = msgspec.json.decode(row.paid, type=tuple[Paid, ...])
    issued = row.issued_at, row.issued_on
    return Document(row.invoice_id, row.number, heading, *issued, lines, paid, refers_to)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
