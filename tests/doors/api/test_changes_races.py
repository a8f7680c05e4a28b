"""Changes that race: with each other, with a cancel and with the goods, through lanes in threads.

Two lanes stand for two processes that share one database.
"""

from threading import Barrier, Thread

import pytest

from paraguas.changes.model import AddLine, ChangeSet, SetQuantity
from paraguas.journeys.changing.cancellation import Cancelling, cancel_order
from paraguas.journeys.changing.changing import (
    Choosing,
    Confirming,
    Opening,
    confirm_set,
    open_set,
    preview_set,
)
from paraguas.journeys.serving.store_work import Task, ship_task
from paraguas.orders.model import WishedTender
from paraguas.plumbing.clock import stamp
from paraguas.plumbing.db import open_database
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from paraguas.values.by import By
from paraguas.values.refusal import Refusal
from tests.doors.api.wishes import shipped

SKU, DEPOT, PRICE = "CASE-CLEAR", "ES-GETAFE", 2490
CARD = (WishedTender("card", token="tok_ok"),)


@pytest.fixture
def shop(desk):
    desk.api.stock(SKU, ES_GETAFE=20)
    return desk


@pytest.fixture
def lanes(shop, database_url):
    other = open_database(database_url) if database_url.startswith("postgres") else None
    databases = [shop.api.runtime.database, other or shop.api.runtime.database]
    made = [Lane(databases[0]), Lane(databases[1])] if other else [shop.api.runtime.lane] * 2
    if other:
        for lane in made:
            lane.start()
    yield made
    if other:
        for lane in made:
            lane.stop()
        other.close()


def race(lanes, *works):
    """Let threads ask at one moment, lane by lane; gives what each came to, in their order."""
    start, outcomes = Barrier(len(works)), {}

    def go(number, verb, item):
        done = Barrier(2)
        start.wait()

        def tell(outcome):
            outcomes[number] = outcome
            done.wait()

        lanes[number % 2].put(Work(verb, item, tell))
        done.wait()

    threads = [Thread(target=go, args=(n, *work)) for n, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(works))]


def now():
    return stamp(By("web", "shop"))


def codes(outcomes):
    return sorted(one.code for one in outcomes if isinstance(one, Refusal))


def begun(shop, order_id, *changes):
    """Open a set and show it; gives what confirms it."""
    runtime = shop.api.runtime
    made = runtime.write_now(open_set, Opening(now(), order_id, "x", changes))
    seen = runtime.write_now(preview_set, Choosing(now(), order_id, made.change_no))
    return lambda: Confirming(now(), order_id, made.change_no, seen.basis, CARD)


def test_two_who_begin_to_change_an_order_have_one_set(shop, lanes):
    order_id = shop.place(shipped(SKU, 1))
    wishes = [(open_set, Opening(now(), order_id, "x", (SetQuantity(1, n),))) for n in range(2, 6)]
    outcomes = race(lanes, *wishes)
    assert sum(isinstance(one, ChangeSet) for one in outcomes) == 1
    assert codes(outcomes) == ["change_open"] * 3
    assert len(shop.api.get(f"/v1/orders/{order_id}/changes").json()) == 1


def test_a_confirm_that_comes_at_once_from_many_changes_once(shop, lanes):
    order_id = shop.place(shipped(SKU, 1))
    confirm = begun(shop, order_id, SetQuantity(1, 3))
    outcomes = race(lanes, *((confirm_set, confirm()) for _ in range(4)))
    assert {type(one) for one in outcomes} == {ChangeSet}
    shop.settle()
    assert shop.stock(SKU, DEPOT) == (20, 3, 0)
    assert [kind for kind, *_ in shop.money(order_id)].count("authorise") == 2


def test_a_change_that_races_a_cancel_is_whole_or_stale(shop, lanes):
    for _ in range(3):
        order_id = shop.place(shipped(SKU, 2))
        confirm = begun(shop, order_id, AddLine(SKU, 1, 1))
        changed, cancelled = race(
            lanes, (confirm_set, confirm()), (cancel_order, Cancelling(now(), order_id))
        )
        shop.settle()
        assert not isinstance(cancelled, Exception), cancelled
        if isinstance(changed, Refusal):
            assert changed.code == "preview_stale"
            assert shop.statuses(order_id)[0] == "cancelled"
        else:
            # What was cancelled first was not there to be changed, what came after still is.
            assert shop.statuses(order_id)[0] in {"open", "cancelled"}
            if shop.statuses(order_id)[0] == "open":
                shop.cancel(order_id)
        assert shop.charged(order_id) == 0
    assert shop.stock(SKU, DEPOT) == (20, 0, 0)


def test_a_change_that_races_the_goods_and_their_capture_is_whole_or_stale(shop, lanes):
    for _ in range(3):
        order_id = shop.place(shipped(SKU, 2))
        (part,) = shop.parts(order_id)
        shop.steps(part, "accept", "pick", "pack")
        confirm = begun(shop, order_id, SetQuantity(1, 1))
        task = Task(now(), order_id, part.fulfilment_id, carrier="correos", tracking="X1")
        changed, sent = race(lanes, (confirm_set, confirm()), (ship_task, task))
        shop.settle()
        assert not isinstance(sent, Exception), sent
        wanted = 2 if isinstance(changed, Refusal) else 1
        if wanted == 2:
            assert changed.code in {"preview_stale", "line_gone"}
        assert shop.charged(order_id) == wanted * PRICE
