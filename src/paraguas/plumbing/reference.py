"""Reference data in process: loaded whole, good as long as its version row stands.

Catalogue, network, tax and staff change seldom and are read by every order.  Each transaction
reads the small table of versions once; a snapshot is loaded again when its version moved on.
"""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Column, Engine, String, bindparam, select, update

from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.schema import table
from paraguas.plumbing.tx import Tx

T = TypeVar("T")

versions = table(
    "versions",
    Column("name", String(40), primary_key=True),
    Column("version", BigInteger, nullable=False),
    distribution="reference",
)
_ALL = Prepared(select(versions.c.name, versions.c.version))
_BUMP = (
    update(versions)
    .where(versions.c.name == bindparam("which"))
    .values(version=versions.c.version + 1)
)
_last_seen: WeakKeyDictionary[Engine, dict[str, int]] = WeakKeyDictionary()
_CHANGED_HERE = -1
"""The version of what this transaction changed: nobody else may see it before the commit."""


class Reference(Generic[T]):
    """A snapshot of reference data, one per database, shared by all threads.

    load: reads the whole of it, as an immutable value.
    """

    def __init__(self, name: str, load: Callable[[Tx], T]) -> None:
        """Name the data (its row in `versions`) and say how to load it."""
        self.name = name
        self._load = load
        self._held: WeakKeyDictionary[Engine, tuple[int, T]] = WeakKeyDictionary()
        self._lock = Lock()

    def get(self, tx: Tx) -> T:
        """Give the snapshot that is true for this transaction."""
        version = _versions(tx).get(self.name, 0)
        if version == _CHANGED_HERE:
            return self._load(tx)
        engine = tx.connection.engine
        held = self._held.get(engine)
        if held is None or held[0] != version:
            with self._lock:
                held = self._held.get(engine)
                if held is None or held[0] != version:
                    held = self._held[engine] = version, self._load(tx)
        return held[1]

    def changed(self, tx: Tx) -> None:
        """Say, in the transaction of a change, that snapshots of it are out of date."""
        tx.insert(versions, ("name", "version"), [(self.name, 0)], lenient=True)
        tx.run(_BUMP, which=self.name)
        tx.versions = {**_versions(tx), self.name: _CHANGED_HERE}


def ask_versions(tx: Tx) -> Callable[[], bool]:
    """Ask for the versions of all reference data before the first of it is wanted.

    The answer tells whether they are those that were supposed, if any were.
    """
    rows = tx.ask(_ALL)

    def note() -> bool:
        supposed, found = tx.versions, dict(rows())
        tx.versions = _last_seen[tx.connection.engine] = found
        return supposed is None or supposed == found

    return note


def suppose_versions(tx: Tx) -> bool:
    """Take the versions for what they were when this process last looked; false if it never did.

    Whoever relies on it asks for them too, and looks again where they are others by now.
    """
    tx.versions = _last_seen.get(tx.connection.engine)
    return tx.versions is not None


def _versions(tx: Tx) -> dict[str, int]:
    if tx.versions is None:
        ask_versions(tx)()
    assert tx.versions is not None
    return tx.versions
