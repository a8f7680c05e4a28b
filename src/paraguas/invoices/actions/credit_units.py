"""Credit units of invoices: what a cancellation or a return takes back."""

from paraguas.invoices.events import InvoiceCredited
from paraguas.invoices.model import CreditDraft, Document
from paraguas.invoices.rules.drafting import Ledger, draft_credits
from paraguas.invoices.store import add_documents, load_documents
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def credit_units(tx: Tx, stamp: Stamp, draft: CreditDraft) -> list[Document]:
    """Number and write the credit notes for units, one for each invoice they stand on.

    The last invoiced units are credited first, at their share of the line's frozen amount.
    Announces invoice.credited.v1 in the order's stream.  Refuses more than was invoiced and not
    yet credited (BeyondInvoiced).
    """
    ledger = Ledger(load_documents(tx, [draft.order_id]))
    notes = add_documents(tx, draft_credits(ledger, stamp, draft))
    for note in notes:
        tx.announce(stamp, draft.order_id, _fact(note))
    return notes


def _fact(note: Document) -> InvoiceCredited:
    assert note.refers_to is not None
    return InvoiceCredited(
        invoice_id=note.invoice_id,
        number=note.number,
        refers_to=note.refers_to.invoice_id,
        reason=note.refers_to.reason,
        entity_id=note.heading.entity_id,
        currency=note.heading.currency,
        net_minor=note.net_minor,
        tax_minor=note.tax_minor,
        lines=[(line.line_no, line.units) for line in note.lines],
    )
