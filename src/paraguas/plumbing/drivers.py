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
    # KiB; each connection has a cache of its own, and the system caches the file besides.
    "cache_size=-4096",
    # Pages; a thread beside folds the log into the file long before (`checkpoints`).
    "wal_autocheckpoint=16000",
    "temp_store=MEMORY",
    # What is overwritten or deleted is zeroed wherever its page is written anyway: keys of what
    # was forgotten leave the file with the log's next checkpoint.
    "secure_delete=FAST",
)


WRITER_SETTINGS = (
    # A writer finds rows by key, whatever their values: to plan that anew each time would take
    # longer than to do it.  A plan made while a table was still small would read all of it for
    # ever after, so those plans are out of the question.
    "plan_cache_mode = force_generic_plan",
    "enable_seqscan = off",
    "enable_hashjoin = off",
    "enable_mergejoin = off",
    "jit = off",
    # Nobody waits for ever, whatever the server cannot see of who waits for whom.
    "lock_timeout = '5s'",
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
