"""Propose a version of the book."""

from paraguas.plumbing.tx import Tx
from paraguas.policies import store
from paraguas.policies.actions.adopt_book import adopt_book
from paraguas.policies.errors import StartPassed
from paraguas.policies.events import PolicyProposed
from paraguas.policies.model import State, Version, stream_of
from paraguas.policies.queries import policies, reference
from paraguas.policies.rules.reading import Files, hash_of
from paraguas.values.stamp import Stamp
from paraguas.values.time import iso


def propose_version(tx: Tx, stamp: Stamp, files: Files, *, starts_at: int, note: str) -> Version:
    """Keep a book that was checked (rules/proving.py), to be approved by the departments.

    starts_at: from when it is to be in force.  Announces policy.proposed.v1.  Refuses a start in
    the past.
    """
    if starts_at < stamp.at:
        raise StartPassed(starts_at=iso(starts_at))
    # Whoever proposes beside us waits here until we are through, and takes the next number.
    reference.changed(tx)
    adopt_book(tx)
    number = 1 + max(one.version for one in policies(tx).all)
    content_hash, state = hash_of(files), State.PROPOSED
    version = Version(
        *(number, content_hash, starts_at, stamp.by.actor, stamp.at, note, state),
    )
    store.add_version(tx, version, files)
    fact = PolicyProposed(number, content_hash, starts_at, note)
    tx.announce(stamp, stream_of(number), fact)
    return version
