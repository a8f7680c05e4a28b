"""The life of a task at its place, on the real databases."""

import pytest
from msgspec.structs import replace

from paraguas.fulfilment.actions.cancel_fulfilment import cancel_fulfilment
from paraguas.fulfilment.actions.expire_uncollected import expire_uncollected
from paraguas.fulfilment.actions.hand_over import hand_over
from paraguas.fulfilment.actions.make_ready import make_ready
from paraguas.fulfilment.actions.refuse_fulfilment import refuse_fulfilment
from paraguas.fulfilment.actions.release_fulfilments import release_fulfilments
from paraguas.fulfilment.actions.take_step import take_step
from paraguas.fulfilment.errors import (
    CodeLocked,
    CodeWrong,
    FulfilmentUnknown,
    ProofMissing,
    RefusedTooMuch,
    StepNotAllowed,
    Uncollectable,
)
from paraguas.fulfilment.model import Fulfilment, Kind, Portion, Proof, Status
from paraguas.fulfilment.queries import ask_waiting, audit, fulfilment, slice_loads
from paraguas.fulfilment.rules.steps import Step
from paraguas.fulfilment.store import tasks
from paraguas.plumbing.chores import backlog
from paraguas.plumbing.tx import StaleSlice
from paraguas.values.ids import FulfilmentId
from paraguas.values.time import DAY, HOUR
from tests.fulfilment.given import (
    NOW,
    announced,
    audited,
    order,
    pick_up,
    place,
    sku,
    stamp,
    written,
)

DAY_ON = "2026-11-20"
UNTIL = NOW + 3 * DAY


def do(db, verb, task, *step, at=NOW, **more):
    with db.writing() as tx:
        found = fulfilment(tx, task.order_id, task.fulfilment_id)
        return verb(tx, stamp(at), found, *step, **more)


def stored(db, found) -> Fulfilment:
    with db.reading() as tx:
        return fulfilment(tx, found.order_id, found.fulfilment_id)


def test_a_pick_up_goes_from_waiting_to_the_customers_hands(db):
    task = written(db, pick_up(status=Status.WAITING))
    with db.writing() as tx:
        waiting = ask_waiting(tx, [task.order_id])()
        assert [row.fulfilment_id for row in waiting] == [task.fulfilment_id]
        release_fulfilments(tx, {"f" * 32: stamp()}, waiting)
        assert ask_waiting(tx, [task.order_id])() == waiting
        release_fulfilments(tx, {task.order_id: stamp()}, waiting)
        assert ask_waiting(tx, [task.order_id])() == []
    assert stored(db, task).status is Status.RELEASED
    do(db, take_step, task, Step.ACCEPT)
    do(db, take_step, task, Step.PICK)
    assert do(db, take_step, task, Step.STAGE, bay="B 12").bay == "B 12"
    ready = do(db, make_ready, task, at=NOW + HOUR, collect_until=UNTIL)
    assert (ready.ready_at, ready.collect_until) == (NOW + HOUR, UNTIL)
    do(db, take_step, task, Step.NOTE_ARRIVAL)
    done = do(db, hand_over, task, at=NOW + 2 * HOUR, code="123 456")
    assert done == stored(db, task)
    assert (done.status, done.bay) == (Status.HANDED_OVER, "B 12")
    assert [name for name, _ in announced(db, order())] == [
        "fulfilment.released.v1",
        "fulfilment.accepted.v1",
        "picking.started.v1",
        "goods.staged.v1",
        "goods.ready.v1",
        "customer.arrived.v1",
        "goods.handed_over.v1",
    ]
    assert announced(db, order())[-1][1]["lines"] == [[1, 2], [2, 1]]
    audited(db)


