"""Facts as flat columns."""

from typing import ClassVar

import msgspec

from paraguas.doors.exports.writers import Columns, Row
from paraguas.values.time import iso
from paraguas.views.journal import Entry

_encode = msgspec.json.Encoder().encode


class FactShape:
    """A fact in its columns, in all formats alike; its body is JSON."""

    columns: ClassVar[Columns] = {
        "stream": "text",
        "id": "text",
        "name": "text",
        "at": "moment",
        "at_us": "number",
        "door": "text",
        "actor": "text",
        "assisted_by": "text",
        "on_behalf_of": "text",
        "reason": "text",
        "handling_seconds": "number",
        "body": "text",
    }

    def line(self, item: Entry) -> bytes:
        """Write a fact as an object of its columns; its body is an object in it."""
        *cells, _ = zip(self.columns, self.row(item), strict=True)
        return _encode(dict(cells) | {"at": iso(item.told.at), "body": item.told.body})

    def row(self, item: Entry) -> Row:
        """Lay a fact out in its columns."""
        told = item.told
        return (
            *(item.stream_id, told.fact_id, told.name, told.at, told.at, told.door, told.actor),
            *(told.assisted_by, told.on_behalf_of, told.reason, told.handling_seconds),
            _encode(told.body).decode(),
        )
