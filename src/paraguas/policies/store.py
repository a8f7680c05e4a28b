"""The SQL of policies."""

import msgspec
from sqlalchemy import bindparam, select

from paraguas.plumbing.bulk import GuardedUpdate
from paraguas.plumbing.tx import Tx
from paraguas.policies.model import Department, State, Version, Vote
from paraguas.policies.rules.reading import Files
from paraguas.policies.tables import versions, votes

_HEAD = (
    *("version", "content_hash", "starts_at", "proposed_by", "proposed_at", "note", "state"),
    "settled_at",
)
_VOTE = ("version", "department", "actor", "agrees", "reason", "at")
_ALL = select(*(versions.c[name] for name in _HEAD)).order_by(versions.c.version)
_VOTES = select(*(votes.c[name] for name in _VOTE)).order_by(votes.c.version, votes.c.at)
_FILES = select(versions.c.files).where(versions.c.version == bindparam("version"))
_SETTLE = GuardedUpdate(
    versions,
    keys=("version",),
    givens={"was": "state", "state": "state", "settled_at": "settled_at"},
    sets="state = {state}, settled_at = {settled_at}",
    guard="t.state = {was}",
)


def all_versions(tx: Tx) -> list[Version]:
    """Load all versions with what was said of them, by number; their files stay where they are."""
    said: dict[int, list[Vote]] = {}
    for row in tx.all(_VOTES):
        vote = Vote(Department(row.department), row.actor, bool(row.agrees), row.reason, row.at)
        said.setdefault(row.version, []).append(vote)
    return [
        Version(
            *(row.version, row.content_hash, row.starts_at, row.proposed_by, row.proposed_at),
            *(row.note, State(row.state), row.settled_at, tuple(said.get(row.version, ()))),
        )
        for row in tx.all(_ALL)
    ]


def files_of(tx: Tx, version: int) -> Files | None:
    """Load the files of a version."""
    text = tx.value(_FILES, version=version)
    return None if text is None else msgspec.json.decode(text, type=dict[str, str])


def add_version(tx: Tx, one: Version, files: Files) -> None:
    """Save a version that is new."""
    body = msgspec.json.encode(files).decode()
    row = (
        *(one.version, one.content_hash, one.starts_at, one.proposed_by, one.proposed_at),
        *(one.note, one.state.value, one.settled_at, body),
    )
    tx.insert(versions, (*_HEAD, "files"), [row])


def add_vote(tx: Tx, version: int, vote: Vote) -> None:
    """Save what a department said."""
    row = (version, vote.department.value, vote.actor, vote.agrees, vote.reason, vote.at)
    tx.insert(votes, _VOTE, [row])


def settle(tx: Tx, version: int, state: State, *, at: int) -> None:
    """Approve or reject a version that is proposed; StaleSlice when it was settled meanwhile."""
    tx.update(_SETTLE, [(version, State.PROPOSED.value, state.value, at)])
