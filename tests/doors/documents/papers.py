"""Documents to look at: three languages, prices with and without tax, short and long."""

from msgspec.structs import replace

from paraguas.invoices.model import (
    CreditDraft,
    CreditReason,
    DraftLine,
    InvoiceDraft,
    Paid,
    Party,
)
from paraguas.invoices.rules.drafting import Ledger, draft_credits, draft_invoice
from paraguas.invoices.rules.tax import tax_line
from paraguas.values.place import Address
from paraguas.values.quantity import Unit
from tests.invoices.drafts import BUYER, SELLER, at, heading

OHIO = Party(
    "Paraguas Retail, Inc.",
    Address("200 Vine Street", "", "45202", "Cincinnati", "OH", "US"),
    "31-1234567",
)
HELENE = Party("Hélène <Lefèvre>", Address("18, rue Neuve", "", "69002", "Lyon", "", "FR"))


def document(language="es", *, inclusive=True, currency="EUR", seller=SELLER, buyer=BUYER, more=0):
    asked = [
        (1, "pick_up", "Teléfono Arco 12", Unit.PIECE, 1, 89_900, 21_000, 10_000),
        (2, "service", "Puesta en marcha", Unit.PIECE, 1, 2_900, 21_000, 0),
        (3, "ship", "Arroz bomba", Unit.GRAM, 1500, 585, 4_000, 0),
    ]
    asked += [
        (4 + n, "carry_out", f"Tomate {n}", Unit.GRAM, 450, 129, 4_000, 0) for n in range(more)
    ]
    top = heading(language=language, inclusive=inclusive, currency=currency)
    lines = []
    for line_no, group, title, unit, quantity, amount_minor, rate_pcm, discount_minor in asked:
        tax = tax_line(amount_minor, rate_pcm, inclusive=inclusive).tax_minor
        goods = (f"SKU-{line_no}", title, unit, quantity, quantity)
        lines.append(DraftLine(line_no, group, *goods, amount_minor, tax, rate_pcm, discount_minor))
    draft = InvoiceDraft(
        replace(top, seller=seller, buyer=buyer),
        tuple(lines),
        (Paid("gift_card", 5_000, "7731"), Paid("card", 88_385, "4242")),
    )
    return replace(draft_invoice(Ledger([]), at(), draft), number="MAD-2025-000123")


def credit_note():
    invoice = document()
    draft = CreditDraft(invoice.heading.order_id, {1: 1}, CreditReason.RETURNED)
    [note] = draft_credits(Ledger([invoice]), at(), draft)
    return replace(note, number="MADR-2025-000004")
