"""The nouns of quotes."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import Id, OrderId


class QuoteStatus(StrEnum):
    """How far a quote has come."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class QuotedLine(Struct, frozen=True, gc=False):
    """A line at its frozen price, for `per` units; listed_minor: what the list asked then.

    amount_minor and tax_minor: of all its units, as they would be taxed on the day of drafting.
    """

    code: str
    title: str
    unit: str
    quantity: int
    per: int
    listed_minor: int
    unit_price_minor: int
    amount_minor: int
    tax_minor: int


class Quote(Struct, frozen=True, gc=False):
    """A quote as it stands.

    wanted: what is to be ordered, as JSON of whoever places orders.  version: counts its changes.
    given_minor: by how much it is below the list.
    """

    quote_id: Id
    number: str
    version: int
    status: QuoteStatus
    market: str
    channel: str
    language: str
    currency: str
    prices_include_tax: bool
    wanted: str
    lines: tuple[QuotedLine, ...]
    total_minor: int
    tax_minor: int
    given_minor: int
    valid_until: int
    note: str
    drafted_at: int
    drafted_by: str
    sent_at: int | None = None
    sent_by: str | None = None
    closed_at: int | None = None
    order_id: OrderId | None = None
