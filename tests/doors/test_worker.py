"""The worker: each chore is done once, whatever fails beside it."""

import asyncio
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import select, update

from paraguas.doors import worker as at_work
from paraguas.doors.adapters.sandbox_payments import SandboxPayments
from paraguas.doors.runtime import Runtime
from paraguas.doors.worker import Worker, follow
from paraguas.journeys.afterwards import FOLLOWERS
from paraguas.messages.actions.queue_letters import queue_letters
from paraguas.messages.model import Delivery, Posted
from paraguas.messages.queries import letters_of
from paraguas.orders.actions.open_basket import Opening, open_basket
from paraguas.orders.model import Contents
from paraguas.orders.queries import basket
from paraguas.payments.actions.write_payments import write_payments
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from paraguas.plumbing.db import open_database
from paraguas.plumbing.facts import chores as chore_table
from paraguas.plumbing.replies import KEPT, Reply, make_key, outdated, remember
from paraguas.plumbing.settings import Settings
from paraguas.values.ids import digest_id
from paraguas.values.time import HOUR
from tests.messages.drafts import ORDER, draft
from tests.orders.given import line, order, placed, stamp, write
from tests.payments.till import card, plan

NOBODY = digest_id("order", "nobody's")


class Post:
    """Answers letters as told, one after the other, and remembers whom it wrote to."""

    def __init__(self, *answers):
        self.sent = []
        self._answers = list(answers)

    async def send(self, letter):
        self.sent.append(letter.to.email)
        answer = self._answers.pop(0) if self._answers else Posted(Delivery.SENT)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Watched(SandboxPayments):
    """A provider that counts its calls, and may be broken for one order."""

    def __init__(self, path):
        super().__init__(path)
        self.calls = []
        self.broken = set()

    async def authorise(self, key, token, amount):
        self.calls.append(("authorise", key))
        if key.partition("-")[0] in self.broken:
            raise ZeroDivisionError
        await asyncio.sleep(0)
        return await super().authorise(key, token, amount)

    async def ask(self, key):
        self.calls.append(("ask", key))
        return await super().ask(key)


@pytest.fixture
def provider(tmp_path):
    provider = Watched(tmp_path / "sandbox.db")
    yield provider
    provider.close()


@contextmanager
def installation(url, folder):
    running = Runtime(Settings(folder=folder), open_database(url, FOLLOWERS))
    running.start()
    yield running
    running.close()


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


def leave(db, kind, subject=NOBODY, **body):
    with db.writing() as tx:
        tx.later(stamp(), kind, subject, body, due_at=1)


def forsaken_basket(db):
    """A basket that nobody came back for, with its timer."""
    with db.writing() as tx:
        token = digest_id("token", "t")
        opened = open_basket(tx, stamp(), Opening("web", "ES", Contents(), token, expires_at=1))
        tx.later(stamp(), "timer:expire_basket", opened.basket_id, {}, due_at=1)
    return opened.basket_id


def place(db, token="tok_ok"):
    """An order that is to be paid by card."""
    one = order(line(amount=1250))
    order_id = write(db, one)
    with db.writing() as tx:
        write_payments(tx, [(stamp(), order_id, plan(tx, [card(token)], 1250))])
    hurry(db)
    return order_id


def queue(db, *emails):
    with db.writing() as tx:
        drafts = [(stamp(), draft(cause=email, email=email)) for email in emails]
        queue_letters(tx, drafts)


def hurry(db):
    """Let everything that waits be due, as if its pause were over."""
    with db.writing() as tx:
        tx.run(update(chore_table).where(chore_table.c.attempts < chores.TRIES).values(due_at=1))


def waiting(db):
    """The chores left: kind -> attempts and what went wrong."""
    with db.reading() as tx:
        return {row.kind: (row.attempts, row.problem) for row in tx.all(select(chore_table))}


def status(db, basket_id):
    with db.reading() as tx:
        return basket(tx, basket_id).status.value


async def until(holds):
    """Let the loop go on until something holds, ten seconds at most."""
    for _ in range(200):
        if holds():
            return
        await asyncio.sleep(0.05)
    assert holds()


def letters(db):
    with db.reading() as tx:
        return {one.to.email: (one.state.value, one.problem) for one in letters_of(tx, ORDER)}


def test_a_follower_that_fails_is_put_off_alone(db, work, caplog):
    baskets = [forsaken_basket(db)]
    leave(db, "follow:tell_ready", order_id=NOBODY, fulfilment_id=NOBODY)
    leave(db, "follow:nobody")
    baskets.append(forsaken_basket(db))
    work()
    assert [status(db, one) for one in baskets] == ["expired"] * 2
    left = waiting(db)
    assert {kind: tries for kind, (tries, _) in left.items()} == {
        "follow:tell_ready": 1,
        "follow:nobody": 1,
    }
    assert all(problem for _, problem in left.values())
    assert "follow:nobody" in caplog.text


