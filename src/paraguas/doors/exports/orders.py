"""Whole orders, and the schema they keep to."""

from pathlib import Path
from typing import Any, ClassVar

import msgspec

from paraguas.doors.exports.errors import ExportUnwritable
from paraguas.doors.exports.writers import Columns, Row
from paraguas.doors.fact_schemas import DIALECT, Schema, written
from paraguas.views.whole_orders import WholeOrder

_encode = msgspec.json.Encoder().encode


class OrderShape:
    """An order: on a line whole, in columns its head with the whole as JSON."""

    columns: ClassVar[Columns] = {
        "order_id": "text",
        "number": "text",
        "placed_at": "moment",
        "entity_id": "text",
        "market": "text",
        "channel": "text",
        "place_id": "text",
        "status": "text",
        "payment_status": "text",
        "fulfilment_status": "text",
        "currency": "text",
        "goods_minor": "number",
        "discount_minor": "number",
        "tax_minor": "number",
        "total_minor": "number",
        "document": "text",
    }

    def line(self, item: WholeOrder) -> bytes:
        """Write an order whole."""
        return _encode(item)

    def row(self, item: WholeOrder) -> Row:
        """Lay an order out in its columns."""
        *head, _ = self.columns
        values: list[Any] = [getattr(item, name) for name in head]
        return (*values, _encode(item).decode())


def order_schema() -> Schema:
    """Describe an exported order as JSON Schema (2020-12)."""
    (_,), components = msgspec.json.schema_components([WholeOrder], ref_template="#/$defs/{name}")
    own = components.pop(WholeOrder.__name__)
    name = {"$schema": DIALECT, "$id": "urn:paraguas:order-export:v1", "title": "Exported order"}
    return {**own, **name, "$defs": components}


def export_order_schema(path: Path) -> None:
    """Write the schema into a file; refuses ExportUnwritable."""
    try:
        path.write_bytes(written(order_schema()))
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ExportUnwritable(file=str(path), reason=reason) from problem
