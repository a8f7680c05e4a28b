"""The smallest journeys: a note is kept under a name, a count goes down while it lasts."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from typing import ClassVar, TypeVar

import pytest
from msgspec import Struct
from sqlalchemy import select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.db import Database
from paraguas.plumbing.facts import facts
from paraguas.plumbing.reference import versions
from paraguas.plumbing.secret_store import secrets
from paraguas.plumbing.tx import Tx
from paraguas.values.by import By
from paraguas.values.ids import Ids, digest_id
from paraguas.values.refusal import Refusal
from paraguas.values.stamp import Stamp
from paraguas.values.time import DAY

NOON = 20_000 * DAY + DAY // 2
SUBJECT = digest_id("subject", "one")
T = TypeVar("T")
_seeds = count(1)

TAKE = GuardedUpdate(
    versions,
    keys=("name",),
    givens={"units": "version"},
    sets="version = t.version - {units}",
    guard="t.version >= {units}",
)


class NotThis(Refusal):
    """The journey refuses."""

    code = "not_this"


class Noted(Struct, frozen=True):
    """Something was noted."""

    name: ClassVar[str] = "test.noted.v1"
    text: str


def stamp(at: int = NOON) -> Stamp:
    return Stamp(at, By("web", "customer"), Ids(at, next(_seeds)))


@contextmanager
def undone(block: AbstractContextManager[T]) -> Iterator[T]:
    """Go through a block that fails at its end."""
    with pytest.raises(ZeroDivisionError), block as inner:  # noqa: PT012 - the test is inside
        yield inner
        raise ZeroDivisionError


def keep(tx: Tx, name: str) -> str:
    tx.insert(secrets, ("name", "value"), [(name, "kept")])
    return name


def keep_all(tx: Tx, names) -> list[str | Refusal]:
    """Keep many at once; names in capitals are refused."""
    tx.insert(secrets, ("name", "value"), [(name, "kept") for name in names if name.islower()])
    return [name if name.islower() else NotThis() for name in names]


def notes(db: Database) -> set[str]:
    with db.reading() as tx:
        return {row.name for row in tx.all(select(secrets))}


def told(db: Database) -> list[str]:
    with db.reading() as tx:
        return [row.name for row in tx.all(select(facts))]


def put(db: Database, **counts: int) -> None:
    with db.writing() as tx:
        tx.insert(versions, ("name", "version"), list(counts.items()))


def counts(db: Database) -> dict[str, int]:
    with db.reading() as tx:
        return {row.name: row.version for row in tx.all(select(versions))}
