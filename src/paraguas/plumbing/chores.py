"""Chores due: what the worker takes up, retries with growing pauses, or puts away as dead.

At-least-once: a chore is deleted in the transaction of its effect, so inside the database its
effect happens exactly once; an effect outside carries a stable key of its own.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Column, SmallInteger, String, bindparam, case, delete, func, select, update

from paraguas.plumbing.facts import BUCKETS, bucket_of, chores
from paraguas.plumbing.journal_seals import open_bodies
from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.schema import Instant, table
from paraguas.plumbing.tx import Tx
from paraguas.values.time import SECOND

LEASE = 10 * SECOND
"""How long a worker owns a bucket without renewing it; the longest wait after its death."""

RENEW_SECONDS = 3
"""How often a worker renews its lease."""

PAUSES = (1, 2, 5, 15, 60, 300, 900, 3600, 14400)
"""Seconds until the next try."""

TRIES = len(PAUSES) + 1
"""A chore that failed so often is dead: nobody takes it up, people look into it."""

leases = table(
    "bucket_leases",
    Column("bucket", SmallInteger, primary_key=True, autoincrement=False),
    Column("owner", String(40), nullable=False),
    Column("until", Instant, nullable=False),
    distribution="bucket",
)
_DUE = Prepared(
    select(chores)
    .where(chores.c.bucket.in_(bindparam("buckets", expanding=True)))
    .where(chores.c.due_at <= bindparam("now"), chores.c.attempts < TRIES)
    .where(chores.c.kind.like(bindparam("kinds")))
    .order_by(chores.c.due_at, chores.c.chore_id)
    .limit(bindparam("most"))
)


class Chore(Struct, frozen=True, gc=False):
    """Something due: kind (`follow:`, `errand:` or `timer:` and a name), subject and body."""

    chore_id: str
    bucket: int
    kind: str
    subject: str
    attempts: int
    body: bytes

    def read(self) -> Any:
        """Decode the body."""
        return msgspec.json.decode(self.body)


Queue = tuple[str, str]
"""Chores done one after the other: their kind and their subject."""


def due(tx: Tx, kind: str, *, buckets: Sequence[int], now: int, most: int) -> list[Chore]:
    """Give the chores of these buckets that are due, the longest due first.

    kind: what their kind begins with, for instance `follow:`.
    """
    rows = tx.all(_DUE, buckets=list(buckets), now=now, most=most, kinds=f"{kind}%")
    return [_read(row, body) for row, body in open_bodies(tx, rows)]


def finish(tx: Tx, done: Sequence[Chore]) -> None:
    """Strike chores off, in the transaction of their effect.

    Raises StaleSlice when another worker did one of them (inside `together`, at its end).
    """
    keys = sorted((chore.chore_id, chore.bucket) for chore in done)
    tx.delete(chores, ("chore_id", "bucket"), keys)


def postpone(tx: Tx, chore: Chore, *, now: int, problem: str) -> int:
    """Note a failed try and give the instant of the next; after the last pause it is dead."""
    pause = PAUSES[chore.attempts] if chore.attempts < len(PAUSES) else 0
    due_at = now + pause * SECOND
    tx.run(
        update(chores)
        .where(chores.c.bucket == chore.bucket, chores.c.chore_id == chore.chore_id)
        .values(attempts=chore.attempts + 1, due_at=due_at, problem=problem[:500])
    )
    return due_at


def queues(tx: Tx, about: Sequence[Chore], *, most: int) -> dict[Queue, list[tuple[Chore, int]]]:
    """Give what waits in the queues these chores stand in, with its due instants.

    Each in the order it was left, whenever it is due; the dead stand in no queue.  most: of all
    queues together, so one may be missing until others are shorter.
    """
    rows = tx.all(
        select(chores)
        .where(chores.c.bucket.in_(sorted({chore.bucket for chore in about})))
        .where(chores.c.subject_id.in_(sorted({chore.subject for chore in about})))
        .where(chores.c.kind.in_(sorted({chore.kind for chore in about})))
        .where(chores.c.attempts < TRIES)
        .order_by(chores.c.chore_id)
        .limit(most)
    )
    found: dict[Queue, list[tuple[Chore, int]]] = {(one.kind, one.subject): [] for one in about}
    for row, body in open_bodies(tx, rows):
        if (row.kind, row.subject_id) in found:
            found[row.kind, row.subject_id].append((_read(row, body), row.due_at))
    return found


def hold_back(tx: Tx, queue: Queue, *, until: int) -> None:
    """Let nothing of a queue be due before an instant; no try is counted."""
    kind, subject = queue
    tx.run(
        update(chores)
        .where(chores.c.bucket == bucket_of(subject), chores.c.subject_id == subject)
        .where(chores.c.kind == kind, chores.c.attempts < TRIES, chores.c.due_at < until)
        .values(due_at=until)
    )


def cancel(tx: Tx, subject: str, kind: str) -> int:
    """Strike off the chores of a kind about a subject (a timer that is not needed any more)."""
    return tx.run(
        delete(chores)
        .where(chores.c.bucket == bucket_of(subject))
        .where(chores.c.subject_id == subject, chores.c.kind == kind)
    )


def waiting(tx: Tx, subject: str, kind: str) -> list[int]:
    """Tell when the chores of a kind about a subject are due, the first first."""
    asked = select(chores.c.due_at).where(chores.c.bucket == bucket_of(subject))
    asked = asked.where(chores.c.subject_id == subject, chores.c.kind == kind)
    return [row.due_at for row in tx.all(asked.order_by(chores.c.due_at))]


def bring_forward(tx: Tx, subject: str, kind: str, *, due_at: int) -> int:
    """Let the chores of a kind about a subject be due at an instant, if they are due later."""
    return tx.run(
        update(chores)
        .where(chores.c.bucket == bucket_of(subject), chores.c.subject_id == subject)
        .where(chores.c.kind == kind, chores.c.attempts == 0, chores.c.due_at > due_at)
        .values(due_at=due_at)
    )


def revive(tx: Tx, chore_ids: Sequence[str], *, now: int) -> int:
    """Let dead chores try again now; how many there were."""
    return tx.run(
        update(chores)
        .where(chores.c.chore_id.in_(chore_ids), chores.c.attempts >= TRIES)
        .values(attempts=0, due_at=now)
    )


def hasten(tx: Tx, *, now: int) -> int:
    """Let be due now what waits for another try, but no timer; how much there is of it."""
    waiting = chores.c.kind.not_like("timer:%") & (chores.c.attempts < TRIES)
    return tx.run(update(chores).where(waiting).values(due_at=now))


def backlog(tx: Tx, *, now: int) -> dict[str, int]:
    """Count chores: `due` now, `later`, and `dead`."""
    dead = chores.c.attempts >= TRIES
    state = case((dead, "dead"), (chores.c.due_at <= now, "due"), else_="later")
    named = select(state.label("state")).subquery()
    rows = tx.all(select(named.c.state, func.count().label("chores")).group_by(named.c.state))
    return {"due": 0, "later": 0, "dead": 0} | {row.state: row.chores for row in rows}


def lease(tx: Tx, *, owner: str, now: int) -> list[int]:
    """Renew this worker's buckets and take over those nobody holds; give all it holds."""
    held = {row.bucket: row for row in tx.all(select(leases))}
    tx.insert(
        leases,
        ("bucket", "owner", "until"),
        [(bucket, owner, now + LEASE) for bucket in range(BUCKETS) if bucket not in held],
        lenient=True,
    )
    tx.run(
        update(leases)
        .where((leases.c.owner == owner) | (leases.c.until < now))
        .values(owner=owner, until=now + LEASE)
    )
    rows = tx.all(select(leases.c.bucket).where(leases.c.owner == owner))
    return [row.bucket for row in rows]


def release(tx: Tx, *, owner: str) -> None:
    """Give this worker's buckets back, so that nobody waits for the end of its lease."""
    tx.run(update(leases).where(leases.c.owner == owner).values(until=0))


def _read(row: Any, body: str) -> Chore:
    told = row.subject_id, row.attempts, body.encode()
    return Chore(row.chore_id, row.bucket, row.kind, *told)
