"""What other floors may read of orders, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from paraguas.orders import tables as t
from paraguas.orders.errors import BasketAbsent, BasketClosed, OrderAbsent
from paraguas.orders.model import (
    Basket,
    BasketStatus,
    Contents,
    Counter,
    GroupKind,
    Line,
    Person,
    Promise,
    PromiseState,
)
from paraguas.orders.rules.confirming import Confirmation
from paraguas.orders.rules.finding import contact_keys, external_key, number_key
from paraguas.orders.rules.standing import LineStanding
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import FulfilmentId, OrderId, PlaceId, is_id, read_short_number
from paraguas.values.place import Address

_KEYS = select(t.order_keys.c.key_id, t.order_keys.c.order_id).where(
    t.order_keys.c.key_id.in_(bindparam("keys", expanding=True))
)
_COUNTERS = tuple(counter.value for counter in Counter)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A frozen line and how far it has come, in units by counter."""

    line: Line
    counters: dict[str, int]

    @property
    def standing(self) -> LineStanding:
        """The counters statuses are derived from."""
        c = self.counters
        return LineStanding(
            self.line.quantity,
            *(c["cancelled"], c["handed_over"], c["shipped"], c["delivered"], c["performed"]),
        )


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """A group: how its lines go out, where to."""

    group_no: int
    kind: GroupKind
    place_id: PlaceId | None
    address: Address | None


@dataclass(frozen=True, slots=True)
class PlacedAllocation:
    """Units of a line at a place; status open, done or released."""

    allocation_no: int
    line_no: int
    place_id: PlaceId
    quantity: int
    fulfilment_id: FulfilmentId
    status: str


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """An entry of the log: `lines` is (line_no, units), units negative where it was undone."""

    counter: str
    at: int
    actor: str
    reason: str | None
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order as it stands."""

    order_id: OrderId
    number: str
    entity_id: str
    market: str
    channel: str
    place_id: PlaceId | None
    placed_at: int
    currency: str
    language: str
    prices_include_tax: bool
    policy_version: int
    goods_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    status: str
    payment_status: str
    fulfilment_status: str
    external: str
    basket_id: str | None
    person: Person
    groups: tuple[PlacedGroup, ...]
    lines: tuple[PlacedLine, ...]
    allocations: tuple[PlacedAllocation, ...]
    promises: tuple[Promise, ...]

    def promise_of(self, group_no: int) -> Promise | None:
        """Give the promise in force for a group."""
        for promise in reversed(self.promises):
            if promise.group_no == group_no and promise.state is not PromiseState.MOVED:
                return promise
        return None


def placed_under(tx: Tx, keys: Sequence[str]) -> dict[str, OrderId]:
    """Tell which placing keys made an order already: key -> order."""
    if not keys:
        return {}
    return {row.key_id: OrderId(row.order_id) for row in tx.all(_KEYS, keys=list(keys))}


def order(tx: Tx, order_id: str) -> PlacedOrder:
    """Read an order whole; OrderAbsent where there is none."""
    found = orders(tx, [order_id])
    if not found:
        raise OrderAbsent(order=order_id)
    return found[0]


def orders(tx: Tx, order_ids: Sequence[str]) -> list[PlacedOrder]:
    """Read orders whole, in the order asked for; absent ones are left out."""
    parts: dict[str, dict[str, list[Any]]] = {oid: {} for oid in order_ids if is_id(oid)}
    if not parts:
        return []
    ids = list(parts)
    heads = {r.order_id: r for r in tx.all(select(t.orders).where(t.orders.c.order_id.in_(ids)))}
    for name, table in (
        ("groups", t.order_groups),
        ("lines", t.order_lines),
        ("allocations", t.order_allocations),
        ("promises", t.promises),
    ):
        rows = tx.all(select(table).where(table.c.order_id.in_(ids)).order_by(*table.primary_key))
        for row in rows:
            parts[row.order_id].setdefault(name, []).append(row)
    return [_read(heads[oid], parts[oid]) for oid in ids if oid in heads]


def confirmation(tx: Tx, order_id: str) -> Confirmation:
    """Confirm an order again, as it stands now."""
    placed = order(tx, order_id)
    return Confirmation(
        *(placed.order_id, placed.number, placed.status, placed.payment_status),
        *(placed.fulfilment_status, placed.currency, placed.goods_minor, placed.discount_minor),
        *(placed.tax_minor, placed.total_minor, placed.promises),
        again=True,
    )


def find(tx: Tx, text: str, *, secret: str, most: int = 50) -> list[OrderId]:
    """Find orders by number, `channel:external` key, id, e-mail or phone; the newest first."""
    text = text.strip()
    if is_id(text):
        return [OrderId(text)] if tx.first(_by_id(text)) else []
    keys = []
    if number := read_short_number(text):
        keys.append(number_key(number))
    channel, colon, external = text.partition(":")
    if colon:
        keys.append(external_key(channel, external))
    found = set(placed_under(tx, keys).values())
    contacts = contact_keys(Person(email=text if "@" in text else "", phone=text), secret)
    c = t.order_contacts.c
    rows = tx.all(
        select(c.order_id)
        .where(c.contact_key.in_(contacts))
        .order_by(c.order_id.desc())
        .limit(most)
    )
    return sorted(found | {OrderId(row.order_id) for row in rows}, reverse=True)[:most]


def basket(tx: Tx, basket_id: str, *, now: int | None = None) -> Basket:
    """Read a basket; BasketAbsent where there is none.

    now: refuse BasketClosed unless it is open and has not expired at this instant.
    """
    row = None
    if is_id(basket_id):
        row = tx.first(select(t.baskets).where(t.baskets.c.basket_id == basket_id))
    if row is None:
        raise BasketAbsent(basket=basket_id)
    if now is not None and (row.status != BasketStatus.OPEN.value or row.expires_at <= now):
        late = row.status == BasketStatus.OPEN.value
        raise BasketClosed(status=BasketStatus.EXPIRED.value if late else row.status)
    return Basket(
        *(row.basket_id, row.version, BasketStatus(row.status), row.channel, row.market),
        *(row.owner, row.token, row.opened_at, row.changed_at, row.expires_at, row.order_id),
        msgspec.json.decode(row.body, type=Contents),
    )


def actions(tx: Tx, order_id: str) -> list[LoggedAction]:
    """Read the log of an order's lines, the oldest first."""
    rows = tx.all(
        select(t.order_actions)
        .where(t.order_actions.c.order_id == order_id)
        .order_by(t.order_actions.c.action_id)
    )
    return [
        LoggedAction(
            *(row.counter, row.at, row.actor, row.reason),
            tuple((line_no, units) for line_no, units in msgspec.json.decode(row.lines)),
        )
        for row in rows
    ]


