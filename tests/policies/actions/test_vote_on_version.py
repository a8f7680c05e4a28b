"""Proposing and voting from several processes at once: numbers and votes do not collide."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from paraguas.plumbing.clock import now, stamp
from paraguas.plumbing.db import open_database
from paraguas.policies.actions.propose_version import propose_version
from paraguas.policies.actions.vote_on_version import vote_on_version
from paraguas.policies.errors import VoteTaken
from paraguas.policies.model import State
from paraguas.policies.queries import policies, shipped_files
from paraguas.policies.rules.approving import DEPARTMENTS
from paraguas.values.by import By
from paraguas.values.time import DAY


def propose(db):
    with db.writing() as tx:
        hand = stamp(By("api", "planner"))
        starts_at = now() + DAY
        return propose_version(tx, hand, shipped_files(), starts_at=starts_at, note="").version


def vote(db, department):
    with db.writing() as tx:
        hand = stamp(By("api", department.value))
        return vote_on_version(
            *(tx, hand, 2, department), agrees=True, reason="", skills={department.value}
        ).state


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_two_processes_that_propose_at_once_take_a_number_each(database_url):
    several = [open_database(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(propose, several)) == [2, 3, 4, 5]
    for one in several:
        one.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_three_who_vote_at_once_settle_it_once(database_url):
    several = [open_database(database_url) for _ in DEPARTMENTS]
    propose(several[0])
    with ThreadPoolExecutor(3) as pool:
        states = list(pool.map(vote, several, DEPARTMENTS))
    assert sorted(states) == [State.APPROVED, State.PROPOSED, State.PROPOSED]
    for one in several:
        one.close()


def test_a_vote_that_comes_twice_counts_once(db):
    propose(db)
    vote(db, DEPARTMENTS[0])
    with pytest.raises(VoteTaken):
        vote(db, DEPARTMENTS[0])
    with db.reading() as tx:
        assert len(policies(tx).demand(2).votes) == 1
