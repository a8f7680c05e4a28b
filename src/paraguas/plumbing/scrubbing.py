"""Scrubbing the files of the database: what was overwritten is to be gone from them too."""

from typing import Any

from paraguas.plumbing.db import Database
from paraguas.plumbing.schema import metadata

ERRAND = "errand:scrub"
"""The chore that has it done."""


class LogInUse(Exception):
    """Somebody still reads what the log held; it is tried again later."""


def scrub(database: Database) -> None:
    """Fold SQLite's log into its file and empty it; have PostgreSQL clear rows that are dead.

    Raises LogInUse while somebody reads an old moment.
    """
    sealing = [one.name for one in metadata.sorted_tables if "seal" in one.c]
    if database.sqlite:
        with database.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            [(busy, _, _)] = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if busy:
            raise LogInUse
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"VACUUM {', '.join(sealing)}")
        connection.exec_driver_sql("CHECKPOINT")
