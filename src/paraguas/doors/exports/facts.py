"""Facts as flat columns."""

from typing import ClassVar

import msgspec

from paraguas.doors.exports.writers import Columns, Row
from paraguas.values.time import iso
from paraguas.views.journal import FactRow

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

    def line(self, item: FactRow) -> bytes:
        """Write a fact as an object of its columns; its body is an object in it."""
        cells = dict(zip(self.columns, self.row(item), strict=True))
        # The body is JSON already: to read it only to write it again takes longer than all else.
        return _encode(cells | {"at": iso(item.at), "body": msgspec.Raw(item.body.encode())})

    def row(self, item: FactRow) -> Row:
        """Lay a fact out in its columns; its time is in two of them."""
        return (*item[:4], *item[3:])
