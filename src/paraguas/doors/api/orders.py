"""Orders: place, read, find, cancel."""

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.params import Parameter

from paraguas.doors.api.caller import Caller
from paraguas.doors.api.placing import OrderIn, place
from paraguas.doors.api.writing import respond
from paraguas.doors.runtime import Runtime
from paraguas.orders import queries
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.confirming import Confirmation
from paraguas.plumbing.secret_store import secret
from paraguas.staff.model import Scope

AnyRequest = Request[Any, Any, Any]
IdempotencyKey = Annotated[str, Parameter(header="Idempotency-Key", min_length=1, max_length=200)]


@post("/orders", operation_id="placeOrder", tags=["orders"], status_code=201)
async def place_order(
    data: OrderIn,  # noqa: ARG001 - describes the body; the hot route reads it
    runtime: Runtime,
    caller: Caller,
    request: AnyRequest,
    key: IdempotencyKey,
) -> Confirmation:
    """Place an order; the answer to a retry with the same key is the first answer."""
    reply = await place(runtime, caller, key, await request.body())
    sent: Any = respond(reply)
    return sent  # type: ignore[no-any-return]


@get("/orders/{order_id:str}", operation_id="getOrder", tags=["orders"])
async def get_order(order_id: str, runtime: Runtime, caller: Caller) -> PlacedOrder:
    """Read an order with its lines, counters, allocations and promises."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: queries.order(tx, order_id))


@get("/orders", operation_id="findOrders", tags=["orders"])
async def find_orders(
    runtime: Runtime,
    caller: Caller,
    find: Annotated[str, Parameter(max_length=120)],
) -> list[PlacedOrder]:
    """Find orders by number, e-mail, phone or `channel:key` of an outside system."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(
        lambda tx: queries.orders(tx, queries.find(tx, find, secret=secret(tx, "contact")))
    )


HANDLERS = (place_order, get_order, find_orders)
