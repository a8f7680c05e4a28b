"""Nouns of documents: invoices, credit notes and their lines."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from paraguas.invoices.model.tax import TaxPart, Treatment
from paraguas.values.ids import EntityId, InvoiceId, OrderId
from paraguas.values.place import Address
from paraguas.values.quantity import Unit


class DocumentKind(StrEnum):
    """What a document does: claim money, or take a claim back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class CreditReason(StrEnum):
    """Why units are credited."""

    CANCELLED = "cancelled"
    RETURNED = "returned"


class Party(Struct, frozen=True):
    """A seller or buyer as printed; a buyer at a till may be nobody in particular.

    vat: whether the tax number is one of VAT, which other countries can look up.
    """

    name: str = ""
    address: Address | None = None
    tax_number: str = ""
    email: str = ""
    vat: bool = False


class Paid(Struct, frozen=True):
    """Money that settles the document, as printed.

    kind: card, cash, terminal or gift_card.  label: what tells it apart, such as the last digits.
    rounding_minor: what the rounding of cash put on top of the amount, or took off (below 0).
    """

    kind: str
    amount_minor: int
    label: str = ""
    rounding_minor: int = 0


class InBundle(Struct, frozen=True):
    """The bundle a line is part of: its number in the order, title, units of the line in one."""

    bundle_no: int
    title: str
    each: int


class DraftLine(Struct, frozen=True):
    """A line of an order and how many more of its units to invoice.

    quantity, amount_minor, discount_minor and tax_minor are of the whole line, as frozen on the
    order: the amount after discounts, with its tax where the document's prices include tax,
    without it elsewhere.  group: how it reaches the person (ship, pick_up, carry_out, service).
    units: 0 leaves a cancelled line out, and invoices one whose quantity is 0.
    tax_recorded: the tax is what a till charged, not reckoned by the rate.
    """

    line_no: int
    group: str
    code: str
    title: str
    unit: Unit
    quantity: int
    units: int
    amount_minor: int
    tax_minor: int
    tax_rate_pcm: int
    discount_minor: int = 0
    tax_recorded: bool = False
    tax_treatment: Treatment = Treatment.STANDARD
    tax_reason: str = ""
    tax_parts: tuple[TaxPart, ...] = ()
    bundle: InBundle | None = None


class Heading(Struct, frozen=True):
    """What a document says before its lines: whose order, who sells to whom, in what.

    series: of the entity, as the number begins.  zone: IANA name, tells which day it is issued on.
    """

    order_id: OrderId
    order_number: str
    entity_id: EntityId
    series: str
    zone: str
    seller: Party
    buyer: Party
    language: str
    currency: str
    prices_include_tax: bool


class InvoiceDraft(Struct, frozen=True):
    """An invoice to issue, with everything it will say but its number and day."""

    heading: Heading
    lines: tuple[DraftLine, ...]
    paid: tuple[Paid, ...] = ()


class CreditDraft(Struct, frozen=True):
    """Units to take back: line number -> units; `paid` is where the money goes, as printed."""

    order_id: OrderId
    units: Mapping[int, int]
    reason: CreditReason
    paid: tuple[Paid, ...] = ()


class DocumentLine(Struct, frozen=True):
    """Units `first_unit` up to `first_unit + units` of an order's line, at their share of it.

    part_no: counts the parts of the line in documents of one kind, from 0.  line_amount_minor and
    line_tax_minor are of the whole line, so that any part can be reckoned again.
    """

    line_no: int
    part_no: int
    first_unit: int
    units: int
    group: str
    code: str
    title: str
    unit: Unit
    quantity: int
    line_amount_minor: int
    line_tax_minor: int
    tax_rate_pcm: int
    tax_recorded: bool
    net_minor: int
    tax_minor: int
    discount_minor: int
    tax_treatment: Treatment = Treatment.STANDARD
    tax_reason: str = ""
    tax_parts: tuple[TaxPart, ...] = ()
    bundle: InBundle | None = None

    @property
    def until_unit(self) -> int:
        """The unit after its last."""
        return self.first_unit + self.units

    @property
    def gross_minor(self) -> int:
        """What the part costs with its tax."""
        return self.net_minor + self.tax_minor


class Origin(Struct, frozen=True):
    """What a credit note takes back from, and why."""

    invoice_id: InvoiceId
    number: str
    reason: CreditReason


class Document(Struct, frozen=True):
    """An invoice, or a credit note where it `refers_to` one; never changes once it is issued.

    number: as printed; empty while it is being decided.  issued_on: local to the entity.  The sums
    of a credit note have the sign of what it takes back: they are what is given back.
    """

    invoice_id: InvoiceId
    number: str
    heading: Heading
    issued_at: int
    issued_on: date
    lines: tuple[DocumentLine, ...]
    paid: tuple[Paid, ...]
    refers_to: Origin | None = None

    @property
    def kind(self) -> DocumentKind:
        """What the document does."""
        return DocumentKind.CREDIT_NOTE if self.refers_to else DocumentKind.INVOICE

    @property
    def net_minor(self) -> int:
        """What the document comes to without tax."""
        return sum(line.net_minor for line in self.lines)

    @property
    def tax_minor(self) -> int:
        """The tax in it."""
        return sum(line.tax_minor for line in self.lines)

    @property
    def gross_minor(self) -> int:
        """What the document comes to with its tax."""
        return self.net_minor + self.tax_minor


class RateSum(Struct, frozen=True):
    """What the lines of one rate and treatment sum to."""

    rate_pcm: int
    net_minor: int
    tax_minor: int
    treatment: Treatment = Treatment.STANDARD
    reason: str = ""
    parts: tuple[TaxPart, ...] = ()
