"""The SQL of notes."""

from typing import Any

from sqlalchemy import select

from paraguas.notes.model import Filed, Note
from paraguas.notes.tables import note_files, order_notes
from paraguas.plumbing.seals import close_about, close_rows, open_rows, opener
from paraguas.plumbing.tx import Tx

_COLUMNS = (
    *("order_id", "note_id", "at", "author", "text", "visible"),
    *("file_name", "file_type", "file_size"),
)
_SEALED = {"text": "", "file_name": ""}


def add_note(tx: Tx, note: Note, content: bytes) -> None:
    """Insert a note, and what is in its file."""
    filed = note.file
    told = (filed.name, filed.type, filed.size) if filed else (None, None, None)
    head = (note.order_id, note.note_id, note.at, note.author, note.text, note.visible)
    tx.insert(order_notes, _COLUMNS, close_rows(tx, _COLUMNS, [(*head, *told)], _SEALED))
    if filed:
        [sealed] = close_about(tx, [(note.order_id, content)])
        rows = [(note.order_id, note.note_id, sealed)]
        tx.insert(note_files, ("order_id", "note_id", "content"), rows)


def notes_of(tx: Tx, order_id: str) -> list[Note]:
    """Read the notes about an order, the oldest first."""
    c = order_notes.c
    asked = select(*(c[name] for name in _COLUMNS)).where(c.order_id == order_id)
    return [_read(row) for row in open_rows(tx, tx.all(asked.order_by(c.note_id)), _SEALED)]


def content_of(tx: Tx, note: Note) -> bytes:
    """Read what is in the file of a note that has one."""
    c = note_files.c
    whose = (c.order_id == note.order_id, c.note_id == note.note_id)
    row = tx.first(select(c.content).where(*whose))
    assert row is not None, "a file without content"
    return opener(tx, [note.order_id])(note.order_id, row.content) or b""


def _read(row: Any) -> Note:
    filed = Filed(row.file_name, row.file_type, row.file_size) if row.file_name else None
    told = (row.order_id, row.note_id, row.at, row.author, row.text, bool(row.visible))
    return Note(*told, file=filed)
