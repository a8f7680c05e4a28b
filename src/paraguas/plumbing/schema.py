"""The shape of rows: one metadata for all rooms, and the column types both databases share."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

metadata = MetaData()

Instant = BigInteger
"""Microseconds UTC."""

Minor = BigInteger
"""Minor units of the row's currency."""

Json = Text
"""A JSON text, written and read by the room that owns the column."""


class IdType(TypeDecorator[str]):
    """An id: 32 hex digits in the program, 16 bytes in the database (BLOB or uuid)."""

    impl = LargeBinary
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID(as_uuid=False))
        return dialect.type_descriptor(LargeBinary(16))

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """Turn hex digits into what the driver takes."""
        if value is None or dialect.name == "postgresql":
            return value
        return bytes.fromhex(value)

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Turn the bytes SQLite gives into hex digits; the driver of PostgreSQL gives those.

        It stands in for `process_result_value`, which costs two calls more for each value read.
        """
        return None if dialect.name == "postgresql" else hex_or_none


def hex_or_none(value: bytes | None) -> str | None:
    """Say the bytes of an id as hex digits."""
    return None if value is None else value.hex()


def table(name: str, *parts: Any, distribution: str, wide: bool = False) -> Table:
    """Declare a table.

    parts: columns and constraints.  distribution: what its rows are spread by on a distributed
    engine: order_id, sku, account_id, key, bucket, entity, place or reference (decision: ids and
    distribution).  wide: its rows are long (a text of some hundred bytes).

    On SQLite rows lie in primary key order, so a composite key needs no second index; wide ones
    lie in the order they came, with an index beside: few would share a page with their
    neighbours by key, and each new one would split it.
    """
    keyed = any(isinstance(part, Column) and part.primary_key for part in parts)
    assert keyed, f"{name} needs a primary key"
    info = {"distribution": distribution}
    return Table(name, metadata, *parts, sqlite_with_rowid=wide, info=info)
