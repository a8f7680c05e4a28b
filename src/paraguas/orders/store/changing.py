"""The SQL of placed orders that change: log, counters, statuses, allocations, promises."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import Column, func, select, update

from paraguas.orders import tables as t
from paraguas.orders.model import (
    Allocation,
    Counter,
    FulfilmentStatus,
    LineStanding,
    OrderStatus,
    Promise,
    PromiseState,
)
from paraguas.orders.rules import rows
from paraguas.orders.rules.allocating import Allocations, finish, shrink
from paraguas.orders.rules.rows import (
    json_text,
    read_allocations,
    write_allocations,
)
from paraguas.orders.rules.standing import (
    fulfilment_status,
    order_status,
)
from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.seals import close_rows
from paraguas.plumbing.tx import StaleSlice, Tx
from paraguas.values.stamp import Stamp

Standing = tuple[OrderStatus, FulfilmentStatus]

_LEAVES = ("cancelled", "handed_over", "shipped", "performed")
_COMES_BACK = ("coming_back", "returned")
_STANDING = ("quantity", "cancelled", "handed_over", "shipped", "delivered", "performed")


def _count(counter: str) -> GuardedUpdate:
    # Units leave a line once: by the person's hand, the carrier, being performed or cancelled.
    gone = " + ".join(f"t.{name}" for name in _LEAVES)
    limit = f"{gone} + {{units}} <= t.quantity" if counter in _LEAVES else "TRUE"
    if counter == "shipped":
        limit += " AND t.delivered <= t.shipped + {units}"
    if counter == "delivered":
        limit = "t.delivered + {units} <= t.shipped"
    back = "t.coming_back + t.returned"
    if counter in _COMES_BACK:
        limit = f"{back} + {{units}} <= t.handed_over + t.shipped"
    if counter in {"handed_over", "shipped"}:
        limit += f" AND {back} <= t.handed_over + t.shipped + {{units}}"
    return GuardedUpdate(
        t.order_lines,
        keys=("order_id", "line_no"),
        givens={"units": counter},
        sets=f"{counter} = t.{counter} + {{units}}",
        guard=f"t.{counter} + {{units}} BETWEEN 0 AND t.quantity AND {limit}",
    )


_COUNT = {counter: _count(counter.value) for counter in Counter}
_NAME = GuardedUpdate(
    t.orders,
    keys=("order_id",),
    givens={"record": "record_id"},
    sets="record_id = {record}",
    guard="t.record_id IS NULL",
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
    told = [(*entry, json_text(sorted(units.items())))]
    tx.insert(t.order_actions, rows.ACTION, close_rows(tx, rows.ACTION, told, rows.SEALED))
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
    """Take units (allocation_no, units) out of open allocations; StaleSlice when they are gone."""
    if released:
        _reallocate(tx, order_id, lambda found: shrink(found, released))


def finish_allocations(tx: Tx, order_id: str, allocation_nos: Sequence[int]) -> None:
    """Close open allocations whose units have left; StaleSlice when one is not open any more."""
    if allocation_nos:
        _reallocate(tx, order_id, lambda found: finish(found, allocation_nos))


def add_allocations(tx: Tx, order_id: str, new: Sequence[Allocation]) -> None:
    """Add allocations, under numbers of their own."""
    _reallocate(tx, order_id, lambda found: (*found, *new))


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


def drop_promises(tx: Tx, order_id: str, group_no: int, *, at: int, cause: str | None) -> list[str]:
    """Drop the open promises of a group nothing is left of; their kinds.

    cause: the brand's; a promise that moved before keeps the cause of that.
    """
    c = t.promises.c
    theirs = c.order_id == order_id, c.group_no == group_no, c.state == PromiseState.OPEN.value
    kinds = [row.kind for row in tx.all(select(c.kind).where(*theirs).order_by(c.promise_no))]
    dropped = update(t.promises).where(*theirs)
    why = func.coalesce(c.cause, cause) if cause else c.cause
    tx.run(dropped.values(state=PromiseState.DROPPED.value, closed_at=at, cause=why))
    return kinds


def _reallocate(tx: Tx, order_id: str, change: Callable[[Allocations], Allocations | None]) -> None:
    changed = change(read_allocations(_locked(tx, order_id, t.orders.c.allocations)))
    if changed is None:
        raise StaleSlice
    _store(tx, order_id, allocations=write_allocations(changed))


def _locked(tx: Tx, order_id: str, column: Column[str]) -> str:
    """Read a column nobody else may change before this transaction is over."""
    text: str = tx.value(select(column).where(t.orders.c.order_id == order_id).with_for_update())
    return text


def _store(tx: Tx, order_id: str, **columns: str) -> None:
    tx.run(update(t.orders).where(t.orders.c.order_id == order_id).values(**columns))


def name_records(tx: Tx, told: Sequence[tuple[str, str]]) -> None:
    """Note the record each order left, and find it by that; StaleSlice where it has one."""
    tx.update(_NAME, told)
    found = [(record_id, order_id) for order_id, record_id in told]
    tx.insert(t.order_contacts, ("contact_key", "order_id"), found)
