"""Move a fulfilment to another place: a named one, or whichever the rules choose."""

from msgspec import Struct

from paraguas.fulfilment import queries as fulfilments
from paraguas.fulfilment.model import Fulfilment
from paraguas.journeys.serving.refusal import Refusing, refuse_one
from paraguas.journeys.serving.resourcing import serve_at, serve_elsewhere
from paraguas.network.errors import PlaceUnknown
from paraguas.network.queries import network
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId
from paraguas.values.stamp import Stamp


class Moving(Struct, frozen=True):
    """A fulfilment to be served elsewhere, and why; place: the code of where, any without."""

    stamp: Stamp
    order_id: OrderId
    fulfilment_id: FulfilmentId
    reason: str
    place: str = ""


def move_task(tx: Tx, item: Moving) -> list[Fulfilment]:
    """Take a fulfilment from its place before its goods are ready; gives those it became.

    To a named place it moves whole or not at all: CannotServe refuses it.
    Without one it goes where the rules say, and what nobody else has is cancelled.
    """
    place = network(tx).place_by_code(item.place) if item.place else None
    if item.place and place is None:
        raise PlaceUnknown(place=item.place)
    before = _ids(tx, item.order_id)
    asked = refuse_one(tx, Refusing(item.stamp, item.order_id, item.fulfilment_id, item.reason))
    if place:
        serve_at(tx, item.stamp, asked, place)
    else:
        serve_elsewhere(tx, item.stamp, asked)
    found = fulfilments.fulfilments_of(tx, [item.order_id])
    return [each for each in found if each.fulfilment_id not in before]


def _ids(tx: Tx, order_id: OrderId) -> set[FulfilmentId]:
    return {each.fulfilment_id for each in fulfilments.fulfilments_of(tx, [order_id])}
