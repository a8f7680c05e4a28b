"""Replies remembered by idempotency key, in the transaction of their effect.

Source: draft-ietf-httpapi-idempotency-key-header-07; the effect and the key share one commit, so
a retry after a lost reply gets the first answer, and a crash in between leaves neither.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct
from sqlalchemy import Column, LargeBinary, SmallInteger, bindparam, delete, select

from paraguas.plumbing.prepared import Prepared
from paraguas.plumbing.schema import IdType, Instant, table
from paraguas.plumbing.sealing import close, unseal
from paraguas.plumbing.tx import Tx
from paraguas.values.refusal import Refusal
from paraguas.values.time import DAY

KEPT = 7 * DAY
"""How long a key is remembered at least: over a weekend of a door without a connection."""

replies = table(
    "replies",
    Column("key_id", IdType, primary_key=True),
    Column("fingerprint", IdType, nullable=False),
    Column("at", Instant, nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    distribution="key",
    wide=True,
)
_COLUMNS = ("key_id", "fingerprint", "at", "status", "body")
_SEEN = Prepared(
    select(replies.c.key_id, replies.c.fingerprint, replies.c.status, replies.c.body).where(
        replies.c.key_id.in_(bindparam("keys", expanding=True))
    )
)


class KeyReused(Refusal):
    """The idempotency key was used before for another request."""

    code = "idempotency_key_reused"


class Key(Struct, frozen=True, gc=False):
    """An idempotency key.

    key_id: names the caller, the route and the key.  fingerprint: of the body it came with.
    seal: made of the same, and kept nowhere: only who asks again can read the reply.
    """

    key_id: str
    fingerprint: str
    seal: bytes


class Reply(Struct, frozen=True, gc=False):
    """An answer as it left: HTTP status and body; `replayed` when it was remembered."""

    status: int
    body: bytes
    replayed: bool = False


Remembered = Callable[[], Mapping[str, Reply | KeyReused]]
"""The replies of keys seen before, by key id, which may still be on their way."""


def make_key(caller: str, route: str, key: str, body: bytes) -> Key:
    """Make the key of a request: scoped to the caller and the route, bound to its raw body."""
    named = f"{caller}\x1f{route}\x1f{key}".encode()
    name = blake2b(named, digest_size=16).hexdigest()
    seal = blake2b(named, digest_size=32, person=b"reply").digest()
    return Key(name, blake2b(body, digest_size=16).hexdigest(), seal)


def ask_remembered(tx: Tx, keys: Sequence[Key]) -> Remembered:
    """Ask for the replies of keys seen before, by key id; KeyReused where the body was another."""
    if not keys:
        return dict
    asked = {key.key_id: key for key in keys}
    rows = tx.ask(_SEEN, keys=list(asked))
    return lambda: {
        row.key_id: Reply(row.status, _opened(asked[row.key_id], row.body), replayed=True)
        if row.fingerprint == asked[row.key_id].fingerprint
        else KeyReused()
        for row in rows()
    }


def remember(tx: Tx, answers: Sequence[tuple[Key, int, Reply]]) -> None:
    """Keep replies with their keys and instants, in the transaction that did what they say."""
    tx.insert_last(
        replies,
        _COLUMNS,
        [
            (
                *(key.key_id, key.fingerprint, at, reply.status),
                close(key.seal, key.key_id, reply.body),
            )
            for key, at, reply in answers
        ],
    )


def _opened(key: Key, sealed: bytes) -> bytes:
    body = unseal(key.seal, key.key_id, sealed)
    assert body is not None, "a reply under another key"
    return body


def readable_until(at: int) -> int:
    """Tell until when a reply of an instant is remembered, give or take the next tidying."""
    return at + KEPT


def outdated(tx: Tx, *, now: int, most: int) -> list[str]:
    """Give the ids of keys that need not be remembered any longer, `most` at once."""
    old = select(replies.c.key_id).where(replies.c.at < now - KEPT).limit(most)
    return [row.key_id for row in tx.all(old)]


def forget(tx: Tx, key_ids: Sequence[str]) -> None:
    """Drop the replies of these keys."""
    tx.run(delete(replies).where(replies.c.key_id.in_(key_ids)))
