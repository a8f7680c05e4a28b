"""Sourcing again: what a place gave up is served elsewhere, and cancelled where nobody has it."""

from collections.abc import Sequence

from paraguas.catalog.queries import catalogue
from paraguas.fulfilment.actions.write_fulfilments import write_fulfilments
from paraguas.fulfilment.errors import CannotServe
from paraguas.fulfilment.model import Fulfilment, Resourcing, Sourced, Status
from paraguas.fulfilment.rules.parting import part_plan
from paraguas.inventory.actions.move_stock import move_stock
from paraguas.inventory.model import Kind as MovementKind, Movement
from paraguas.inventory.queries import slice_positions
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.changing.holding import keep_held
from paraguas.journeys.checkout.offers import OfferKey, Offers, make_offers
from paraguas.journeys.checkout.room import candidates, read_room
from paraguas.journeys.checkout.rules import Asked, ask_places
from paraguas.journeys.serving.delays import postpone
from paraguas.journeys.stock.keeping_back import read_kept
from paraguas.network.model import Place
from paraguas.network.queries import Network, network
from paraguas.orders import queries as orders
from paraguas.orders.actions.add_allocations import add_allocations
from paraguas.orders.actions.move_group import move_group
from paraguas.orders.model import Allocation, GroupKind, PlacedOrder
from paraguas.orders.rules.leaving import next_allocation_no
from paraguas.plumbing.tx import Tx
from paraguas.sourcing.actions.write_traces import write_traces
from paraguas.sourcing.model import Candidate, Plan, RuleSet, Shortage, Want
from paraguas.sourcing.queries import rule_book
from paraguas.sourcing.rules.sourcing import source
from paraguas.sourcing.rules.wanting import left_over, part_wants
from paraguas.values.ids import PlaceId
from paraguas.values.stamp import Stamp
from paraguas.values.time import minute_of

REFUSED = "store_refused"
SOLD_OUT = "sold_out"
BUSY = "capacity"


def serve_elsewhere(tx: Tx, stamp: Stamp, asked: Resourcing) -> None:
    """Source what a place gave up at the others, on days they have room, and move the promise.

    What they do not have all together is cancelled; the person is told either way.
    """
    lost = _serve_others(tx, stamp, asked, "")
    if lost:
        cancel_order(tx, Cancelling(stamp, asked.order_id, lost, cause=SOLD_OUT))


def serve_at(tx: Tx, stamp: Stamp, asked: Resourcing, place: Place) -> None:
    """Source all a place gave up at another one that is named; CannotServe where it cannot."""
    if place.place_id == asked.refused_by or _serve_others(tx, stamp, asked, place.code):
        raise CannotServe(place=place.code)


def serve_instead(tx: Tx, stamp: Stamp, asked: Resourcing, *, but: frozenset[PlaceId]) -> None:
    """Source all a place gave up at others, but for some; CannotServe where they lack any of it."""
    if _serve_others(tx, stamp, asked, "", but=but, cause=BUSY):
        raise CannotServe(place="")


def _serve_others(
    tx: Tx,
    stamp: Stamp,
    asked: Resourcing,
    only: str,
    *,
    but: frozenset[PlaceId] = frozenset(),
    cause: str = REFUSED,
) -> dict[int, int]:
    """Source what a place gave up; gives what is lost, line number -> units."""
    order = orders.order(tx, asked.order_id)
    key = _key(stamp, order, asked)
    net = network(tx)
    found = _ask_others(tx, net, key, asked, only, but=but)
    room = read_room(tx, net, [found.offers], groups=1)
    opened = room.open_offers(key, found.offers)
    refused = net.place(asked.refused_by)
    point = refused.point if refused else None
    shown = candidates(room, found.offers, opened, point, found.rules)
    plan, lost = _plan(tx, asked, shown, order.channel, found.rules)
    if plan:
        trace = found.pack(plan.trace)
        _serve(tx, stamp, order, asked, plan=plan, offers=opened, trace=trace, cause=cause)
    return lost


def _key(stamp: Stamp, order: PlacedOrder, asked: Resourcing) -> OfferKey:
    group = next(each for each in order.groups if each.group_no == asked.group_no)
    country = group.address.country if group.address else ""
    return OfferKey(group.kind, order.market, country, "", minute_of(stamp.at))


def _ask_others(
    tx: Tx,
    net: Network,
    key: OfferKey,
    asked: Resourcing,
    only: str,
    *,
    but: frozenset[PlaceId],
) -> Asked:
    others = make_offers(net, key).items()
    barred = {asked.refused_by, *but}
    offers = {place: offer for place, offer in others if place not in barred}
    if only:
        offers = {place: offer for place, offer in others if offer.place.code == only}
        key = key._replace(place=only)
    catalog = catalogue(tx)
    skus = [sku for portion in asked.portions if (sku := catalog.sku(portion.sku_id))]
    return ask_places(rule_book(tx), catalog, key, skus, offers)


def _plan(
    tx: Tx, asked: Resourcing, shown: Sequence[Candidate], channel: str, rules: RuleSet
) -> tuple[Plan | None, dict[int, int]]:
    """Plan what can be had; the rest is lost, line number -> units."""
    places = [candidate.place_id for candidate in shown if candidate.free_capacity != 0]
    asked_for = wants = tuple(Want(*portion) for portion in asked.portions)
    pool = slice_positions(tx, sorted({want.sku_id for want in wants}), places)
    shelves = read_kept(tx).shelves(pool, channel)
    plan = source(wants, shown, shelves, rules.rules) if shown else None
    if isinstance(plan, Shortage):
        wants = part_wants(wants, plan.short)
        plan = source(wants, shown, shelves, rules.rules) if wants else None
    if not isinstance(plan, Plan):
        wants, plan = (), None
    return plan, left_over(asked_for, wants)


def _serve(
    tx: Tx,
    stamp: Stamp,
    order: PlacedOrder,
    asked: Resourcing,
    *,
    plan: Plan,
    offers: Offers,
    trace: bytes,
    cause: str,
) -> None:
    used = {assigned.place_id for assigned in plan.assignments}
    parts = part_plan(
        *(stamp, order.order_id, asked.group_no, asked.kind, plan.parts()),
        skus={portion.line_no: portion.sku_id for portion in asked.portions},
        promised_at={p: offers[p].window.end_at for p in used},
        counted_on={p: day for p in used if (day := offers[p].counted_on)},
        status=Status.RELEASED,
    )
    limits = {p: most for p in used if (most := offers[p].place.daily_capacity) is not None}
    new = allocate(tx, stamp, order, parts)
    write_fulfilments(tx, [Sourced(parts, limits or None)])
    write_traces(tx, [(order.order_id, asked.group_no, stamp.at, trace)])
    add_allocations(tx, stamp, order.order_id, new)
    moved = asked.kind.value == GroupKind.PICK_UP.value and not asked.keeps_rest
    if moved:
        move_group(tx, order.order_id, asked.group_no, parts[0].place_id)
    postpone(
        *(tx, stamp, orders.order(tx, order.order_id), asked.group_no),
        frozenset(portion.line_no for portion in asked.portions),
        until_at=max(part.promised_at for part in parts),
        cause=cause,
        moved_to=offers[parts[0].place_id].place if moved else None,
    )
    keep_held(tx, stamp, order.order_id)


def allocate(
    tx: Tx, stamp: Stamp, order: PlacedOrder, parts: Sequence[Fulfilment]
) -> list[Allocation]:
    """Take fulfilments' goods off the shelves of their places; gives the new allocations."""
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
