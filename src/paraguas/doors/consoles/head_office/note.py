"""Notes on the page of an order: written for colleagues or for its customer, and their files."""

from litestar import Response, get, post

from paraguas.doors.api.given import AnyRequest, IdPart
from paraguas.doors.api.notes import file_response
from paraguas.doors.consoles.desk import GivenDesk
from paraguas.doors.consoles.head_office.order import order_page, own_order
from paraguas.journeys.changing.noting import Noting, note_order
from paraguas.notes.queries import file_of
from paraguas.staff.model import Scope
from paraguas.values.refusal import Refusal


@post("/board/orders/{order_id:str}/notes", include_in_schema=False, status_code=200)
async def write_note(order_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Write a note about an order."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        visible = form.text("visible") == "yes"
        item = Noting(desk.caller.stamp(), order_id, form.text("text", most=4000), visible)
        to = f"/board/orders/{order_id}?done=noted#notes"
        return await desk.write(request, form, note_order, item, lambda _: to)
    except Refusal as problem:
        return await order_page(desk, order_id, problem=problem)


@get("/board/orders/{order_id:str}/notes/{note_id:str}/file", include_in_schema=False)
async def show_file(order_id: IdPart, note_id: IdPart, desk: GivenDesk) -> Response[bytes]:
    """Give the file of a note, to be saved."""
    desk.caller.demand(Scope.ORDERS_READ)
    await own_order(desk, order_id)
    return file_response(*await desk.runtime.read(lambda tx: file_of(tx, order_id, note_id)))


HANDLERS = (write_note, show_file)
