"""Checkpoints of SQLite's log beside the writing, so that no commit has to wait for one."""

import logging
from threading import Event, Thread
from typing import Any

from paraguas.plumbing.db import Database

PAUSE_SECONDS = 0.25
"""How often the log is folded into the file; what is left to a commit is what came since."""

log = logging.getLogger("paraguas.checkpoints")


class Checkpoints:
    """A thread that folds the log into the file while others write and read."""

    def __init__(self, database: Database) -> None:
        """Prepare; `start` begins."""
        self._database = database
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="checkpoints", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the one that is under way."""
        self._stopping.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        with self._database.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            while not self._stopping.wait(PAUSE_SECONDS):
                try:
                    # Passive: it waits for nobody, and leaves what somebody still reads.
                    driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                except Exception:
                    log.exception("the log could not be folded into the file")
