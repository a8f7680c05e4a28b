"""What quotes announce."""

from typing import ClassVar

from msgspec import Struct


class QuoteSent(Struct, frozen=True):
    """A quote was sent; its prices hold until an instant.  given_minor: below the list."""

    name: ClassVar[str] = "quote.sent.v1"
    quote_id: str
    number: str
    total_minor: int
    given_minor: int
    currency: str
    valid_until: int


class QuoteAccepted(Struct, frozen=True):
    """A quote became an order."""

    name: ClassVar[str] = "quote.accepted.v1"
    quote_id: str
    number: str
    order_id: str


class QuoteDeclined(Struct, frozen=True):
    """Whom a quote was for does not want it."""

    name: ClassVar[str] = "quote.declined.v1"
    quote_id: str
    number: str


class QuoteExpired(Struct, frozen=True):
    """Nobody accepted a quote in time."""

    name: ClassVar[str] = "quote.expired.v1"
    quote_id: str
    number: str
