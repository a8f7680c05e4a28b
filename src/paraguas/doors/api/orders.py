"""Orders: place, read, find, cancel."""

from typing import Annotated, Any

from litestar import get, post
from litestar.params import JSONBody, QueryParameter

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey, IdPart
from paraguas.doors.api.placing import OrderIn, place
from paraguas.doors.api.writing import respond
from paraguas.orders import queries
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.secret_store import secret
from paraguas.staff.model import Scope


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


HANDLERS = (place_order, get_order, find_orders)
