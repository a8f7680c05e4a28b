"""Cancellation: units that have not left are taken back, with all that hung on them."""

from collections.abc import Mapping

from msgspec import Struct, field

from paraguas.appointments.actions.release_appointment import release_appointment
from paraguas.appointments.model import AppointmentStatus
from paraguas.appointments.queries import appointments_of
from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.cancel_fulfilment import cancel_fulfilment
from paraguas.fulfilment.model import Status
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind, Movement
from paraguas.journeys.changing.bundles import go_together, keep_whole, units_in
from paraguas.journeys.changing.holding import release_unless_held
from paraguas.journeys.money.invoicing import credit_cancelled
from paraguas.journeys.money.paying import lower_to_worth
from paraguas.journeys.stock.putting_back import put_back
from paraguas.journeys.waiting.trimming import trim_waiting
from paraguas.orders import queries as orders
from paraguas.orders.actions.cancel_units import cancel_units
from paraguas.orders.events import CUSTOMER_ASKED, ORDER_CHANGED
from paraguas.orders.model import Allocation, PlacedOrder
from paraguas.orders.rules.cancelling import (
    Cancellable,
    Cancellation,
    by_fulfilment,
    decide_cancellation,
)
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp

ENDED = frozenset((Status.EXPIRED, Status.REFUSED, Status.CANCELLED))
"""Statuses in which a place has given its part up already."""


class Cancelling(Struct, frozen=True):
    """What to cancel: units by line number; None cancels all that has not left.

    as_credit: what was taken becomes her store credit, at her wish.  cause: a word of
    `letters.why` where the brand has to.  bundles: how many of each, besides
    units, by their number in the order.  fulfilment_id: whose units they are,
    where it is not all the same.
    """

    stamp: Stamp
    order_id: OrderId
    units: Mapping[int, int] | None = None
    cause: str = CUSTOMER_ASKED
    fulfilment_id: FulfilmentId | None = None
    bundles: Mapping[int, int] = field(default_factory=dict)
    as_credit: bool = False


def cancel_order(tx: Tx, item: Cancelling) -> PlacedOrder:
    """Cancel units of an order: goods back on the shelf, money back, appointments free again.

    The rest begins where no money is missing for it any more.  Announces `order.cancelled.v1`;
    what was invoiced is credited.  Raises PastCancelling and NothingToCancel, and BundleWhole
    where parts were to go alone.
    """
    take_back(tx, item)
    lower_to_worth(tx, item.stamp, item.order_id, as_credit=item.as_credit)
    release_unless_held(tx, item.stamp, item.order_id)
    return orders.order(tx, item.order_id)


def take_back(tx: Tx, item: Cancelling) -> Cancellation:
    """Cancel units as `cancel_order` does, but for the money paid: the caller sees to that."""
    stamp, order_id = item.stamp, item.order_id
    order = orders.order(tx, order_id)
    cancelled = decide_cancellation(
        cancellable(order, item.fulfilment_id),
        _wished(order, item),
        prices_include_tax=order.prices_include_tax,
    )
    parts = {each.fulfilment_id: each for each in fulfilments.fulfilments_of(tx, [order_id])}
    for fulfilment_id, units in by_fulfilment(order, cancelled).items():
        part = parts[FulfilmentId(fulfilment_id)]
        if part.status not in ENDED:
            cancel_fulfilment(tx, stamp, part, quantities=units)
            put_back(tx, stamp, part, units)
    _give_stock_back(tx, stamp, order, cancelled)
    _free_appointments(tx, stamp, order, cancelled)
    cancel_units(tx, stamp, order_id, cancelled, cause=item.cause)
    credit_cancelled(tx, stamp, order_id, cancelled.units)
    if any(units > cancelled.unallocated.get(no, 0) for no, units in cancelled.units.items()):
        trim_waiting(tx, stamp, orders.order(tx, order_id))
    return cancelled


def _wished(order: PlacedOrder, item: Cancelling) -> Mapping[int, int] | None:
    """Tell which units are to go; a bundle goes whole, by wish or because it must."""
    if item.units is None and not item.bundles:
        return None
    wished = {**(item.units or {}), **units_in(order, item.bundles)}
    if item.cause in (CUSTOMER_ASKED, ORDER_CHANGED):
        keep_whole(order, wished)
        return wished
    return go_together(order, wished)


def cancellable(order: PlacedOrder, first: FulfilmentId | None = None) -> list[Cancellable]:
    """Show the lines of an order to the rule of cancelling, which takes the last units first.

    first: the fulfilment to take from before any other.
    """
    allocations = sorted(order.allocations, key=lambda each: each.fulfilment_id == first)
    return [
        Cancellable(
            entry.line,
            entry.standing,
            tuple(
                (each.allocation_no, each.quantity)
                for each in allocations
                if each.line_no == entry.line.line_no and each.status == "open"
            ),
        )
        for entry in order.lines
    ]


def _give_stock_back(tx: Tx, stamp: Stamp, order: PlacedOrder, cancelled: Cancellation) -> None:
    allocations: dict[int, Allocation] = {a.allocation_no: a for a in order.allocations}
    skus = {entry.line.line_no: entry.line.sku_id for entry in order.lines}
    cause = stamp.ids.next()
    move_stock(
        tx,
        [
            Movement(
                skus[allocations[number].line_no],
                allocations[number].place_id,
                Kind.RELEASED,
                *(cause, number, units),
                *(stamp.at, stamp.by.actor, stamp.by.reason),
            )
            for number, units in cancelled.released
        ],
    )


def _free_appointments(tx: Tx, stamp: Stamp, order: PlacedOrder, cancelled: Cancellation) -> None:
    left = {entry.line.line_no: entry.standing.open for entry in order.lines}
    for each in appointments_of(tx, [order.order_id]):
        booked = each.status is AppointmentStatus.BOOKED
        if booked and left[each.line_no] == cancelled.units.get(each.line_no):
            release_appointment(tx, stamp, order.order_id, each.appointment_id, cause="cancelled")
