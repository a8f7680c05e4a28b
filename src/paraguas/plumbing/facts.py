"""The journal of facts and the chores they leave, gathered in a transaction, written at its end.

Facts are the audit trail, the timeline and the feed of analytics.  A fact that somebody follows
leaves one chore per follower, in the same transaction: so nothing announced is ever forgotten and
nothing undone is ever announced.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Index, Integer, SmallInteger, String, Text

from paraguas.plumbing.schema import IdType, Instant, Json, table
from paraguas.values.fact import Fact
from paraguas.values.stamp import Stamp

BUCKETS = 16
"""Chores are spread over this many buckets; a worker leases whole buckets."""

facts = table(
    "facts",
    Column("stream_id", IdType, primary_key=True),
    Column("fact_id", IdType, primary_key=True),
    Column("name", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("door", String(24), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("assisted_by", String(64)),
    Column("on_behalf_of", String(64)),
    Column("reason", Text),
    Column("handling_seconds", Integer),
    Column("body", Json, nullable=False),
    distribution="order_id",
    wide=True,
)
chores = table(
    "chores",
    # What is due together lies together: led by the bucket, every commit would write a page for
    # each bucket.
    Column("chore_id", IdType, primary_key=True),
    Column("bucket", SmallInteger, primary_key=True, autoincrement=False),
    Column("due_at", Instant, nullable=False),
    Column("kind", String(60), nullable=False),
    Column("subject_id", IdType, nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("problem", Text),
    Column("body", Json, nullable=False),
    Index("chores_due", "due_at", "bucket"),
    Index("chores_subject", "subject_id"),
    distribution="bucket",
)
FACT_COLUMNS = (
    *("stream_id", "fact_id", "name", "at", "door", "actor", "assisted_by", "on_behalf_of"),
    *("reason", "handling_seconds", "body"),
)
CHORE_COLUMNS = ("chore_id", "bucket", "due_at", "kind", "subject_id", "attempts", "body")
_encode = msgspec.json.Encoder().encode

Followers = Mapping[str, tuple[str, ...]]
"""Who follows which fact: fact name -> names of followers."""

Subscribers = Callable[[tuple[Any, ...]], Iterable[tuple[str, str]]]
"""Who else wants a fact: given its row (FACT_COLUMNS), kind and body of each chore to leave."""


class Journal:
    """What a transaction announces and leaves to do; its end saves it in two statements."""

    __slots__ = ("_chores", "_facts", "_followers", "spoken", "subscribers", "told_on", "woken")

    def __init__(self, followers: Followers) -> None:
        """Start with nothing announced."""
        self._followers = followers
        self.subscribers: Subscribers | None = None
        self._facts: list[tuple[Any, ...]] = []
        self._chores: list[tuple[Any, ...]] = []
        self.woken: set[str] = set()
        # Where facts say something in free words, and chores pass it on: to be sealed.
        self.spoken: list[tuple[int, tuple[str, ...]]] = []
        self.told_on: list[int] = []

    def announce(self, stamp: Stamp, stream: str, fact: Fact) -> None:
        """Note a fact, and a chore for each who follows it or wants it."""
        body = _encode(fact).decode()
        by = stamp.by
        fact_id = stamp.ids.next()
        row = (
            *(stream, fact_id, fact.name, stamp.at, by.door, by.actor, by.assisted_by),
            *(by.on_behalf_of, by.reason, by.handling_seconds, body),
        )
        said: tuple[str, ...] = getattr(fact, "said", ())
        if by.reason is not None or said:
            self.spoken.append((len(self._facts), said))
        self._facts.append(row)
        for follower in self._followers.get(fact.name, ()):
            self._leave(stamp, f"follow:{follower}", stream, body, stamp.at)
        if self.subscribers:
            for kind, told in self.subscribers(row):
                if by.reason is not None or said:
                    self.told_on.append(len(self._chores))
                self._leave(stamp, kind, stream, told, stamp.at)

    def later(
        self, stamp: Stamp, kind: str, subject: str, body: Mapping[str, Any] | str, *, due_at: int
    ) -> str:
        """Note a chore for later and give its id; a body may be JSON text already."""
        text = body if isinstance(body, str) else _encode(body).decode()
        return self._leave(stamp, kind, subject, text, due_at)

    def mark(self) -> tuple[int, int]:
        """Tell where the journal stands, for `back_to`."""
        return len(self._facts), len(self._chores)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Forget what was noted after the mark."""
        del self._facts[mark[0] :]
        del self._chores[mark[1] :]
        self.spoken = [each for each in self.spoken if each[0] < mark[0]]
        self.told_on = [at for at in self.told_on if at < mark[1]]

    def take(self) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        """Hand over the rows of facts and of chores, and start anew."""
        taken = self._facts, self._chores
        self.woken.update(row[3] for row in self._chores)
        self._facts, self._chores = [], []
        self.spoken, self.told_on = [], []
        return taken

    def _leave(self, stamp: Stamp, kind: str, subject: str, body: str, due_at: int) -> str:
        chore_id = stamp.ids.next()
        self._chores.append((chore_id, bucket_of(subject), due_at, kind, subject, 0, body))
        return chore_id


def bucket_of(subject: str) -> int:
    """Tell which bucket the chores about a subject are in."""
    return int(subject[-4:], 16) % BUCKETS
