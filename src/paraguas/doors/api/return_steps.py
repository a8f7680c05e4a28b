"""The steps of a return over the API: agreed to, sent, received, settled, or ended."""

from litestar import Response, post
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
from paraguas.journeys.returning import steps as steps
from paraguas.journeys.returning.steps import Stepping
from paraguas.returns.model import Return
from paraguas.staff.model import Scope


@post("/returns/{return_id:str}/authorise", operation_id="authoriseReturn", tags=["returns"],
      status_code=200)  # fmt: skip
async def authorise(
    return_id: IdPart,
    data: JSONBody[EndIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Return]:
    """Agree to more than the policy book gives, as a second person within her authority."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Stepping(caller.stamp("api", reason=data.reason), return_id, caller.grant.actor)
    return await perform(runtime, caller, request, steps.authorise, item)


@post("/returns/{return_id:str}/sent", operation_id="noteReturnSent", tags=["returns"],
      status_code=200)  # fmt: skip
async def note_sent(
    return_id: IdPart,
    data: JSONBody[SentIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
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


@post("/returns/{return_id:str}/lost", operation_id="loseReturn", tags=["returns"],
      status_code=200)  # fmt: skip
async def lose(
    return_id: IdPart,
    data: JSONBody[EndIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Return]:
    """Give everything for units that were lost on their way to us, within one's authority."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Stepping(caller.stamp("api", reason=data.reason), return_id, caller.grant.actor)
    return await perform(runtime, caller, request, steps.lose, item)


@post("/returns/{return_id:str}/refuse", operation_id="refuseReturn", tags=["returns"],
      status_code=200)  # fmt: skip
async def refuse(
    return_id: IdPart,
    data: JSONBody[EndIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Return]:
    """Give units back to the person, for the policy book gives nothing for them as they are."""
    caller.demand(Scope.STORE_WORK)
    stamp = caller.stamp("api", reason=data.reason)
    item = Stepping(stamp, return_id, caller.grant.actor, reason=data.reason)
    return await perform(runtime, caller, request, steps.refuse, item)


@post("/returns/{return_id:str}/cancel", operation_id="cancelReturn", tags=["returns"],
      status_code=200)  # fmt: skip
async def cancel(
    return_id: IdPart,
    data: JSONBody[EndIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Return]:
    """Let a return come to nothing: the person keeps the units."""
    caller.demand(Scope.ORDERS_WRITE)
    stamp = caller.stamp("api", reason=data.reason)
    item = Stepping(stamp, return_id, caller.grant.actor, reason=data.reason)
    return await perform(runtime, caller, request, steps.cancel, item)


HANDLERS = (authorise, note_sent, receive, settle, lose, refuse, cancel)
