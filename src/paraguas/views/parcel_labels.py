"""What stands on the labels of a fulfilment: from whom, to whom, and which box of how many."""

from collections.abc import Sequence

from msgspec import Struct

from paraguas.fulfilment.model import Box, Fulfilment, Kind
from paraguas.fulfilment.queries import boxes_of
from paraguas.network.queries import network
from paraguas.orders.model import PlacedOrder
from paraguas.orders.queries import order as read_order
from paraguas.orders.rules.telling import Told, items_of
from paraguas.plumbing.addresses import postal_lines
from paraguas.plumbing.tx import Tx


class Labels(Struct, frozen=True):
    """The labels of a fulfilment: one for each box of a parcel, one for goods that are fetched.

    sender, receiver: name and address, line by line; a pick-up names the person only.
    """

    task: Fulfilment
    number: str
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    items: tuple[Told, ...]
    zone: str
    boxes: Sequence[Box]


def labels_of(tx: Tx, task: Fulfilment) -> Labels:
    """Read what stands on the labels of a fulfilment; a parcel has boxes once it is packed."""
    order = read_order(tx, task.order_id)
    place = network(tx).place(task.place_id)
    assert place is not None, "a fulfilment at a place that is not there"
    units = {portion.line_no: portion.quantity for portion in task.portions}
    return Labels(
        task,
        order.number,
        (place.name, *postal_lines(place.address)),
        _receiver(order, task),
        items_of(order, units),
        place.zone,
        boxes_of(tx, task),
    )


def _receiver(order: PlacedOrder, task: Fulfilment) -> tuple[str, ...]:
    group = next(each for each in order.groups if each.group_no == task.group_no)
    if task.kind is not Kind.SHIP or group.address is None:
        return (group.addressee(order.person.name),)
    country = (group.address.country,) if group.address.country else ()
    return (group.addressee(order.person.name), *postal_lines(group.address), *country)
