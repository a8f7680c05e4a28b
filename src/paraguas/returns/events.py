"""The facts returns announce, in the stream of their order.

lines: line_no and quantity.  Money is in minor units of the order's currency.
"""

from typing import Any, ClassVar

from msgspec import Struct

Lines = list[dict[str, Any]]


class ReturnRequested(Struct, frozen=True, gc=False):
    """Somebody wants to give units back; `waits` when a second person has to agree first."""

    name: ClassVar[str] = "return.requested.v1"
    order_id: str
    return_id: str
    number: str
    amount_minor: int
    waits: bool
    gift: bool
    withdrawal: bool
    lines: Lines


class ReturnAuthorised(Struct, frozen=True, gc=False):
    """Units may come back: by the policy book, or by who answers for more than it gives."""

    name: ClassVar[str] = "return.authorised.v1"
    order_id: str
    return_id: str
    number: str
    overridden: bool


class ReturnSent(Struct, frozen=True, gc=False):
    """The person has handed the units over to a carrier."""

    name: ClassVar[str] = "return.sent.v1"
    order_id: str
    return_id: str
    number: str
    tracking: str


class ReturnReceived(Struct, frozen=True, gc=False):
    """Units came back to a place; dispositions: line_no, disposition and quantity."""

    name: ClassVar[str] = "return.received.v1"
    order_id: str
    return_id: str
    number: str
    place_id: str
    lines: Lines
    dispositions: Lines


class ReturnSettled(Struct, frozen=True, gc=False):
    """All of a return's money has been given back, or begun to be.

    entity_id: who sold.  place_entity_id: whose place took the units in and now has them.
    goods_minor: what the units cost; fee_minor: kept of it.  refunded_minor: to tenders, of it
    cash_minor in cash at the place; credited_minor: as store credit.  amount_minor: both together.
    """

    name: ClassVar[str] = "return.settled.v1"
    order_id: str
    return_id: str
    number: str
    entity_id: str
    place_id: str | None
    place_entity_id: str | None
    currency: str
    goods_minor: int
    fee_minor: int
    amount_minor: int
    refunded_minor: int
    cash_minor: int
    credited_minor: int
    short_minor: int
    lines: Lines


class ReturnEnded(Struct, frozen=True, gc=False):
    """Nothing more comes of a return: it was refused, cancelled, or lost on its way."""

    name: ClassVar[str] = "return.ended.v1"
    order_id: str
    return_id: str
    number: str
    state: str
    cause: str


class WithdrawalDeclared(Struct, frozen=True, gc=False):
    """A person confirmed that she withdraws from her contract.

    declared_at: when.  lines: what she withdraws from; cancelled: what of it had not left yet.
    """

    name: ClassVar[str] = "withdrawal.declared.v1"
    order_id: str
    return_id: str | None
    declared_at: int
    lines: Lines
    cancelled: Lines


class ReturnTakenBlind(Struct, frozen=True, gc=False):
    """Units came back to a place without proof of purchase, for store credit."""

    name: ClassVar[str] = "return.taken_blind.v1"
    place_id: str
    return_id: str
    number: str
    sku_id: str
    units: int
    currency: str
    credited_minor: int


class ReturnExchanged(Struct, frozen=True, gc=False):
    """Something else was taken instead of what came back: an order of its own.

    amount_minor: what it costs.  difference_minor: how much more than was given for what came
    back, or (below 0) less.
    """

    name: ClassVar[str] = "return.exchanged.v1"
    order_id: str
    return_id: str
    number: str
    taken_order_id: str
    currency: str
    amount_minor: int
    difference_minor: int
