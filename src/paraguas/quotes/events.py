"""What quotes announce."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class QuoteSent:
    """A quote was sent; its prices hold until an instant.  given_minor: below the list."""

    name: ClassVar[str] = "quote.sent.v1"
    quote_id: str
    number: str
    total_minor: int
    given_minor: int
    currency: str
    valid_until: int


@dataclass(frozen=True, slots=True)
class QuoteAccepted:
    """A quote became an order."""

    name: ClassVar[str] = "quote.accepted.v1"
    quote_id: str
    number: str
    order_id: str


@dataclass(frozen=True, slots=True)
class QuoteDeclined:
    """Whom a quote was for does not want it."""

    name: ClassVar[str] = "quote.declined.v1"
    quote_id: str
    number: str


@dataclass(frozen=True, slots=True)
class QuoteExpired:
    """Nobody accepted a quote in time."""

    name: ClassVar[str] = "quote.expired.v1"
    quote_id: str
    number: str
