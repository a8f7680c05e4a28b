"""Changing an order at head office: say what, see what it means, confirm it."""

from collections.abc import Callable, Sequence

from litestar import Response, get, post
from litestar.response import Redirect as Leave

from paraguas.changes.errors import ChangeEmpty
from paraguas.changes.model import (
    AddLine,
    Change,
    ChangeSet,
    ChangeSlot,
    GiveGoodwill,
    OverridePrice,
    Redirect,
    SetQuantity,
)
from paraguas.changes.queries import change_set, changes_of
from paraguas.doors.api.given import AnyRequest, IdPart, NumberPart
from paraguas.doors.consoles.desk import Desk, GivenDesk
from paraguas.doors.consoles.head_office.order import own_order
from paraguas.doors.pages.forms import Form
from paraguas.journeys.changing.changing import (
    Choosing,
    Confirming,
    Opening,
    Preview,
    confirm_set,
    open_set,
    preview_set,
    withdraw_set,
)
from paraguas.journeys.changing.ways import SUPPLIED
from paraguas.journeys.serving.set_up_slots import offer_set_up
from paraguas.network.model import Market, Place
from paraguas.network.queries import network
from paraguas.orders.errors import PlaceNeeded
from paraguas.orders.model import GroupKind, PlacedOrder, WishedTender
from paraguas.orders.queries import order as read_order
from paraguas.orders.rules.amending import open_lines
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.staff.model import Scope
from paraguas.values.ids import OrderId
from paraguas.values.place import Address
from paraguas.values.refusal import Malformed, Refusal
from paraguas.values.time import DAY

HOW = "/board/orders/{order_id:str}/change"
_ADDRESS = ("line1", "postal_code", "city", "country")


@get(HOW, include_in_schema=False)
async def show_form(order_id: IdPart, desk: GivenDesk) -> Response[str]:
    """Show what can be changed of an order, or the set that is open already."""
    return await _form(desk, order_id)


