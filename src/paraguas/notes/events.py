"""What notes announce."""

from typing import ClassVar

from msgspec import Struct


class NoteWritten(Struct, frozen=True):
    """A note was written about an order; what it says stands in the note only."""

    name: ClassVar[str] = "note.written.v1"
    order_id: str
    note_id: str
    visible: bool
    with_file: bool
