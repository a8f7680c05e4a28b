"""Slips read and given: by the API, at the till and on the customer's page."""

from litestar import MediaType, Response

from paraguas.changes.errors import GroupAbsent
from paraguas.doors.documents.slip import Slip, gift_receipt, packing_slip, receipt_slip
from paraguas.doors.documents.slip_html import render_slip_html
from paraguas.fulfilment.errors import FulfilmentUnknown
from paraguas.fulfilment.queries import fulfilments_of
from paraguas.network.queries import network
from paraguas.orders.queries import order as read_order
from paraguas.payments.queries import book
from paraguas.plumbing.clock import now
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import EntityId


def slip_response(slip: Slip, paper: str, form: str) -> Response[bytes]:
    """Give a slip as a page or a PDF; paper: `80mm` or `a4`."""
    roll = paper == "80mm"
    if form == "html":
        page = render_slip_html(slip, roll=roll).encode()
        return Response(page, media_type=MediaType.HTML)
    # It brings fonts along: half a second the server starts without.
    from paraguas.doors.documents.slip_pdf import render_slip_pdf  # noqa: PLC0415

    return Response(render_slip_pdf(slip, roll=roll, at=now()), media_type="application/pdf")


def read_receipt(tx: Tx, order_id: str) -> Slip:
    """Read what a receipt says; refuses OrderAbsent."""
    order = read_order(tx, order_id)
    net = network(tx)
    entity = net.entity(EntityId(order.entity_id))
    assert entity is not None, "an order of an entity that is not there"
    place = net.place(order.place_id) if order.place_id else None
    return receipt_slip(order, book(tx, order_id), place, entity)


def read_gift_receipt(tx: Tx, order_id: str, group_no: int) -> Slip:
    """Read what a gift receipt of a group says; refuses OrderAbsent and GroupAbsent."""
    order = read_order(tx, order_id)
    group = next((each for each in order.groups if each.group_no == group_no), None)
    if group is None:
        raise GroupAbsent(group=group_no)
    net = network(tx)
    entity = net.entity(EntityId(order.entity_id))
    assert entity is not None, "an order of an entity that is not there"
    place = net.place(order.place_id) if order.place_id else None
    return gift_receipt(order, group, place, entity)


def read_packing_slip(tx: Tx, order_id: str, fulfilment_id: str) -> Slip:
    """Read what a packing slip says; refuses OrderAbsent and FulfilmentUnknown."""
    order = read_order(tx, order_id)
    net = network(tx)
    parts = fulfilments_of(tx, [order.order_id])
    part = next((one for one in parts if one.fulfilment_id == fulfilment_id), None)
    if part is None:
        raise FulfilmentUnknown(order_id=order_id, fulfilment_id=fulfilment_id)
    entity = net.entity(EntityId(order.entity_id))
    assert entity is not None, "an order of an entity that is not there"
    return packing_slip(order, part, net.place(part.place_id), entity)
