"""A store sends units to another place, and takes back what nobody has received any of."""

from datetime import date

from litestar import Response, post

from paraguas.doors.api.given import AnyRequest, CodePart, IdPart
from paraguas.doors.consoles.desk import GivenDesk
from paraguas.doors.consoles.store.goods import goods_page
from paraguas.doors.consoles.store.today import stand_at
from paraguas.doors.pages.forms import Form, whole
from paraguas.journeys.stock import transfers
from paraguas.journeys.stock.codes import Counted
from paraguas.journeys.stock.transfers import Ending, Sending
from paraguas.network.model import Place
from paraguas.staff.model import Scope
from paraguas.values.quantity import LARGEST_QUANTITY
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.time import DAY, at_local


@post("/store/{code:str}/transfers", include_in_schema=False, status_code=200)
async def send(code: CodePart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Send units of this store to another place."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/stock?done=transfer-sent"
    try:
        stamp, receiver = here.caller.stamp("till"), form.text("to", most=60)
        item = Sending(stamp, place.code, receiver, _lines(form), _expected(form, place))
        return await here.write(request, form, transfers.send, item, lambda _: to)
    except Refusal as problem:
        return await goods_page(here, code, problem=problem)


@post("/store/{code:str}/transfers/{transfer_id:str}/cancel", include_in_schema=False,
      status_code=200)  # fmt: skip
async def cancel(
    code: CodePart, transfer_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Put the units of a transfer back on this store's shelf."""
    form = await desk.form(request)
    here, place = await stand_at(desk, code)
    here.caller.demand(Scope.STOCK_WRITE)
    to = f"/store/{place.code}/stock?done=transfer-cancelled"
    try:
        if not (reason := form.text("reason")):
            raise Malformed(where="reason", problem="empty")
        stamp = here.caller.stamp("till", reason=reason)
        item = Ending(stamp, transfer_id, reason, place.place_id)
        return await here.write(request, form, transfers.cancel, item, lambda _: to)
    except Refusal as problem:
        return await goods_page(here, code, problem=problem)


def _lines(form: Form) -> tuple[Counted, ...]:
    """Read the rows that name an article; Malformed where none does."""
    rows = zip(form.texts("sku"), form.texts("quantity"), strict=False)
    found = tuple(
        Counted(sku[:60], whole(quantity, "quantity", least=1, most=LARGEST_QUANTITY))
        for sku, quantity in rows
        if sku
    )
    if not found:
        raise Malformed(where="sku", problem="empty")
    return found


def _expected(form: Form, place: Place) -> int | None:
    """Read by the end of which day it should be there, by this store's clock."""
    if not (text := form.text("expected")):
        return None
    try:
        return at_local(date.fromisoformat(text), 0, place.zone) + DAY
    except (ValueError, OverflowError) as problem:
        raise Malformed(where="expected", problem=text) from problem


HANDLERS = (send, cancel)
