"""What notes announce."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A note was written about an order; what it says stands in the note only."""

    name: ClassVar[str] = "note.written.v1"
    order_id: str
    note_id: str
    visible: bool
    with_file: bool
