"""Store work over the API: what a place has to do, and each step of it."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody
from msgspec.structs import replace

from paraguas.doors.api.given import (
    AnyRequest,
    CodePart,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.fulfilment import queries
from paraguas.fulfilment.errors import FulfilmentUnknown
from paraguas.fulfilment.model import Fulfilment, Proof, Status
from paraguas.fulfilment.rules.boxing import BoxWish
from paraguas.journeys.serving import bringing, store_work
from paraguas.journeys.serving.delays import Late, tell_late
from paraguas.journeys.serving.refusal import Refusing, refuse_task
from paraguas.journeys.serving.store_work import Task
from paraguas.network.errors import PlaceUnknown
from paraguas.network.queries import network
from paraguas.orders.model import PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.work import Verb
from paraguas.staff.model import Scope
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId
from paraguas.values.limits import Reason
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Malformed

OPEN = tuple(
    s
    for s in Status
    if s not in {Status.HANDED_OVER, Status.DELIVERED, Status.REFUSED, Status.CANCELLED}
)

STEPS: dict[str, Verb] = {
    "accept": store_work.accept_task,
    "pick": store_work.start_picking,
    "send": bringing.send_task,
    "arrive": bringing.arrive_task,
    "stage": store_work.stage_task,
    "pack": store_work.pack_task,
    "ready": store_work.make_task_ready,
    "customer-here": store_work.note_customer,
    "hand-over": store_work.hand_over_task,
    "ship": store_work.ship_task,
    "deliver": store_work.deliver_task,
}
"""Step as named in the address -> journey."""


Units = Annotated[
    dict[
        Annotated[int, msgspec.Meta(ge=1, le=100_000)],
        Annotated[int, msgspec.Meta(ge=1, le=LARGEST_QUANTITY)],
    ],
    msgspec.Meta(max_length=1000),
]
"""Units by line number."""


class BoxIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A box: what is in it, and its weight in grams if it was weighed."""

    lines: Units
    weight_g: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)] | None = None


class StepIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a step needs: a bay to stage, a code or a document to hand over, a carrier to ship.

    lines: handed over now, line number -> units; the rest waits on.  boxes: a parcel is packed
    into, one without.  car, spot: of who waits outside.
    """

    bay: Annotated[str, msgspec.Meta(max_length=20)] = ""
    code: Annotated[str, msgspec.Meta(max_length=12)] | None = None
    proof: Proof | None = None
    carrier: Annotated[str, msgspec.Meta(max_length=40)] = ""
    tracking: Annotated[str, msgspec.Meta(max_length=80)] = ""
    car: Annotated[str, msgspec.Meta(max_length=80)] = ""
    spot: Annotated[str, msgspec.Meta(max_length=20)] = ""
    lines: Units = {}
    boxes: Annotated[tuple[BoxIn, ...], msgspec.Meta(max_length=99)] = ()


class RefuseIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A store's no: `missing` is line number -> units, all of it without."""

    reason: Reason
    missing: dict[int, Annotated[int, msgspec.Meta(ge=1)]] = {}
    may_split: bool = False
    whole_sku: bool = False


class LateIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """By when it will be done after all (microseconds UTC), and why (a word of the letters)."""

    until_at: Annotated[int, msgspec.Meta(ge=0, le=2**52)]
    cause: Annotated[str, msgspec.Meta(max_length=24, pattern="^[a-z_]+$")] = "goods_late"


@get("/places/{code:str}/tasks", operation_id="listTasks", tags=["store work"])
async def list_tasks(
    code: CodePart, runtime: GivenRuntime, caller: GivenCaller
) -> list[Fulfilment]:
    """List what a place has to do, the first promised first; codes are not told."""
    caller.demand(Scope.STORE_WORK)

    def look(tx: Tx) -> list[Fulfilment]:
        place = network(tx).place_by_code(code)
        if place is None or caller.grant.place_id not in {None, place.place_id}:
            raise PlaceUnknown(place=code)
        return [hidden(each) for each in queries.tasks_at(tx, place.place_id, OPEN)]

    return await runtime.read(look)


@post(
    "/orders/{order_id:str}/fulfilments/{fulfilment_id:str}/{step:str}",
    operation_id="takeStep",
    tags=["store work"],
    status_code=200,
)
async def take_step(
    order_id: IdPart,
    fulfilment_id: IdPart,
    step: CodePart,
    data: JSONBody[StepIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[Fulfilment]:
    """Take a step: accept, pick, stage, ready, customer-here, hand-over; pack, ship, deliver.

    Goods another place brings are sent, and arrive in their store.
    """
    await at_own_place(runtime, caller, order_id, fulfilment_id)
    verb = STEPS.get(step)
    if verb is None:
        raise Malformed(where="step", problem=f"{step[:20]} is none of {', '.join(STEPS)}")
    item = Task(
        caller.stamp(),
        OrderId(order_id),
        FulfilmentId(fulfilment_id),
        bay=data.bay,
        code=data.code,
        proof=data.proof,
        carrier=data.carrier,
        tracking=data.tracking,
        car=data.car,
        spot=data.spot,
        lines=data.lines,
        boxes=[BoxWish(box.lines, box.weight_g) for box in data.boxes],
    )
    return await perform(runtime, caller, request, verb, item, answering=Answering(200, hidden))


@post(
    "/orders/{order_id:str}/fulfilments/{fulfilment_id:str}/refuse",
    operation_id="refuseTask",
    tags=["store work"],
    status_code=200,
)
async def refuse(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[RefuseIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[PlacedOrder]:
    """Say that a store cannot serve it; it is sourced elsewhere at once."""
    await at_own_place(runtime, caller, order_id, fulfilment_id)
    item = Refusing(
        caller.stamp(reason=data.reason),
        OrderId(order_id),
        FulfilmentId(fulfilment_id),
        data.reason,
        data.missing,
        data.may_split,
        data.whole_sku,
    )
    return await perform(runtime, caller, request, refuse_task, item)


@post(
    "/orders/{order_id:str}/fulfilments/{fulfilment_id:str}/late",
    operation_id="tellLate",
    tags=["store work"],
    status_code=200,
)
async def late(
    order_id: IdPart,
    fulfilment_id: IdPart,
    data: JSONBody[LateIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[PlacedOrder]:
    """Say that it will be later; the promise and the set-up move, and the person is told."""
    await at_own_place(runtime, caller, order_id, fulfilment_id)
    item = Late(
        caller.stamp(), OrderId(order_id), FulfilmentId(fulfilment_id), data.until_at, data.cause
    )
    return await perform(runtime, caller, request, tell_late, item)


async def at_own_place(
    runtime: GivenRuntime, caller: GivenCaller, order_id: IdPart, fulfilment_id: str
) -> None:
    """Let a key of a store touch only what is that store's; all else is not there for it."""
    caller.demand(Scope.STORE_WORK)
    own: PlaceId | None = caller.grant.place_id

    def look(tx: Tx) -> None:
        found = queries.fulfilment(tx, OrderId(order_id), FulfilmentId(fulfilment_id))
        if own is not None and found.place_id != own:
            raise FulfilmentUnknown(order_id=order_id, fulfilment_id=fulfilment_id)

    await runtime.read(look)


def hidden(found: Fulfilment) -> Fulfilment:
    """Hide the code: it is the person's to show, not the store's to know."""
    return replace(found, code=None)


HANDLERS = (list_tasks, take_step, refuse, late)
