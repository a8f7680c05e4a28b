"""Purchase orders over the API: suppliers announce goods, docks receive them."""

from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.stock import CodeAsked, Text
from paraguas.doors.api.transfers import EndingIn
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.stock import dock
from paraguas.journeys.stock.dock import (
    Arrival,
    CameLine,
    Ending,
    NewNotice,
    Notice,
    NoticeLine,
    ToldPurchaseOrder,
)
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.supply.model import PurchaseState
from paraguas.supply.queries import list_purchase_orders as orders_of

MOST_ORDERS = 100
"""So many are listed at once at most."""

NoticeLines = Annotated[tuple[NoticeLine, ...], msgspec.Meta(min_length=1, max_length=2000)]
CameLines = Annotated[tuple[CameLine, ...], msgspec.Meta(min_length=1, max_length=2000)]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


class NoticeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a supplier announces.  over_percent: so much more of a line may be taken in."""

    place: Text
    supplier: Text
    reference: Text
    lines: NoticeLines
    over_percent: Percent = 0


class NewNoticeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a supplier announces instead; what it leaves out is expected no more."""

    lines: NoticeLines


class CameIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Goods that came.  document: the receipt's; the same one counts once in an order."""

    document: Text
    lines: CameLines


class PurchaseOrderPage(Struct, frozen=True):
    """Purchase orders, the last announced first; `next` is the cursor of the page after."""

    purchase_orders: tuple[ToldPurchaseOrder, ...]
    next: str | None


@post("/purchase-orders", operation_id="announceSupply", tags=["supply"], status_code=201)
async def announce_supply(
    data: JSONBody[NoticeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ToldPurchaseOrder]:
    """Write down what a supplier announces; it is incoming with its dates from now on."""
    caller.demand(Scope.STOCK_WRITE)
    place = await own_place(runtime, caller, data.place)
    stamp = caller.stamp("api", reason=data.reference)
    item = Notice(
        *(stamp, place.code, data.supplier, data.reference, data.lines), data.over_percent
    )
    return await perform(runtime, caller, request, dock.announce, item, answering=Answering(201))


@get("/purchase-orders", operation_id="listPurchaseOrders", tags=["supply"])
async def list_purchase_orders(
    runtime: GivenRuntime,
    caller: GivenCaller,
    place: CodeAsked = "",
    wanted: Annotated[PurchaseState | None, QueryParameter(name="state")] = None,
    before: Annotated[str, QueryParameter(max_length=32)] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=MOST_ORDERS)] = 25,
) -> PurchaseOrderPage:
    """List purchase orders, the last announced first."""
    caller.demand(Scope.STOCK_READ)
    own = caller.grant.place_id
    asked = (await own_place(runtime, caller, place)).place_id if place else own

    def look(tx: Tx) -> PurchaseOrderPage:
        found = orders_of(tx, asked, wanted, before=before, most=limit + 1)
        after = found[limit - 1].purchase_order_id if len(found) > limit else None
        return PurchaseOrderPage(tuple(dock.told(tx, one) for one in found[:limit]), after)

    return await runtime.read(look)


@get("/purchase-orders/{purchase_order_id:str}", operation_id="getPurchaseOrder",
     tags=["supply"])  # fmt: skip
async def get_purchase_order(
    purchase_order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> ToldPurchaseOrder:
    """Read a purchase order: what was announced, came, is missing or over, and its receipts."""
    caller.demand(Scope.STOCK_READ)
    own = caller.grant.place_id
    return await runtime.read(lambda tx: dock.told(tx, dock.own_order(tx, purchase_order_id, own)))


@put("/purchase-orders/{purchase_order_id:str}", operation_id="changePurchaseOrder",
     tags=["supply"])  # fmt: skip
async def change_purchase_order(
    purchase_order_id: IdPart,
    data: JSONBody[NewNoticeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldPurchaseOrder]:
    """Let a supplier's new notice take the place of the old one."""
    caller.demand(Scope.STOCK_WRITE)
    own = caller.grant.place_id
    item = NewNotice(caller.stamp("api"), purchase_order_id, data.lines, own)
    return await perform(runtime, caller, request, dock.change, item)


@post("/purchase-orders/{purchase_order_id:str}/receipts", operation_id="receivePurchaseOrder",
      tags=["supply"], status_code=201)  # fmt: skip
async def receive_purchase_order(
    purchase_order_id: IdPart,
    data: JSONBody[CameIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldPurchaseOrder]:
    """Take in goods that came: sound ones go on sale, damaged ones aside."""
    caller.demand(Scope.STOCK_WRITE)
    stamp = caller.stamp("api", reason=data.document)
    own = caller.grant.place_id
    item = Arrival(stamp, purchase_order_id, data.document, data.lines, own)
    return await perform(runtime, caller, request, dock.receive, item, answering=Answering(201))


@post("/purchase-orders/{purchase_order_id:str}/close", operation_id="closePurchaseOrder",
      tags=["supply"], status_code=200)  # fmt: skip
async def close_purchase_order(
    purchase_order_id: IdPart,
    data: JSONBody[EndingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldPurchaseOrder]:
    """Expect no more of it, with a reason; what came stays."""
    caller.demand(Scope.STOCK_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Ending(stamp, purchase_order_id, data.reason, caller.grant.place_id)
    return await perform(runtime, caller, request, dock.close, item)


@post("/purchase-orders/{purchase_order_id:str}/cancel", operation_id="cancelPurchaseOrder",
      tags=["supply"], status_code=200)  # fmt: skip
async def cancel_purchase_order(
    purchase_order_id: IdPart,
    data: JSONBody[EndingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ToldPurchaseOrder]:
    """Give up one of which nothing came."""
    caller.demand(Scope.STOCK_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Ending(stamp, purchase_order_id, data.reason, caller.grant.place_id)
    return await perform(runtime, caller, request, dock.cancel, item)


HANDLERS = (
    announce_supply,
    list_purchase_orders,
    get_purchase_order,
    change_purchase_order,
    receive_purchase_order,
    close_purchase_order,
    cancel_purchase_order,
)
