"""When and where a service of an order could be performed."""

from collections.abc import Sequence
from itertools import islice

from paraguas.appointments.errors import AppointmentNotOpen, SlotTaken
from paraguas.appointments.model import Slot
from paraguas.appointments.queries import offer_slots
from paraguas.catalog.errors import SkuUnknown
from paraguas.catalog.model import Sku
from paraguas.catalog.queries import catalogue
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.errors import BoundWrongly, PlaceNeeded
from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.plumbing.tx import Tx
from paraguas.staff.queries import directory
from paraguas.values.ids import OrderId, PlaceId
from paraguas.values.time import Period

LOOK_AHEAD = 21
"""Openings ahead in which slots are offered."""

MOST = 400
"""More slots than any store offers in LOOK_AHEAD openings."""


def offer_set_up(
    tx: Tx, order_id: OrderId, line_no: int, *, now: int, most: int = 40
) -> tuple[Slot, ...]:
    """Give the times at which a service line of an order could be attended to."""
    order = orders.order(tx, order_id)
    entry = open_service_line(order, line_no)
    place_id = place_of(order, entry)
    not_before = max(now, ready_at(order, entry))
    return slots_at(tx, service_sku(tx, entry), place_id, not_before=not_before, most=most)


def slots_at(
    tx: Tx, sku: Sku, place_id: PlaceId, *, not_before: int, most: int = 40
) -> tuple[Slot, ...]:
    """Give the next times at which a store could perform a service."""
    staff = [actor.actor_id for actor in directory(tx).with_skill(place_id, sku.skill or "")]
    return offer_slots(
        tx,
        place_id,
        staff=staff,
        openings=coming_openings(tx, place_id, not_before),
        minutes=sku.minutes,
        not_before=not_before,
        most=most,
    )


def slot_at(
    tx: Tx,
    order: PlacedOrder,
    entry: PlacedLine,
    place_id: PlaceId,
    *,
    start_at: int,
    now: int,
) -> Slot:
    """Give the slot that starts at an instant; SlotTaken where nobody is free then."""
    not_before = max(now, ready_at(order, entry))
    offered = slots_at(tx, service_sku(tx, entry), place_id, not_before=not_before, most=MOST)
    for slot in offered:
        if slot.start_at == start_at:
            return slot
    raise SlotTaken


def coming_openings(tx: Tx, place_id: PlaceId, at: int) -> Sequence[Period]:
    """Give the openings of a store in which slots are offered."""
    return list(islice(network(tx).openings_from(place_id, at), LOOK_AHEAD))


def service_line(order: PlacedOrder, line_no: int) -> PlacedLine:
    """Give a service line of an order; BoundWrongly for any other."""
    for entry in order.lines:
        if entry.line.line_no == line_no and entry.line.service:
            return entry
    raise BoundWrongly(where=f"line {line_no}")


def open_service_line(order: PlacedOrder, line_no: int) -> PlacedLine:
    """Give a service line that is still to be performed; AppointmentNotOpen where it is not."""
    entry = service_line(order, line_no)
    if not entry.standing.open:
        done = entry.standing.performed > 0
        raise AppointmentNotOpen(status="done" if done else "cancelled")
    return entry


def service_sku(tx: Tx, entry: PlacedLine) -> Sku:
    """Give the SKU of a service: how long it takes, and what the colleague must know."""
    sku = catalogue(tx).sku(entry.line.sku_id)
    if sku is None:
        raise SkuUnknown(sku=entry.line.code)
    return sku


def place_of(order: PlacedOrder, entry: PlacedLine) -> PlaceId:
    """Tell where a service is performed: its group's store, else where its goods are fetched."""
    groups = {group.group_no: group for group in order.groups}
    own = groups[entry.line.group_no].place_id
    goods = _goods(order, entry)
    place_id = own or (groups[goods.line.group_no].place_id if goods else None)
    if place_id is None:
        raise PlaceNeeded(where=f"line {entry.line.line_no}")
    return place_id


def ready_at(order: PlacedOrder, entry: PlacedLine) -> int:
    """Tell when the goods of a service are promised; 0 where it needs none."""
    goods = _goods(order, entry)
    promise = order.promise_of(goods.line.group_no) if goods else None
    return promise.latest_at if promise and promise.kind == "ready" else 0


def _goods(order: PlacedOrder, entry: PlacedLine) -> PlacedLine | None:
    bound_to = entry.line.bound_to
    return next((each for each in order.lines if each.line.line_no == bound_to), None)
