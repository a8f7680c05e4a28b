"""What other floors may read of orders, as frozen values."""

from collections.abc import Callable, Collection, Sequence

from paraguas.orders.errors import OrderAbsent
from paraguas.orders.model import LoggedAction, Person, PlacedOrder
from paraguas.orders.rules.confirming import Confirmation
from paraguas.orders.rules.finding import contact_keys, external_key, number_key
from paraguas.orders.store import reading, selling
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId, PlaceId, earliest_id, is_id, read_short_number

EVERY = 1_000_000
"""Stands for no limit of orders of one person."""


def placed_under(tx: Tx, keys: Sequence[str]) -> dict[str, OrderId]:
    """Tell which placing keys made an order already: key -> order."""
    return ask_placed(tx, keys)()


def ask_placed(tx: Tx, keys: Sequence[str]) -> Callable[[], dict[str, OrderId]]:
    """Ask as `placed_under` does; the answer may be on its way until `together` ends."""
    return reading.ask_keys(tx, keys) if keys else dict


def order(tx: Tx, order_id: str) -> PlacedOrder:
    """Read an order whole; OrderAbsent where there is none."""
    found = orders(tx, [OrderId(order_id)])
    if not found:
        raise OrderAbsent(order=order_id)
    return found[0]


def orders(tx: Tx, order_ids: Sequence[OrderId]) -> list[PlacedOrder]:
    """Read orders whole, in the order asked for; absent ones are left out."""
    asked = [order_id for order_id in order_ids if is_id(order_id)]
    return reading.whole(tx, asked) if asked else []


def ask_lowered_worths(tx: Tx, order_ids: Collection[str]) -> Callable[[], dict[str, int]]:
    """Ask what those of the orders are worth now that had units cancelled, in minor units."""
    lowered = reading.ask_lowered(tx, order_ids)
    return lambda: {each.order_id: each.worth_minor for each in orders(tx, lowered())}


def sold_since(tx: Tx, place_id: PlaceId, at: int) -> set[OrderId]:
    """Find the orders made at a place that were written down since an instant."""
    return selling.sold_since(tx, place_id, earliest_id(at))


def sold_at(tx: Tx, place_id: PlaceId, order_ids: Collection[str]) -> set[OrderId]:
    """Find which of some orders were made at a place."""
    return selling.sold_at(tx, place_id, order_ids)


def placed_between(tx: Tx, after_id: str, until_id: str, *, most: int) -> list[OrderId]:
    """Find the first orders whose ids, which tell when they were written down, lie between two."""
    return selling.between(tx, after_id, until_id, most)


def actions(tx: Tx, order_id: OrderId) -> list[LoggedAction]:
    """Read the log of an order's lines, the oldest first."""
    return reading.log(tx, order_id)


def confirmation(tx: Tx, order_id: str, *, again: bool = True) -> Confirmation:
    """Confirm an order as it stands now; `again` when it had been placed before."""
    placed = order(tx, order_id)
    return Confirmation(
        *(placed.order_id, placed.number, placed.status, placed.payment_status),
        *(placed.fulfilment_status, placed.currency, placed.goods_minor, placed.discount_minor),
        *(placed.tax_minor, placed.total_minor, placed.promises),
        again=again,
    )


def left_by(tx: Tx, record_ids: Collection[str]) -> list[OrderId]:
    """Find all orders that left some records of people."""
    return reading.by_contacts(tx, list(record_ids), EVERY) if record_ids else []


def found_by_contact(tx: Tx, points: Collection[Person], *, secret: str) -> list[OrderId]:
    """Find all orders placed with the e-mail or phone of some people."""
    keys = {key for one in points for key in contact_keys(one, secret)}
    return reading.by_contacts(tx, sorted(keys), EVERY) if keys else []


def find(tx: Tx, text: str, *, secret: str, most: int = 50) -> list[OrderId]:
    """Find orders by number, `channel:external` key, id, e-mail or phone; the newest first."""
    text = text.strip()
    if is_id(text):
        return [each.order_id for each in orders(tx, [OrderId(text)])]
    keys = []
    if number := read_short_number(text):
        keys.append(number_key(number))
    channel, colon, external = text.partition(":")
    if colon:
        keys.append(external_key(channel, external))
    found = set(placed_under(tx, keys).values())
    contacts = contact_keys(Person(email=text if "@" in text else "", phone=text), secret)
    if contacts:
        found.update(reading.by_contacts(tx, contacts, most))
    return sorted(found, reverse=True)[:most]
