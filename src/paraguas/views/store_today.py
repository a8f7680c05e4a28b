"""A store's day: what it has to hand over, to set up and to pack, with whose it is."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from paraguas.appointments.model import Appointment, AppointmentStatus
from paraguas.appointments.queries import appointments_at
from paraguas.catalog.queries import catalogue
from paraguas.fulfilment.model import Fulfilment, Kind, Status
from paraguas.fulfilment.queries import fulfilments_of, tasks_at
from paraguas.orders.model import PlacedLine, PlacedOrder
from paraguas.orders.queries import orders
from paraguas.orders.rules.telling import Told, items_of
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId
from paraguas.values.time import Period
from paraguas.views.step_clocks import Clocks

TO_DO = (
    *(Status.WAITING, Status.RELEASED, Status.ACCEPTED, Status.PICKING, Status.STAGED),
    Status.SENT,
    *(Status.READY, Status.CUSTOMER_HERE, Status.PACKED),
)
"""Statuses in which a store still has something to do, or the person is expected."""


class StoreTask(Struct, frozen=True):
    """A fulfilment with its order's number, person, payment and items, portion by portion.

    due_at: when its group is promised now, which may be later than when it was sourced.
    step_due_at: by when the store's next step is due by its service level, if a clock runs.
    """

    task: Fulfilment
    due_at: int
    number: str
    person: str
    phone: str
    payment_status: str
    items: tuple[Told, ...]
    step_due_at: int | None = None

    @property
    def units(self) -> int:
        """How many units it is."""
        return sum(portion.quantity for portion in self.task.portions)


class SetUp(Struct, frozen=True):
    """An appointment with its order's number and person.

    title: of the service.  goods: how far the goods it is done to have come, None without any.
    """

    appointment: Appointment
    number: str
    person: str
    title: str
    goods: Status | None


class StoreDay(Struct, frozen=True):
    """What a store has before it, each list with the first due first."""

    pick_ups: tuple[StoreTask, ...]
    parcels: tuple[StoreTask, ...]
    set_ups: tuple[SetUp, ...]


def store_day(tx: Tx, place_id: PlaceId, day: Period, language: str) -> StoreDay:
    """Read what a store has to do, and the appointments that begin in a day.

    language: of those who work there; what is sold is named in it, not in the customer's.
    """
    tasks = tasks_at(tx, place_id, TO_DO)
    booked = [
        each
        for each in appointments_at(tx, place_id, day)
        if each.status is AppointmentStatus.BOOKED
    ]
    ids = sorted({one.order_id for one in tasks} | {one.order_id for one in booked})
    known = _orders(tx, ids, language)
    clocks = Clocks(tx)
    told = sorted((_told(task, known[task.order_id], clocks) for task in tasks), key=_due_at)
    return StoreDay(
        tuple(one for one in told if one.task.kind is Kind.PICK_UP),
        tuple(one for one in told if one.task.kind is Kind.SHIP),
        _set_ups(tx, booked, known),
    )


def store_tasks(
    tx: Tx, order_ids: Sequence[OrderId], place_id: PlaceId, language: str
) -> tuple[StoreTask, ...]:
    """Read what a place has, or had, of some orders, with whose it is; in its people's language."""
    known = _orders(tx, order_ids, language)
    clocks = Clocks(tx)
    return tuple(
        _told(task, known[task.order_id], clocks)
        for task in fulfilments_of(tx, sorted(known))
        if task.place_id == place_id and task.kind is not Kind.CARRY_OUT
    )


def _orders(tx: Tx, order_ids: Sequence[OrderId], language: str) -> dict[OrderId, PlacedOrder]:
    """Read orders with their lines named in a language, as far as the catalogue still has them."""
    sold = catalogue(tx)

    def named(entry: PlacedLine) -> PlacedLine:
        sku = sold.sku(entry.line.sku_id)
        return replace(entry, line=replace(entry.line, title=sku.title(language))) if sku else entry

    return {
        order.order_id: replace(order, lines=tuple(map(named, order.lines)))
        for order in orders(tx, order_ids)
    }


def _due_at(one: StoreTask) -> int:
    return one.due_at


def _told(task: Fulfilment, order: PlacedOrder, clocks: Clocks) -> StoreTask:
    units = {portion.line_no: portion.quantity for portion in task.portions}
    promise = order.promise_of(task.group_no)
    group = next(each for each in order.groups if each.group_no == task.group_no)
    return StoreTask(
        task,
        promise.latest_at if promise else task.promised_at,
        order.number,
        group.addressee(order.person.name),
        "" if group.gift else order.person.phone,
        order.payment_status,
        items_of(order, units),
        clocks.due_at(task),
    )


def _set_ups(
    tx: Tx, booked: Sequence[Appointment], known: dict[OrderId, PlacedOrder]
) -> tuple[SetUp, ...]:
    parts = fulfilments_of(tx, sorted({each.order_id for each in booked}))
    goods = {
        (part.order_id, portion.line_no): part.status for part in parts for portion in part.portions
    }
    return tuple(_set_up(each, known[each.order_id], goods) for each in booked)


def _set_up(
    booked: Appointment, order: PlacedOrder, goods: dict[tuple[OrderId, int], Status]
) -> SetUp:
    line = next(e.line for e in order.lines if e.line.line_no == booked.line_no)
    bound = (order.order_id, line.bound_to or 0)
    return SetUp(booked, order.number, order.person.name, line.title, goods.get(bound))
