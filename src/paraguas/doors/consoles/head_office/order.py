"""Everything of one order on one page, and what head office does about it."""

from collections.abc import Mapping, Sequence

from litestar import Response, get, post
from msgspec import Struct

from paraguas.appointments.model import Appointment
from paraguas.appointments.queries import appointments_of
from paraguas.doors.api.given import AnyRequest, IdPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.pages.documents import show_document
from paraguas.fulfilment.model import Fulfilment
from paraguas.fulfilment.queries import fulfilments_of
from paraguas.holds.model import KINDS, Hold
from paraguas.holds.queries import standing_holds
from paraguas.invoices.model import Document
from paraguas.invoices.queries import invoice, invoices_of
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.money.invoicing import Invoicing, invoice_on_demand
from paraguas.messages.model import Letter
from paraguas.messages.queries import letters_of
from paraguas.network.model import Market
from paraguas.network.queries import Network, network
from paraguas.notes.model import Note
from paraguas.notes.queries import notes_of
from paraguas.orders.errors import OrderAbsent
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.payments.model import Book
from paraguas.payments.queries import book
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.plumbing.words import speak
from paraguas.sourcing.queries import traces_of
from paraguas.staff.model import Scope
from paraguas.staff.queries import directory
from paraguas.staff.rules.scopes import may
from paraguas.values.ids import OrderId, PlaceId
from paraguas.values.refusal import Malformed, Refusal
from paraguas.views.order_timeline import Happening, order_timeline
from paraguas.views.sourcing_in_words import explain


class WholeOrder(Struct, frozen=True):
    """An order with all that hangs on it.

    sourcing: by group number, why its places were chosen, in words.  names: of places and staff
    by id, of doors by code.
    """

    order: PlacedOrder
    market: Market
    fulfilments: Sequence[Fulfilment]
    appointments: Sequence[Appointment]
    money: Book
    invoices: Sequence[Document]
    letters: Sequence[Letter]
    events: Sequence[Happening]
    sourcing: Mapping[int, tuple[str, ...]]
    holds: Sequence[Hold]
    notes: Sequence[Note]
    names: Mapping[str, str]


@get("/board/orders/{order_id:str}", include_in_schema=False)
async def show_order(order_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Show an order whole."""
    return await order_page(desk, order_id, done=request.query_params.get("done", ""))


@post("/board/orders/{order_id:str}/cancel", include_in_schema=False, status_code=200)
async def cancel(order_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Cancel units of an order, with the reason somebody gave."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        if not (reason := form.text("reason")):
            raise Malformed(where="reason", problem="empty")
        stamp = desk.caller.stamp(reason=reason)
        bundles = form.units("bundle-")
        item = Cancelling(stamp, OrderId(order_id), form.units(), bundles=bundles)
        to = f"/board/orders/{order_id}?done=cancelled"
        return await desk.write(request, form, cancel_order, item, lambda _: to)
    except Refusal as problem:
        return await order_page(desk, order_id, problem=problem)


@post("/board/orders/{order_id:str}/invoice", include_in_schema=False, status_code=200)
async def issue_invoice(order_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Issue the invoice of an order."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        item = Invoicing(desk.caller.stamp(), OrderId(order_id))
        to = f"/board/orders/{order_id}?done=invoiced"
        return await desk.write(request, form, invoice_on_demand, item, lambda _: to)
    except Refusal as problem:
        return await order_page(desk, order_id, problem=problem)


@get("/board/orders/{order_id:str}/invoices/{invoice_id:str}", include_in_schema=False)
async def show_invoice(
    order_id: IdPart, invoice_id: IdPart, desk: GivenDesk, request: AnyRequest
) -> Response[bytes]:
    """Show an invoice or credit note as a page, a PDF (`?as=pdf`) or UBL XML (`?as=ubl`)."""
    desk.caller.demand(Scope.INVOICES_READ)
    await own_order(desk, order_id)
    document = await desk.runtime.read(lambda tx: invoice(tx, order_id, invoice_id))
    return show_document(document, request.query_params.get("as", ""))


async def order_page(
    desk: Desk, order_id: str, *, problem: Refusal | None = None, done: str = ""
) -> Response[str]:
    """Give the page of an order, with what was refused or done just now."""
    desk.caller.demand(Scope.ORDERS_READ)
    whole = await desk.runtime.read(lambda tx: _read(tx, desk, order_id))
    desk = desk.at(whole.market.zone, whole.market.country)
    grant = desk.caller.grant
    return desk.page(
        "consoles/head_office/order.html",
        at="board",
        now=now(),
        problem=problem,
        done=done,
        whole=whole,
        order=whole.order,
        hold_kinds=KINDS,
        may_change=may(grant, Scope.ORDERS_WRITE),
        may_read_invoices=may(grant, Scope.INVOICES_READ),
    )


async def own_order(desk: Desk, order_id: str) -> None:
    """Refuse what is another place's; a key of no place may touch everything."""
    await desk.runtime.read(lambda tx: _reachable(tx, desk, order_id))


def _reachable(tx: Tx, desk: Desk, order_id: str) -> PlacedOrder:
    order = read_order(tx, order_id)
    own = desk.caller.grant.place_id
    if own and own not in _places_of(tx, order):
        raise OrderAbsent(order=order_id)
    return order


def _places_of(tx: Tx, order: PlacedOrder) -> set[PlaceId | None]:
    parts = fulfilments_of(tx, [order.order_id])
    return {order.place_id, *(part.place_id for part in parts)}


def _read(tx: Tx, desk: Desk, order_id: str) -> WholeOrder:
    order = _reachable(tx, desk, order_id)
    net, staff = network(tx), directory(tx)
    market = net.market(order.market)
    assert market is not None, "an order of a market that is not there"
    names: dict[str, str] = {place.place_id: place.name for place in net.places}
    names |= {actor.actor_id: actor.name for actor in staff.actors}
    names |= {channel.code: channel.name for channel in net.channels}
    told, _ = order_timeline(tx, order.order_id, language=desk.caller.language)
    return WholeOrder(
        order=order,
        market=market,
        fulfilments=fulfilments_of(tx, [order.order_id]),
        appointments=appointments_of(tx, [order.order_id]),
        money=book(tx, order.order_id),
        invoices=invoices_of(tx, order.order_id),
        letters=letters_of(tx, order.order_id),
        events=told[::-1],
        sourcing=_sourcing(tx, desk, order, net),
        holds=standing_holds(tx, order.order_id),
        notes=notes_of(tx, order.order_id),
        names=names,
    )


def _sourcing(
    tx: Tx, desk: Desk, order: PlacedOrder, net: Network
) -> Mapping[int, tuple[str, ...]]:
    market = net.market(order.market)
    assert market is not None, "an order of a market that is not there"
    words = speak(desk.caller.language, market.zone, market.country)
    names = {place.place_id: place.name for place in net.places}
    told: dict[int, tuple[str, ...]] = {}
    for group_no, _, trace in traces_of(tx, order.order_id):
        lines = explain(trace, words, names, order.currency)
        told[group_no] = (*told.get(group_no, ()), *lines)
    return told


HANDLERS = (show_order, cancel, issue_invoice, show_invoice)
