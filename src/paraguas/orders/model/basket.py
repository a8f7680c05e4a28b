"""A basket, before it becomes an order."""

from msgspec import Struct, field

from paraguas.orders.model.kinds import BasketStatus
from paraguas.orders.model.wish import Person, WishedGroup, WishedLine
from paraguas.values.ids import BasketId, OrderId


class Contents(Struct, frozen=True, gc=False):
    """What is in a basket: everything of a wish but the paying."""

    lines: tuple[WishedLine, ...] = ()
    groups: tuple[WishedGroup, ...] = ()
    person: Person = field(default_factory=Person)
    language: str = ""


class Basket(Struct, frozen=True, gc=False):
    """A basket as it stands; it moves between doors and people until it is completed.

    version: counts its changes; a change names the one it was made on.  token: whoever knows it
    may go on with the basket without signing in.
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
    contents: Contents