def _by_id(order_id: str) -> Any:
    return select(t.orders.c.order_id).where(t.orders.c.order_id == order_id)


def _read(head: Any, parts: dict[str, list[Any]]) -> PlacedOrder:
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
        person=msgspec.json.decode(head.person, type=Person),
        groups=tuple(_group(row) for row in parts.get("groups", ())),
        lines=tuple(_line(row) for row in parts.get("lines", ())),
        allocations=tuple(_allocation(row) for row in parts.get("allocations", ())),
        promises=tuple(_promise(row) for row in parts.get("promises", ())),
    )


def _group(row: Any) -> PlacedGroup:
    address = msgspec.json.decode(row.address, type=Address) if row.address else None
    return PlacedGroup(row.group_no, GroupKind(row.kind), row.place_id, address)


def _line(row: Any) -> PlacedLine:
    line = Line(
        *(row.line_no, row.group_no, row.sku_id, row.code, row.title, row.unit, row.quantity),
        *(row.unit_price_minor, row.per, row.discount_minor, row.amount_minor, row.tax_category),
        *(row.jurisdiction, row.tax_rate_bp, row.tax_minor, row.service, row.bound_to),
    )
    return PlacedLine(line, {name: getattr(row, name) for name in _COUNTERS})


def _allocation(row: Any) -> PlacedAllocation:
    return PlacedAllocation(
        *(row.allocation_no, row.line_no, row.place_id, row.quantity, row.fulfilment_id),
        row.status,
    )


def _promise(row: Any) -> Promise:
    return Promise(
        *(row.promise_no, row.group_no, row.kind, row.earliest_at, row.latest_at, row.source),
        *(row.made_at, row.door, PromiseState(row.state), row.cause),
    )
