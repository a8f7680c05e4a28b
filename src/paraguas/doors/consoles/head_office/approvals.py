"""What waits for a second person at head office: who asked, why and how much; yes or no."""

from litestar import Response, get, post

from paraguas.approvals.model import Approval, ApprovalKind
from paraguas.approvals.queries import approval
from paraguas.doors.api.approvals import HOLD, MOST
from paraguas.doors.api.given import AnyRequest, IdPart, NumberPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.head_office.order import own_order
from paraguas.holds.model import Hold
from paraguas.holds.queries import standing_of_kind
from paraguas.journeys.changing.approving import (
    AskingChange,
    Judging,
    ask_for_change,
    judge,
    waiting,
)
from paraguas.orders.queries import orders
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.queries import directory
from paraguas.values.ids import OrderId
from paraguas.values.refusal import Malformed, Refusal

_SAID = {"yes": True, "no": False}


@get("/board/approvals", include_in_schema=False)
async def show_approvals(desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show what waits for a second person."""
    return await _page(desk, done=request.query_params.get("done", ""))


@post("/board/approvals/{order_id:str}/{approval_no:int}", include_in_schema=False,
      status_code=200)  # fmt: skip
async def decide(
    order_id: IdPart, approval_no: NumberPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Approve what somebody asked, which does it, or refuse it."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        answer, reason = form.text("answer", most=3), form.text("reason")
        if answer not in _SAID or not reason:
            raise Malformed(where="reason" if answer in _SAID else "answer", problem="empty")
        found = await desk.runtime.read(lambda tx: approval(tx, order_id, approval_no))
        if found.kind is ApprovalKind.REFUND:
            desk.caller.demand(Scope.PAYMENTS_WRITE)
        stamp, actor = desk.caller.stamp(reason=reason), desk.caller.grant.actor
        item = Judging(stamp, actor, OrderId(order_id), approval_no, _SAID[answer])
        to = "/board/approvals?done=approval-decided"
        return await desk.write(request, form, judge, item, lambda _: to)
    except Refusal as problem:
        return await _page(desk, problem=problem)


@post("/board/orders/{order_id:str}/change/{change_no:int}/ask", include_in_schema=False,
      status_code=200)  # fmt: skip
async def ask(
    order_id: IdPart, change_no: NumberPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Ask for somebody else to confirm a change set as it was shown."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        if not (reason := form.text("reason")):
            raise Malformed(where="reason", problem="empty")
        basis = form.text("basis", most=64)
        item = AskingChange(desk.caller.stamp(reason=reason), OrderId(order_id), change_no, basis)
        to = f"/board/orders/{order_id}?done=approval-asked"
        return await desk.write(request, form, ask_for_change, item, lambda _: to)
    except Refusal as problem:
        return await _page(desk, problem=problem)


async def _page(desk: Desk, *, problem: Refusal | None = None, done: str = "") -> Response[str]:
    desk.caller.demand(Scope.ORDERS_READ)
    moment, place_id = now(), desk.caller.grant.place_id

    def look(tx: Tx) -> tuple[list[Approval], list[Hold], dict[str, str], dict[str, str]]:
        found = waiting(tx, now=moment, most=MOST, place_id=place_id)
        held = [] if place_id else standing_of_kind(tx, HOLD, MOST)
        ids = [*(one.order_id for one in found), *(one.order_id for one in held)]
        named = orders(tx, list(dict.fromkeys(ids)))
        numbers = {str(one.order_id): one.number for one in named}
        names = {actor.code: actor.name for actor in directory(tx).actors}
        return found, held, numbers, names

    found, holds, numbers, names = await desk.runtime.read(look)
    return desk.page(
        "consoles/head_office/approvals.html",
        at="approvals",
        now=moment,
        problem=problem,
        done=done,
        approvals=found,
        holds=holds,
        numbers=numbers,
        names=names,
    )


HANDLERS = (show_approvals, decide, ask)
