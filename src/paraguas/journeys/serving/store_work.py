"""Store work: a task from the first look to the goods in the person's hands.

Each step is the fulfilment's own verb with what follows from it on the order's lines, the stock,
the money and the promise, in one transaction.
"""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.hand_over import hand_over
from paraguas.fulfilment.actions.make_ready import make_ready
from paraguas.fulfilment.actions.note_arrival import note_arrival
from paraguas.fulfilment.actions.pack_boxes import pack_boxes
from paraguas.fulfilment.actions.take_step import take_step
from paraguas.fulfilment.errors import CodeWrong
from paraguas.fulfilment.model import Fulfilment, Proof, Status
from paraguas.fulfilment.rules.boxing import BoxWish
from paraguas.fulfilment.rules.parting import part_portions
from paraguas.fulfilment.rules.promising import collect_until
from paraguas.fulfilment.rules.proving import prove
from paraguas.fulfilment.rules.steps import Step, after
from paraguas.inventory.actions.move_or_refuse import move_or_refuse
from paraguas.inventory.model import Kind, Movement
from paraguas.journeys.changing.holding import demand_free
from paraguas.journeys.money.paying import take_due
from paraguas.journeys.promises.ending import end_promise
from paraguas.journeys.serving.reshaping import split_off
from paraguas.journeys.stock.codes import naming_codes
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.actions.count_units import count_units
from paraguas.orders.actions.finish_allocations import finish_allocations
from paraguas.orders.actions.make_promise import make_promise
from paraguas.orders.model import Counter, PlacedOrder, PromiseState
from paraguas.orders.rules.leaving import due_for, open_allocations
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp
from paraguas.values.time import local_day

COLLECT_DAYS = 7
"""How long goods wait for their person after the day they are ready."""

PART = "part_taken"
"""Why the rest of goods waits under a promise of its own."""

_THERE = frozenset((Status.READY, Status.CUSTOMER_HERE, Status.HANDED_OVER, Status.DELIVERED))
_HERS = frozenset((Status.HANDED_OVER, Status.DELIVERED))
_GONE = frozenset((Status.CANCELLED, Status.REFUSED, Status.EXPIRED))


class Task(Struct, frozen=True):
    """A step to take on a fulfilment; only what the step needs is filled in.

    car, spot: of who waits outside for the goods.  lines: handed over now (line number -> units),
    all without.  boxes: a parcel's, one without.
    """

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    bay: str = ""
    code: str | None = None
    proof: Proof | None = None
    carrier: str = ""
    tracking: str = ""
    car: str = ""
    spot: str = ""
    lines: Mapping[int, int] = field(default_factory=dict)
    boxes: Sequence[BoxWish] = ()


def accept_task(tx: Tx, item: Task) -> Fulfilment:
    """Take a task on."""
    return take_step(tx, item.stamp, _found(tx, item), Step.ACCEPT)


def start_picking(tx: Tx, item: Task) -> Fulfilment:
    """Begin to gather the goods."""
    return take_step(tx, item.stamp, _found(tx, item), Step.PICK)


def stage_task(tx: Tx, item: Task) -> Fulfilment:
    """Put the picked goods into a bay."""
    moved = take_step(tx, item.stamp, _found(tx, item), Step.STAGE, bay=item.bay)
    _count(tx, item.stamp, moved, Counter.PICKED)
    return moved


def pack_task(tx: Tx, item: Task) -> Fulfilment:
    """Close the parcel, in one box or several; each gets its number where there is a range."""
    moved = take_step(tx, item.stamp, _found(tx, item), Step.PACK)
    _count(tx, item.stamp, moved, Counter.PICKED)
    place = network(tx).place(moved.place_id)
    assert place is not None, "a fulfilment at a place that is not there"
    pack_boxes(tx, moved, item.boxes, entity_id=place.entity_id)
    return moved


def make_task_ready(tx: Tx, item: Task) -> Fulfilment:
    """Tell that the person can come; what was promised is kept or broken now."""
    found = _found(tx, item)
    place = network(tx).place(found.place_id)
    assert place is not None, "a fulfilment at a place that is not there"
    ready_on = local_day(item.stamp.at, place.zone)
    until = collect_until(ready_on, COLLECT_DAYS, place.zone)
    moved = make_ready(tx, item.stamp, found, collect_until=until)
    _count(tx, item.stamp, moved, Counter.READY)
    _close_promise(tx, item.stamp, moved)
    return moved


def note_customer(tx: Tx, item: Task) -> Fulfilment:
    """Note that the person has come for the goods, or waits outside in a car."""
    return note_arrival(tx, item.stamp, _found(tx, item), car=item.car, spot=item.spot)


