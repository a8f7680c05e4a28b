"""Letters: drafted, written, and carried out."""

from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from paraguas.messages.model.news import News
from paraguas.values.ids import Id, OrderId


class Moment(StrEnum):
    """What a letter is about."""

    ORDER_PLACED = "order_placed"
    PROMISE_MOVED = "promise_moved"
    PROMISE_BROKEN = "promise_broken"
    READY_FOR_PICK_UP = "ready_for_pick_up"
    CANCELLED = "cancelled"
    ORDER_CHANGED = "order_changed"
    PAYMENT_DECLINED = "payment_declined"
    CREDIT_GIVEN = "credit_given"
    SUBSTITUTION_OFFERED = "substitution_offered"
    RETURN_AGREED = "return_agreed"
    RETURN_SETTLED = "return_settled"
    CLAIM_TOLD = "claim_told"
    QUOTE_OFFERED = "quote_offered"
    WITHDRAWAL_RECEIVED = "withdrawal_received"


class LetterState(StrEnum):
    """What became of a letter; of an unknown one nobody can tell whether it arrived."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Recipient(Struct, frozen=True):
    """Whom a letter goes to."""

    name: str
    email: str


class LetterDraft(Struct, frozen=True):
    """A letter to write, with everything it needs to know.

    cause: the id of what made it due.  language, zone and country: those the person reads
    in, as frozen on the order.  brand: who signs.  link: signed, to the order's page.
    """

    order_id: OrderId
    order_number: str
    cause: str
    to: Recipient
    language: str
    zone: str
    country: str
    brand: str
    link: str
    news: News


class BlockKind(StrEnum):
    """How a piece of a letter is set."""

    TITLE = "title"
    TEXT = "text"
    TABLE = "table"
    CODE = "code"
    BUTTON = "button"
    SMALL = "small"


class Block(Struct, frozen=True):
    """A piece of a letter: text; for a table its rows, for a button its address."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    url: str = ""


class Letter(Struct, frozen=True):
    """A letter as written; its text and its HTML are set from the same blocks."""

    letter_id: Id
    order_id: OrderId
    moment: Moment
    cause: str
    language: str
    brand: str
    to: Recipient
    subject: str
    blocks: tuple[Block, ...]
    queued_at: int
    state: LetterState = LetterState.QUEUED
    settled_at: int | None = None
    problem: str = ""


class Delivery(StrEnum):
    """What a transport can say: taken; refused for good; not now; or nobody knows."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"


class Posted(Struct, frozen=True):
    """A transport's answer, with the reason where it is not sent."""

    delivery: Delivery
    reason: str = ""


class Transport(Protocol):
    """Carries letters out; called by the worker, outside any transaction."""

    async def send(self, letter: Letter) -> Posted:
        """Hand a letter over; sending it again must be recognisable as the same message."""
