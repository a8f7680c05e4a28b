"""Set-up appointments: booked for a line, with a skilled colleague, once the goods are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.book_appointment import book_appointment
from paraguas.fulfilment.actions.finish_appointment import finish_appointment
from paraguas.fulfilment.actions.follow_goods import follow_goods
from paraguas.fulfilment.actions.move_appointment import move_appointment
from paraguas.fulfilment.model import Appointment, AppointmentStatus
from paraguas.journeys.checkout import place_orders
from paraguas.journeys.paying import take_due
from paraguas.journeys.set_up_slots import (
    coming_openings,
    place_of,
    ready_at,
    service_line,
    service_sku,
    slot_at,
)
from paraguas.orders import queries as orders
from paraguas.orders.actions.close_promise import close_promise
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.actions.make_promise import make_promise
from paraguas.orders.actions.move_promise import move_promise
from paraguas.orders.model import (
    Counter,
    GroupKind,
    PlacedLine,
    PlacedOrder,
    Promise,
    Wish,
)
from paraguas.orders.rules.confirming import Confirmation
from paraguas.orders.rules.leaving import due_for
from paraguas.plumbing.tx import Tx
from paraguas.staff.queries import directory
from paraguas.values.ids import AppointmentId, OrderId
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Booking:
    """A set-up to book, or to move to another time (appointment_id), for a line of an order."""

    stamp: Stamp
    order_id: OrderId
    line_no: int
    start_at: int
    cause: str = "customer"


@dataclass(frozen=True, slots=True)
class Finishing:
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
        for line_no, start_at in wished_slots(wish):
            book_set_up(tx, Booking(wish.stamp, order.order_id, line_no, start_at))
    return orders.confirmation(tx, outcome.order_id, again=outcome.again)


def wished_slots(wish: Wish) -> list[tuple[int, int]]:
    """Give the set-up slots a wish asks for: (line number, start)."""
    return [
        (line_no, slot_at)
        for line_no, line in enumerate(wish.lines, start=1)
        if 0 <= line.group < len(wish.groups)
        and (slot_at := wish.groups[line.group].slot_at) is not None
        and wish.groups[line.group].kind is GroupKind.SERVICE
    ]


def book_set_up(tx: Tx, item: Booking) -> Appointment:
    """Book a set-up for a service line, or move the one it has; promises the new time.

    Refuses SlotTaken where nobody with the skill is free then, GoodsNotReady before the goods are.
    """
    order = orders.order(tx, item.order_id)
    entry = service_line(order, item.line_no)
    booked = _booked(tx, order.order_id, item.line_no)
    place_id = booked.place_id if booked else place_of(order, entry)
    slot = slot_at(tx, order, entry, place_id, start_at=item.start_at, now=item.stamp.at)
    if booked:
        moved = move_appointment(
            tx, item.stamp, order.order_id, booked.appointment_id, slot=slot, cause=item.cause
        )
        _move_promise(tx, item.stamp, order, entry, to=moved, cause="customer_asked")
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
    make_promise(tx, order.order_id, _promise(item.stamp, entry, new))
    return new


def let_follow(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    services: Sequence[PlacedLine],
    *,
    ready: int,
    cause: str,
) -> None:
    """Let the set-ups of these lines follow their goods, and tell the new time."""
    for entry in services:
        booked = _booked(tx, order.order_id, entry.line.line_no)
        if booked is None:
            continue
        staff = directory(tx).with_skill(booked.place_id, booked.skill)
        moved = follow_goods(
            tx,
            stamp,
            booked,
            goods_ready_at=ready,
            staff=[actor.actor_id for actor in staff],
            openings=coming_openings(tx, booked.place_id, ready),
        )
        if moved.start_at != booked.start_at:
            _move_promise(tx, stamp, order, entry, to=moved, cause=cause)


def finish_set_up(tx: Tx, item: Finishing) -> Appointment:
    """Close an appointment; one that was kept performs its line, which is charged now."""
    done = finish_appointment(tx, item.stamp, item.order_id, item.appointment_id, kept=item.kept)
    if not item.kept:
        return done
    order = orders.order(tx, item.order_id)
    entry = service_line(order, done.line_no)
    units = {done.line_no: entry.standing.open}
    due = due_for(order, units)
    promise = order.promise_of(entry.line.group_no)
    if promise:
        close_promise(tx, item.stamp, order.order_id, promise)
    count_units(tx, item.stamp, order.order_id, Counter.PERFORMED, units)
    take_due(tx, item.stamp, order.order_id, due, done.appointment_id)
    return done


def _booked(tx: Tx, order_id: OrderId, line_no: int) -> Appointment | None:
    return next(
        (
            each
            for each in fulfilments.appointments_of(tx, [order_id])
            if each.line_no == line_no and each.status is AppointmentStatus.BOOKED
        ),
        None,
    )


def _promise(stamp: Stamp, entry: PlacedLine, booked: Appointment) -> Promise:
    return Promise(
        promise_no=0,
        group_no=entry.line.group_no,
        kind="appointment",
        earliest_at=booked.start_at,
        latest_at=booked.end_at,
        source=booked.place_id,
        made_at=stamp.at,
        door=stamp.by.door,
    )


def _move_promise(
    tx: Tx, stamp: Stamp, order: PlacedOrder, entry: PlacedLine, *, to: Appointment, cause: str
) -> None:
    promise = order.promise_of(entry.line.group_no)
    if promise:
        new = {"earliest_at": to.start_at, "latest_at": to.end_at}
        move_promise(tx, stamp, order.order_id, promise, **new, cause=cause)
