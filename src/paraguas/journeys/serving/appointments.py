"""Set-up appointments: booked for a line, with a skilled colleague, once the goods are there."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.appointments.actions.book_appointment import book_appointment
from paraguas.appointments.actions.finish_appointment import finish_appointment
from paraguas.appointments.actions.follow_goods import follow_goods
from paraguas.appointments.actions.move_appointment import move_appointment
from paraguas.appointments.model import Appointment, AppointmentStatus
from paraguas.appointments.queries import appointments_of
from paraguas.journeys.checkout.placing import place_orders
from paraguas.journeys.money.paying import take_due
from paraguas.journeys.promises.ending import end_promise
from paraguas.journeys.serving.set_up_slots import (
    coming_openings,
    open_service_line,
    place_of,
    ready_at,
    service_line,
    service_sku,
    slot_at,
)
from paraguas.orders import queries as orders
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.actions.drop_promise import drop_promise
from paraguas.orders.actions.make_promise import make_promise
from paraguas.orders.actions.move_group import move_group
from paraguas.orders.actions.move_promise import move_promise
from paraguas.orders.events import CUSTOMER_ASKED
from paraguas.orders.model import (
    Counter,
    GroupKind,
    PlacedLine,
    PlacedOrder,
    Promise,
    Wish,
    group_no_of,
)
from paraguas.orders.rules.confirming import Confirmation
from paraguas.orders.rules.leaving import due_for
from paraguas.plumbing.tx import Tx
from paraguas.staff.queries import directory
from paraguas.values.ids import AppointmentId, OrderId, PlaceId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


class Booking(Struct, frozen=True):
    """A set-up to book, or to move to another time (appointment_id), for a line of an order."""

    stamp: Stamp
    order_id: OrderId
    line_no: int
    start_at: int
    cause: str = "customer"


class Finishing(Struct, frozen=True):
    """An appointment that is over; kept, or the person did not come."""

    stamp: Stamp
    order_id: OrderId
    appointment_id: AppointmentId
    kept: bool = True


def place_with_set_up(tx: Tx, wish: Wish) -> Confirmation:
    """Place an order and book the set-up slots it asks for, all or nothing."""
    outcome = place_orders(tx, [wish])[0]
    if isinstance(outcome, Refusal):
        raise outcome
    if not outcome.again:
        order = orders.order(tx, outcome.order_id)
        slots = wished_slots(wish)
        for line in (entry.line for entry in order.lines):
            if start_at := slots.get(line.group_no):
                book_set_up(tx, Booking(wish.stamp, order.order_id, line.line_no, start_at))
    return orders.confirmation(tx, outcome.order_id, again=outcome.again)


def wished_slots(wish: Wish) -> dict[int, int]:
    """Give the set-up slots a wish asks for: number of the group -> start."""
    return {
        group_no_of(position): group.slot_at
        for position, group in enumerate(wish.groups)
        if group.slot_at is not None and group.kind is GroupKind.SERVICE
    }


def book_set_up(tx: Tx, item: Booking) -> Appointment:
    """Book a set-up for a service line, or move the one it has; promises the new time.

    Refuses SlotTaken where nobody with the skill is free then, GoodsNotReady before the goods are.
    """
    order = orders.order(tx, item.order_id)
    entry = open_service_line(order, item.line_no)
    booked = _booked(tx, order.order_id, item.line_no)
    place_id = booked.place_id if booked else place_of(order, entry)
    slot = slot_at(tx, order, entry, place_id, start_at=item.start_at, now=item.stamp.at)
    if booked:
        moved = move_appointment(
            tx, item.stamp, order.order_id, booked.appointment_id, slot=slot, cause=item.cause
        )
        _restate_promise(tx, item.stamp, order, entry, cause=CUSTOMER_ASKED)
        return moved
    sku = service_sku(tx, entry)
    new = book_appointment(
        tx,
        item.stamp,
        order_id=order.order_id,
        line_no=item.line_no,
        place_id=place_id,
        staff_id=slot.staff_id,
        skill=sku.skill or "",
        start_at=slot.start_at,
        minutes=sku.minutes,
        goods_ready_at=ready_at(order, entry),
    )
    _restate_promise(tx, item.stamp, order, entry, cause=CUSTOMER_ASKED)
    return new


def let_follow(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    services: Sequence[PlacedLine],
    *,
    ready: int,
    cause: str,
    place_id: PlaceId | None = None,
) -> None:
    """Let the set-ups of these lines follow their goods, and tell the new time.

    place_id: another store the goods went to.  A set-up nobody there has time or skill for is
    given back; it can be booked anew.
    """
    for entry in services:
        if place_id:
            move_group(tx, order.order_id, entry.line.group_no, place_id)
        booked = _booked(tx, order.order_id, entry.line.line_no)
        if booked is None:
            continue
        where = place_id or booked.place_id
        staff = directory(tx).with_skill(where, booked.skill)
        follow_goods(
            *(tx, stamp, booked),
            goods_ready_at=ready,
            staff=[actor.actor_id for actor in staff],
            openings=coming_openings(tx, where, max(ready, stamp.at)),
            place_id=place_id,
        )
        _restate_promise(tx, stamp, order, entry, cause=cause)


def finish_set_up(tx: Tx, item: Finishing) -> Appointment:
    """Close an appointment; one that was kept performs its line, which is charged now.

    One the person missed can be booked anew.
    """
    done = finish_appointment(tx, item.stamp, item.order_id, item.appointment_id, kept=item.kept)
    order = orders.order(tx, item.order_id)
    entry = service_line(order, done.line_no)
    if not _booked_in_group(tx, order, entry):
        _end_promise(tx, item.stamp, order, entry, kept=item.kept)
    if not item.kept:
        return done
    units = {done.line_no: entry.standing.open}
    due = due_for(order, units)
    count_units(tx, item.stamp, order.order_id, Counter.PERFORMED, units)
    take_due(tx, item.stamp, order.order_id, due, done.appointment_id)
    return done


def _booked(tx: Tx, order_id: OrderId, line_no: int) -> Appointment | None:
    found = (each for each in _all_booked(tx, order_id) if each.line_no == line_no)
    return next(found, None)


def _all_booked(tx: Tx, order_id: OrderId) -> list[Appointment]:
    every = appointments_of(tx, [order_id])
    return [each for each in every if each.status is AppointmentStatus.BOOKED]


def _booked_in_group(tx: Tx, order: PlacedOrder, entry: PlacedLine) -> list[Appointment]:
    group_no = entry.line.group_no
    lines = {each.line.line_no for each in order.lines if each.line.group_no == group_no}
    return [each for each in _all_booked(tx, order.order_id) if each.line_no in lines]


def _end_promise(
    tx: Tx, stamp: Stamp, order: PlacedOrder, entry: PlacedLine, *, kept: bool
) -> None:
    promise = order.open_promise_of(entry.line.group_no)
    if promise and kept:
        end_promise(tx, stamp, order, promise)
    elif promise:
        drop_promise(tx, stamp, order.order_id, promise)


def _restate_promise(
    tx: Tx, stamp: Stamp, order: PlacedOrder, entry: PlacedLine, *, cause: str
) -> None:
    """Let the promise of a group of services tell the span of its appointments, if it has any."""
    order = orders.order(tx, order.order_id)
    booked = _booked_in_group(tx, order, entry)
    if not booked:
        _end_promise(tx, stamp, order, entry, kept=False)
        return
    earliest = min(each.start_at for each in booked)
    latest = max(each.end_at for each in booked)
    promise = order.open_promise_of(entry.line.group_no)
    if promise:
        move_promise(
            tx,
            stamp,
            order.order_id,
            promise,
            earliest_at=earliest,
            latest_at=latest,
            cause=cause,
        )
        return
    new = Promise(
        promise_no=0,
        group_no=entry.line.group_no,
        kind="appointment",
        earliest_at=earliest,
        latest_at=latest,
        source=booked[0].place_id,
        made_at=stamp.at,
        door=stamp.by.door,
    )
    make_promise(tx, order.order_id, new)
