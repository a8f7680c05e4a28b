"""Let a group be handed over at another store."""

from paraguas.orders.store import telling
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import PlaceId


def move_group(tx: Tx, order_id: str, group_no: int, place_id: PlaceId) -> None:
    """Store where the goods of a group are fetched now."""
    telling.put_group(tx, order_id, group_no, place_id=place_id)