@post(HOW, include_in_schema=False, status_code=200)
async def begin(order_id: IdPart, desk: GivenDesk, request: AnyRequest) -> Response[str]:
    """Open a change set with what was filled in, and go on to what it means."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    try:
        if not (reason := form.text("reason")):
            raise Malformed(where="reason", problem="empty")
        order = await desk.runtime.read(lambda tx: read_order(tx, order_id))
        wishes = _wishes(form, order)
        item = Opening(desk.caller.stamp(reason=reason), OrderId(order_id), reason, wishes)
        return await desk.write(request, form, open_set, item, _to(order_id))
    except Refusal as problem:
        return await _form(desk, order_id, problem=problem)


@get(HOW + "/{change_no:int}", include_in_schema=False)
async def show_preview(order_id: IdPart, change_no: NumberPart, desk: GivenDesk) -> Response[str]:
    """Show what a set would make of the order."""
    return await _preview(desk, order_id, change_no)


@post(HOW + "/{change_no:int}/confirm", include_in_schema=False, status_code=200)
async def confirm(
    order_id: IdPart, change_no: NumberPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Confirm a set on the basis that was shown."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    token = form.text("token")
    item = Confirming(
        *(desk.caller.stamp(), OrderId(order_id), change_no, form.text("basis")),
        tenders=(WishedTender("card", token=token),) if token else (),
        actor=desk.caller.grant.actor,
    )
    try:
        to = f"/board/orders/{order_id}?done=changed"
        return await desk.write(request, form, confirm_set, item, lambda _: to)
    except Refusal as problem:
        return await _preview(desk, order_id, change_no, problem=problem)


@post(HOW + "/{change_no:int}/withdraw", include_in_schema=False, status_code=200)
async def withdraw(
    order_id: IdPart, change_no: NumberPart, desk: GivenDesk, request: AnyRequest
) -> Response[str]:
    """Let a set come to nothing."""
    desk.caller.demand(Scope.ORDERS_WRITE)
    form = await desk.form(request)
    await own_order(desk, order_id)
    item = Choosing(desk.caller.stamp(), OrderId(order_id), change_no)
    to = f"/board/orders/{order_id}"
    return await desk.write(request, form, withdraw_set, item, lambda _: to)


def _to(order_id: str) -> Callable[[ChangeSet], str]:
    return lambda opened: f"/board/orders/{order_id}/change/{opened.change_no}"


def _wishes(form: Form, order: PlacedOrder) -> tuple[Change, ...]:
    """Read what differs from the order as it is; refuses ChangeEmpty where nothing does."""
    wished: list[Change] = []
    for entry in order.lines:
        line_no, name = entry.line.line_no, f"quantity-{entry.line.line_no}"
        if form.text(name) and form.number(name) != entry.standing.wanted:
            wished.append(SetQuantity(line_no, form.number(name, most=1_000_000)))
    for group in order.groups:
        way = form.text(f"way-{group.group_no}")
        address = [form.text(f"{name}-{group.group_no}") for name in _ADDRESS]
        if way == GroupKind.SHIP.value:
            line1, postal_code, city, country = address
            there = Address(line1=line1, postal_code=postal_code, city=city, country=country)
            wished.append(Redirect(group.group_no, "ship", address=there))
        elif way:
            wished.append(Redirect(group.group_no, "pick_up", place=way[:40]))
    wished += [*_added(form), *_moved(form, order), *_repriced(form, order)]
    if not wished:
        raise ChangeEmpty
    return tuple(wished)


def _added(form: Form) -> list[Change]:
    """Read an article that is wanted besides."""
    if not (sku := form.text("sku", most=60)):
        return []
    quantity = form.number("add_quantity", least=1, most=1_000_000)
    return [AddLine(sku, quantity, form.number("add_group", least=1, most=100_000))]


def _moved(form: Form, order: PlacedOrder) -> list[Change]:
    """Read other times of services."""
    numbers = [entry.line.line_no for entry in order.lines if entry.line.service]
    return [
        ChangeSlot(number, form.number(f"slot-{number}", most=400 * 365 * DAY))
        for number in numbers
        if form.text(f"slot-{number}")
    ]


def _repriced(form: Form, order: PlacedOrder) -> list[Change]:
    """Read other unit prices, and what is taken off all that has not left."""
    prices = [
        (entry.line.line_no, form.money(f"price-{entry.line.line_no}", order.currency))
        for entry in order.lines
    ]
    wished: list[Change] = [
        OverridePrice(number, minor) for number, minor in prices if minor is not None
    ]
    if goodwill := form.money("goodwill", order.currency):
        wished.append(GiveGoodwill(goodwill))
    return wished


async def _form(desk: Desk, order_id: str, *, problem: Refusal | None = None) -> Response[str]:
    desk.caller.demand(Scope.ORDERS_WRITE)
    await own_order(desk, order_id)

    moment = now()

    def look(tx: Tx) -> tuple[PlacedOrder, Market, Sequence[Place], list[ChangeSet]]:
        order, net = read_order(tx, order_id), network(tx)
        market = net.market(order.market)
        assert market is not None, "an order of a market that is not there"
        return order, market, net.pick_up_places(market), changes_of(tx, order_id, now=moment)

    order, market, places, sets = await desk.runtime.read(look)
    slots = await desk.runtime.read(lambda tx: _slots(tx, order, moment))
    if sets and sets[-1].status.value == "open":
        sent: Response[str] = Leave(_to(order_id)(sets[-1]), status_code=303)
        return sent
    return desk.at(market.zone, market.country).page(
        "consoles/head_office/change.html",
        at="board",
        problem=problem,
        order=order,
        market=market,
        groups=[g for g in order.groups if g.kind in SUPPLIED and open_lines(order, g.group_no)],
        stores=[(place.code, place.name) for place in places],
        slots=slots,
    )


def _slots(tx: Tx, order: PlacedOrder, moment: int) -> dict[int, list[int]]:
    """Give when services that are still to be performed could be: line number -> instants."""
    found: dict[int, list[int]] = {}
    for entry in order.lines:
        if entry.line.service and entry.standing.open:
            try:
                offered = offer_set_up(tx, order.order_id, entry.line.line_no, now=moment)
            except PlaceNeeded:
                continue
            found[entry.line.line_no] = sorted({slot.start_at for slot in offered})
    return found


async def _preview(
    desk: Desk, order_id: str, change_no: int, *, problem: Refusal | None = None
) -> Response[str]:
    desk.caller.demand(Scope.ORDERS_WRITE)
    await own_order(desk, order_id)
    item = Choosing(desk.caller.stamp(), OrderId(order_id), change_no)

    def look(tx: Tx) -> tuple[ChangeSet, Market, dict[str, str]]:
        net = network(tx)
        market = net.market(read_order(tx, order_id).market)
        assert market is not None, "an order of a market that is not there"
        names: dict[str, str] = {place.place_id: place.name for place in net.places}
        return change_set(tx, order_id, change_no, now=now()), market, names

    found, market, names = await desk.runtime.read(look)
    seen: Preview | None = None
    try:
        seen = await desk.runtime.write(preview_set, item)
    except Refusal as refusal:
        problem = problem or refusal
    return desk.at(market.zone, market.country).page(
        "consoles/head_office/change_preview.html",
        at="board",
        problem=problem,
        order_id=order_id,
        found=found,
        seen=seen,
        names=names,
    )


HANDLERS = (show_form, begin, show_preview, confirm, withdraw)