def test_a_parcel_goes_from_released_to_delivered(db):
    task = written(db, pick_up(kind=Kind.SHIP, code=None))
    do(db, take_step, task, Step.ACCEPT)
    do(db, take_step, task, Step.PICK)
    do(db, take_step, task, Step.PACK)
    do(db, take_step, task, Step.SHIP, carrier="correos", tracking="PK1")
    done = do(db, take_step, task, Step.DELIVER)
    assert (done.status, done.carrier, done.tracking) == (Status.DELIVERED, "correos", "PK1")
    assert done == stored(db, task)
    assert announced(db, order())[3][1]["tracking"] == "PK1"


def test_a_step_out_of_turn_is_refused_and_changes_nothing(db):
    task = written(db, pick_up())
    with pytest.raises(StepNotAllowed) as refusal:
        do(db, hand_over, task, code="123456")
    assert refusal.value.details == {"step": "hand_over", "status": "released"}
    assert stored(db, task) == task
    assert announced(db, order()) == []


def test_a_step_on_nothing_is_refused(db):
    with pytest.raises(FulfilmentUnknown):
        do(db, take_step, pick_up(), Step.ACCEPT)


def test_two_who_take_the_same_step_do_not_both_win(db):
    task = written(db, pick_up())
    with db.reading() as tx:
        before = fulfilment(tx, task.order_id, task.fulfilment_id)
    do(db, take_step, task, Step.ACCEPT)
    with pytest.raises(StaleSlice), db.writing() as tx:
        tasks.move(tx, before, replace(before, status=Status.ACCEPTED))


def test_two_who_take_from_one_task_do_not_both_win(db):
    task = written(db, pick_up())
    with db.reading() as tx:
        before = fulfilment(tx, task.order_id, task.fulfilment_id)
    left, _ = do(db, cancel_fulfilment, task, quantities={2: 1})
    for late in ({"portions": before.portions[1:]}, {"status": Status.ACCEPTED}):
        with pytest.raises(StaleSlice), db.writing() as tx:
            tasks.move(tx, before, replace(before, **late))
    assert stored(db, task) == left


def test_five_wrong_codes_lock_the_code_but_not_the_document(db):
    task = written(db, pick_up(status=Status.READY))
    for left in (4, 3, 2, 1, 0):
        wrong = do(db, hand_over, task, code="654321")
        assert isinstance(wrong, CodeWrong)
        assert wrong.details == {"left": left}
    with pytest.raises(CodeLocked):
        do(db, hand_over, task, code="123456")
    with pytest.raises(ProofMissing):
        do(db, hand_over, task)
    done = do(db, hand_over, task, proof=Proof("identity", "passport"))
    assert isinstance(done, Fulfilment)
    assert announced(db, order())[-1][1]["proof"] == "identity"
    assert "123456" not in str(announced(db, order()))


def test_a_proof_by_code_still_needs_the_code(db):
    task = written(db, pick_up(status=Status.READY))
    with pytest.raises(ProofMissing):
        do(db, hand_over, task, proof=Proof("code"))


def test_goods_nobody_collects_expire_after_their_time(db):
    task = written(db, pick_up(status=Status.STAGED))
    do(db, make_ready, task, collect_until=UNTIL)
    with db.reading() as tx:
        assert backlog(tx, now=UNTIL)["due"] == 1
    with pytest.raises(Uncollectable):
        do(db, expire_uncollected, task, at=UNTIL - 1)
    expired = do(db, expire_uncollected, task, at=UNTIL)
    assert expired.portions == task.portions
    assert stored(db, task).status is Status.EXPIRED
    assert announced(db, order())[-1][0] == "goods.uncollected.v1"


def test_collected_goods_leave_no_timer(db):
    task = written(db, pick_up(status=Status.STAGED))
    do(db, make_ready, task, collect_until=UNTIL)
    do(db, hand_over, task, code="123456")
    with db.reading() as tx:
        assert backlog(tx, now=UNTIL)["due"] == 0


