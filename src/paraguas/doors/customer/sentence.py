"""Where an order stands, in the one sentence its person wants to read first."""

from collections.abc import Mapping, Sequence

from paraguas.fulfilment.model import Fulfilment, Kind, Status
from paraguas.orders.model import PlacedOrder, PromiseState
from paraguas.values.ids import PlaceId
from paraguas.values.words import Words

_HERE = (Status.READY, Status.CUSTOMER_HERE)


def sentence(
    order: PlacedOrder,
    parts: Sequence[Fulfilment],
    names: Mapping[PlaceId, str],
    words: Words,
) -> str:
    """Say what matters most now: what she must do, then what waits, comes, or is over."""
    key, place, at = _standing(order, parts)
    return words.say(
        f"pages.sentence.{key}",
        place=names.get(place, "") if place else "",
        time=words.day_of(at) if at else "",
        moment=words.moment(at) if at else "",
    )


def _standing(
    order: PlacedOrder, parts: Sequence[Fulfilment]
) -> tuple[str, PlaceId | None, int | None]:
    if order.status == "cancelled":
        return "cancelled", None, None
    if order.payment_status == "declined":
        gone = order.fulfilment_status == "delivered"
        return "declined_late" if gone else "declined", None, None
    waiting = next((part for part in parts if part.status in _HERE), None)
    if waiting:
        return "ready", waiting.place_id, None
    if order.fulfilment_status == "delivered":
        return "done", None, None
    if order.payment_status == "pending":
        return "pending", None, None
    under_way = next((part for part in parts if part.status is Status.SHIPPED), None)
    coming = [each for each in order.promises if each.state is PromiseState.OPEN]
    first = min(coming, key=lambda each: each.latest_at, default=None)
    if under_way:
        deliver = next((each for each in coming if each.kind == "deliver"), None)
        return ("shipped", None, deliver.latest_at) if deliver else ("on_its_way", None, None)
    if first is None:
        return "open", None, None
    place = next((p.place_id for p in parts if p.kind is Kind.PICK_UP), None)
    return f"promised_{first.kind}", place, first.latest_at
