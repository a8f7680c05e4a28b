"""Issue invoices: many orders at once, each with its own outcome."""

from collections.abc import Sequence

from paraguas.invoices.events import InvoiceIssued
from paraguas.invoices.model import Document, InvoiceDraft
from paraguas.invoices.rules.drafting import Ledger, draft_invoice
from paraguas.invoices.store import add_documents, load_documents
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


def issue_invoices(
    tx: Tx, drafts: Sequence[tuple[Stamp, InvoiceDraft]]
) -> list[Document | Refusal]:
    """Number and write invoices; gives in their order the document, or why there is none.

    Announces invoice.issued.v1 in the order's stream.  Refuses a draft without lines
    (NothingToInvoice) and units that are not left to invoice (BeyondOrdered).
    """
    orders = {draft.heading.order_id for _, draft in drafts}
    ledger = Ledger(load_documents(tx, sorted(orders)))
    outcomes = [_decide(ledger, stamp, draft) for stamp, draft in drafts]
    issued = iter(add_documents(tx, [one for one in outcomes if isinstance(one, Document)]))
    told: list[Document | Refusal] = []
    for (stamp, _), outcome in zip(drafts, outcomes, strict=True):
        if isinstance(outcome, Document):
            outcome = next(issued)  # noqa: PLW2901 - the same document, with its number
            tx.announce(stamp, outcome.heading.order_id, _fact(outcome))
        told.append(outcome)
    return told


def _decide(ledger: Ledger, stamp: Stamp, draft: InvoiceDraft) -> Document | Refusal:
    try:
        document = draft_invoice(ledger, stamp, draft)
    except Refusal as refusal:
        return refusal
    ledger.take(document)
    return document


def _fact(document: Document) -> InvoiceIssued:
    return InvoiceIssued(
        invoice_id=document.invoice_id,
        number=document.number,
        entity_id=document.heading.entity_id,
        currency=document.heading.currency,
        net_minor=document.net_minor,
        tax_minor=document.tax_minor,
        lines=[(line.line_no, line.units) for line in document.lines],
    )
