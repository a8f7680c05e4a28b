"""Programmes: their versions, as they were written."""

from sqlalchemy import bindparam, select

from paraguas.loyalty.model import SavedProgramme
from paraguas.loyalty.tables import programmes
from paraguas.plumbing.tx import Tx

Row = tuple[str, int, str, int, str, str]
"""Programme, version, text, when it was saved, by whom and why."""

_COLUMNS = ("programme", "version", "body", "saved_at", "saved_by", "reason")
_c = programmes.c
_ALL = select(*(_c[name] for name in _COLUMNS)).order_by(_c.programme, _c.version)
_OF = _ALL.where(_c.programme == bindparam("which"))


def all_versions(tx: Tx) -> list[Row]:
    """Read every version of every programme, the oldest first."""
    return [tuple(row) for row in tx.all(_ALL)]


def versions_of(tx: Tx, programme: str) -> list[Row]:
    """Read the versions of a programme, the oldest first."""
    return [tuple(row) for row in tx.all(_OF, which=programme)]


def add_version(tx: Tx, new: SavedProgramme) -> None:
    """Write a version of a programme."""
    made = new.programme
    row = (made.code, made.version, new.text, new.saved_at, new.saved_by, new.reason)
    tx.insert(programmes, _COLUMNS, [row])
