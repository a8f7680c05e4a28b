"""The withdrawal function on the customer's page: declared, then confirmed, then acknowledged."""

from litestar import Response, get, post

from paraguas.doors.api.given import AnyRequest
from paraguas.doors.customer.deciding import ASKED
from paraguas.doors.customer.guest import GivenGuest, Guest
from paraguas.doors.pages.forms import Form
from paraguas.journeys.returning.withdrawal import Withdrawing, withdraw, withdrawable
from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal

PATH = "/o/{token:str}/withdraw"
Choice = tuple[PlacedLine, int]
"""A line, and so many units of it."""


@get(PATH, include_in_schema=False)
async def show_withdrawing(guest: GivenGuest) -> Response[str]:
    """Ask for no more than her name, which contract, and where the receipt goes."""
    return await _page(guest, Form(()))


@post(PATH, include_in_schema=False, status_code=200)
async def declare(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Show what she declared, to be confirmed; nothing is done by it."""
    return await _page(guest, await guest.form(request))


@post(f"{PATH}/confirm", include_in_schema=False, status_code=200)
async def confirm(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Withdraw from what she confirmed; the receipt is queued in the same moment."""
    form = await guest.form(request)
    try:
        item = Withdrawing(
            *(guest.stamp(ASKED), guest.order_id, form.units()),
            name=form.text("name"),
            reply_to=form.text("reply_to"),
        )
        return await guest.write(request, form, withdraw, item, guest.home_after("withdrawn"))
    except Refusal as problem:
        return await _page(guest, Form(()), problem)


async def _page(guest: Guest, form: Form, problem: Refusal | None = None) -> Response[str]:
    def look(tx: Tx) -> tuple[PlacedOrder, list[Choice]]:
        order = read_order(tx, guest.order_id)
        there = withdrawable(tx, order, now()).units()
        lines = {entry.line.line_no: entry for entry in order.lines}
        return order, [(lines[number], units) for number, units in there.items()]

    order, there = await guest.runtime.read(look)
    units = form.units()
    most = {entry.line.line_no: many for entry, many in there}
    declared = [
        (entry, min(units[entry.line.line_no], most[entry.line.line_no]))
        for entry, _ in there
        if units.get(entry.line.line_no)
    ]
    return guest.page(
        "customer/withdraw.html",
        problem=problem,
        order=order,
        there=there,
        declared=declared,
        name=form.text("name") or order.person.name,
        reply_to=form.text("reply_to") or order.person.email,
    )


HANDLERS = (show_withdrawing, declare, confirm)
