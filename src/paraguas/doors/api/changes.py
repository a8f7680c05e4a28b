"""Changes of orders over the API: collected, shown, confirmed whole, or withdrawn."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody

from paraguas.changes import queries
from paraguas.changes.model import MOST_CHANGES, Change, ChangeSet
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
    NumberPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.changing import changing
from paraguas.journeys.changing.changing import Choosing, Confirming, Opening, Preview, Wishing
from paraguas.orders.model import WishedTender
from paraguas.orders.queries import order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.limits import Reason

Changes = Annotated[tuple[Change, ...], msgspec.Meta(max_length=MOST_CHANGES)]


class ChangeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A change set to open: why, and the first wishes if there are any."""

    reason: Reason
    changes: Changes = ()


class WishesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Further wishes, made on a version of the set; a later one about a line stands alone."""

    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    changes: Annotated[tuple[Change, ...], msgspec.Meta(min_length=1, max_length=MOST_CHANGES)]


class ConfirmIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The basis the set was shown on, and what pays the difference.

    raise_card: without tenders, the card that pays already is asked for more.  channel: only for
    keys that serve all doors.
    """

    basis: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    tenders: Annotated[tuple[WishedTender, ...], msgspec.Meta(max_length=20)] = ()
    raise_card: bool = False
    channel: Annotated[str, msgspec.Meta(max_length=24)] = ""


@post("/orders/{order_id:str}/changes", operation_id="openChange", tags=["changes"],
      status_code=201)  # fmt: skip
async def open_change(
    order_id: IdPart,
    data: JSONBody[ChangeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[ChangeSet]:
    """Begin to change an order; one change set is open at a time, for an hour."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(reason=data.reason)
    item = Opening(stamp, OrderId(order_id), data.reason, data.changes)
    verb = changing.open_set
    return await perform(runtime, caller, request, verb, item, answering=Answering(201))


@get("/orders/{order_id:str}/changes", operation_id="listChanges", tags=["changes"])
async def list_changes(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[ChangeSet]:
    """Read what was changed of an order, or was to be, by whom and why; the oldest first."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> list[ChangeSet]:
        return queries.changes_of(tx, order(tx, order_id).order_id, now=now())

    return await runtime.read(look)


@get("/orders/{order_id:str}/changes/{change_no:int}", operation_id="getChange",
     tags=["changes"])  # fmt: skip
async def get_change(
    order_id: IdPart, change_no: NumberPart, runtime: GivenRuntime, caller: GivenCaller
) -> ChangeSet:
    """Read one change set."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: queries.change_set(tx, order_id, change_no, now=now()))


@post("/orders/{order_id:str}/changes/{change_no:int}/wishes", operation_id="addToChange",
      tags=["changes"], status_code=200)  # fmt: skip
async def add_to_change(
    order_id: IdPart,
    change_no: NumberPart,
    data: JSONBody[WishesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ChangeSet]:
    """Wish more of an open set, or something else about the same line."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Wishing(caller.stamp(), OrderId(order_id), change_no, data.version, data.changes)
    return await perform(runtime, caller, request, changing.add_to_set, item)


@post("/orders/{order_id:str}/changes/{change_no:int}/preview", operation_id="previewChange",
      tags=["changes"], status_code=200)  # fmt: skip
async def preview_change(
    order_id: IdPart, change_no: NumberPart, runtime: GivenRuntime, caller: GivenCaller
) -> Preview:
    """Show what a set would make of the order and its money; nothing is stored."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Choosing(caller.stamp(), OrderId(order_id), change_no)
    shown: Preview = await runtime.write(changing.preview_set, item)
    return shown


@post("/orders/{order_id:str}/changes/{change_no:int}/confirm", operation_id="confirmChange",
      tags=["changes"], status_code=200)  # fmt: skip
async def confirm_change(
    order_id: IdPart,
    change_no: NumberPart,
    data: JSONBody[ConfirmIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ChangeSet]:
    """Confirm a set on the basis it was shown on, whole or not at all; the money follows."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(data.channel)
    actor = caller.grant.actor
    item = Confirming(
        *(stamp, OrderId(order_id), change_no, data.basis, data.tenders, actor),
        raise_card=data.raise_card,
    )
    return await perform(runtime, caller, request, changing.confirm_set, item)


@post("/orders/{order_id:str}/changes/{change_no:int}/withdraw", operation_id="withdrawChange",
      tags=["changes"], status_code=200)  # fmt: skip
async def withdraw_change(
    order_id: IdPart,
    change_no: NumberPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[ChangeSet]:
    """Let a set come to nothing."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Choosing(caller.stamp(), OrderId(order_id), change_no)
    return await perform(runtime, caller, request, changing.withdraw_set, item)


HANDLERS = (
    open_change,
    list_changes,
    get_change,
    add_to_change,
    preview_change,
    confirm_change,
    withdraw_change,
)
