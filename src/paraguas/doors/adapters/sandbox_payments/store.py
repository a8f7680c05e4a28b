"""The sandbox's ledger: a SQLite file of its own, for it plays an outside company.

It is written before the answer leaves, so it outlives a killed process and can testify what was
really charged.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from msgspec import Struct

_PREPARE = (
    "PRAGMA journal_mode=WAL",
    # The file has to outlive our process, not a power cut.
    "PRAGMA synchronous=OFF",
    """CREATE TABLE IF NOT EXISTS effects (
        key TEXT PRIMARY KEY, kind TEXT NOT NULL, reference TEXT NOT NULL,
        authorisation TEXT NOT NULL, token TEXT NOT NULL, amount_minor INTEGER NOT NULL,
        currency TEXT NOT NULL, state TEXT NOT NULL, reason TEXT) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS effects_authorisation ON effects (authorisation)",
)
_COLUMNS = "key, kind, reference, authorisation, token, amount_minor, currency, state, reason"
_FIND = f"SELECT {_COLUMNS} FROM effects WHERE key = ?"  # noqa: S608 - our own column names
_ALL = f"SELECT {_COLUMNS} FROM effects ORDER BY key"  # noqa: S608
_KEEP = f"INSERT OR REPLACE INTO effects ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)"  # noqa: S608
_ADD = _KEEP.replace("OR REPLACE", "OR IGNORE")
_OF = f"SELECT {_COLUMNS} FROM effects WHERE authorisation = ?"  # noqa: S608


class Effect(Struct, frozen=True):
    """What a call did: kind authorise, capture, void or refund; state approved, declined or lost.

    A lost call never arrived and did nothing.  authorisation: the reference it belongs to.
    """

    key: str
    kind: str
    reference: str
    authorisation: str
    token: str
    amount_minor: int
    currency: str
    state: str
    reason: str | None


class Ledger:
    """The file of effects; threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file, and make it where it is not there."""
        self._driver = sqlite3.connect(
            path, check_same_thread=False, isolation_level=None, timeout=30
        )
        self._lock = Lock()
        for statement in _PREPARE:
            self._driver.execute(statement)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let one caller at a time look and write."""
        with self._lock, self._driver:
            self._driver.execute("BEGIN IMMEDIATE")
            yield

    def find(self, key: str) -> Effect | None:
        """Find the effect of a key."""
        row = self._driver.execute(_FIND, (key,)).fetchone()
        return Effect(*row) if row else None

    def of(self, authorisation: str) -> list[Effect]:
        """Give what was done with an authorisation, itself included."""
        return [Effect(*row) for row in self._driver.execute(_OF, (authorisation,))]

    def add(self, one: Effect) -> bool:
        """Write an effect unless its key is there already; tells whether it was written."""
        with self._lock:
            return bool(self._driver.execute(_ADD, _row(one)).rowcount)

    def keep(self, one: Effect) -> None:
        """Write an effect over the one of its key."""
        self._driver.execute(_KEEP, _row(one))

    def all(self) -> list[Effect]:
        """Give every effect, by key."""
        with self._lock:
            return [Effect(*row) for row in self._driver.execute(_ALL)]

    def close(self) -> None:
        """Close the file."""
        self._driver.close()


def _row(one: Effect) -> tuple[str | int | None, ...]:
    return (
        *(one.key, one.kind, one.reference, one.authorisation, one.token),
        *(one.amount_minor, one.currency, one.state, one.reason),
    )
