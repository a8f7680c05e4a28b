"""The nouns of notes."""

from msgspec import Struct

from paraguas.values.ids import Id, OrderId


class Filed(Struct, frozen=True, gc=False):
    """A file put to an order, without what is in it; size in bytes."""

    name: str
    type: str
    size: int


class Note(Struct, frozen=True, gc=False):
    """A note about an order; visible: to its customer too."""

    order_id: OrderId
    note_id: Id
    at: int
    author: str
    text: str
    visible: bool
    file: Filed | None = None
