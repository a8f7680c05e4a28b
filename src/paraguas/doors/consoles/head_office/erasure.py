"""Forgetting a customer at head office: what becomes of her wish, what stays, and why."""

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.journeys.people.erasing import ask_erasure
from paraguas.journeys.people.erasure import Erasure, tell_erasure
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.staff.rules.scopes import may
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.stamp import Stamp


class Forgetting(Struct, frozen=True):
    """Who is to be forgotten."""

    stamp: Stamp
    person_id: str


@get("/board/customers/{person_id:str}/erasure", include_in_schema=False)
async def show_erasure(person_id: IdPart, desk: GivenDesk) -> Response[str]:
    """Show what became of a customer's wish to be forgotten, and what of her stays."""
    return await _show(desk, person_id)


@post("/board/customers/{person_id:str}/erasure", include_in_schema=False, status_code=200)
async def forget(person_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Forget a customer, as she wished."""
    form = await desk.form(request)
    to = f"/board/customers/{person_id}/erasure"
    try:
        desk.caller.demand(Scope.ADMIN)
        if not (reason := form.text("reason")):
            raise Malformed(where="reason", problem="empty")
        item = Forgetting(desk.caller.stamp(reason=reason), person_id)
        return await desk.write(request, form, _ask, item, lambda _: to)
    except Refusal as problem:
        return await _show(desk, person_id, problem=problem)


async def _show(desk: Desk, person_id: str, *, problem: Refusal | None = None) -> Response[str]:
    desk.caller.demand(Scope.CUSTOMERS_READ)
    told = await desk.runtime.read(lambda tx: tell_erasure(tx, person_id))
    return desk.page(
        "consoles/head_office/erasure.html",
        at="customers",
        problem=problem,
        told=told,
        decides=may(desk.caller.grant, Scope.ADMIN),
    )


def _ask(tx: Tx, item: Forgetting) -> Erasure:
    return ask_erasure(tx, item.stamp, item.person_id)


HANDLERS = (show_erasure, forget)
