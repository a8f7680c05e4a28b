"""Write a note about an order."""

from paraguas.notes import store
from paraguas.notes.errors import NoteEmpty
from paraguas.notes.events import NoteWritten
from paraguas.notes.model import Note
from paraguas.plumbing.tx import Tx
from paraguas.values.stamp import Stamp


def write_note(tx: Tx, stamp: Stamp, note: Note, content: bytes = b"") -> Note:
    """Keep a note with what is in its file, and announce `note.written.v1` in its order's stream.

    Refuses NoteEmpty.
    """
    if not note.text.strip() and note.file is None:
        raise NoteEmpty
    store.add_note(tx, note, content)
    fact = NoteWritten(
        note.order_id, note.note_id, visible=note.visible, with_file=note.file is not None
    )
    tx.announce(stamp, note.order_id, fact)
    return note
