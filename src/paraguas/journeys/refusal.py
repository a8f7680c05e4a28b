"""A store's no: its part is sourced again at once, elsewhere; what nobody has is cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from paraguas.fulfilment.actions.refuse_fulfilment import refuse_fulfilment
from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.model import Candidate, Fulfilment, Plan, Resourcing, Sourced, Status
from paraguas.fulfilment.rules.parting import part_plan
from paraguas.fulfilment.rules.sourcing import source
from paraguas.fulfilment.rules.tracing import pack_trace
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind as MovementKind
from paraguas.inventory.model import Movement
from paraguas.inventory.queries import slice_positions
from paraguas.journeys.cancellation import Cancelling, cancel_order
from paraguas.journeys.checkout_offers import OfferKey, Offers, make_offers
from paraguas.journeys.delays import postpone
from paraguas.network.queries import Network, network
from paraguas.network.rules.distance import distance_metres
from paraguas.orders import queries as orders
from paraguas.orders.actions.add_allocations import add_allocations
from paraguas.orders.actions.move_group import move_group
from paraguas.orders.actions.shrink_allocations import shrink_allocations
from paraguas.orders.model import Allocation, GroupKind, PlacedOrder
from paraguas.orders.rules.leaving import next_allocation_no, open_allocations, released_from
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp
from paraguas.values.time import minute_of

CAUSE = "store_refused"


@dataclass(frozen=True, slots=True)
class Refusing:
    """A store that cannot serve a task, or units of it (line number -> units).

    may_split: it keeps the rest.  whole_sku: it has none left for anybody.
    """

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    reason: str
    missing: Mapping[int, int] = field(default_factory=dict)
    may_split: bool = False
    whole_sku: bool = False


def refuse_task(tx: Tx, item: Refusing) -> PlacedOrder:
    """Take a store's no: free its stock, source the goods elsewhere, move the promise.

    What no other place has is cancelled, and the person is told either way.
    """
    asked = refuse_fulfilment(
        tx,
        item.stamp,
        item.order_id,
        item.fulfilment_id,
        reason=item.reason,
        missing=item.missing,
        may_split=item.may_split,
        whole_sku=item.whole_sku,
    )
    _give_up(tx, item, asked)
    order = orders.order(tx, item.order_id)
    offers = _offers(tx, item.stamp, order, asked)
    positions = slice_positions(tx, [want.sku_id for want in asked.wants], list(offers))
    plan = source(asked.wants, _candidates(network(tx), asked, offers), positions.at)
    if isinstance(plan, Plan):
        _serve_elsewhere(tx, item.stamp, order, asked, plan=plan, offers=offers)
    else:
        units = {want.line_no: want.quantity for want in asked.wants}
        cancel_order(tx, Cancelling(item.stamp, item.order_id, units))
    return orders.order(tx, item.order_id)


def _give_up(tx: Tx, item: Refusing, asked: Resourcing) -> None:
    order = orders.order(tx, item.order_id)
    units = {want.line_no: want.quantity for want in asked.wants}
    skus = {want.line_no: want.sku_id for want in asked.wants}
    lost = released_from(open_allocations(order, item.fulfilment_id), units)
    cause, told = item.stamp.ids.next(), (item.stamp.at, item.stamp.by.actor, item.reason)
    move_stock(
        tx,
        [
            Movement(
                *(skus[each.line_no], each.place_id, MovementKind.RELEASED),
                *(cause, each.allocation_no, n),
                *told,
            )
            for each, n in lost
        ],
    )
    released = [(each.allocation_no, n) for each, n in lost]
    shrink_allocations(tx, item.stamp, item.order_id, released, units)


def _offers(tx: Tx, stamp: Stamp, order: PlacedOrder, asked: Resourcing) -> Offers:
    group = next(each for each in order.groups if each.group_no == asked.group_no)
    country = group.address.country if group.address else ""
    key = OfferKey(group.kind, order.market, country, "", minute_of(stamp.at))
    offers = make_offers(network(tx), key)
    return {place: offer for place, offer in offers.items() if place != asked.refused_by}


def _candidates(net: Network, asked: Resourcing, offers: Offers) -> list[Candidate]:
    refused = net.place(asked.refused_by)
    return [
        Candidate(
            place_id,
            offer.window.end_at,
            distance_metres(refused.point, offer.place.point) if refused else None,
        )
        for place_id, offer in offers.items()
    ]


def _serve_elsewhere(
    tx: Tx, stamp: Stamp, order: PlacedOrder, asked: Resourcing, *, plan: Plan, offers: Offers
) -> None:
    parts = part_plan(
        stamp,
        order.order_id,
        asked.group_no,
        asked.kind,
        plan.assignments,
        skus={want.line_no: want.sku_id for want in asked.wants},
        candidates={p: Candidate(p, offer.window.end_at) for p, offer in offers.items()},
        status=Status.RELEASED,
    )
    new = _allocate(tx, stamp, order, parts)
    trace = (asked.group_no, pack_trace(plan.trace))
    write_fulfilments(tx, [Sourced(stamp, parts, (trace,))])
    add_allocations(tx, stamp, order.order_id, new)
    if asked.kind.value == GroupKind.PICK_UP.value and not asked.keeps_rest:
        move_group(tx, order.order_id, asked.group_no, parts[0].place_id)
    postpone(
        tx,
        stamp,
        orders.order(tx, order.order_id),
        asked.group_no,
        line_nos=frozenset(want.line_no for want in asked.wants),
        until_at=max(part.promised_at for part in parts),
        cause=CAUSE,
    )


def _allocate(
    tx: Tx, stamp: Stamp, order: PlacedOrder, parts: Sequence[Fulfilment]
) -> list[Allocation]:
    portions = [(part, portion) for part in parts for portion in part.portions]
    new = [
        Allocation(number, portion.line_no, part.place_id, portion.quantity, part.fulfilment_id)
        for number, (part, portion) in enumerate(portions, start=next_allocation_no(order))
    ]
    skus = {portion.line_no: portion.sku_id for _, portion in portions}
    told = (stamp.at, stamp.by.actor)
    move_stock(
        tx,
        [
            Movement(
                *(skus[each.line_no], each.place_id, MovementKind.ALLOCATED),
                *(order.order_id, each.allocation_no, each.quantity),
                *told,
            )
            for each in new
        ],
    )
    return new
