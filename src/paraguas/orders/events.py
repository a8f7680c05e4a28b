"""The facts orders announce."""

from typing import Any, ClassVar

from msgspec import Struct

Lines = list[dict[str, Any]]

CUSTOMER_ASKED = "customer_asked"
"""The cause of what the person wished herself; any other is the brand's, and it says sorry."""


ORDER_CHANGED = "order_changed"
"""The cause of what a change of the order does; one letter tells all of the change."""


class OrderPlaced(Struct, frozen=True, gc=False):
    """An order was accepted: with its lines, where each comes from, tenders and promises.

    lines: line_no, sku_id, code, quantity, amount_minor, tax_minor, group_no.  allocations:
    line_no, place_id, quantity.  promises: group_no, kind, earliest_at, latest_at.
    """

    name: ClassVar[str] = "order.placed.v1"
    order_id: str
    number: str
    channel: str
    market: str
    entity_id: str
    place_id: str | None
    currency: str
    language: str
    total_minor: int
    tax_minor: int
    payment_status: str
    policy_version: int
    external: str
    basket_id: str | None
    lines: Lines
    allocations: Lines
    promises: Lines
    record_id: str | None = None


class OrderCancelled(Struct, frozen=True, gc=False):
    """Units of an order were cancelled; `whole` when nothing of it is left, `cause` a word."""

    name: ClassVar[str] = "order.cancelled.v1"
    order_id: str
    whole: bool
    amount_minor: int
    lines: Lines
    cause: str = CUSTOMER_ASKED


class LinesMoved(Struct, frozen=True, gc=False):
    """Units of lines came further: picked, ready, handed over, shipped, delivered, ..."""

    name: ClassVar[str] = "order.lines_moved.v1"
    order_id: str
    counter: str
    lines: Lines
    fulfilment_id: str | None = None


class OrderCompleted(Struct, frozen=True, gc=False):
    """Every unit has reached the person, or was cancelled."""

    name: ClassVar[str] = "order.completed.v1"
    order_id: str


class PromiseMoved(Struct, frozen=True, gc=False):
    """A promise, `promise_no`, was replaced by another with its cause; the person is to be told."""

    name: ClassVar[str] = "promise.moved.v1"
    order_id: str
    group_no: int
    kind: str
    was_earliest_at: int
    was_latest_at: int
    earliest_at: int
    latest_at: int
    cause: str
    promise_no: int = 0


class PromiseClosed(Struct, frozen=True, gc=False):
    """A promise was kept, broken or dropped with its goods; cause: why the brand dropped it."""

    name: ClassVar[str] = "promise.closed.v1"
    order_id: str
    group_no: int
    kind: str
    state: str
    cause: str | None = None


class OrderRecognised(Struct, frozen=True, gc=False):
    """The order's person was taken in: the order left this record of hers."""

    name: ClassVar[str] = "order.recognised.v1"
    order_id: str
    record_id: str
