"""While a batch is made safe the next is read and decided; nothing is told before it is safe."""

from queue import SimpleQueue
from threading import Event, Thread

import pytest
from sqlalchemy import select

from paraguas.plumbing.lane import Lane
from paraguas.plumbing.reference import versions
from paraguas.plumbing.replies import Reply
from paraguas.plumbing.sessions import NotCommitted, Session
from paraguas.plumbing.work import TwoParts, Work
from tests.plumbing.lane_work import defect, keyed
from tests.plumbing.notes import TAKE, NotThis, counts, keep, notes, put

SECONDS = 20


class Shop:
    """A lane, what its requests were told, and a commit that is held back.

    looks: what each look at the counts saw.
    """

    def __init__(self, lane, monkeypatch):
        self.looks = []
        self.take = TwoParts(self._look, _take)
        self._lane = lane
        self._patch = monkeypatch
        self._told = SimpleQueue()
        self._looked = SimpleQueue()
        self._go = Event()
        self._committing, self._released = Event(), Event()

    def ask(self, *works):
        for work in works:
            work.done = lambda outcome, item=work.item: self._told.put((item, outcome))
            self._lane.put(work)

    def want(self, *names):
        self.ask(*(Work(self.take, name, None, together=True) for name in names))

    def told(self, many):
        return [self._told.get(timeout=SECONDS) for _ in range(many)]

    def hold_the_first_batch(self, *more, fail=None):
        """Open the lane; its first batch ends in a commit that is held until `release`.

        more: works that come meanwhile; they are the next batch.  fail: raised by that commit.
        """
        self.ask(Work(self._wait_for_more, "more", None))
        self._patch.setattr(Session, "commit", self._held(Session.commit, fail))
        self._lane.start()
        self.ask(*more)
        self._go.set()
        assert self._committing.wait(SECONDS)
        assert self._told.empty()

    def await_look(self):
        self._looked.get(timeout=SECONDS)
        assert self._told.empty()

    def release(self):
        self._released.set()

    def _held(self, commit, fail):
        def held(session):
            self._patch.setattr(Session, "commit", commit)
            self._committing.set()
            assert self._released.wait(SECONDS)
            if fail:
                raise fail
            return commit(session)

        return held

    def _wait_for_more(self, _tx, item):
        assert self._go.wait(SECONDS)
        return item

    def _look(self, tx, names):
        """Read how many of each there are, and take one for each while it lasts."""
        left = {row.name: row.version for row in tx.all(select(versions))}
        self.looks.append(dict(left))
        decided = []
        for name in names:
            decided.append((name, left[name] > 0))
            left[name] -= left[name] > 0
        self._looked.put(names)
        return decided


def _take(tx, decided):
    taken = [name for name, there in decided if there]
    tx.update(TAKE, [(name, taken.count(name)) for name in sorted(set(taken))])
    return [name if there else NotThis() for name, there in decided]


@pytest.fixture
def lane(db):
    made = Lane(db)
    yield made
    made.stop()


@pytest.fixture
def shop(lane, monkeypatch):
    return Shop(lane, monkeypatch)


def wanted(shop, *names):
    return [Work(shop.take, name, None, together=True) for name in names]


def test_the_next_batch_is_decided_while_one_is_made_safe(shop, db):
    put(db, a=9)
    shop.want("a", "a", "a")
    shop.hold_the_first_batch(*wanted(shop, "a", "a"))
    shop.await_look()
    shop.await_look()
    shop.release()
    assert shop.told(6) == [("a", "a")] * 3 + [("more", "more")] + [("a", "a")] * 2
    assert shop.looks == [{"a": 9}, {"a": 9}]
    assert counts(db) == {"a": 4}


def test_what_was_true_no_more_when_it_was_written_is_decided_again(shop, db):
    put(db, a=4)
    shop.want("a", "a", "a")
    shop.hold_the_first_batch(*wanted(shop, "a", "a", "a"))
    shop.await_look()
    shop.await_look()
    shop.release()
    outcomes = [outcome for _, outcome in shop.told(7)]
    assert outcomes[:5] == ["a", "a", "a", "more", "a"]
    assert [type(outcome) for outcome in outcomes[5:]] == [NotThis, NotThis]
    assert shop.looks[:2] == [{"a": 4}, {"a": 4}]
    assert shop.looks[-1] == {"a": 1}
    assert counts(db) == {"a": 0}


def test_a_batch_that_could_not_be_made_safe_is_settled_anew(shop, db):
    put(db, a=1)
    shop.want("a", "a")
    shop.hold_the_first_batch(*wanted(shop, "a"), fail=NotCommitted("ROLLBACK"))
    shop.release()
    outcomes = [outcome for item, outcome in shop.told(4) if item == "a"]
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotThis", "NotThis", "str"]
    assert counts(db) == {"a": 0}


def test_a_key_that_comes_again_meanwhile_gets_the_first_answer(shop, db):
    shop.ask(keyed("k", "once"))
    shop.hold_the_first_batch(keyed("k", "once"), Work(keep, "neighbour", None))
    shop.release()
    first, _, again, neighbour = shop.told(4)
    assert first == ("once", Reply(201, b"once"))
    assert again == ("once", Reply(201, b"once", replayed=True))
    assert neighbour == ("neighbour", "neighbour")
    assert notes(db) == {"once", "neighbour"}


def test_a_defect_in_what_is_looked_at_ahead_is_told_and_the_lane_goes_on(shop, db):
    broken = TwoParts(defect, _take)
    shop.hold_the_first_batch(Work(broken, "x", None, together=True), Work(keep, "a", None))
    shop.release()
    _, (_, failed), kept = shop.told(3)
    assert isinstance(failed, ZeroDivisionError)
    assert kept == ("a", "a")
    shop.ask(Work(keep, "b", None))
    assert shop.told(1) == [("b", "b")]
    assert notes(db) == {"a", "b"}


def test_what_could_not_be_made_safe_while_closing_is_settled_all_the_same(shop, lane, db):
    put(db, a=1)
    shop.want("a")
    shop.hold_the_first_batch(fail=NotCommitted("ROLLBACK"))
    closing = Thread(target=lane.stop)
    closing.start()
    shop.release()
    closing.join(SECONDS)
    assert sorted(shop.told(2)) == [("a", "a"), ("more", "more")]
    assert counts(db) == {"a": 0}


def test_closing_waits_for_what_is_on_its_way(shop, lane, db):
    shop.hold_the_first_batch(Work(keep, "a", None))
    closing = Thread(target=lane.stop)
    closing.start()
    shop.release()
    closing.join(SECONDS)
    assert shop.told(2) == [("more", "more"), ("a", "a")]
    assert notes(db) == {"a"}
