"""The worker: each chore is done once, whatever fails beside it."""

import asyncio

import pytest

from paraguas.doors import worker as at_work
from paraguas.doors.runtime import draw_secrets
from paraguas.doors.worker import Worker, follow
from paraguas.journeys.setting_up.starting_up import load_starter
from paraguas.messages.model import Delivery, Posted
from paraguas.messages.queries import letters_of
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from tests.doors.chores_left import (
    NOBODY,
    Post,
    Watched,
    forsaken_basket,
    hurry,
    installation,
    leave,
    letters,
    place,
    queue,
    status,
    waiting,
)
from tests.messages.drafts import ORDER
from tests.orders.given import placed, stamp


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
    with db.writing() as tx:
        load_starter(tx, stamp())
    draw_secrets(db)
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
