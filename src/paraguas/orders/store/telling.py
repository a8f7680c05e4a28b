"""What orders say of people: sealed under a key of each order's own, opened, retold, forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import bindparam, select, update

from paraguas.orders import tables as t
from paraguas.orders.model import Group, Order, Person
from paraguas.orders.rules.rows import read_groups, read_told, write_groups, write_told
from paraguas.plumbing.sealing import close, draw_seal, unseal
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import OrderId

_c = t.orders.c
_TOLD = select(_c.order_id, _c.seal, _c.told, _c.groups)
_OF_ORDERS = _TOLD.where(_c.order_id.in_(bindparam("orders", expanding=True)))
_FORGET = (
    update(t.orders).where(_c.order_id.in_(bindparam("orders", expanding=True))).values(seal=b"")
)


def seal_told(order: Order) -> tuple[bytes, bytes]:
    """Draw the key of an order and seal what it says of people; neither where it says nothing."""
    told = write_told(order.wish.person, order.groups)
    if not told:
        return b"", b""
    seal = draw_seal()
    return seal, close(seal, order.order_id, told)


def open_told(row: Any) -> tuple[Person, tuple[Group, ...]]:
    """Read what an order's row says of people: nothing any more once its key is gone."""
    opened = unseal(row.seal, row.order_id, row.told) if row.seal else None
    return read_told(opened, read_groups(row.groups))


def is_forgotten(row: Any) -> bool:
    """Tell whether what an order's row said of people was forgotten."""
    return bool(row.told and not row.seal)


def persons_of(tx: Tx, order_ids: Sequence[OrderId]) -> Mapping[OrderId, Person]:
    """Read who placed orders; those forgotten are left out."""
    rows = tx.all(_OF_ORDERS, orders=list(order_ids)) if order_ids else ()
    return {row.order_id: open_told(row)[0] for row in rows if not is_forgotten(row)}


def put_group(tx: Tx, order_id: str, group_no: int, **become: Any) -> None:
    """Store what fields of a group become."""
    row = tx.first(_TOLD.where(_c.order_id == order_id).with_for_update())
    assert row is not None, "a group of an absent order"
    person, found = open_told(row)
    put = [replace(each, **become) if each.group_no == group_no else each for each in found]
    values: dict[str, Any] = {"groups": write_groups(put)}
    told = write_told(person, put)
    if told and not is_forgotten(row):
        seal = row.seal or draw_seal()
        values |= {"seal": seal, "told": close(seal, order_id, told)}
    tx.run(update(t.orders).where(_c.order_id == order_id).values(**values))


def forget(tx: Tx, order_ids: Sequence[OrderId], contacts: Sequence[tuple[str, str]]) -> None:
    """Overwrite the keys of orders, and strike off the (contact key, order) they are found by."""
    tx.run(_FORGET, orders=list(order_ids))
    tx.delete(t.order_contacts, ("contact_key", "order_id"), contacts)
