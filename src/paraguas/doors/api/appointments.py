"""Set-up appointments over the API: times on offer, book or move, finish."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody

from paraguas.appointments.model import Appointment
from paraguas.doors.api.given import (
    AnyRequest,
    GivenCaller,
    GivenRuntime,
    IdempotencyKey,
    IdPart,
    NumberPart,
)
from paraguas.doors.api.writing import Answering, perform
from paraguas.journeys.serving.appointments import Booking, Finishing, book_set_up, finish_set_up
from paraguas.journeys.serving.set_up_slots import offer_set_up
from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.ids import AppointmentId, OrderId


class BookingIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The start wished for, one of those on offer (microseconds UTC)."""

    start_at: Annotated[int, msgspec.Meta(ge=0, le=2**52)]


class SlotOut(msgspec.Struct, kw_only=True):
    """A time on offer (microseconds UTC), half-open."""

    start_at: int
    end_at: int


class FinishIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Whether the person came."""

    kept: bool = True


@get("/orders/{order_id:str}/lines/{line_no:int}/slots", operation_id="offerSlots",
     tags=["appointments"])  # fmt: skip
async def offer_slots(
    order_id: IdPart, line_no: NumberPart, runtime: GivenRuntime, caller: GivenCaller
) -> list[SlotOut]:
    """Offer times for a set-up line: a colleague with the skill is free, the goods are there."""
    caller.demand(Scope.ORDERS_READ)
    moment = now()
    slots = await runtime.read(lambda tx: offer_set_up(tx, OrderId(order_id), line_no, now=moment))
    return [SlotOut(start_at=slot.start_at, end_at=slot.end_at) for slot in slots]


@post("/orders/{order_id:str}/lines/{line_no:int}/appointment", operation_id="bookAppointment",
      tags=["appointments"], status_code=200)  # fmt: skip
async def book(
    order_id: IdPart,
    line_no: NumberPart,
    data: JSONBody[BookingIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[Appointment]:
    """Book a set-up for a line, or move the one it has to another time."""
    caller.demand(Scope.ORDERS_WRITE)
    item = Booking(caller.stamp(), OrderId(order_id), line_no, data.start_at)
    return await perform(runtime, caller, request, book_set_up, item)


@post("/orders/{order_id:str}/appointments/{appointment_id:str}/finish",
      operation_id="finishAppointment", tags=["appointments"], status_code=200)  # fmt: skip
async def finish(
    order_id: IdPart,
    appointment_id: IdPart,
    data: JSONBody[FinishIn],
    runtime: GivenRuntime,
    caller: GivenCaller,
    request: AnyRequest,
    key: IdempotencyKey,  # noqa: ARG001 - read where the write is made
) -> Response[Appointment]:
    """Close an appointment: the set-up was done, or the person did not come."""
    caller.demand(Scope.STORE_WORK)
    item = Finishing(
        caller.stamp(), OrderId(order_id), AppointmentId(appointment_id), kept=data.kept
    )
    return await perform(runtime, caller, request, finish_set_up, item, answering=Answering(200))


HANDLERS = (offer_slots, book, finish)
