"""The steps of a return over the API: agreed to, sent, received, settled, or ended."""

from collections.abc import Callable

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from paraguas.doors.api.bounds import own_place
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.return_shapes import ArrivedIn, EndIn, SentIn
from paraguas.doors.api.writing import perform
from paraguas.journeys.returning import steps
from paraguas.journeys.returning.steps import Stepping
from paraguas.plumbing.tx import Tx
from paraguas.returns.model import Return
from paraguas.staff.model import Scope

Step = Callable[[Tx, Stepping], Return]


@post("/returns/{return_id:str}/sent", operation_id="noteReturnSent", tags=["returns"],
      status_code=200)  # fmt: skip
async def note_sent(
    return_id: IdPart,
    data: JSONBody[SentIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Return]:
    """Note proof that the units are with a carrier; money that waited for it is given back."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Stepping(caller.stamp("api"), return_id, caller.grant.actor, tracking=data.tracking)
    return await perform(runtime, caller, request, steps.note_on_its_way, item)


@post("/returns/{return_id:str}/receive", operation_id="receiveReturn", tags=["returns"],
      status_code=200)  # fmt: skip
async def receive(
    return_id: IdPart,
    data: JSONBody[ArrivedIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Return]:
    """Take in what came, in the condition it is in; it is settled unless it is to be looked at."""
    caller.demand(Scope.STORE_WORK)
    place = await own_place(runtime, caller, data.place)
    given = data.override
    item = Stepping(
        *(caller.stamp("api", reason=given.reason if given else None), return_id),
        actor=caller.grant.actor,
        place=place.code,
        came=data.items,
        reason=given.reason if given else "",
        waive_fees=given.waive_fees if given else False,
        till=data.till,
    )
    return await perform(runtime, caller, request, steps.receive, item)


@post("/returns/{return_id:str}/settle", operation_id="settleReturn", tags=["returns"],
      status_code=200)  # fmt: skip
async def settle(
    return_id: IdPart,
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Return]:
    """Give what waited until somebody had looked at the units, with the credit note."""
    caller.demand(Scope.STORE_WORK)
    item = Stepping(caller.stamp("api"), return_id, caller.grant.actor)
    return await perform(runtime, caller, request, steps.settle, item)


def _with_reason(verb: str, operation: str, scope: Scope, journey: Step) -> HTTPRouteHandler:
    """Make the route of a step that asks for nothing but why; the journey says what it does."""

    async def handler(
        return_id: IdPart,
        data: JSONBody[EndIn],
        runtime: GivenRuntime,
        caller: GivenCaller,
        request: AnyRequest,
        key: IdempotencyKey,  # noqa: ARG001
    ) -> Response[Return]:
        caller.demand(scope)
        stamp = caller.stamp("api", reason=data.reason)
        item = Stepping(stamp, return_id, caller.grant.actor, reason=data.reason)
        return await perform(runtime, caller, request, journey, item)

    handler.__doc__, handler.__name__ = journey.__doc__, journey.__name__
    path = f"/returns/{{return_id:str}}/{verb}"
    return post(path, operation_id=operation, tags=["returns"], status_code=200)(handler)


HANDLERS = (
    note_sent,
    receive,
    settle,
    _with_reason("authorise", "authoriseReturn", Scope.ORDERS_WRITE, steps.authorise),
    _with_reason("lost", "loseReturn", Scope.ORDERS_WRITE, steps.lose),
    _with_reason("refuse", "refuseReturn", Scope.STORE_WORK, steps.refuse),
    _with_reason("cancel", "cancelReturn", Scope.ORDERS_WRITE, steps.cancel),
)
