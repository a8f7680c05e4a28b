"""What a database says about itself: the settings that durability hangs on."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import func, select, text

from paraguas.plumbing.chores import LEASE, leases
from paraguas.plumbing.secret_store import secrets
from paraguas.plumbing.tx import Tx

SECRETS = ("contact", "link")
"""The secrets an installation cannot be without."""

_LEAST_SQLITE = (3, 37)
_LEAST_POSTGRES = 150000
_PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
_SHOWN = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


class Probe(NamedTuple):
    """A database's version and whether it will do; settings found, and those that lose orders."""

    version: str
    new_enough: bool
    settings: Mapping[str, str]
    unsafe: tuple[str, ...]


def probe(tx: Tx) -> Probe:
    """Look at version and settings, as this connection has them."""
    if tx.sqlite:
        found = {name: str(tx.value(text(f"PRAGMA {name}"))) for name in _PRAGMAS}
        unsafe = tuple(name for name, wanted in _PRAGMAS.items() if found[name] != wanted)
        new_enough = sqlite3.sqlite_version_info >= _LEAST_SQLITE
        return Probe(f"SQLite {sqlite3.sqlite_version}", new_enough, found, unsafe)
    found = {name: str(tx.value(text(f"SHOW {name}"))) for name in _SHOWN}
    unsafe = tuple(name for name in _SHOWN if found[name] == "off")
    version = tx.value(text("SHOW server_version"))
    number = int(tx.value(text("SHOW server_version_num")))
    return Probe(f"PostgreSQL {version}", number >= _LEAST_POSTGRES, found, unsafe)


def missing_secrets(tx: Tx) -> list[str]:
    """Name the secrets that are not there."""
    there = {row.name for row in tx.all(select(secrets.c.name))}
    return [name for name in SECRETS if name not in there]


def seconds_ahead(tx: Tx, *, now: int) -> int:
    """Tell by how many seconds a worker's clock was ahead of this one when it last wrote."""
    until = tx.value(select(func.max(leases.c.until))) or 0
    return max(0, (until - LEASE - now) // 1_000_000)
