"""What other floors may read of notes."""

from paraguas.notes import store
from paraguas.notes.errors import NoteAbsent
from paraguas.notes.model import Filed, Note
from paraguas.plumbing.tx import Tx
from paraguas.values.ids import is_id


def notes_of(tx: Tx, order_id: str, *, visible_only: bool = False) -> list[Note]:
    """Read the notes about an order, the oldest first; those its customer may read."""
    found = store.notes_of(tx, order_id) if is_id(order_id) else []
    return [note for note in found if note.visible or not visible_only]


def file_of(
    tx: Tx, order_id: str, note_id: str, *, visible_only: bool = False
) -> tuple[Filed, bytes]:
    """Read the file of a note; NoteAbsent where there is none to see."""
    for note in notes_of(tx, order_id, visible_only=visible_only):
        if note.note_id == note_id and note.file:
            return note.file, store.content_of(tx, note)
    raise NoteAbsent(note=note_id)
