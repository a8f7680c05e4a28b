"""Holding an order back at head office, and lifting what holds it."""

from litestar import Response, post

from paraguas.doors.api.given import AnyRequest, IdPart, NumberPart
from paraguas.doors.consoles.desk import GivenDesk
from paraguas.doors.consoles.head_office.order import order_page, own_order
from paraguas.journeys.changing.holding import Holding, Lifting, hold_order, lift_order_hold
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Malformed, Refusal


@post("/board/orders/{order_id:str}/holds", include_in_schema=False, status_code=200)
async def hold(order_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Hold an order back, with the reason somebody gave."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        if not (reason := form.text("reason")):
            raise Malformed(where="reason", problem="empty")
        stamp = desk.caller.stamp(reason=reason)
        told = form.text("kind"), reason, form.text("owner", most=60)
        item = Holding(stamp, OrderId(order_id), *told)
        to = f"/board/orders/{order_id}?done=held"
        return await desk.write(request, form, hold_order, item, lambda _: to)
    except Refusal as problem:
        return await order_page(desk, order_id, problem=problem)


@post("/board/orders/{order_id:str}/holds/{hold_no:int}/lift", include_in_schema=False,
      status_code=200)  # fmt: skip
async def lift(
    order_id: IdPart, hold_no: NumberPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Lift a hold, with the reason somebody gave."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        if not (reason := form.text("reason")):
            raise Malformed(where="reason", problem="empty")
        item = Lifting(desk.caller.stamp(reason=reason), OrderId(order_id), hold_no, reason)
        to = f"/board/orders/{order_id}?done=lifted"
        return await desk.write(request, form, lift_order_hold, item, lambda _: to)
    except Refusal as problem:
        return await order_page(desk, order_id, problem=problem)


HANDLERS = (hold, lift)
