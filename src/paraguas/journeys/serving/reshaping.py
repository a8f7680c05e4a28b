"""Reshape a fulfilment, from its store or the head office: split, merge, hold, schedule, move.

Each with its reason; the order's allocations follow in the same transaction.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.hold_fulfilment import hold_fulfilment
from paraguas.fulfilment.actions.merge_fulfilments import merge_fulfilments
from paraguas.fulfilment.actions.own_fulfilment import own_fulfilment
from paraguas.fulfilment.actions.resume_fulfilment import resume_fulfilment
from paraguas.fulfilment.actions.schedule_fulfilment import schedule_fulfilment
from paraguas.fulfilment.actions.split_fulfilment import split_fulfilment
from paraguas.fulfilment.model import Fulfilment
from paraguas.orders import queries as orders
from paraguas.orders.actions.reassign_allocations import reassign_allocations
from paraguas.orders.model import PlacedOrder
from paraguas.orders.rules.leaving import open_allocations, reassigned, released_from
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


class Reshaping(Struct, frozen=True):
    """What is to become of a fulfilment, and why; only what the verb needs is filled in.

    lines: line number -> units to split off.  others: to merge into it.  not_before: when work
    may begin.  owner: an actor's code.
    """

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    reason: str = ""
    lines: Mapping[int, int] = field(default_factory=dict)
    others: Sequence[str] = ()
    not_before: int | None = None
    owner: str | None = None


def split_task(tx: Tx, item: Reshaping) -> Fulfilment:
    """Let units go on by themselves, at the same place; gives the new fulfilment."""
    _, new = split_off(tx, item.stamp, _found(tx, item), item.lines, reason=item.reason)
    return new


def split_off(
    tx: Tx,
    stamp: Stamp,
    found: Fulfilment,
    lines: Mapping[int, int],
    *,
    reason: str,
    collect_until: int | None = None,
) -> tuple[Fulfilment, Fulfilment]:
    """Split units off with their allocations; gives what stays and what is new.

    collect_until: until when the person may come for what is new, where that is another time.
    """
    kept, new = split_fulfilment(
        tx, stamp, found, lines, reason=reason, collect_until=collect_until
    )
    order = orders.order(tx, found.order_id)
    _reassign(tx, order, found.fulfilment_id, lines, new.fulfilment_id)
    return kept, new


def merge_tasks(tx: Tx, item: Reshaping) -> Fulfilment:
    """Put other fulfilments of the same group, place and state into this one."""
    into = _found(tx, item)
    others = [
        fulfilments.fulfilment(tx, item.order_id, FulfilmentId(other))
        for other in dict.fromkeys(item.others)
    ]
    merged = merge_fulfilments(tx, item.stamp, into, others, reason=item.reason)
    for other in others:
        units = {portion.line_no: portion.quantity for portion in other.portions}
        order = orders.order(tx, item.order_id)
        _reassign(tx, order, other.fulfilment_id, units, into.fulfilment_id)
    return merged


def hold_task(tx: Tx, item: Reshaping) -> Fulfilment:
    """Let nobody work on it."""
    return hold_fulfilment(tx, item.stamp, _found(tx, item), reason=item.reason)


def resume_task(tx: Tx, item: Reshaping) -> Fulfilment:
    """Let work on it go on."""
    return resume_fulfilment(tx, item.stamp, _found(tx, item))


def schedule_task(tx: Tx, item: Reshaping) -> Fulfilment:
    """Say when work on it may begin."""
    found = _found(tx, item)
    return schedule_fulfilment(
        tx, item.stamp, found, not_before=item.not_before, reason=item.reason
    )


def own_task(tx: Tx, item: Reshaping) -> Fulfilment:
    """Say who looks after it."""
    return own_fulfilment(tx, item.stamp, _found(tx, item), owner=item.owner)


def _found(tx: Tx, item: Reshaping) -> Fulfilment:
    return fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)


def _reassign(
    tx: Tx,
    order: PlacedOrder,
    was: FulfilmentId,
    units: Mapping[int, int],
    now: FulfilmentId,
) -> None:
    lost = released_from(open_allocations(order, was), units)
    released = [(each.allocation_no, n) for each, n in lost]
    reassign_allocations(tx, order.order_id, released, reassigned(order, lost, now))
