"""What can wait lets placing go first, for a few minutes at the most."""

import asyncio

from paraguas.doors.adapters.smtp.recorder import RecorderTransport
from paraguas.doors.leisure import PATIENCE, Leisure
from paraguas.doors.looking_back import look_back_at_orders
from paraguas.doors.worker import Worker
from paraguas.journeys.checkout.people import NEWCOMERS
from paraguas.orders.rules.following import LAG
from paraguas.plumbing import chores
from paraguas.plumbing.clock import now
from paraguas.plumbing.lane import Lane
from tests.doors.api.wishes import ANA, shipped

SKU = "CASE-CLEAR"


def test_a_lane_that_was_busy_for_most_of_a_second_has_no_time_until_it_rests(db):
    lane, clock = Lane(db), iter((0.0, 0.5, 1.0, 1.5, 2.5))
    leisure = Leisure(lane, lambda: next(clock))
    lane.busy_seconds = 0.5
    assert leisure.patience() == 0
    lane.busy_seconds = 0.9
    assert leisure.patience() == PATIENCE
    assert leisure.patience() == PATIENCE
    assert leisure.patience() == 0


def test_a_lane_counts_the_time_it_works(desk):
    before = desk.api.runtime.lane.busy_seconds
    desk.api.stock(SKU, ES_GETAFE=2)
    desk.place(shipped(SKU, 1))
    assert desk.api.runtime.lane.busy_seconds > before


class NoTime(Leisure):
    def patience(self):
        return PATIENCE


def test_a_confirmation_waits_for_a_busy_lane_and_no_longer_than_it_may(desk, monkeypatch):
    runtime = desk.api.runtime
    desk.api.stock(SKU, ES_GETAFE=2)
    desk.api.run(look_back_at_orders(runtime))
    desk.place(shipped(SKU, 1, person=ANA))
    busy = NoTime(runtime.lane)
    for late, letters in ((2 * LAG, 0), (2 * LAG + PATIENCE, 1)):
        moment = now() + late
        monkeypatch.setattr("paraguas.plumbing.clock.now", lambda moment=moment: moment)
        desk.api.run(look_back_at_orders(runtime, leisure=busy))
        monkeypatch.undo()
        desk.hurry()
        assert len(desk.letters()) == letters


def test_newcomers_wait_for_a_busy_lane(desk, tmp_path):
    runtime = desk.api.runtime
    desk.api.stock(SKU, ES_GETAFE=2)
    order_id = desk.place(shipped(SKU, 1, person=ANA))
    with runtime.database.writing() as tx:
        chores.bring_forward(tx, order_id, NEWCOMERS, due_at=now() - 1)

    async def work(leisure):
        worker = Worker(runtime, desk.provider, RecorderTransport(tmp_path), leisure)
        running = asyncio.create_task(worker.run())
        await asyncio.sleep(1.2)
        worker.stop()
        await running

    for leisure, is_known in ((NoTime(runtime.lane), False), (Leisure(runtime.lane), True)):
        desk.api.run(work(leisure))
        assert (desk.order(order_id)["record_id"] is not None) is is_known
