"""What other floors may read of invoices."""

from paraguas.invoices import store
from paraguas.invoices.errors import InvoiceAbsent
from paraguas.invoices.model import Document
from paraguas.invoices.rules import checking
from paraguas.invoices.rules.numbering import read_number
from paraguas.invoices.rules.tax_table import TaxTable
from paraguas.plumbing.tx import Tx
from paraguas.values.audit import Check
from paraguas.values.ids import is_id


def tax_table(tx: Tx) -> TaxTable:
    """Give the rates that are true for this transaction."""
    return store.TAX.get(tx)


def invoices_of(tx: Tx, order_id: str) -> list[Document]:
    """Give the invoices and credit notes of an order, the oldest first."""
    return store.load_documents(tx, [order_id]) if is_id(order_id) else []


def invoice(tx: Tx, order_id: str, invoice_id: str) -> Document:
    """Give an invoice or credit note of an order; InvoiceAbsent where there is none."""
    for document in invoices_of(tx, order_id):
        if document.invoice_id == invoice_id:
            return document
    raise InvoiceAbsent(invoice=invoice_id)


def find_number(tx: Tx, text: str) -> list[Document]:
    """Find documents by the number printed on them: one, unless entities share a series."""
    number = read_number(text)
    found = store.find_orders(tx, *number) if number else []
    return [invoice(tx, order_id, invoice_id) for order_id, invoice_id in found]


def audit(tx: Tx) -> list[Check]:
    """Verify the promises on the room's card on all its rows."""
    documents, lines = store.count_documents(tx), store.count_lines(tx)
    return [
        checking.gapless(store.load_ranges(tx), documents),
        checking.summed(documents, store.find_wrong_sums(tx)),
        checking.taxed(store.load_line_taxes(tx)),
        checking.parted(lines, store.find_wrong_parts(tx)),
    ]
