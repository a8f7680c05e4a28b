"""Orders: place, read, find, cancel."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey, IdPart
from paraguas.doors.api.placing import OrderIn, place
from paraguas.doors.api.writing import perform, respond
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.money.bank_transfers import Receiving, note_transfer
from paraguas.journeys.money.paying import PayingAgain, pay_again
from paraguas.journeys.money.refunding import Refunding, refund_order
from paraguas.orders import queries
from paraguas.orders.model import PlacedOrder, WishedTender
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.secret_store import secret
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.limits import Reason
from paraguas.values.money import LARGEST_MINOR

BackTo = Literal["original", "store_credit"]
"""Where money goes back: to the tenders it came from, or to store credit of who ordered."""


class CancelIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What to cancel: line number -> units; all that has not left without it.

    bundles: whole ones, number in the order -> how many.  back_to: `store_credit` where she wishes
    so; else the tenders it was paid with.
    """

    reason: Reason
    back_to: BackTo = "original"
    units: dict[int, Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]] | None = None
    bundles: dict[int, Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]] = msgspec.field(
        default_factory=dict
    )


class TendersIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """How what is left is paid.  channel: only for keys that serve all doors."""

    tenders: Annotated[tuple[WishedTender, ...], msgspec.Meta(min_length=1, max_length=20)]
    channel: Annotated[str, msgspec.Meta(max_length=24)] = ""


@post("/orders", operation_id="placeOrder", tags=["orders"], status_code=201)
async def place_order(
    data: JSONBody[OrderIn],  # noqa: ARG001 - describes the body; the hot route reads it
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,
) -> Confirmation:
    """Place an order; the answer to a retry with the same key is the first answer."""
    reply = await place(runtime, caller, key, await request.body())
    sent: Any = respond(reply)
    return sent  # type: ignore[no-any-return]


@get("/orders/{order_id:str}", operation_id="getOrder", tags=["orders"])
async def get_order(order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> PlacedOrder:
    """Read an order with its lines, counters, allocations and promises."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: queries.order(tx, order_id))


@get("/orders", operation_id="findOrders", tags=["orders"])
async def find_orders(
    runtime: GivenRuntime,
    caller: GivenCaller,
    find: Annotated[str, QueryParameter(max_length=120)],
) -> list[PlacedOrder]:
    """Find orders by number, e-mail, phone or `channel:key` of an outside system."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(
        lambda tx: queries.orders(tx, queries.find(tx, find, secret=secret(tx, "contact")))
    )


@post("/orders/{order_id:str}/cancel", operation_id="cancelOrder", tags=["orders"], status_code=200)
async def cancel(
    order_id: IdPart,
    data: JSONBody[CancelIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[PlacedOrder]:
    """Cancel an order, or units of its lines; goods, money and appointments follow."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(reason=data.reason)
    item = Cancelling(
        *(stamp, OrderId(order_id), data.units),
        bundles=data.bundles,
        as_credit=data.back_to == "store_credit",
    )
    return await perform(runtime, caller, request, cancel_order, item)


@post("/orders/{order_id:str}/tenders", operation_id="payAgain", tags=["orders"], status_code=200)
async def add_tenders(
    order_id: IdPart,
    data: JSONBody[TendersIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[PlacedOrder]:
    """Pay with other tenders what a declined one left open; the places begin once it is secured."""
    caller.demand(Scope.ORDERS_WRITE)
    item = PayingAgain(caller.stamp(data.channel), OrderId(order_id), data.tenders)
    return await perform(runtime, caller, request, pay_again, item)


class TransferIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Money that came.  reference: of the bank; it counts once."""

    amount_minor: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_MINOR)]
    reference: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


@post("/orders/{order_id:str}/transfer", operation_id="noteTransfer", tags=["orders"],
      status_code=200)  # fmt: skip
async def receive_money(
    order_id: IdPart,
    data: JSONBody[TransferIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[PlacedOrder]:
    """Note that the bank transfer an order waits for has come; its places begin."""
    caller.demand(Scope.PAYMENTS_WRITE)
    stamp = caller.stamp(reason=data.reference)
    item = Receiving(stamp, OrderId(order_id), data.amount_minor, data.reference)
    return await perform(runtime, caller, request, note_transfer, item)


class RefundIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What to give back, and why; back_to: `store_credit` where the customer wishes so."""

    back_to: BackTo = "original"
    amount_minor: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_MINOR)]
    reason: Reason


@post(
    "/orders/{order_id:str}/refunds", operation_id="refundOrder", tags=["orders"], status_code=200
)
async def refund(
    order_id: IdPart,
    data: JSONBody[RefundIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[PlacedOrder]:
    """Give money back as goodwill, to the tenders it came from or as store credit.

    Within the caller's authority.
    """
    caller.demand(Scope.PAYMENTS_WRITE)
    stamp = caller.stamp(reason=data.reason)
    item = Refunding(
        *(stamp, caller.grant.actor, OrderId(order_id), data.amount_minor),
        as_credit=data.back_to == "store_credit",
    )
    return await perform(runtime, caller, request, refund_order, item)


HANDLERS = (place_order, get_order, find_orders, cancel, add_tenders, receive_money, refund)
