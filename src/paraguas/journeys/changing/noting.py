"""Notes about orders: written by whoever works on one, for colleagues or for its customer."""

from msgspec import Struct

from paraguas.notes.actions.write_note import write_note
from paraguas.notes.model import Note
from paraguas.notes.rules.filing import file_to_keep
from paraguas.orders import queries as orders
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import Id
from paraguas.values.stamp import Stamp


class Attached(Struct, frozen=True):
    """A file as it came in."""

    name: str
    type: str
    content: bytes


class Noting(Struct, frozen=True):
    """A note to write; visible: to the customer too."""

    stamp: Stamp
    order_id: str
    text: str
    visible: bool = False
    file: Attached | None = None


def note_order(tx: Tx, item: Noting) -> Note:
    """Write a note about an order that is there.

    Refuses OrderAbsent, NoteEmpty, FileTooLarge, and FileUnfit for what is not of a type we keep.
    """
    order = orders.order(tx, item.order_id)
    told = item.file
    filed = file_to_keep(told.name, told.type, told.content) if told else None
    stamp = item.stamp
    note = Note(
        order.order_id,
        Id(stamp.ids.next()),
        stamp.at,
        stamp.by.actor,
        item.text,
        item.visible,
        filed,
    )
    return write_note(tx, stamp, note, told.content if told else b"")
