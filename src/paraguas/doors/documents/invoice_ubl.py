"""An invoice or credit note as UBL 2.1 XML by EN 16931, the European norm for electronic invoices.

Source: EN 16931-1 (terms BT and groups BG), CEN/TS 16931-3-2 (where UBL holds them).
"""

from xml.etree.ElementTree import Element

from paraguas.doors.documents.ubl import amount, branch, leaf, percent, render
from paraguas.doors.documents.ubl_party import party, postal_address
from paraguas.doors.documents.wording import part_words, reason_words
from paraguas.invoices.model import Document, Origin, Paid, RateSum, Treatment
from paraguas.invoices.rules.drafting import sum_by_rate
from paraguas.invoices.rules.statement import StatedLine, Statement, state
from paraguas.plumbing.words import speak
from paraguas.values.money import exponent
from paraguas.values.quantity import Unit
from paraguas.values.words import Words

NORM = "urn:cen.eu:en16931:2017"

UNITS = {Unit.PIECE: "H87", Unit.GRAM: "GRM", Unit.MILLILITRE: "MLT", Unit.MINUTE: "MIN"}
"""Units of measure.  Source: UN/ECE Recommendation 20."""

MEANS = {"card": "48", "terminal": "48", "cash": "10"}
"""Payment means: bank card, in cash.  Source: UNTDID 4461."""

CATEGORIES = {
    Treatment.STANDARD: "S",
    Treatment.DISTANCE: "S",
    Treatment.ZERO: "Z",
    Treatment.EXEMPT: "E",
    Treatment.REVERSE_CHARGE: "AE",
    Treatment.INTRA_COMMUNITY: "K",
    Treatment.EXPORT: "G",
    Treatment.OUTSIDE: "O",
}
"""Categories of VAT.  Source: UNTDID 5305, as the norm restricts it."""

_SEVERAL, _OTHER = "1", "ZZZ"
_DISCOUNT = "95"


def render_ubl(document: Document) -> bytes:
    """Render a document as the file a machine books; the same document gives the same bytes.

    Amounts have the decimals of their currency.  The norm has no more than two: where a currency
    has three, the document is plain UBL and does not name the norm.
    """
    heading, statement = document.heading, state(document)
    words = speak(heading.language, heading.zone)
    currency, origin = heading.currency, document.refers_to
    kind = "CreditNote" if origin else "Invoice"
    seller, buyer = heading.seller, heading.buyer
    # The norm wants a country; nobody asks for one where goods are handed over.
    home = seller.address.country if seller.address else ""
    vat = any(one.treatment is not Treatment.OUTSIDE for one in statement.rates)
    name = buyer.name.strip() or buyer.email or words.say("documents.somebody")
    return render(
        kind,
        leaf("CustomizationID", NORM if exponent(currency) <= 2 else ""),
        leaf("ID", document.number),
        leaf("IssueDate", document.issued_on.isoformat()),
        leaf(f"{kind}TypeCode", "381" if origin else "380"),
        leaf("Note", _note(document, words)),
        leaf("DocumentCurrencyCode", currency),
        branch("OrderReference", leaf("ID", heading.order_number)),
        _preceding(origin),
        branch("AccountingSupplierParty", party(seller, seller.name, home, sells=True, vat=vat)),
        branch("AccountingCustomerParty", party(buyer, name, home, sells=False, vat=vat)),
        _delivery(document, home),
        _payment_means(document.paid, words),
        _terms(document, statement, words),
        branch(
            "TaxTotal",
            amount("TaxAmount", statement.tax_minor, currency),
            *(_tax(one, currency, words) for one in statement.rates),
        ),
        _totals(statement, currency),
        *(_line(no, one, kind, currency) for no, one in enumerate(statement.lines, 1)),
    )


def _note(document: Document, words: Words) -> str:
    """Give the reason of a credit note, and the taxes a rate is made of: the norm knows one."""
    told = [words.say(f"documents.{document.refers_to.reason}")] if document.refers_to else []
    currency = document.heading.currency
    for one in sum_by_rate(document.lines):
        told += [f"{label}: {value}" for label, value in part_words(one, currency, words)]
    return " · ".join(told)


def _preceding(origin: Origin | None) -> Element | None:
    number = leaf("ID", origin.number if origin else "")
    return branch("BillingReference", branch("InvoiceDocumentReference", number))


