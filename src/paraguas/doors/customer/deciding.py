"""What a customer decides on her page: another time, cancelling, the invoice."""

from functools import partial

from litestar import Response, get, post
from msgspec import Struct

from paraguas.doors.api.given import AnyRequest, NumberPart
from paraguas.doors.customer.guest import GivenGuest, Guest
from paraguas.doors.customer.page import order_page
from paraguas.doors.pages.forms import Form, read_fields
from paraguas.journeys.changing.bundles import keep_whole, units_in
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order, cancellable
from paraguas.journeys.money.invoicing import Invoicing, invoice_on_demand
from paraguas.journeys.money.paying import given_back_if_worth
from paraguas.journeys.serving.appointments import Booking, book_set_up
from paraguas.orders.errors import NothingToCancel
from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.orders.rules.cancelling import decide_cancellation
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal

ASKED = "customer_asked"
"""Why the customer's own changes happen, as the log has it."""


class Preview(Struct, frozen=True):
    """What a cancellation would take back.

    open: lines that have units to cancel.  units: those asked for and what goes with them, empty
    before she chose.
    """

    order: PlacedOrder
    open: tuple[PlacedLine, ...]
    units: tuple[tuple[PlacedLine, int], ...] = ()
    amount_minor: int = 0
    refund_minor: int = 0

    @property
    def may_credit(self) -> bool:
        """Whether what is given back may be store credit: somebody is there to hold it."""
        return bool(self.refund_minor and (self.order.person.email or self.order.person.phone))


@post("/o/{token:str}/set-up/{line_no:int}", include_in_schema=False, status_code=200)
async def choose_slot(guest: GivenGuest, line_no: NumberPart, request: AnyRequest) -> Response[str]:
    """Book a set-up, or move it to another of the times on offer."""
    form = await guest.form(request)
    try:
        start_at = form.number("start_at")
        item = Booking(guest.stamp(), guest.order_id, line_no, start_at)
        return await guest.write(request, form, book_set_up, item, guest.home_after("slot"))
    except Refusal as problem:
        return await order_page(guest, problem=problem)


@get("/o/{token:str}/cancel", include_in_schema=False)
async def show_cancelling(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Let her choose what to cancel, then show what that means before anything is done."""
    return await _cancelling(guest, read_fields(request.url.query.encode()))


@post("/o/{token:str}/cancel", include_in_schema=False, status_code=200)
async def cancel(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Cancel what she confirmed."""
    form = await guest.form(request)
    try:
        if not (units := form.units()):
            raise NothingToCancel(line=0)
        as_credit = form.text("back_to", most=16) == "store_credit"
        item = Cancelling(guest.stamp(ASKED), guest.order_id, units, as_credit=as_credit)
        return await guest.write(request, form, cancel_order, item, guest.home_after("cancelled"))
    except Refusal as problem:
        return await _cancelling(guest, Form(()), problem)


@post("/o/{token:str}/invoice", include_in_schema=False, status_code=200)
async def ask_invoice(guest: GivenGuest, request: AnyRequest) -> Response[str]:
    """Issue the invoice of an order that has gone out."""
    form = await guest.form(request)
    try:
        item = Invoicing(guest.stamp(ASKED), guest.order_id)
        return await guest.write(
            request, form, invoice_on_demand, item, guest.home_after("invoiced")
        )
    except Refusal as problem:
        return await order_page(guest, problem=problem)


async def _cancelling(guest: Guest, form: Form, problem: Refusal | None = None) -> Response[str]:
    preview, problem = await guest.preview(partial(_preview, guest), form, problem)
    return guest.page("customer/cancel.html", problem=problem, preview=preview, order=preview.order)


def _preview(guest: Guest, tx: Tx, form: Form) -> Preview:
    order = read_order(tx, guest.order_id)
    still = tuple(entry for entry in order.lines if entry.standing.open)
    asked = form.units() | units_in(order, form.units("bundle-"))
    if not asked:
        return Preview(order, still)
    keep_whole(order, asked)
    decided = decide_cancellation(
        cancellable(order), asked, prices_include_tax=order.prices_include_tax
    )
    return Preview(
        order,
        still,
        tuple((e, decided.units[e.line.line_no]) for e in still if e.line.line_no in decided.units),
        decided.amount_minor,
        given_back_if_worth(tx, order.order_id, order.worth_minor - decided.amount_minor),
    )


HANDLERS = (choose_slot, show_cancelling, cancel, ask_invoice)
