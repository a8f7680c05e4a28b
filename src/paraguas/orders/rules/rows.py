"""An order as rows: the tuples its tables take, in the order of the columns named here."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from paraguas.orders.model import Line, Order, Promise
from paraguas.orders.rules.finding import contact_keys, number_key, placing_keys

Row = tuple[Any, ...]

ORDER = (
    *("order_id", "number", "entity_id", "market", "channel", "place_id", "placed_at"),
    *("recorded_at", "currency", "language", "prices_include_tax", "policy_version"),
    *("goods_minor", "discount_minor", "tax_minor", "total_minor", "status", "payment_status"),
    *("fulfilment_status", "external", "basket_id", "person"),
)
LINE = (
    "order_id",
    *Line.__struct_fields__,
    *("allocated", "handed_over", "performed"),
)
GROUP = ("order_id", "group_no", "kind", "place_id", "address")
ALLOCATION = (
    *("order_id", "allocation_no", "line_no", "place_id", "quantity", "fulfilment_id", "status"),
)
ACTION = ("order_id", "action_id", "counter", "at", "actor", "reason", "lines")
PROMISE = ("order_id", *Promise.__struct_fields__)

_encode = msgspec.json.Encoder().encode


def json_text(value: Any) -> str:
    """Write a value as JSON text for a column."""
    return _encode(value).decode()


def order_row(order: Order, recorded_at: int) -> Row:
    """Give the row of an order."""
    wish = order.wish
    return (
        *(order.order_id, order.number, order.entity_id, wish.market, wish.channel),
        *(order.place_id, wish.stamp.at, recorded_at, order.currency, order.language),
        *(order.prices_include_tax, order.policy_version, order.goods_minor),
        *(order.discount_minor, order.tax_minor, order.total_minor),
        *(order.status.value, order.payment_status, order.fulfilment_status.value),
        *(wish.external, wish.basket_id, json_text(wish.person)),
    )


def key_rows(orders: Sequence[Order]) -> list[tuple[str, str]]:
    """Give the keys orders are found by."""
    return [
        (key, order.order_id)
        for order in orders
        for key in (number_key(order.number), *placing_keys(order.wish))
    ]


def group_rows(orders: Sequence[Order]) -> list[Row]:
    """Give the groups of orders."""
    return [
        (
            *(order.order_id, group.group_no, group.kind.value, group.place_id),
            json_text(group.address) if group.address else None,
        )
        for order in orders
        for group in order.groups
    ]


def line_rows(order: Order) -> list[Row]:
    """Give an order's lines with their first counters."""
    none: Mapping[int, int] = {}
    allocated = order.counters.get("allocated", none)
    handed_over = order.counters.get("handed_over", none)
    performed = order.counters.get("performed", none)
    return [
        (
            order.order_id,
            *(line.line_no, line.group_no, line.sku_id, line.code, line.title, line.unit),
            *(line.quantity, line.unit_price_minor, line.per, line.discount_minor),
            *(line.amount_minor, line.tax_category, line.jurisdiction, line.tax_rate_pcm),
            *(line.tax_minor, line.service, line.bound_to),
            allocated.get(line.line_no, 0),
            handed_over.get(line.line_no, 0),
            performed.get(line.line_no, 0),
        )
        for line in order.lines
    ]


def allocation_rows(orders: Sequence[Order]) -> list[Row]:
    """Give the open allocations of orders."""
    return [
        (
            order.order_id,
            a.allocation_no,
            a.line_no,
            a.place_id,
            a.quantity,
            a.fulfilment_id,
            "open",
        )
        for order in orders
        for a in order.allocations
    ]


def action_rows(order: Order) -> list[Row]:
    """Give the first entries of the log of an order."""
    stamp = order.wish.stamp
    return [
        (
            *(order.order_id, stamp.ids.next(), counter, stamp.at, stamp.by.actor, None),
            json_text(sorted(lines.items())),
        )
        for counter, lines in order.counters.items()
    ]


def contact_rows(orders: Sequence[Order], secret: str) -> list[tuple[str, str]]:
    """Give the keyed hashes orders are found by."""
    return [(key, o.order_id) for o in orders for key in contact_keys(o.wish.person, secret)]


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