def test_what_a_failing_follower_wrote_is_undone(db, work, monkeypatch):
    def write_and_fail(tx, _stamp, chore):
        tx.later(stamp(), "timer:never", chore.subject, {}, due_at=1)
        raise ZeroDivisionError

    monkeypatch.setitem(at_work.TIMERS, "fails", write_and_fail)
    leave(db, "timer:fails")
    work()
    assert waiting(db) == {"timer:fails": (1, "ZeroDivisionError()")}


def test_after_the_last_pause_a_chore_is_dead_and_left_alone(db, work):
    leave(db, "timer:unknown")
    for _ in range(chores.TRIES + 2):
        work()
        hurry(db)
    assert waiting(db)["timer:unknown"][0] == chores.TRIES
    with db.reading() as tx:
        assert chores.backlog(tx, now=now()) == {"due": 0, "later": 0, "dead": 1}


def test_a_slice_that_stays_stale_holds_up_nobody_else(db, work, monkeypatch):
    def always_stale(_tx, _stamp, _chore):
        raise at_work.StaleSlice

    monkeypatch.setitem(at_work.TIMERS, "stale", always_stale)
    leave(db, "timer:stale")
    forsaken = forsaken_basket(db)
    work()
    assert status(db, forsaken) == "expired"
    assert waiting(db)["timer:stale"][0] == 1


def test_a_chore_somebody_else_did_meanwhile_is_not_done_again(db, runtime, monkeypatch):
    done = []
    monkeypatch.setitem(at_work.TIMERS, "tea", lambda _tx, _stamp, chore: done.append(chore))
    leave(db, "timer:tea")
    with db.reading() as tx:
        found = chores.due(tx, "timer:", buckets=range(16), now=now(), most=9)
    for _ in range(2):
        runtime.write_now(follow, found)
    assert len(done) == 1


def test_cards_are_authorised_and_the_errand_is_done(db, work, provider):
    orders = [place(db), place(db, "tok_declined")]
    work()
    assert [placed(db, one).payment_status for one in orders] == ["authorised", "declined"]
    assert len(provider.calls) == 2
    assert waiting(db) == {}


@pytest.mark.parametrize("token", ["tok_timeout", "tok_unknown_once"])
def test_an_unknown_answer_is_asked_about_and_never_charged_twice(db, work, provider, token):
    order_id = place(db, token)
    work()
    assert placed(db, order_id).payment_status == "pending"
    assert list(waiting(db)) == ["errand:payment"]
    hurry(db)
    work()
    assert placed(db, order_id).payment_status == "authorised"
    assert [kind for kind, _ in provider.calls][:2] == ["authorise", "ask"]
    assert len(provider.ledger()) == 1
    assert waiting(db) == {}


def test_an_adapter_that_fails_for_one_order_does_not_hold_up_the_others(db, work, provider):
    bad, good = place(db), place(db)
    provider.broken.add(bad)
    work()
    assert placed(db, good).payment_status == "authorised"
    assert placed(db, bad).payment_status == "pending"
    provider.broken.clear()
    hurry(db)
    work()
    assert placed(db, bad).payment_status == "authorised"
    assert len(provider.ledger()) == 2


def test_an_answer_that_cannot_be_noted_does_not_hold_up_the_others(db, work):
    bad, good = place(db), place(db)
    with db.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE payment_transactions SET kind = 'nonsense' WHERE order_id = "
            + (f"x'{bad}'" if tx.sqlite else f"'{bad}'::uuid")
        )
    work()
    assert placed(db, good).payment_status == "authorised"
    assert waiting(db)["errand:payment"][0] == 1


def test_a_letter_put_off_is_tried_again(db, work):
    queue(db, "nuria@example.org")
    post = Post(Posted(Delivery.DEFERRED, "450 full"), Posted(Delivery.UNKNOWN, "timed out"))
    for expected in ("queued", "unknown", "sent"):
        work(post)
        assert letters(db)["nuria@example.org"][0] == expected
        hurry(db)
    work(post)
    assert post.sent == ["nuria@example.org"] * 3
    assert waiting(db) == {}


def test_a_letter_that_cannot_be_sent_holds_up_no_other(db, work):
    queue(db, "a@example.org", "b@example.org", "c@example.org")
    leave(db, "errand:letter", order_id=NOBODY)
    post = Post(Posted(Delivery.SENT), ZeroDivisionError())
    work(post)
    assert sorted(state for state, _ in letters(db).values()) == ["queued", "sent", "sent"]
    hurry(db)
    work(post)
    assert {state for state, _ in letters(db).values()} == {"sent"}
    assert len(post.sent) == 4
    assert waiting(db)["errand:letter"][0] == 2


def test_a_letter_that_is_settled_is_not_sent_again(db, work):
    queue(db, "nuria@example.org")
    post = Post()
    work(post)
    with db.reading() as tx:
        [sent] = letters_of(tx, ORDER)
    leave(db, "errand:letter", sent.letter_id, order_id=ORDER)
    work(post)
    assert len(post.sent) == 1
    assert waiting(db) == {}


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
