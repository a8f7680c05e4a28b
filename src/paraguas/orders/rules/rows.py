"""An order as rows: the tuples its tables take, in the order of the columns named here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import astuple

from paraguas.orders.model import Allocation, Gift, Group, GroupKind, Line, Order, Person, Promise
from paraguas.orders.rules.finding import contact_keys, number_key, placing_keys
from paraguas.values.ids import FulfilmentId, PlaceId
from paraguas.values.place import Address

Row = tuple[Any, ...]
Units = tuple[tuple[int, int], ...]
"""Units by line: (line_no, units)."""

ORDER = (
    *("order_id", "number", "entity_id", "market", "channel", "place_id", "placed_at"),
    *("recorded_at", "currency", "language", "prices_include_tax", "policy_version"),
    *("goods_minor", "discount_minor", "tax_minor", "total_minor", "status", "payment_status"),
    *("fulfilment_status", "external", "basket_id", "placed_by", "seal", "told"),
    *("groups", "allocations", "first_counts", "record_id"),
)
LINE = (
    "order_id",
    *Line.__struct_fields__,
    *("allocated", "handed_over", "performed"),
)
ACTION = ("order_id", "action_id", "counter", "at", "actor", "reason", "lines")
SEALED = {"reason": ""}
"""What of the log is said in free words, and reads so once it is forgotten."""

PROMISE = ("order_id", *Promise.__struct_fields__)

_NOBODY = Person()
_encode = msgspec.json.Encoder().encode
_decode_groups = msgspec.json.Decoder(
    list[tuple[int, GroupKind, PlaceId | None, Address | None, Gift | None]]
).decode
_decode_allocations = msgspec.json.Decoder(
    list[tuple[int, int, PlaceId, int, FulfilmentId, str]]
).decode
_decode_told = msgspec.json.Decoder(
    tuple[Person, list[tuple[int, Address | None, Gift | None]]]
).decode
_decode_units = msgspec.json.Decoder(Units).decode
_decode_counts = msgspec.json.Decoder(dict[str, Units]).decode


def json_text(value: Any) -> str:
    """Write a value as JSON text for a column."""
    return _encode(value).decode()


def write_groups(groups: Iterable[Group]) -> str:
    """Write groups as their column holds them: `[[group_no, kind, place, region, None], ...]`.

    Of an address only its country and region, which law and tax depend on: the rest is told of
    people, and sealed (`write_told`).
    """
    return json_text([(g.group_no, g.kind, g.place_id, _region(g.address), None) for g in groups])


def write_told(person: Person, groups: Iterable[Group]) -> bytes:
    """Write what an order says of people: who ordered, where to, whom for; empty for nothing."""
    ways = [(g.group_no, g.address, g.gift) for g in groups if g.address or g.gift]
    return _encode((person, ways)) if ways or person != _NOBODY else b""


def read_told(told: bytes | None, groups: tuple[Group, ...]) -> tuple[Person, tuple[Group, ...]]:
    """Read who ordered, and put what is said of groups back into them; None where it is gone."""
    if not told:
        return _NOBODY, groups
    person, ways = _decode_told(told)
    said = {group_no: (address, gift) for group_no, address, gift in ways}
    return person, tuple(_with(group, said.get(group.group_no)) for group in groups)


def _with(group: Group, said: tuple[Address | None, Gift | None] | None) -> Group:
    return Group(group.group_no, group.kind, group.place_id, *said) if said else group


def _region(address: Address | None) -> Address | None:
    return Address(region=address.region, country=address.country) if address else None


def write_allocations(allocations: Iterable[Allocation]) -> str:
    """Write allocations as their column holds them: their fields, in order."""
    return json_text([astuple(allocation) for allocation in allocations])


def read_groups(column: str) -> tuple[Group, ...]:
    """Read the column of an order's groups."""
    return tuple(Group(*each) for each in _decode_groups(column))


def read_allocations(column: str) -> tuple[Allocation, ...]:
    """Read the column of an order's allocations."""
    return tuple(Allocation(*each) for each in _decode_allocations(column))


def read_counts(column: str) -> dict[str, Units]:
    """Read what the placing itself counted: units of lines by counter."""
    return _decode_counts(column)


def read_units(column: str) -> Units:
    """Read the units of an entry of the log."""
    return _decode_units(column)


def order_row(order: Order, recorded_at: int, seal: bytes, told: bytes) -> Row:
    """Give the row of an order; told: what it says of people, under its seal."""
    wish = order.wish
    return (
        *(order.order_id, order.number, order.entity_id, wish.market, wish.channel),
        *(order.place_id, wish.stamp.at, recorded_at, order.currency, order.language),
        *(order.prices_include_tax, order.policy_version, order.goods_minor),
        *(order.discount_minor, order.tax_minor, order.total_minor),
        *(order.status.value, order.payment_status, order.fulfilment_status.value),
        *(wish.external, wish.basket_id, wish.stamp.by.actor, seal, told),
        *(write_groups(order.groups), write_allocations(order.allocations)),
        json_text({name: sorted(lines.items()) for name, lines in order.counters.items()}),
        order.record_id,
    )


def key_rows(orders: Sequence[Order]) -> list[tuple[str, str]]:
    """Give the keys orders are found by."""
    return [
        (key, order.order_id)
        for order in orders
        for key in (number_key(order.number), *placing_keys(order.wish))
    ]


def line_rows(order: Order) -> list[Row]:
    """Give an order's lines with their first counters."""
    none: Mapping[int, int] = {}
    allocated = order.counters.get("allocated", none)
    handed_over = order.counters.get("handed_over", none)
    performed = order.counters.get("performed", none)
    return [
        (
            *line_cells(order.order_id, line),
            allocated.get(line.line_no, 0),
            handed_over.get(line.line_no, 0),
            performed.get(line.line_no, 0),
        )
        for line in order.lines
    ]


def line_cells(order_id: str, line: Line) -> Row:
    """Give the row of a line up to its counters."""
    return (
        order_id,
        *(line.line_no, line.group_no, line.sku_id, line.code, line.title, line.unit),
        *(line.quantity, line.unit_price_minor, line.per, line.discount_minor),
        *(line.amount_minor, line.tax_category, line.jurisdiction, line.tax_rate_pcm),
        *(line.tax_minor, line.service, line.bound_to, line.tax_treatment, line.tax_reason),
        json_text(line.tax_parts) if line.tax_parts else None,
        json_text(line.bundle) if line.bundle else None,
    )


def contact_rows(orders: Sequence[Order], secret: str) -> list[tuple[str, str]]:
    """Give the keyed hashes orders are found by, and the records they left."""
    keys = [(key, o.order_id) for o in orders for key in contact_keys(o.wish.person, secret)]
    return [*keys, *((o.record_id, o.order_id) for o in orders if o.record_id)]


def promise_rows(orders: Sequence[Order]) -> list[Row]:
    """Give the first promises of orders."""
    return [promise_row(o.order_id, promise) for o in orders for promise in o.promises]


def promise_row(order_id: str, promise: Promise) -> Row:
    """Give the row of a promise, in the order of PROMISE."""
    return (
        *(order_id, promise.promise_no, promise.group_no, promise.kind, promise.earliest_at),
        *(promise.latest_at, promise.source, promise.made_at, promise.door, promise.state.value),
        promise.cause,
    )
