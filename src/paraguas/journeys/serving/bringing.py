"""Ship to store: another place brings the goods of a pick-up to the store of the person's choice.

Until they arrive the goods stay in the books of the place that sends them, allocated to the
order; their arrival is a transfer between the two places.
"""

from collections.abc import Mapping

from msgspec import Struct

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.actions.bring_goods import bring_goods
from paraguas.fulfilment.actions.send_goods import send_goods
from paraguas.fulfilment.actions.take_goods_in import take_goods_in
from paraguas.fulfilment.errors import CannotServe, StepNotAllowed
from paraguas.fulfilment.model import Fulfilment, Kind, Resourcing
from paraguas.inventory.actions.receive_transfer import receive_transfer
from paraguas.inventory.actions.send_transfer import send_transfer
from paraguas.inventory.model import Units
from paraguas.inventory.queries import slice_positions, transfer
from paraguas.journeys.changing.holding import keep_held
from paraguas.journeys.serving.delays import postpone
from paraguas.journeys.serving.refusal import Refusing, give_up, refuse_one
from paraguas.journeys.serving.resourcing import REFUSED, allocate
from paraguas.journeys.serving.store_work import Task
from paraguas.journeys.stock.keeping_back import read_kept
from paraguas.network.errors import PlaceUnknown
from paraguas.network.queries import network
from paraguas.orders import queries as orders
from paraguas.orders.actions.add_allocations import add_allocations
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId, SkuId
from paraguas.values.refusal import Malformed
from paraguas.values.stamp import Stamp


class Bringing(Struct, frozen=True):
    """A pick-up whose goods another place (its code) brings, when they should come, and why."""

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    place: str
    expected_at: int
    reason: str


def bring_task(tx: Tx, item: Bringing) -> Fulfilment:
    """Have another place bring the goods; the promise moves to when they should come.

    The store keeps the hand-over.  Refuses what is not fetched, CannotServe where the place lacks
    units, and a time that has passed.
    """
    place = network(tx).place_by_code(item.place)
    if place is None:
        raise PlaceUnknown(place=item.place)
    if item.expected_at <= item.stamp.at:
        raise Malformed(where="expected_at", problem="it has passed")
    found = fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)
    if found.kind is not Kind.PICK_UP or found.to_place_id or found.place_id == place.place_id:
        raise StepNotAllowed(step="bring", status=found.status.value)
    asked = refuse_one(tx, Refusing(item.stamp, item.order_id, item.fulfilment_id, item.reason))
    _check_there(tx, asked, place.place_id, place.code)
    new = bring_goods(
        *(tx, item.stamp, item.order_id, asked.group_no),
        {place.place_id: [(portion.line_no, portion.quantity) for portion in asked.portions]},
        skus={portion.line_no: portion.sku_id for portion in asked.portions},
        to_place_id=found.place_id,
        expected_at=item.expected_at,
    )
    order = orders.order(tx, item.order_id)
    add_allocations(tx, item.stamp, item.order_id, allocate(tx, item.stamp, order, [new]))
    postpone(
        *(tx, item.stamp, orders.order(tx, item.order_id), asked.group_no),
        frozenset(portion.line_no for portion in asked.portions),
        until_at=item.expected_at,
        cause=REFUSED,
    )
    keep_held(tx, item.stamp, item.order_id)
    return fulfilments.fulfilment(tx, item.order_id, new.fulfilment_id)


def send_task(tx: Tx, item: Task) -> Fulfilment:
    """Let picked goods leave for the store where they are fetched."""
    found = fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)
    return send_goods(tx, item.stamp, found, carrier=item.carrier, tracking=item.tracking)


def arrive_task(tx: Tx, item: Task) -> Fulfilment:
    """Take brought goods in: out of the books of who sent them, and allocated here."""
    found = fulfilments.fulfilment(tx, item.order_id, item.fulfilment_id)
    moved = take_goods_in(tx, item.stamp, found)
    assert found.from_place_id is not None, "goods on their way come from somewhere"
    give_up(tx, item.stamp, found, _units(found), reason="brought to its store")
    _transfer(tx, item.stamp, moved, found.from_place_id)
    order = orders.order(tx, item.order_id)
    add_allocations(tx, item.stamp, item.order_id, allocate(tx, item.stamp, order, [moved]))
    return moved


def _units(found: Fulfilment) -> Mapping[int, int]:
    return {portion.line_no: portion.quantity for portion in found.portions}


def _check_there(tx: Tx, asked: Resourcing, place_id: PlaceId, code: str) -> None:
    order = orders.order(tx, asked.order_id)
    skus = sorted({portion.sku_id for portion in asked.portions})
    shelves = read_kept(tx).shelves(slice_positions(tx, skus, [place_id]), order.channel)
    needed = _by_sku(asked)
    if any(shelves(sku_id).get(place_id, 0) < units for sku_id, units in needed.items()):
        raise CannotServe(place=code)


def _by_sku(asked: Resourcing | Fulfilment) -> dict[SkuId, int]:
    units: dict[SkuId, int] = {}
    for portion in asked.portions:
        units.update({portion.sku_id: sum((units.get(portion.sku_id, 0), portion.quantity))})
    return units


def _transfer(tx: Tx, stamp: Stamp, moved: Fulfilment, from_place_id: PlaceId) -> None:
    units = _by_sku(moved)
    lines = [Units(sku_id, from_place_id, quantity) for sku_id, quantity in units.items()]
    sent = send_transfer(tx, stamp, lines, to_place_id=moved.place_id, expected_at=stamp.at)
    receive_transfer(tx, stamp, transfer(tx, sent), moved.fulfilment_id, units)
