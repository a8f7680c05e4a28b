"""The nouns of drawers."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import DrawerSessionId, PlaceId

LARGEST_CASH_MINOR = 10**11
"""A drawer that holds more is a slip of the hand."""


class SessionState(StrEnum):
    """How far a session is; counted ones wait for a word on their difference."""

    OPEN = "open"
    COUNTED = "counted"
    CLOSED = "closed"


class EntryKind(StrEnum):
    """Why cash went in or out."""

    SALE = "sale"
    REFUND = "refund"
    PAY_IN = "pay_in"
    PAY_OUT = "pay_out"
    LIFT = "lift"

    @property
    def by_hand(self) -> bool:
        """Whether somebody writes it down; the cash of orders is found in their payments."""
        return self in {EntryKind.PAY_IN, EntryKind.PAY_OUT, EntryKind.LIFT}


class OrderCash(Struct, frozen=True):
    """Cash a till took for an order (below 0: gave back), as the order's payments have it."""

    order_id: str
    transaction_no: int
    amount_minor: int
    at: int

    @property
    def kind(self) -> EntryKind:
        """Whether it came in or went out."""
        return EntryKind.SALE if self.amount_minor >= 0 else EntryKind.REFUND


class Entry(Struct, frozen=True):
    """Cash that went in (above 0) or out.  order_id, transaction_no: of an order's cash."""

    entry_no: int
    kind: EntryKind
    amount_minor: int
    at: int
    actor: str
    reason: str | None = None
    order_id: str | None = None
    transaction_no: int | None = None


class DrawerLimit(Struct, frozen=True):
    """Up to which difference, in a currency, whoever counted a drawer may explain it herself."""

    currency: str
    alone_minor: int


class Session(Struct, frozen=True):
    """A drawer's time between its float and its count.

    till: which of the place's; empty where it has one.  session_no: counts the till's sessions.
    pieces: how many of each coin and note (by its value in minor units) were counted.
    alone_minor: up to this difference whoever counted may explain it herself, as it was when the
    drawer was opened.
    """

    place_id: PlaceId
    till: str
    session_no: int
    session_id: DrawerSessionId
    currency: str
    float_minor: int
    state: SessionState
    version: int
    opened_at: int
    opened_by: str
    alone_minor: int
    counted_at: int | None = None
    counted_by: str | None = None
    pieces: Mapping[int, int] | None = None
    counted_minor: int | None = None
    expected_minor: int | None = None
    closed_at: int | None = None
    closed_by: str | None = None
    reason: str | None = None

    @property
    def difference_minor(self) -> int | None:
        """What is over (above 0) or short; None until it is counted."""
        if self.counted_minor is None or self.expected_minor is None:
            return None
        return self.counted_minor - self.expected_minor
