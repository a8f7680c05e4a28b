"""The SQL of invoices."""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import and_, bindparam, case, func, or_, select

from paraguas.invoices import tables as t
from paraguas.invoices.model import (
    Document,
    DocumentKind,
    DocumentLine,
    Jurisdiction,
    TaxRate,
)
from paraguas.invoices.rules.checking import RangeState, TaxSeen
from paraguas.invoices.rules.numbering import print_number
from paraguas.invoices.rules.retention import retention_key
from paraguas.invoices.rules.rows import (
    DOCUMENT,
    LINE,
    document_row,
    line_rows,
    read_document,
    read_line,
)
from paraguas.invoices.rules.tax_rows import (
    JURISDICTION,
    RATE,
    jurisdiction_row,
    rate_row,
    read_jurisdiction,
    read_rate,
)
from paraguas.invoices.rules.tax_table import TaxTable
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.reference import Reference
from paraguas.plumbing.seals import close_about, opener
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.upsert import upsert

Range = tuple[str, str, int]
"""Whose numbers: entity, series, year."""

_RATES = select(*(t.tax_rates.c[name] for name in RATE))
_CORRECT = GuardedUpdate(
    t.tax_rates,
    keys=RATE[:3],
    givens={f"new_{name}": name for name in RATE[3:]},
    sets=", ".join(f"{name} = {{new_{name}}}" for name in RATE[3:]),
)
_TAKE = GuardedUpdate(
    t.number_ranges,
    keys=("entity_id", "series", "year"),
    givens={"count": "next_number"},
    sets="next_number = t.next_number + {count}",
)
_NEXT = select(t.number_ranges).where(
    t.number_ranges.c.entity_id.in_(bindparam("entities", expanding=True))
)
_NUMBER = ("series", "year", "number", "entity_id", "order_id", "invoice_id")
_NUMBERED = (
    select(t.invoice_numbers.c.order_id, t.invoice_numbers.c.invoice_id)
    .where(t.invoice_numbers.c.series == bindparam("series"))
    .where(t.invoice_numbers.c.year == bindparam("year"))
    .where(t.invoice_numbers.c.number == bindparam("number"))
)
_DOCUMENTS = (
    select(t.invoices)
    .where(t.invoices.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(t.invoices.c.order_id, t.invoices.c.issued_at, t.invoices.c.invoice_id)
)
_BUYER = DOCUMENT.index("buyer")
_PARTS = t.invoice_lines
_UNTIL = _PARTS.c.first_unit + _PARTS.c.units
_LINES = (
    select(t.invoice_lines)
    .where(t.invoice_lines.c.order_id.in_(bindparam("orders", expanding=True)))
    .order_by(*t.invoice_lines.primary_key)
)


def load_rates(tx: Tx) -> list[TaxRate]:
    """Read all rates."""
    return [read_rate(row) for row in tx.all(_RATES)]


def add_rates(tx: Tx, rates: Sequence[TaxRate]) -> None:
    """Insert rates nobody has saved before."""
    tx.insert(t.tax_rates, RATE, [rate_row(rate) for rate in rates])


def correct_rates(tx: Tx, rates: Sequence[TaxRate]) -> None:
    """Overwrite what is told of rates that are there."""
    tx.update(_CORRECT, [rate_row(rate) for rate in rates])


def load_jurisdictions(tx: Tx) -> list[Jurisdiction]:
    """Read all jurisdictions."""
    return [read_jurisdiction(row) for row in tx.all(select(t.tax_jurisdictions))]


def put_jurisdictions(tx: Tx, jurisdictions: Sequence[Jurisdiction]) -> None:
    """Save jurisdictions by code."""
    rows = [jurisdiction_row(one) for one in jurisdictions]
    upsert(tx, t.tax_jurisdictions, JURISDICTION, rows)


TAX = Reference("tax", lambda tx: TaxTable(load_rates(tx), load_jurisdictions(tx)))
"""The rates in process."""


def load_documents(tx: Tx, order_ids: Sequence[str]) -> list[Document]:
    """Read the documents of orders with their lines, the oldest first."""
    heads = tx.all(_DOCUMENTS, orders=list(order_ids)) if order_ids else []
    lines: dict[str, list[DocumentLine]] = {}
    for row in tx.all(_LINES, orders=list({row.order_id for row in heads})) if heads else ():
        lines.setdefault(row.invoice_id, []).append(read_line(row))
    buyers = _buyers(tx, heads)
    return [
        read_document(row, buyers[row.invoice_id], tuple(lines.get(row.invoice_id, ())))
        for row in heads
    ]


def find_orders(tx: Tx, series: str, year: int, number: int) -> list[tuple[str, str]]:
    """Find (order, invoice) by a number taken apart; one for each entity with that series."""
    rows = tx.all(_NUMBERED, series=series, year=year, number=number)
    return [(row.order_id, row.invoice_id) for row in rows]


def add_documents(tx: Tx, documents: Sequence[Document]) -> list[Document]:
    """Number documents in their order and insert them; gives them as issued."""
    if not documents:
        return []
    wanted = Counter(map(_range_of, documents))
    following = _take_numbers(tx, wanted)
    issued, numbers = [], []
    for document in documents:
        entity, series, year = key = _range_of(document)
        number = following[key]
        following[key] += 1
        issued.append(replace(document, number=print_number(series, year, number)))
        order_id, invoice_id = document.heading.order_id, document.invoice_id
        numbers.append((series, year, number, entity, order_id, invoice_id))
    tx.insert(t.invoice_numbers, _NUMBER, numbers)
    tx.insert(t.invoices, DOCUMENT, _sealed(tx, issued))
    tx.insert(t.invoice_lines, LINE, [row for d in issued for row in line_rows(d)])
    return issued


def _sealed(tx: Tx, documents: Sequence[Document]) -> list[tuple[Any, ...]]:
    """Give the rows of documents, each buyer sealed under the key of its entity's year."""
    rows = [document_row(one) for one in documents]
    keys = [retention_key(one.heading.entity_id, one.issued_on) for one in documents]
    told = [(key, row[_BUYER].encode()) for key, row in zip(keys, rows, strict=True)]
    return [
        (*row[:_BUYER], b64encode(buyer).decode(), *row[_BUYER + 1 :])
        for row, buyer in zip(rows, close_about(tx, told), strict=True)
    ]


def _buyers(tx: Tx, heads: Sequence[Any]) -> dict[str, bytes]:
    """Open the buyers of documents; of those kept no longer, nobody in particular."""
    keys = {row.invoice_id: retention_key(row.entity_id, row.issued_on) for row in heads}
    open_about = opener(tx, keys.values())
    return {
        row.invoice_id: open_about(keys[row.invoice_id], b64decode(row.buyer)) or b"{}"
        for row in heads
    }


def _take_numbers(tx: Tx, wanted: Mapping[Range, int]) -> dict[Range, int]:
    """Take runs of numbers; gives the first of each.

    The row stays locked until the commit that uses its numbers, or gives them back with it: so
    neither a crash nor a second process leaves a gap.
    """
    columns = ("entity_id", "series", "year", "next_number")
    tx.insert(t.number_ranges, columns, [(*key, 1) for key in sorted(wanted)], lenient=True)
    tx.update(_TAKE, [(*key, count) for key, count in sorted(wanted.items())])
    rows = tx.all(_NEXT, entities=list({entity for entity, _, _ in wanted}))
    after = {(row.entity_id, row.series, row.year): row.next_number for row in rows}
    return {key: after[key] - count for key, count in wanted.items()}


def _range_of(document: Document) -> Range:
    heading = document.heading
    return heading.entity_id, heading.series, document.issued_on.year


def load_ranges(tx: Tx) -> list[RangeState]:
    """Count the numbers of each run."""
    r, n = t.number_ranges.c, t.invoice_numbers.c
    keys = (r.entity_id, r.series, r.year, r.next_number)
    found = and_(n.entity_id == r.entity_id, n.series == r.series, n.year == r.year)
    rows = tx.all(
        select(*keys, func.count(n.number).label("found"), func.max(n.number).label("highest"))
        .join_from(t.number_ranges, t.invoice_numbers, found, isouter=True)
        .group_by(*keys)
    )
    return [
        RangeState(row.series, row.year, row.next_number - 1, row.found, row.highest or 0)
        for row in rows
    ]


def count_documents(tx: Tx) -> int:
    """Count all documents."""
    return int(tx.value(select(func.count()).select_from(t.invoices)))


def find_wrong_sums(tx: Tx) -> list[str]:
    """Give the numbers of documents whose lines do not sum to their totals."""
    i = t.invoices.c
    sums = (
        select(
            *(_PARTS.c.order_id, _PARTS.c.invoice_id),
            func.sum(_PARTS.c.net_minor).label("net"),
            func.sum(_PARTS.c.tax_minor).label("tax"),
        )
        .group_by(_PARTS.c.order_id, _PARTS.c.invoice_id)
        .subquery()
    )
    same = and_(sums.c.order_id == i.order_id, sums.c.invoice_id == i.invoice_id)
    wrong = or_(sums.c.net.is_(None), sums.c.net != i.net_minor, sums.c.tax != i.tax_minor)
    rows = tx.all(select(i.number).join_from(t.invoices, sums, same, isouter=True).where(wrong))
    return [row.number for row in rows]


def load_line_taxes(tx: Tx) -> list[TaxSeen]:
    """Give each combination of amount, rate and tax once; those a till recorded are left out."""
    i, p = t.invoices.c, _PARTS.c
    same = and_(p.order_id == i.order_id, p.invoice_id == i.invoice_id)
    keys = (p.line_amount_minor, p.tax_rate_pcm, p.line_tax_minor, i.prices_include_tax)
    rows = tx.all(
        select(func.min(i.number).label("number"), *keys)
        .join_from(t.invoices, _PARTS, same)
        .where(p.tax_recorded.is_(False))
        .group_by(*keys)
    )
    return [
        TaxSeen(
            *(row.number, row.line_amount_minor, row.tax_rate_pcm, row.line_tax_minor),
            inclusive=row.prices_include_tax,
        )
        for row in rows
    ]


def count_lines(tx: Tx) -> int:
    """Count the parts of lines on all documents."""
    return int(tx.value(select(func.count()).select_from(_PARTS)))


def find_wrong_parts(tx: Tx) -> list[tuple[str, int]]:
    """Give (order, line) whose units are on two documents of a kind, or credited uninvoiced."""
    p, other = _PARTS.c, _PARTS.alias("other").c
    credited = func.sum(case((p.kind == DocumentKind.CREDIT_NOTE.value, p.units), else_=0))
    invoiced = func.sum(case((p.kind == DocumentKind.INVOICE.value, p.units), else_=0))
    beyond = tx.all(
        select(p.order_id, p.line_no)
        .group_by(p.order_id, p.line_no)
        .having(or_(credited > invoiced, invoiced > func.max(p.quantity)))
    )
    line = and_(other.order_id == p.order_id, other.kind == p.kind, other.line_no == p.line_no)
    shared = and_(other.first_unit < _UNTIL, p.first_unit < other.first_unit + other.units)
    twice = tx.all(
        select(p.order_id, p.line_no).distinct().where(line, other.part_no > p.part_no, shared)
    )
    return sorted({(row.order_id, row.line_no) for row in (*beyond, *twice)})
