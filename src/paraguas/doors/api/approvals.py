"""Approvals over the API: what waits for a second person, asked for, approved or refused."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody
from msgspec import Struct

from paraguas.approvals.model import Approval, ApprovalKind
from paraguas.approvals.queries import approval, approvals_of
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
    NumberPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.holds.model import Hold
from paraguas.holds.queries import standing_of_kind
from paraguas.journeys.changing.approving import (
    AskingChange,
    AskingRefund,
    Judging,
    ask_for_change,
    ask_for_refund,
    judge,
    waiting,
)
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.limits import Reason
from paraguas.values.money import LARGEST_MINOR

MOST = 200
"""So many are listed at once at most."""

HOLD = "approval"
"""The kind of hold that waits for somebody's consent."""


class AskChangeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The basis the set was shown on, and why it should be."""

    basis: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    reason: Reason


class AskRefundIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is to be given back, and why."""

    amount_minor: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_MINOR)]
    reason: Reason


class JudgeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Whether it is done, and why or why not."""

    approves: bool
    reason: Reason


class ApprovalsOut(Struct, frozen=True):
    """What waits for a second person.

    holds: of the kind `approval`; lifting one is consenting to its order.
    """

    approvals: list[Approval]
    holds: list[Hold]


@get("/approvals", operation_id="listApprovals", tags=["approvals"])
async def list_waiting(runtime: GivenRuntime, caller: GivenCaller) -> ApprovalsOut:
    """List what waits for a second person, the longest first: who asked, why, how much, when.

    A key of one place sees what is about that place's orders.
    """
    caller.demand(Scope.ORDERS_READ)
    moment, place_id = now(), caller.grant.place_id

    def look(tx: Tx) -> ApprovalsOut:
        found = waiting(tx, now=moment, most=MOST, place_id=place_id)
        return ApprovalsOut(found, [] if place_id else standing_of_kind(tx, HOLD, MOST))

    return await runtime.read(look)


@get("/orders/{order_id:str}/approvals", operation_id="listOrderApprovals", tags=["approvals"])
async def list_of_order(
    order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[Approval]:
    """List what a second person was asked about an order, and what was decided."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(lambda tx: approvals_of(tx, read_order(tx, order_id).order_id))


@post("/orders/{order_id:str}/changes/{change_no:int}/approval", operation_id="askChangeApproval",
      tags=["approvals"], status_code=201)  # fmt: skip
async def ask_change(
    order_id: IdPart,
    change_no: NumberPart,
    data: JSONBody[AskChangeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Approval]:
    """Ask for a second person to confirm a change set that lowers prices beyond one's authority."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(reason=data.reason)
    item = AskingChange(stamp, OrderId(order_id), change_no, data.basis)
    return await perform(runtime, caller, request, ask_for_change, item, answering=Answering(201))


@post("/orders/{order_id:str}/approvals", operation_id="askRefundApproval", tags=["approvals"],
      status_code=201)  # fmt: skip
async def ask_refund(
    order_id: IdPart,
    data: JSONBody[AskRefundIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Approval]:
    """Ask for a second person to give money back beyond one's authority."""
    caller.demand(Scope.ORDERS_WRITE)
    item = AskingRefund(caller.stamp(reason=data.reason), OrderId(order_id), data.amount_minor)
    return await perform(runtime, caller, request, ask_for_refund, item, answering=Answering(201))


@post("/orders/{order_id:str}/approvals/{approval_no:int}/decide", operation_id="decideApproval",
      tags=["approvals"], status_code=200)  # fmt: skip
async def decide(
    order_id: IdPart,
    approval_no: NumberPart,
    data: JSONBody[JudgeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Approval]:
    """Approve what somebody else asked, which does it, or refuse it."""
    caller.demand(Scope.ORDERS_WRITE)
    found = await runtime.read(lambda tx: approval(tx, order_id, approval_no))
    if found.kind is ApprovalKind.REFUND:
        caller.demand(Scope.PAYMENTS_WRITE)
    stamp, actor = caller.stamp(reason=data.reason), caller.grant.actor
    item = Judging(stamp, actor, OrderId(order_id), approval_no, data.approves)
    return await perform(runtime, caller, request, judge, item)


HANDLERS = (list_waiting, list_of_order, ask_change, ask_refund, decide)
