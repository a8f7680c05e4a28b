"""Let a group of an order go out another way."""

from paraguas.orders.model import Group
from paraguas.orders.store import telling
from paraguas.plumbing.tx import Tx


def redirect_group(tx: Tx, order_id: str, group: Group) -> None:
    """Store how the goods of a group reach the person now, and where."""
    way = {"kind": group.kind, "place_id": group.place_id, "address": group.address}
    telling.put_group(tx, order_id, group.group_no, **way)
