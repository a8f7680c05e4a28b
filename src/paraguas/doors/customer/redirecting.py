"""A customer lets her goods go another way before they leave: another store, or an address."""

from litestar import Response, get, post

from paraguas.changes.model import Redirect
from paraguas.doors.api.given import AnyRequest, NumberPart
from paraguas.doors.customer.deciding import ASKED
from paraguas.doors.customer.guest import GivenGuest, Guest
from paraguas.doors.pages.forms import Form, read_fields
from paraguas.journeys.changing.changing import Deciding, Preview, change_at_once, rehearse_change
from paraguas.network.queries import network
from paraguas.orders.model import GroupKind, PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.plumbing.tx import Tx
from paraguas.values.place import Address
from paraguas.values.refusal import Refusal

PATH = "/o/{token:str}/ways/{group_no:int}"


@get(PATH, include_in_schema=False)
async def show_ways(guest: GivenGuest, group_no: NumberPart, request: AnyRequest) -> Response[str]:
    """Let her choose a store or an address, then show what that means before anything is done."""
    return await _page(guest, group_no, read_fields(request.url.query.encode()))


@post(PATH, include_in_schema=False, status_code=200)
async def redirect(guest: GivenGuest, group_no: NumberPart, request: AnyRequest) -> Response[str]:
    """Let the goods go the way she confirmed."""
    form = await guest.form(request)
    try:
        item = _deciding(guest, group_no, form)
        done = guest.home_after("changed")
        return await guest.write(request, form, change_at_once, item, done)
    except Refusal as problem:
        return await _page(guest, group_no, Form(()), problem)


def _deciding(guest: Guest, group_no: int, form: Form) -> Deciding:
    way = form.text("way", most=40)
    change = Redirect(group_no, "pick_up", place=way)
    if way == GroupKind.SHIP.value:
        address = Address(
            line1=form.text("line1"),
            line2=form.text("line2"),
            postal_code=form.text("postal_code", most=20),
            city=form.text("city"),
            country=form.text("country", most=2).upper(),
        )
        change = Redirect(group_no, "ship", address=address)
    stamp = guest.stamp(ASKED)
    return Deciding(stamp, guest.order_id, ASKED, (change,), form.text("basis", most=64))


async def _page(
    guest: Guest, group_no: int, form: Form, problem: Refusal | None = None
) -> Response[str]:
    seen: Preview | None = None
    if form.text("way"):
        try:
            seen = await guest.runtime.write(rehearse_change, _deciding(guest, group_no, form))
        except Refusal as refused:
            problem = refused

    def look(tx: Tx) -> tuple[PlacedOrder, list[tuple[str, str]], str]:
        order, net = read_order(tx, guest.order_id), network(tx)
        market = net.market(order.market)
        assert market is not None, "an order of a market that is not there"
        stores = [(place.code, place.name) for place in net.pick_up_places(market)]
        return order, stores, market.country

    order, stores, country = await guest.runtime.read(look)
    group = next((each for each in order.groups if each.group_no == group_no), None)
    return guest.page(
        "customer/way.html",
        problem=problem,
        order=order,
        group=group,
        group_no=group_no,
        stores=stores,
        country=country,
        seen=seen,
        asked=form,
    )


HANDLERS = (show_ways, redirect)
