"""The SQL of placed orders that change: log, counters, statuses, allocations, promises."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import func, select, update

from paraguas.orders import tables as t
from paraguas.orders.model import (
    Counter,
    FulfilmentStatus,
    LineStanding,
    OrderStatus,
    Promise,
    PromiseState,
)
from paraguas.orders.rules import rows
from paraguas.orders.rules.rows import json_text
from paraguas.orders.rules.standing import (
    fulfilment_status,
    order_status,
)
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.stamp import Stamp

Standing = tuple[OrderStatus, FulfilmentStatus]

_LEAVES = ("cancelled", "handed_over", "shipped", "performed")
_STANDING = ("quantity", "cancelled", "handed_over", "shipped", "delivered", "performed")


def _count(counter: str) -> GuardedUpdate:
    # Units leave a line once: by the person's hand, the carrier, being performed or cancelled.
    gone = " + ".join(f"t.{name}" for name in _LEAVES)
    limit = f"{gone} + {{units}} <= t.quantity" if counter in _LEAVES else "TRUE"
    if counter == "shipped":
        limit += " AND t.delivered <= t.shipped + {units}"
    if counter == "delivered":
        limit = "t.delivered + {units} <= t.shipped"
    return GuardedUpdate(
        t.order_lines,
        keys=("order_id", "line_no"),
        givens={"units": counter},
        sets=f"{counter} = t.{counter} + {{units}}",
        guard=f"t.{counter} + {{units}} BETWEEN 0 AND t.quantity AND {limit}",
    )


_COUNT = {counter: _count(counter.value) for counter in Counter}
_SHRINK = GuardedUpdate(
    t.order_allocations,
    keys=("order_id", "allocation_no"),
    givens={"units": "quantity"},
    sets="quantity = t.quantity - {units},"
    " status = CASE WHEN t.quantity = {units} THEN 'released' ELSE t.status END",
    guard="t.status = 'open' AND t.quantity >= {units}",
)
_FINISH = GuardedUpdate(
    t.order_allocations,
    keys=("order_id", "allocation_no"),
    givens={"done": "status"},
    sets="status = {done}",
    guard="t.status = 'open'",
)
_PAY = GuardedUpdate(
    t.orders,
    keys=("order_id",),
    givens={"payment": "payment_status"},
    sets="payment_status = {payment}",
)


def log_units(
    tx: Tx, stamp: Stamp, order_id: str, counter: Counter, units: Mapping[int, int]
) -> None:
    """Append to the log and project onto the counter; StaleSlice beyond its range."""
    by = stamp.by
    entry = (order_id, stamp.ids.next(), counter.value, stamp.at, by.actor, by.reason)
    tx.insert(t.order_actions, rows.ACTION, [(*entry, json_text(sorted(units.items())))])
    tx.update(_COUNT[counter], [(order_id, line_no, n) for line_no, n in units.items()])


def restate(tx: Tx, order_id: str) -> tuple[Standing, Standing]:
    """Derive the order's statuses from its counters and store them: what they were, and are."""
    # Two who count different lines at once wait here for each other; else neither would see that
    # the other's units were the last but its own.
    order = t.orders.c
    whose = select(order.status, order.fulfilment_status).where(order.order_id == order_id)
    head = tx.first(whose.with_for_update())
    assert head is not None, "counted units of an absent order"
    line = t.order_lines.c
    found = tx.all(select(*(line[name] for name in _STANDING)).where(line.order_id == order_id))
    fulfilled = fulfilment_status(LineStanding(*row) for row in found)
    now = order_status(fulfilled), fulfilled
    was = OrderStatus(head.status), FulfilmentStatus(head.fulfilment_status)
    if was != now:
        tx.run(
            update(t.orders)
            .where(order.order_id == order_id)
            .values(status=now[0].value, fulfilment_status=now[1].value)
        )
    return was, now


def shrink_allocations(tx: Tx, order_id: str, released: Sequence[tuple[int, int]]) -> None:
    """Take units (allocation_no, units) out of open allocations."""
    tx.update(_SHRINK, [(order_id, allocation_no, units) for allocation_no, units in released])


def finish_allocations(tx: Tx, order_id: str, allocation_nos: Sequence[int]) -> None:
    """Close allocations whose units have left."""
    tx.update(_FINISH, [(order_id, allocation_no, "done") for allocation_no in allocation_nos])


def add_allocations(tx: Tx, order_id: str, new: Sequence[tuple[int, int, str, int, str]]) -> None:
    """Insert open allocations: (allocation_no, line_no, place_id, quantity, fulfilment_id)."""
    columns = ("order_id", "allocation_no", "line_no", "place_id", "quantity", "fulfilment_id")
    tx.insert(t.order_allocations, (*columns, "status"), [(order_id, *row, "open") for row in new])


def set_payment_status(tx: Tx, statuses: Mapping[str, str]) -> None:
    """Store the payment status of many orders."""
    tx.update(_PAY, list(statuses.items()))


def move_promise(
    tx: Tx, stamp: Stamp, order_id: str, promise: Promise, new: tuple[int, int, str]
) -> None:
    """Close a promise as moved and add its successor (earliest, latest, cause)."""
    close_promise(tx, order_id, promise.promise_no, PromiseState.MOVED, at=stamp.at)
    successor = replace(
        promise,
        earliest_at=new[0],
        latest_at=new[1],
        cause=new[2],
        made_at=stamp.at,
        door=stamp.by.door,
        state=PromiseState.OPEN,
    )
    add_promise(tx, order_id, successor)


def add_promise(tx: Tx, order_id: str, promise: Promise) -> None:
    """Add a promise under the next number of the order's ledger."""
    c = t.promises.c
    last = tx.value(select(func.max(c.promise_no)).where(c.order_id == order_id))
    numbered = replace(promise, promise_no=(last or 0) + 1)
    tx.insert(t.promises, rows.PROMISE, [rows.promise_row(order_id, numbered)])


def close_promise(tx: Tx, order_id: str, promise_no: int, state: PromiseState, *, at: int) -> None:
    """Set the final state of a promise; StaleSlice when it is not open any more."""
    c = t.promises.c
    closed = tx.run(
        update(t.promises)
        .where(c.order_id == order_id, c.promise_no == promise_no)
        .where(c.state == PromiseState.OPEN.value)
        .values(state=state.value, closed_at=at)
    )
    if not closed:
        raise StaleSlice


def drop_promises(tx: Tx, order_id: str, group_no: int, *, at: int) -> list[str]:
    """Drop the open promises of a group nothing is left of; their kinds."""
    c = t.promises.c
    theirs = c.order_id == order_id, c.group_no == group_no, c.state == PromiseState.OPEN.value
    kinds = [row.kind for row in tx.all(select(c.kind).where(*theirs).order_by(c.promise_no))]
    dropped = update(t.promises).where(*theirs)
    tx.run(dropped.values(state=PromiseState.DROPPED.value, closed_at=at))
    return kinds


def move_group(tx: Tx, order_id: str, group_no: int, place_id: str) -> None:
    """Set the place of a group."""
    c = t.order_groups.c
    tx.run(
        update(t.order_groups)
        .where(c.order_id == order_id, c.group_no == group_no)
        .values(place_id=place_id)
    )
