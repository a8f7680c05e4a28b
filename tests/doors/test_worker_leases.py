"""Workers side by side, one after the other, and one that loses its database."""

import asyncio

import psycopg
import pytest

from paraguas.doors import worker as at_work
from paraguas.doors.worker import Worker
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from paraguas.plumbing.replies import KEPT, Reply, make_key, outdated, remember
from paraguas.values.time import HOUR
from tests.doors.chores_left import (
    Post,
    Watched,
    forsaken_basket,
    installation,
    place,
    queue,
    status,
    until,
    waiting,
)
from tests.orders.given import placed


@pytest.fixture
def provider(tmp_path):
    provider = Watched(tmp_path / "sandbox.db")
    yield provider
    provider.close()


@pytest.fixture
def runtime(database_url, tmp_path):
    with installation(database_url, tmp_path) as running:
        yield running


@pytest.fixture
def db(runtime):
    return runtime.database


@pytest.fixture
def work(runtime, provider):
    """Do what is due."""

    def catch_up(post=None):
        asyncio.run(Worker(runtime, provider, post or Post()).catch_up())

    return catch_up


def test_two_workers_never_do_one_chore_twice(database_url, provider, tmp_path, db):
    orders = [place(db) for _ in range(12)]
    posts = Post(), Post()
    queue(db, *(f"{n}@example.org" for n in range(12)))

    async def race(first, second):
        workers = [Worker(r, provider, p) for r, p in zip((first, second), posts, strict=True)]
        running = [asyncio.create_task(worker.run()) for worker in workers]
        await until(lambda: not waiting(db))
        for worker in workers:
            worker.stop()
        await asyncio.gather(*running)

    with installation(database_url, tmp_path) as one, installation(database_url, tmp_path) as two:
        asyncio.run(race(one, two))
    assert {placed(db, one).payment_status for one in orders} == {"authorised"}
    assert len(provider.calls) == len(orders)
    assert len(posts[0].sent + posts[1].sent) == 12


def test_a_dead_workers_chores_are_taken_over_after_its_lease(db, work):
    forsaken = forsaken_basket(db)
    with db.writing() as tx:
        chores.lease(tx, owner="dead", now=now())
    work()
    assert status(db, forsaken) == "open"
    with db.writing() as tx:
        chores.lease(tx, owner="dead", now=now() - chores.LEASE - 1)
    work()
    assert status(db, forsaken) == "expired"


def test_a_worker_that_stops_leaves_its_chores_to_others_at_once(runtime, provider, db):
    async def run_and_stop():
        worker = Worker(runtime, provider, Post())
        running = asyncio.create_task(worker.run())
        await asyncio.sleep(0.05)
        worker.stop()
        await running

    asyncio.run(run_and_stop())
    with db.writing() as tx:
        assert len(chores.lease(tx, owner="next", now=now())) == 16


def test_a_lease_that_was_not_renewed_is_not_worked_on(db, runtime, provider, monkeypatch):
    forsaken = forsaken_basket(db)
    late = Worker(runtime, provider, Post())
    moments = iter([now() - chores.LEASE - 1])
    monkeypatch.setattr(at_work, "now", lambda: next(moments, None) or now())
    asyncio.run(late.catch_up())
    assert status(db, forsaken) == "open"


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_worker_outlives_a_server_that_goes_away(db, runtime, provider, pg, caplog):
    async def lose_the_server():
        worker = Worker(runtime, provider, Post())
        running = asyncio.create_task(worker.run())
        await asyncio.sleep(0.1)
        for _ in range(3):
            with psycopg.connect(pg, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            worker.wake()
            await asyncio.sleep(0.05)
        forsaken = forsaken_basket(db)
        worker.wake()
        await until(lambda: status(db, forsaken) == "expired")
        worker.stop()
        await running

    asyncio.run(lose_the_server())
    assert waiting(db) == {}


def test_old_replies_are_dropped_now_and_then(db, runtime, provider, monkeypatch):
    with db.writing() as tx:
        old = now() - KEPT - HOUR
        remember(tx, [(make_key("me", "/", str(n), b""), old, Reply(200, b"")) for n in range(5)])
    monkeypatch.setattr(at_work, "TIDY_SECONDS", 0.05)

    async def run():
        worker = Worker(runtime, provider, Post())
        running = asyncio.create_task(worker.run())
        await asyncio.sleep(0.3)
        worker.stop()
        await running

    asyncio.run(run())
    with db.reading() as tx:
        assert outdated(tx, now=now(), most=9) == []
