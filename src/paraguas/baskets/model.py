"""The nouns of baskets."""

from enum import StrEnum

from msgspec import Struct

from paraguas.values.ids import BasketId, OrderId


class BasketStatus(StrEnum):
    """What became of a basket."""

    OPEN = "open"
    COMPLETED = "completed"
    EXPIRED = "expired"


class Basket(Struct, frozen=True, gc=False):
    """A basket as it stands; it moves between doors and people until it is completed.

    version: counts its changes; a change names the one it was made on.  token: whoever knows it
    may go on with the basket without signing in.  wanted: what is in it, JSON of whoever places
    orders.
    """

    basket_id: BasketId
    version: int
    status: BasketStatus
    channel: str
    market: str
    owner: str
    token: str
    opened_at: int
    changed_at: int
    expires_at: int
    order_id: OrderId | None
    wanted: bytes
