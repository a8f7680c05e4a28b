"""Holds of orders over the API, and the rules by which orders are held."""

from typing import Annotated

import msgspec
from litestar import Response, get, post, put
from litestar.params import JSONBody

from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
    NumberPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.holds import queries
from paraguas.holds.model import Hold, HoldKind, HoldRule, HoldRules
from paraguas.journeys.changing.holding import (
    Holding,
    Lifting,
    RulingHolds,
    hold_order,
    lift_order_hold,
    rule_holds,
)
from paraguas.orders.queries import order
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.limits import Moment, Reason


class HoldIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A hold to place.  owner: code of the staff, the caller's without; due_at: deadline."""

    kind: Annotated[str, msgspec.Meta(min_length=1, max_length=24)]
    reason: Reason
    owner: Annotated[str, msgspec.Meta(max_length=60)] = ""
    due_at: Moment | None = None


class LiftIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why a hold is over."""

    reason: Reason


class HoldRulesIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Kinds the brand added, and rules that hold orders as they are placed."""

    kinds: Annotated[tuple[HoldKind, ...], msgspec.Meta(max_length=100)] = ()
    rules: Annotated[tuple[HoldRule, ...], msgspec.Meta(max_length=500)] = ()


@post("/orders/{order_id:str}/holds", operation_id="holdOrder", tags=["holds"], status_code=201)
async def place_hold(
    order_id: IdPart,
    data: JSONBody[HoldIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Hold]:
    """Hold an order back: its places do not begin, and nothing of it leaves."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(reason=data.reason)
    item = Holding(stamp, OrderId(order_id), data.kind, data.reason, data.owner, data.due_at)
    return await perform(runtime, caller, request, hold_order, item, answering=Answering(201))


@get("/orders/{order_id:str}/holds", operation_id="listHolds", tags=["holds"])
async def list_holds(order_id: IdPart, runtime: GivenRuntime, caller: GivenCaller) -> list[Hold]:
    """Read what holds an order, or did, the oldest first."""
    caller.demand(Scope.ORDERS_READ)

    def look(tx: Tx) -> list[Hold]:
        return queries.holds_of(tx, order(tx, order_id).order_id)

    return await runtime.read(look)


@post("/orders/{order_id:str}/holds/{hold_no:int}/lift", operation_id="liftHold", tags=["holds"],
      status_code=200)  # fmt: skip
async def lift_hold(
    order_id: IdPart,
    hold_no: NumberPart,
    data: JSONBody[LiftIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Hold]:
    """Lift a hold; with the last of them the places begin."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp(reason=data.reason)
    item = Lifting(stamp, OrderId(order_id), hold_no, data.reason)
    return await perform(runtime, caller, request, lift_order_hold, item)


@get("/hold-rules", operation_id="getHoldRules", tags=["holds"])
async def get_hold_rules(runtime: GivenRuntime, caller: GivenCaller) -> HoldRules:
    """Read the kinds of holds the brand added, and the rules that hold orders."""
    caller.demand(Scope.ORDERS_READ)
    return await runtime.read(queries.hold_rules)


@put("/hold-rules", operation_id="setHoldRules", tags=["holds"], status_code=200)
async def set_hold_rules(
    data: JSONBody[HoldRulesIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[HoldRules]:
    """Set kinds and rules as a whole; orders placed before stay as they are."""
    caller.demand(Scope.ADMIN)
    kinds = tuple(sorted(data.kinds, key=lambda one: one.kind))
    rules = tuple(sorted(data.rules, key=lambda one: (one.market, one.kind)))
    item = RulingHolds(caller.stamp("api"), HoldRules(kinds, rules))
    return await perform(runtime, caller, request, rule_holds, item)


HANDLERS = (place_hold, list_holds, lift_hold, get_hold_rules, set_hold_rules)