def test_a_no_sends_everything_elsewhere_and_frees_the_place(db):
    task = written(db, pick_up(counted_on=DAY_ON), capacity=1)
    wanted = do(db, refuse_fulfilment, task, reason="broken", missing={1: 1}, whole_sku=True)
    assert wanted.portions == (Portion(1, sku(), 2), Portion(2, sku("case"), 1))
    assert (wanted.refused_by, wanted.kind, wanted.group_no) == (place(), Kind.PICK_UP, 1)
    assert (wanted.whole_sku, wanted.keeps_rest) == (True, False)
    assert stored(db, task).status is Status.REFUSED
    with db.reading() as tx:
        assert slice_loads(tx, [(place(), DAY_ON)]).free(place(), DAY_ON, 1) == 1
    [(name, told)] = announced(db, order())
    assert (name, told["reason"]) == ("fulfilment.refused.v1", "broken")
    audited(db)


def test_a_part_is_refused_and_the_rest_goes_on(db):
    task = written(db, pick_up())
    wanted = do(
        db, refuse_fulfilment, task, reason="not found", missing={1: 1, 2: 1}, may_split=True
    )
    assert wanted.portions == (Portion(1, sku(), 1), Portion(2, sku("case"), 1))
    assert wanted.keeps_rest
    left = stored(db, task)
    assert [(p.line_no, p.quantity) for p in left.portions] == [(1, 1)]
    assert left.status is Status.RELEASED
    do(db, take_step, task, Step.ACCEPT)


def test_a_part_that_is_all_of_it_leaves_nothing_to_go_on_with(db):
    task = written(db, pick_up())
    everything = {1: 2, 2: 1}
    wanted = do(db, refuse_fulfilment, task, reason="gone", missing=everything, may_split=True)
    assert not wanted.keeps_rest
    assert stored(db, task).status is Status.REFUSED


@pytest.mark.parametrize("missing", [{1: 3}, {7: 1}, {1: 0}, {1: -1}])
def test_no_more_is_refused_than_was_asked(db, missing):
    task = written(db, pick_up())
    with pytest.raises(RefusedTooMuch):
        do(db, refuse_fulfilment, task, reason="gone", missing=missing, may_split=True)
    assert stored(db, task) == task


def test_goods_that_are_ready_are_not_refused_any_more(db):
    task = written(db, pick_up(status=Status.READY))
    with pytest.raises(StepNotAllowed):
        do(db, refuse_fulfilment, task, reason="gone")


def test_a_line_is_cancelled_out_of_a_task(db):
    task = written(db, pick_up(counted_on=DAY_ON), capacity=2)
    moved, goes = do(db, cancel_fulfilment, task, quantities={2: 1})
    assert [p.line_no for p in goes] == [2]
    assert moved == stored(db, task)
    assert [p.line_no for p in moved.portions] == [1]
    moved, goes = do(db, cancel_fulfilment, task)
    assert moved.status is Status.CANCELLED
    assert [(p.line_no, p.quantity) for p in goes] == [(1, 2)]
    with db.reading() as tx:
        assert slice_loads(tx, [(place(), DAY_ON)]).free(place(), DAY_ON, 2) == 2
    audited(db)


def test_the_audit_sees_a_status_that_cannot_be_and_a_day_that_is_off(db):
    written(db, pick_up(kind=Kind.SHIP, status=Status.READY))
    task = written(db, pick_up(counted_on=DAY_ON), capacity=2)
    with db.writing() as tx:
        tasks.uncount(tx, task)
        checks = {check.name: check.findings for check in audit(tx)}
    assert checks["fulfilment: a status belongs to its kind"] == (
        "1 fulfilments of kind ship are ready",
    )
    [off] = checks["fulfilment: a day counts what its place has"]
    assert "counts 0" in off
    assert "has 1" in off


def test_ids_of_another_order_open_nothing(db):
    task = written(db, pick_up())
    other = replace(task, order_id=order("second"))
    with pytest.raises(FulfilmentUnknown):
        do(db, take_step, other, Step.ACCEPT)
    with pytest.raises(FulfilmentUnknown):
        do(db, take_step, replace(task, fulfilment_id=FulfilmentId("0" * 32)), Step.ACCEPT)
