"""Reshaping fulfilments over the API: split, merge, hold, schedule, move, own; with a reason."""

from typing import Annotated, Any

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from paraguas.doors.api.given import AnyRequest, GivenCaller, GivenRuntime, IdempotencyKey, IdPart
from paraguas.doors.api.store_work import Units, at_own_place, hidden
from paraguas.doors.api.writing import Answering, perform
from paraguas.fulfilment.model import Fulfilment
from paraguas.journeys.serving import reshaping
from paraguas.journeys.serving.bringing import Bringing, bring_task
from paraguas.journeys.serving.moving import Moving, move_task
from paraguas.journeys.serving.reshaping import Reshaping
from paraguas.plumbing.work import Verb
from paraguas.staff.errors import ActorUnknown
from paraguas.staff.model import actor_id_of
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.limits import Code, Moment, PlaceCode, Reason

Part = Annotated[str, msgspec.Meta(max_length=32)]


class SplitIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Units that go on by themselves, line number -> units, and why."""

    lines: Annotated[Units, msgspec.Meta(min_length=1)]
    reason: Reason


class MergeIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Fulfilments of the same place that go on in this one, and why."""

    others: Annotated[tuple[Part, ...], msgspec.Meta(min_length=1, max_length=50)]
    reason: Reason


class HoldIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Why nobody is to work on it."""

    reason: Reason


class ScheduleIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """When work on it may begin, at once with null, and why."""

    not_before: Moment | None
    reason: Reason


class MoveIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Where it is served instead, wherever the rules say without; and why."""

    place: PlaceCode = ""
    reason: Reason


class BringIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which place brings the goods, when they should come, and why."""

    place: PlaceCode
    expected_at: Moment
    reason: Reason


class OwnIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Who looks after it, by the code of an actor; nobody any more with null."""

    owner: Code | None


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing needs to be said."""


_PATH = "/orders/{order_id:str}/fulfilments/{fulfilment_id:str}"


@post(f"{_PATH}/split", operation_id="splitFulfilment", tags=["store work"], status_code=201)
async def split(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[SplitIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - describes the header; `perform` reads it
) -> Response[Fulfilment]:
    """Let units go on by themselves at the same place; gives the new fulfilment."""
    given: dict[str, Any] = {"reason": data.reason, "lines": data.lines}
    where = (order_id, fulfilment_id)
    return await _reshape(
        runtime, caller, request, reshaping.split_task, *where, status=201, **given
    )


@post(f"{_PATH}/merge", operation_id="mergeFulfilments", tags=["store work"], status_code=200)
async def merge(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[MergeIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Fulfilment]:
    """Put fulfilments of one group, place and state together in this one."""
    given: dict[str, Any] = {"reason": data.reason, "others": data.others}
    where = (order_id, fulfilment_id)
    return await _reshape(runtime, caller, request, reshaping.merge_tasks, *where, **given)


@post(f"{_PATH}/hold", operation_id="holdFulfilment", tags=["store work"], status_code=200)
async def hold(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[HoldIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Fulfilment]:
    """Let nobody work on it until it is resumed."""
    where = (order_id, fulfilment_id)
    return await _reshape(runtime, caller, request, reshaping.hold_task, *where, reason=data.reason)


@post(f"{_PATH}/resume", operation_id="resumeFulfilment", tags=["store work"], status_code=200)
async def resume(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[Nothing],  # noqa: ARG001 - a write has a body
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Fulfilment]:
    """Let work on what was held go on."""
    where = (order_id, fulfilment_id)
    return await _reshape(runtime, caller, request, reshaping.resume_task, *where)


@post(f"{_PATH}/schedule", operation_id="scheduleFulfilment", tags=["store work"],
      status_code=200)  # fmt: skip
async def schedule(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[ScheduleIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Fulfilment]:
    """Say when work on it may begin."""
    given: dict[str, Any] = {"reason": data.reason, "not_before": data.not_before}
    where = (order_id, fulfilment_id)
    return await _reshape(runtime, caller, request, reshaping.schedule_task, *where, **given)


@post(f"{_PATH}/own", operation_id="ownFulfilment", tags=["store work"], status_code=200)
async def own(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[OwnIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Fulfilment]:
    """Say who looks after it."""
    if data.owner is not None and runtime.directory.actor(actor_id_of(data.owner)) is None:
        raise ActorUnknown(actor=data.owner)
    where = (order_id, fulfilment_id)
    return await _reshape(runtime, caller, request, reshaping.own_task, *where, owner=data.owner)


@post(f"{_PATH}/move", operation_id="moveFulfilment", tags=["store work"], status_code=200)
async def move(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[MoveIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[list[Fulfilment]]:
    """Have it served elsewhere: whole at a named place, or wherever the rules say."""
    await at_own_place(runtime, caller, order_id, fulfilment_id)
    stamp = caller.stamp("api", reason=data.reason)
    item = Moving(stamp, OrderId(order_id), FulfilmentId(fulfilment_id), data.reason, data.place)
    answering = Answering(200, lambda found: [hidden(each) for each in found])
    return await perform(runtime, caller, request, move_task, item, answering=answering)


@post(f"{_PATH}/bring", operation_id="bringFulfilment", tags=["store work"], status_code=201)
async def bring(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[BringIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001
) -> Response[Fulfilment]:
    """Have another place bring the goods of a pick-up to its store; gives that place's task."""
    await at_own_place(runtime, caller, order_id, fulfilment_id)
    item = Bringing(
        *(caller.stamp("api", reason=data.reason), OrderId(order_id), FulfilmentId(fulfilment_id)),
        *(data.place, data.expected_at, data.reason),
    )
    answering = Answering(201, hidden)
    return await perform(runtime, caller, request, bring_task, item, answering=answering)


async def _reshape(
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    verb: Verb,
    order_id: str,
    fulfilment_id: str,
    *,
    status: int = 200,
    **given: Any,
) -> Response[Fulfilment]:
    await at_own_place(runtime, caller, order_id, fulfilment_id)
    stamp = caller.stamp("api", reason=given.get("reason"))
    item = Reshaping(stamp, OrderId(order_id), FulfilmentId(fulfilment_id), **given)
    answering = Answering(status, hidden)
    return await perform(runtime, caller, request, verb, item, answering=answering)


HANDLERS = (split, merge, hold, resume, schedule, own, move, bring)
