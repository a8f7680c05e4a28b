"""The rows of notes; what is in a file lies apart, so that reading notes does not read it."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, String, Text

from paraguas.plumbing.schema import IdType, Instant, table

order_notes = table(
    "order_notes",
    Column("order_id", IdType, primary_key=True),
    Column("note_id", IdType, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("author", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("visible", Boolean, nullable=False),
    Column("file_name", Text),
    Column("file_type", String(60)),
    Column("file_size", Integer),
    distribution="order_id",
)
note_files = table(
    "note_files",
    Column("order_id", IdType, primary_key=True),
    Column("note_id", IdType, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    distribution="order_id",
)