def hand_over_task(tx: Tx, item: Task) -> Fulfilment | CodeWrong:
    """Give the goods to the person who shows the code or whose document was seen.

    A wrong code is an outcome: it is counted, and the door refuses.  Where she takes only a part,
    the rest waits as a fulfilment of its own, under the same code, with a promise of its own.
    """
    found = _found(tx, item)
    if item.lines and isinstance(prove(found, item.code, item.proof), Proof):
        found = _keep_rest(tx, item, found)
    moved = hand_over(tx, item.stamp, found, code=item.code, proof=item.proof)
    if isinstance(moved, Fulfilment):
        _leave(tx, item.stamp, moved, Counter.HANDED_OVER)
        _close_promise(tx, item.stamp, moved, _HERS)
    return moved


def ship_task(tx: Tx, item: Task) -> Fulfilment:
    """Give the parcel to the carrier; its part of the order is charged now."""
    on_its_way = {"carrier": item.carrier, "tracking": item.tracking}
    moved = take_step(tx, item.stamp, _found(tx, item), Step.SHIP, **on_its_way)
    _leave(tx, item.stamp, moved, Counter.SHIPPED)
    return moved


def deliver_task(tx: Tx, item: Task) -> Fulfilment:
    """Note that the person has the parcel: rights of withdrawal count from here."""
    moved = take_step(tx, item.stamp, _found(tx, item), Step.DELIVER)
    _count(tx, item.stamp, moved, Counter.DELIVERED)
    _close_promise(tx, item.stamp, moved)
    return moved


def _keep_rest(tx: Tx, item: Task, found: Fulfilment) -> Fulfilment:
    """Split off what is not taken now; it can be fetched for as long as if it were ready today."""
    after(found, Step.HAND_OVER)
    rest, _ = part_portions(found, item.lines)
    if not rest:
        return found
    place = network(tx).place(found.place_id)
    assert place is not None, "a fulfilment at a place that is not there"
    until = collect_until(local_day(item.stamp.at, place.zone), COLLECT_DAYS, place.zone)
    units = {portion.line_no: portion.quantity for portion in rest}
    kept, _ = split_off(tx, item.stamp, found, units, reason=PART, collect_until=until)
    promise = orders.order(tx, found.order_id).promise_of(found.group_no)
    if promise and promise.state is not PromiseState.OPEN:
        again = replace(promise, earliest_at=item.stamp.at, latest_at=until, made_at=item.stamp.at)
        again = replace(again, state=PromiseState.OPEN, cause=PART, door=item.stamp.by.door)
        make_promise(tx, found.order_id, again)
    return kept


def _found(tx: Tx, item: Task) -> Fulfilment:
    return fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)


def _leave(tx: Tx, stamp: Stamp, moved: Fulfilment, counter: Counter) -> None:
    """Let goods leave: out of stock, out of the allocations, charged.

    Refuses PositionShort where a count has found fewer than are to leave.
    """
    demand_free(tx, moved.order_id)
    order = orders.order(tx, moved.order_id)
    leaving = open_allocations(order, moved.fulfilment_id)
    skus = {entry.line.line_no: entry.line.sku_id for entry in order.lines}
    told = (stamp.at, stamp.by.actor)
    with naming_codes(tx):
        move_or_refuse(
            tx,
            [
                Movement(
                    skus[each.line_no],
                    each.place_id,
                    Kind.ISSUED,
                    *(order.order_id, each.allocation_no, each.quantity),
                    *told,
                )
                for each in leaving
            ],
        )
    finish_allocations(tx, order.order_id, [each.allocation_no for each in leaving])
    due = due_for(order, units_of(moved))
    _count(tx, stamp, moved, counter)
    take_due(tx, stamp, order.order_id, due, moved.fulfilment_id)


def units_of(moved: Fulfilment) -> Mapping[int, int]:
    """Give the units of a fulfilment by line number."""
    return {portion.line_no: portion.quantity for portion in moved.portions}


def _count(tx: Tx, stamp: Stamp, moved: Fulfilment, counter: Counter) -> None:
    units = units_of(moved)
    count_units(tx, stamp, moved.order_id, counter, units, fulfilment_id=moved.fulfilment_id)


def _close_promise(
    tx: Tx, stamp: Stamp, moved: Fulfilment, there: Collection[Status] = _THERE
) -> None:
    """Close a group's promise once all its fulfilments are where they were promised to be."""
    group = [
        each
        for each in fulfilments.fulfilments_of(tx, [moved.order_id])
        if each.group_no == moved.group_no and each.status not in _GONE
    ]
    order = orders.order(tx, moved.order_id)
    promise = order.promise_of(moved.group_no)
    if promise and all(each.status in there for each in group) and _is_whole(order, moved.group_no):
        end_promise(tx, stamp, order, promise)


def _is_whole(order: PlacedOrder, group_no: int) -> bool:
    """Tell whether places have all of a group: nothing of it waits for supply."""
    entries = [each for each in order.lines if each.line.group_no == group_no]
    return all(e.line.service or e.counters["allocated"] >= e.standing.wanted for e in entries)
