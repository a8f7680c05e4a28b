"""Reference data in process: loaded whole, good as long as its version row stands.

Catalogue, network, tax and staff change seldom and are read by every order.  Each transaction
reads the small table of versions once; a snapshot is loaded again when its version moved on.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Column, String, bindparam, select, update

from paraguas.plumbing.schema import table
from paraguas.plumbing.tx import Tx

T = TypeVar("T")

versions = table(
    "versions",
    Column("name", String(40), primary_key=True),
    Column("version", BigInteger, nullable=False),
    distribution="reference",
)
_ALL = select(versions.c.name, versions.c.version)
_BUMP = (
    update(versions)
    .where(versions.c.name == bindparam("which"))
    .values(version=versions.c.version + 1)
)


class Reference(Generic[T]):
    """A snapshot of reference data, one per database, shared by all threads.

    load: reads the whole of it, as an immutable value.
    """

    def __init__(self, name: str, load: Callable[[Tx], T]) -> None:
        """Name the data (its row in `versions`) and say how to load it."""
        self.name = name
        self._load = load
        self._held: dict[Any, tuple[int, T]] = {}
        self._lock = Lock()

    def get(self, tx: Tx) -> T:
        """Give the snapshot that is true for this transaction."""
        if tx.versions is None:
            tx.versions = {row.name: row.version for row in tx.all(_ALL)}
        version = tx.versions.get(self.name, 0)
        engine = tx.connection.engine
        held = self._held.get(id(engine.pool))
        if held is None or held[0] != version:
            with self._lock:
                held = (version, self._load(tx))
                self._held[id(engine.pool)] = held
        return held[1]

    def changed(self, tx: Tx) -> None:
        """Say, in the transaction of a change, that snapshots of it are out of date."""
        if tx.run(_BUMP, which=self.name) == 0:
            tx.insert(versions, ("name", "version"), [(self.name, 1)], lenient=True)
        tx.versions = None