def _delivery(document: Document, home: str) -> Element | None:
    address = document.heading.buyer.address
    if address is None or all(line.group != "ship" for line in document.lines):
        return None
    # Goods for a business of another country need the day they went (BR-IC-11): invoiced as the
    # last of them leaves.
    sent_on = document.issued_on.isoformat() if _is_abroad(document) else ""
    return branch(
        "Delivery",
        leaf("ActualDeliveryDate", sent_on),
        branch("DeliveryLocation", postal_address("Address", address, home)),
    )


def _is_abroad(document: Document) -> bool:
    return any(line.tax_treatment is Treatment.INTRA_COMMUNITY for line in document.lines)


def _payment_means(paid: tuple[Paid, ...], words: Words) -> Element | None:
    if not paid:
        return None
    # The norm has room for one: several kinds are named in its text only (UBL-SR-47).
    codes = {MEANS.get(one.kind, _OTHER) for one in paid}
    code = codes.pop() if len(codes) == 1 else _SEVERAL
    told = (f"{words.say(f'paid.{one.kind}')} {one.label}".strip() for one in paid)
    return branch("PaymentMeans", leaf("PaymentMeansCode", code, name=", ".join(told)))


def _terms(document: Document, statement: Statement, words: Words) -> Element | None:
    if statement.payable_minor <= 0:
        return None
    key = "given_back" if document.refers_to else "due"
    return branch("PaymentTerms", leaf("Note", words.say(f"documents.{key}")))


def _tax(one: RateSum, currency: str, words: Words) -> Element | None:
    reason = reason_words(one.treatment, one.reason, words)
    return branch(
        "TaxSubtotal",
        amount("TaxableAmount", one.net_minor, currency),
        amount("TaxAmount", one.tax_minor, currency),
        branch(
            "TaxCategory",
            leaf("ID", CATEGORIES[one.treatment]),
            _rate(one.treatment, one.rate_pcm),
            leaf("TaxExemptionReasonCode", one.reason if one.reason.startswith("VATEX") else ""),
            leaf("TaxExemptionReason", reason),
            branch("TaxScheme", leaf("ID", "VAT")),
        ),
    )


def _rate(treatment: Treatment, rate_pcm: int) -> Element | None:
    return None if treatment is Treatment.OUTSIDE else percent("Percent", rate_pcm)


def _totals(statement: Statement, currency: str) -> Element | None:
    prepaid, rounding = statement.prepaid_minor, statement.rounding_minor
    return branch(
        "LegalMonetaryTotal",
        amount("LineExtensionAmount", statement.net_minor, currency),
        amount("TaxExclusiveAmount", statement.net_minor, currency),
        amount("TaxInclusiveAmount", statement.gross_minor, currency),
        amount("PrepaidAmount", prepaid, currency) if prepaid else None,
        amount("PayableRoundingAmount", rounding, currency) if rounding else None,
        amount("PayableAmount", statement.payable_minor, currency),
    )


def _line(no: int, stated: StatedLine, kind: str, currency: str) -> Element | None:
    line = stated.line
    unit = UNITS[line.unit] if line.units else UNITS[Unit.PIECE]
    quantity = "CreditedQuantity" if kind == "CreditNote" else "InvoicedQuantity"
    return branch(
        f"{kind}Line",
        leaf("ID", str(no)),
        leaf(quantity, str(stated.quantity), unitCode=unit),
        amount("LineExtensionAmount", line.net_minor, currency),
        branch("OrderLineReference", leaf("LineID", str(line.line_no))),
        _allowance(stated.allowance_minor, currency),
        branch(
            "Item",
            leaf("Description", line.bundle.title if line.bundle else ""),
            leaf("Name", line.title.strip() or line.code),
            branch("SellersItemIdentification", leaf("ID", line.code)),
            branch(
                "ClassifiedTaxCategory",
                leaf("ID", CATEGORIES[line.tax_treatment]),
                _rate(line.tax_treatment, line.tax_rate_pcm),
                branch("TaxScheme", leaf("ID", "VAT")),
            ),
        ),
        branch(
            "Price",
            amount("PriceAmount", stated.price_minor, currency),
            leaf("BaseQuantity", str(stated.per), unitCode=unit),
        ),
    )


def _allowance(allowance_minor: int, currency: str) -> Element | None:
    if not allowance_minor:
        return None
    return branch(
        "AllowanceCharge",
        leaf("ChargeIndicator", "false"),
        leaf("AllowanceChargeReasonCode", _DISCOUNT),
        amount("Amount", allowance_minor, currency),
    )
