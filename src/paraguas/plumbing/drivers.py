"""What each new connection is taught, so that both databases behave as one."""

from typing import Any

from psycopg.adapt import Loader
from sqlalchemy import Engine, event
from typing_extensions import override

BY_HAND = "paraguas_by_hand"
"""Marks a connection whose transactions are begun and ended on its driver (`sessions`)."""

_PRAGMAS = (
    "journal_mode=WAL",
    # NORMAL lost acknowledged orders in simulated power cuts; FULL lost none.
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "cache_size=-65536",
    "wal_autocheckpoint=4000",
    "temp_store=MEMORY",
)


class _HexLoader(Loader):
    """Gives a uuid as 32 hex digits: half the price of a UUID object, and what we say anyway."""

    @override
    def load(self, data: Any) -> str:
        return str(data, "ascii").replace("-", "")


def teach_sqlite(engine: Engine) -> None:
    """Set what a connection to SQLite must keep to; transactions begin where we say."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        if not connection.get_execution_options().get(BY_HAND):
            connection.exec_driver_sql("BEGIN")


def teach_postgres(engine: Engine) -> None:
    """Let a connection to PostgreSQL give ids the way we say them."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.adapters.register_loader("uuid", _HexLoader)
