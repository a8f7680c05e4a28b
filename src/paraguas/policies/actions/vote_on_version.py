"""Vote on a version of the book."""

from collections.abc import Collection

from msgspec.structs import replace

from paraguas.plumbing.tx import Tx
from paraguas.policies import store
from paraguas.policies.events import PolicyApproved, PolicyRejected, PolicyVoted
from paraguas.policies.model import Department, State, Version, Vote, stream_of
from paraguas.policies.queries import policies, reference
from paraguas.policies.rules.approving import check_vote, outcome
from paraguas.values.stamp import Stamp


def vote_on_version(
    tx: Tx,
    stamp: Stamp,
    number: int,
    department: Department,
    *,
    agrees: bool,
    reason: str,
    skills: Collection[str],
) -> Version:
    """Say yes or no for a department; the last word needed settles the version.

    skills: of the hand that votes.  Announces policy.voted.v1, and policy.approved.v1 or
    policy.rejected.v1.  Refuses an unknown or settled version, a hand of another department, one
    that spoke already, head office where there is no tie, and a no without a reason.
    """
    # Votes of one moment wait for each other here: the last one needed sees all before it.
    reference.changed(tx)
    version = policies(tx).demand(number)
    vote = Vote(department, stamp.by.actor, agrees, reason, stamp.at)
    check_vote(version, vote, skills)
    store.add_vote(tx, number, vote)
    tx.announce(stamp, stream_of(number), PolicyVoted(number, department.value, agrees, reason))
    voted = replace(version, votes=(*version.votes, vote))
    state = outcome(voted.votes)
    if state is not State.PROPOSED:
        voted = replace(voted, state=state, settled_at=stamp.at)
        store.settle(tx, number, state, at=stamp.at)
        tx.announce(stamp, stream_of(number), _settled(voted))
    return voted


def _settled(version: Version) -> PolicyApproved | PolicyRejected:
    if version.state is State.REJECTED or version.begins_at is None:
        return PolicyRejected(version.version)
    return PolicyApproved(version.version, version.content_hash, version.begins_at)
