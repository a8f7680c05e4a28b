"""Reading orders whole, and finding them."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from paraguas.orders import tables as t
from paraguas.orders.model import (
    Bundled,
    Counter,
    Line,
    LoggedAction,
    PlacedLine,
    PlacedOrder,
    Promise,
    PromiseState,
)
from paraguas.orders.rules import rows
from paraguas.orders.rules.rows import (
    read_allocations,
    read_counts,
    read_units,
)
from paraguas.orders.store.telling import is_forgotten, open_told
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.seals import open_rows
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId

TaxParts = tuple[tuple[str, int], ...]

_KEYS = Prepared(
    select(t.order_keys.c.key_id, t.order_keys.c.order_id).where(
        t.order_keys.c.key_id.in_(bindparam("keys", expanding=True))
    )
)
_HEADS = Prepared(
    select(t.orders).where(t.orders.c.order_id.in_(bindparam("orders", expanding=True)))
)
_PARTS = {
    name: Prepared(
        select(table)
        .where(table.c.order_id.in_(bindparam("orders", expanding=True)))
        .order_by(*table.primary_key)
    )
    for name, table in (
        ("lines", t.order_lines),
        ("promises", t.promises),
    )
}
_BY_CONTACT = Prepared(
    select(t.order_contacts.c.order_id)
    .where(t.order_contacts.c.contact_key.in_(bindparam("keys", expanding=True)))
    .order_by(t.order_contacts.c.order_id.desc())
    .limit(bindparam("most"))
)
_LOWERED = Prepared(
    select(t.order_lines.c.order_id)
    .where(t.order_lines.c.order_id.in_(bindparam("orders", expanding=True)))
    .where((t.order_lines.c.cancelled > 0) | t.order_lines.c.agreed_minor.is_not(None))
    .distinct()
)
_LOG = Prepared(
    select(t.order_actions)
    .where(t.order_actions.c.order_id == bindparam("order"))
    .order_by(t.order_actions.c.action_id)
)
_PLACING = Prepared(
    select(t.orders.c.placed_at, t.orders.c.placed_by, t.orders.c.first_counts).where(
        t.orders.c.order_id == bindparam("order")
    )
)
_COUNTERS = tuple(counter.value for counter in Counter)


def ask_keys(tx: Tx, keys: Sequence[str]) -> Callable[[], dict[str, OrderId]]:
    """Ask which of the keys made an order, and which."""
    found = tx.ask(_KEYS, keys=list(keys))
    return lambda: {row.key_id: OrderId(row.order_id) for row in found()}


def ask_lowered(tx: Tx, order_ids: Collection[str]) -> Callable[[], list[OrderId]]:
    """Ask which of the orders had units cancelled, or terms amended."""
    found = tx.ask(_LOWERED, orders=list(order_ids))
    return lambda: [OrderId(row.order_id) for row in found()]


def by_contacts(tx: Tx, keys: Sequence[str], most: int) -> list[OrderId]:
    """Find orders by keyed contact points, the newest first."""
    return [OrderId(row.order_id) for row in tx.all(_BY_CONTACT, keys=list(keys), most=most)]


def whole(tx: Tx, order_ids: Sequence[OrderId]) -> list[PlacedOrder]:
    """Read orders with all their parts, in the order asked for; absent ones are left out."""
    heads = {row.order_id: row for row in tx.all(_HEADS, orders=list(order_ids))}
    parts: dict[str, dict[str, list[Any]]] = {order_id: {} for order_id in heads}
    for name, statement in _PARTS.items() if heads else ():
        for row in tx.all(statement, orders=list(heads)):
            parts[row.order_id].setdefault(name, []).append(row)
    return [_read(heads[each], parts[each]) for each in order_ids if each in heads]


def log(tx: Tx, order_id: str) -> list[LoggedAction]:
    """Read the log of an order's lines, the oldest first; its placing counted before all."""
    first = [
        LoggedAction(counter, head.placed_at, head.placed_by, None, units)
        for head in tx.all(_PLACING, order=order_id)
        for counter, units in read_counts(head.first_counts).items()
    ]
    return first + [
        LoggedAction(row.counter, row.at, row.actor, row.reason, read_units(row.lines))
        for row in open_rows(tx, tx.all(_LOG, order=order_id), rows.SEALED)
    ]


def _read(head: Any, parts: dict[str, list[Any]]) -> PlacedOrder:
    person, groups = open_told(head)
    return PlacedOrder(
        order_id=OrderId(head.order_id),
        number=head.number,
        entity_id=head.entity_id,
        market=head.market,
        channel=head.channel,
        place_id=head.place_id,
        placed_at=head.placed_at,
        currency=head.currency,
        language=head.language,
        prices_include_tax=head.prices_include_tax,
        policy_version=head.policy_version,
        goods_minor=head.goods_minor,
        discount_minor=head.discount_minor,
        tax_minor=head.tax_minor,
        total_minor=head.total_minor,
        status=head.status,
        payment_status=head.payment_status,
        fulfilment_status=head.fulfilment_status,
        external=head.external,
        basket_id=head.basket_id,
        person=person,
        groups=groups,
        lines=tuple(_line(row) for row in parts.get("lines", ())),
        allocations=read_allocations(head.allocations),
        promises=tuple(_promise(row) for row in parts.get("promises", ())),
        record_id=head.record_id,
        erased=is_forgotten(head),
    )


def _line(row: Any) -> PlacedLine:
    line = Line(
        *(row.line_no, row.group_no, row.sku_id, row.code, row.title, row.unit, row.quantity),
        *(row.unit_price_minor, row.per, row.discount_minor, row.amount_minor, row.tax_category),
        *(row.jurisdiction, row.tax_rate_pcm, row.tax_minor, row.service, row.bound_to),
        *(row.tax_treatment, row.tax_reason),
        msgspec.json.decode(row.tax_parts, type=TaxParts) if row.tax_parts else (),
        msgspec.json.decode(row.bundle, type=Bundled) if row.bundle else None,
    )
    return PlacedLine(line, {name: getattr(row, name) for name in _COUNTERS})


def _promise(row: Any) -> Promise:
    return Promise(
        *(row.promise_no, row.group_no, row.kind, row.earliest_at, row.latest_at, row.source),
        *(row.made_at, row.door, PromiseState(row.state), row.cause),
    )
