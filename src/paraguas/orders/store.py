"""The SQL of placed orders that change: log, counters, statuses, allocations, promises."""

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy import select, update

from paraguas.orders import tables as t
from paraguas.orders.model import (
    Basket,
    BasketStatus,
    Counter,
    FulfilmentStatus,
    Order,
    OrderStatus,
    Promise,
    PromiseState,
)
from paraguas.orders.rules import rows
from paraguas.orders.rules.rows import json_text
from paraguas.orders.rules.standing import (
    LineStanding,
    fulfilment_status,
    order_status,
    starting_counters,
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
_CLOSE = GuardedUpdate(
    t.baskets,
    keys=("basket_id",),
    givens={"closed": "status", "made": "order_id", "moment": "changed_at"},
    sets="status = {closed}, order_id = {made}, changed_at = {moment}, version = t.version + 1",
    guard="t.status = 'open'",
)
_BASKET = (
    *("basket_id", "version", "status", "channel", "market", "owner", "token", "opened_at"),
    *("changed_at", "expires_at", "order_id", "body"),
)
_PAY = GuardedUpdate(
    t.orders,
    keys=("order_id",),
    givens={"payment": "payment_status"},
    sets="payment_status = {payment}",
)


def add_orders(tx: Tx, orders: Sequence[Order], *, secret: str, recorded_at: int) -> None:
    """Insert orders with their keys, contacts, groups, lines, allocations, log and promises."""
    counted = [(order, starting_counters(order)) for order in orders]
    tx.insert(t.orders, rows.ORDER, [rows.order_row(o, c, recorded_at) for o, c in counted])
    tx.insert(t.order_keys, ("key_id", "order_id"), rows.key_rows(orders))
    tx.insert(t.order_contacts, ("contact_key", "order_id"), rows.contact_rows(orders, secret))
    tx.insert(t.order_groups, rows.GROUP, rows.group_rows(orders))
    lines = [row for o, c in counted for row in rows.line_rows(o, c)]
    tx.insert(t.order_lines, rows.LINE, lines)
    tx.insert(t.order_allocations, rows.ALLOCATION, rows.allocation_rows(orders))
    actions = [row for o, c in counted for row in rows.action_rows(o, c)]
    tx.insert(t.order_actions, rows.ACTION, actions)
    tx.insert(t.promises, rows.PROMISE, rows.promise_rows(orders))


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
    line = t.order_lines.c
    found = tx.all(select(*(line[name] for name in _STANDING)).where(line.order_id == order_id))
    fulfilled = fulfilment_status(LineStanding(*row) for row in found)
    now = order_status(fulfilled), fulfilled
    order = t.orders.c
    head = tx.first(select(order.status, order.fulfilment_status).where(order.order_id == order_id))
    assert head is not None, "counted units of an absent order"
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
    count = len(tx.all(select(t.promises.c.promise_no).where(t.promises.c.order_id == order_id)))
    columns = ("order_id", "promise_no", "group_no", "kind", "earliest_at", "latest_at")
    row = (order_id, count + 1, promise.group_no, promise.kind, new[0], new[1])
    tx.insert(
        t.promises,
        (*columns, "source", "made_at", "door", "state", "cause"),
        [(*row, promise.source, stamp.at, stamp.by.door, PromiseState.OPEN.value, new[2])],
    )


def close_promise(tx: Tx, order_id: str, promise_no: int, state: PromiseState, *, at: int) -> None:
    """Set the final state of a promise that is open."""
    c = t.promises.c
    tx.run(
        update(t.promises)
        .where(c.order_id == order_id, c.promise_no == promise_no)
        .where(c.state == PromiseState.OPEN.value)
        .values(state=state.value, closed_at=at)
    )


def drop_promises(tx: Tx, order_id: str, group_no: int, *, at: int) -> None:
    """Drop the open promises of a group nothing is left of."""
    c = t.promises.c
    tx.run(
        update(t.promises)
        .where(c.order_id == order_id, c.group_no == group_no)
        .where(c.state == PromiseState.OPEN.value)
        .values(state=PromiseState.DROPPED.value, closed_at=at)
    )


def add_basket(tx: Tx, basket: Basket) -> None:
    """Insert a basket."""
    tx.insert(t.baskets, _BASKET, [_basket_row(basket)])


def save_basket(tx: Tx, basket: Basket, *, was: int) -> None:
    """Save a changed basket over its version `was`; StaleSlice when that is not there any more."""
    values = dict(zip(_BASKET, _basket_row(basket), strict=True))
    c = t.baskets.c
    saved = tx.run(
        update(t.baskets)
        .where(c.basket_id == basket.basket_id, c.version == was)
        .where(c.status == BasketStatus.OPEN.value)
        .values(values)
    )
    if not saved:
        raise StaleSlice


def close_baskets(tx: Tx, closed: Sequence[tuple[str, str, str | None, int]]) -> None:
    """Close open baskets: (basket_id, status, order_id, at)."""
    tx.update(_CLOSE, closed)


def _basket_row(basket: Basket) -> tuple[object, ...]:
    return (
        *(basket.basket_id, basket.version, basket.status.value, basket.channel, basket.market),
        *(basket.owner, basket.token, basket.opened_at, basket.changed_at, basket.expires_at),
        *(basket.order_id, msgspec.json.encode(basket.contents)),
    )
