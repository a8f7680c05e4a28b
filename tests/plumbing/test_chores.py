"""Chores fall due, are done once, tried again with growing pauses, and given up in the end."""

import pytest
from msgspec import structs

from paraguas.plumbing.chores import (
    LEASE,
    PAUSES,
    TRIES,
    backlog,
    cancel,
    due,
    finish,
    hold_back,
    lease,
    postpone,
    queues,
    release,
    revive,
)
from paraguas.plumbing.facts import BUCKETS, bucket_of
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.ids import digest_id
from paraguas.values.time import HOUR, SECOND
from tests.plumbing.notes import NOON, SUBJECT, stamp

ALL = range(BUCKETS)
OTHER = digest_id("subject", "other")


def leave(db, kind="timer:tea", *, subject=SUBJECT, at=NOON, **body):
    with db.writing() as tx:
        return tx.later(stamp(), kind, subject, body, due_at=at)


def take(db, kind="timer:", *, buckets=ALL, at=NOON, most=99):
    with db.reading() as tx:
        return due(tx, kind, buckets=buckets, now=at, most=most)


def fail(db, chore, *, at=NOON):
    with db.writing() as tx:
        postpone(tx, chore, now=at, problem="it rained" * 100)


def state(db, at=NOON):
    with db.reading() as tx:
        return backlog(tx, now=at)


def leases(db, owner, at):
    with db.writing() as tx:
        return lease(tx, owner=owner, now=at)


def test_a_chore_falls_due_and_brings_what_was_left_with_it(db):
    chore_id = leave(db, cup="green", at=NOON)
    assert take(db, at=NOON - 1) == []
    [chore] = take(db)
    assert (chore.chore_id, chore.kind, chore.subject) == (chore_id, "timer:tea", SUBJECT)
    assert (chore.read(), chore.attempts, chore.bucket) == ({"cup": "green"}, 0, bucket_of(SUBJECT))


def test_the_longest_due_come_first_and_only_of_the_kind_and_buckets_asked_for(db):
    late, later = leave(db, at=NOON - 2), leave(db, at=NOON - 1)
    leave(db, "errand:payment")
    assert [chore.chore_id for chore in take(db)] == [late, later]
    assert [chore.chore_id for chore in take(db, most=1)] == [late]
    assert [chore.kind for chore in take(db, "errand:payment")] == ["errand:payment"]
    assert take(db, "errand:letter") == []
    elsewhere = [bucket for bucket in ALL if bucket != bucket_of(SUBJECT)]
    assert take(db, buckets=elsewhere) == take(db, buckets=[]) == []


def test_a_chore_is_struck_off_once(db):
    leave(db)
    [chore] = take(db)
    with db.writing() as tx:
        finish(tx, [chore])
        finish(tx, [])
    assert take(db) == []
    with pytest.raises(StaleSlice), db.writing() as tx, tx.together():
        finish(tx, [chore])


def test_each_failure_waits_longer_and_the_last_gives_up(db):
    leave(db)
    at = NOON
    for pause in PAUSES:
        [chore] = take(db, at=at)
        fail(db, chore, at=at)
        assert take(db, at=at + pause * SECOND - 1) == []
        at += pause * SECOND
    [chore] = take(db, at=at)
    assert (chore.attempts, state(db, at)) == (TRIES - 1, {"due": 1, "later": 0, "dead": 0})
    fail(db, chore, at=at)
    assert take(db, at=at + 365 * 24 * HOUR) == []
    assert state(db, at) == {"due": 0, "later": 0, "dead": 1}


def test_the_dead_try_again_when_somebody_looked_into_them(db):
    dead, alive = leave(db), leave(db, at=NOON + HOUR)
    for _ in range(TRIES):
        [chore] = take(db, at=NOON + HOUR - 1, most=1) or take(db, at=NOON + 9 * HOUR, most=1)
        if chore.chore_id == dead:
            fail(db, chore, at=NOON - 4 * HOUR)
    assert state(db)["dead"] == 1
    with db.writing() as tx:
        assert revive(tx, [dead, alive], now=NOON) == 1
    [chore] = take(db)
    assert (chore.chore_id, chore.attempts) == (dead, 0)
    assert state(db) == {"due": 1, "later": 1, "dead": 0}


def test_a_timer_that_is_not_needed_is_cancelled_alone(db):
    leave(db, "timer:tea")
    leave(db, "timer:cake")
    leave(db, "timer:tea", subject=OTHER)
    with db.writing() as tx:
        assert cancel(tx, SUBJECT, "timer:tea") == 1
        assert cancel(tx, SUBJECT, "timer:tea") == 0
    assert {(c.kind, c.subject) for c in take(db)} == {
        ("timer:cake", SUBJECT),
        ("timer:tea", OTHER),
    }


def test_one_worker_leases_all_and_a_second_stands_by_until_it_is_gone(db):
    assert sorted(leases(db, "first", NOON)) == list(ALL)
    assert leases(db, "second", NOON + LEASE) == []
    assert sorted(leases(db, "second", NOON + LEASE + 1)) == list(ALL)
    assert leases(db, "first", NOON + LEASE + 2) == []


def test_a_renewed_lease_is_kept_and_a_released_one_free_at_once(db):
    leases(db, "first", NOON)
    assert sorted(leases(db, "first", NOON + LEASE // 2)) == list(ALL)
    assert leases(db, "second", NOON + LEASE + 1) == []
    with db.writing() as tx:
        release(tx, owner="second")
    assert leases(db, "second", NOON + LEASE + 1) == []
    with db.writing() as tx:
        release(tx, owner="first")
    assert sorted(leases(db, "second", NOON + LEASE + 1)) == list(ALL)


def test_a_queue_is_given_whole_in_the_order_it_was_left_whenever_it_is_due(db):
    first, second = leave(db, at=NOON + SECOND), leave(db, at=NOON)
    leave(db, "timer:coffee")
    leave(db, subject=OTHER)
    [tea] = [chore for chore in take(db) if (chore.kind, chore.subject) == ("timer:tea", SUBJECT)]
    assert tea.chore_id == second
    with db.reading() as tx:
        found = queues(tx, [tea], most=9)
        assert queues(tx, [tea], most=1)["timer:tea", SUBJECT][0][0].chore_id == first
    waiting = [(chore.chore_id, due_at) for chore, due_at in found.pop(("timer:tea", SUBJECT))]
    assert waiting == [(first, NOON + SECOND), (second, NOON)]
    assert found == {}


def test_a_queue_held_back_counts_no_try_and_leaves_the_dead_and_others_alone(db):
    leave(db)
    [dead] = take(db)
    for attempts in range(TRIES):
        fail(db, structs.replace(dead, attempts=attempts))
    leave(db)
    leave(db, subject=OTHER)
    with db.writing() as tx:
        hold_back(tx, ("timer:tea", SUBJECT), until=NOON + HOUR)
    assert [chore.subject for chore in take(db)] == [OTHER]
    later = take(db, at=NOON + HOUR)
    assert [(chore.subject, chore.attempts) for chore in later] == [(OTHER, 0), (SUBJECT, 0)]
    assert state(db)["dead"] == 1
