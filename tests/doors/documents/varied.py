"""Documents of all sorts, as Hypothesis draws them."""

from hypothesis import strategies as st
from msgspec.structs import replace

from paraguas.invoices.model import (
    CreditDraft,
    CreditReason,
    DraftLine,
    InvoiceDraft,
    Paid,
    Party,
    Treatment,
)
from paraguas.invoices.rules.drafting import Ledger, draft_credits, draft_invoice
from paraguas.invoices.rules.tax import tax_line
from paraguas.values.quantity import Unit
from tests.doors.documents.papers import HELENE, OHIO
from tests.invoices.drafts import BUYER, SELLER, at, heading

CURRENCIES = ["EUR", "EUR", "USD", "SEK", "JPY", "ISK", "KWD", "TND", "CLF"]
RATES = [0, 2100, 4000, 5500, 5750, 6625, 10_000, 14_975, 20_000, 21_000, 25_500]
NAMES = st.text(max_size=30).map(lambda text: text.replace("\ud800", ""))
BUYERS = st.one_of(
    st.sampled_from([BUYER, HELENE, Party(), Party(email="ana@example.com")]),
    st.sampled_from(["FR29999999907", "EL123456789", "12345678Z", "ES12345678Z"]).map(
        lambda number: replace(BUYER, tax_number=number)
    ),
    NAMES.map(lambda name: replace(HELENE, name=name)),
)
AMOUNTS = st.one_of(st.integers(-500, 3_000), st.integers(-(10**6), 10**7))


BUSINESS = replace(HELENE, name="Lefèvre SARL", tax_number="FR29999999907", vat=True)
CASES = {
    "plain": [Treatment.STANDARD, Treatment.DISTANCE, Treatment.EXEMPT],
    "abroad": [Treatment.INTRA_COMMUNITY, Treatment.STANDARD],
    "service": [Treatment.REVERSE_CHARGE, Treatment.ZERO],
    "export": [Treatment.EXPORT],
    "outside": [Treatment.OUTSIDE],
    "partly outside": [Treatment.OUTSIDE, Treatment.EXEMPT, Treatment.STANDARD],
}
"""How lines without a rate may be treated beside one another."""


@st.composite
def lines(draw, line_no, *, inclusive, case):
    """A line; what a till recorded may have no quantity, and has a tax without its rate."""
    quantity = draw(st.one_of(st.integers(0, 9), st.integers(1, 3_000)))
    units = draw(st.integers(min(quantity, 1), quantity))
    amount = draw(AMOUNTS)
    recorded = draw(st.integers(0, 5)) == 0
    rate_pcm = draw(st.sampled_from(RATES))
    tax = tax_line(amount, rate_pcm, inclusive=inclusive).tax_minor
    if recorded and rate_pcm:
        tax, rate_pcm = tax + draw(st.integers(-1, 1)), 0
    treatment, parts = Treatment.STANDARD, ()
    if not rate_pcm and not recorded:
        treatment = draw(st.sampled_from(CASES[case]))
    elif rate_pcm == 14_975:
        parts = (("GST", 5000), ("QST", 9975))
    groups = ["ship"] if case == "abroad" else ["ship", "pick_up", "carry_out", "service"]
    return DraftLine(
        *(line_no, draw(st.sampled_from(groups))),
        *(f"SKU-{line_no}", draw(NAMES), draw(st.sampled_from(Unit)), quantity, units, amount, tax),
        *(rate_pcm, draw(st.sampled_from([0, 0, 1, 500, 12_345])), recorded),
        tax_treatment=treatment,
        tax_reason=draw(st.sampled_from(["", "VATEX-EU-AE"])) if not rate_pcm else "",
        tax_parts=parts,
    )


@st.composite
def documents(draw):
    """An issued invoice, or a credit note of part of one."""
    inclusive, case = draw(st.booleans()), draw(st.sampled_from(sorted(CASES)))
    business = case in {"abroad", "service"}
    top = replace(
        heading(
            language=draw(st.sampled_from(["en", "es", "fr"])),
            inclusive=inclusive,
            currency=draw(st.sampled_from(CURRENCIES)),
        ),
        seller=SELLER if business else draw(st.sampled_from([SELLER, OHIO])),
        buyer=BUSINESS if business else draw(BUYERS),
    )
    count = draw(st.integers(1, 9))
    asked = tuple(
        draw(lines(number, inclusive=inclusive, case=case)) for number in range(1, count + 1)
    )
    invoice = draft_invoice(Ledger([]), at(), InvoiceDraft(top, asked))
    invoice = replace(invoice, number="MAD-2025-000123", paid=_paid(draw, invoice.gross_minor))
    if draw(st.booleans()):
        return invoice
    chosen = draw(st.sets(st.sampled_from(asked), min_size=1))
    taken = {one.line_no: draw(st.integers(min(one.units, 1), one.units)) for one in chosen}
    draft = CreditDraft(top.order_id, taken, draw(st.sampled_from(CreditReason)))
    (note,) = draft_credits(Ledger([invoice]), at(), draft)
    return replace(note, number="MADR-2025-000004", paid=_paid(draw, note.gross_minor))


def _paid(draw, gross_minor):
    kinds = draw(st.lists(st.sampled_from(["card", "cash", "terminal", "gift_card"]), max_size=3))
    part = gross_minor // draw(st.sampled_from([1, 1, 2]))
    rest = [Paid(kind, part // 4, "4242", draw(st.integers(-4, 4))) for kind in kinds[1:]]
    return (*rest, Paid(kinds[0], part - sum(one.amount_minor for one in rest))) if kinds else ()
