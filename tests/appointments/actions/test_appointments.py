"""Appointments, their quarter hours, and ten people who want the same one."""

from queue import SimpleQueue
from threading import Thread

import pytest
from sqlalchemy import delete, insert

from paraguas.appointments.actions.book_appointment import book_appointment
from paraguas.appointments.actions.finish_appointment import finish_appointment
from paraguas.appointments.actions.follow_goods import follow_goods
from paraguas.appointments.actions.move_appointment import move_appointment
from paraguas.appointments.actions.release_appointment import release_appointment
from paraguas.appointments.errors import (
    AppointmentNotOpen,
    AppointmentTwice,
    AppointmentUnknown,
    GoodsNotReady,
    SlotCrooked,
    SlotTaken,
)
from paraguas.appointments.model import Appointment, AppointmentStatus, Slot
from paraguas.appointments.queries import (
    appointments_at,
    appointments_of,
    audit,
    offer_slots,
)
from paraguas.appointments.tables import slots
from paraguas.plumbing.lane import Lane
from paraguas.plumbing.work import Work
from paraguas.values.ids import ActorId, AppointmentId, digest_id
from paraguas.values.time import HOUR, MINUTE, QUARTER, Period
from tests.appointments.given import audited
from tests.fulfilment.given import NOW, announced, order, place, stamp

OPEN = NOW - NOW % HOUR + HOUR
OPENINGS = (Period(OPEN, OPEN + 3 * HOUR), Period(OPEN + 24 * HOUR, OPEN + 27 * HOUR))
ANA, BEA = (ActorId(digest_id("actor", name)) for name in ("ana", "bea"))


def book(db, name="first", **changes) -> Appointment:
    known = {
        "order_id": order(name),
        "line_no": 3,
        "place_id": place(),
        "staff_id": ANA,
        "skill": "set_up",
        "start_at": OPEN,
        "minutes": 30,
        "goods_ready_at": OPEN,
    }
    with db.writing() as tx:
        return book_appointment(tx, stamp(), **(known | changes))


def offers(db, minutes=30, not_before=OPEN, most=20, staff=(ANA, BEA)):
    with db.reading() as tx:
        return offer_slots(
            tx,
            place(),
            staff=staff,
            openings=OPENINGS,
            minutes=minutes,
            not_before=not_before,
            most=most,
        )


def test_a_booked_slot_is_offered_to_nobody_else(db):
    booked = book(db)
    with db.reading() as tx:
        assert appointments_of(tx, [order()]) == [booked]
        assert appointments_at(tx, place(), OPENINGS[0]) == [booked]
    assert offers(db, staff=[ANA], most=1) == (Slot(OPEN + 30 * MINUTE, OPEN + HOUR, ANA),)
    assert offers(db, most=1) == (Slot(OPEN, OPEN + 30 * MINUTE, BEA),)
    assert [name for name, _ in announced(db, order())] == ["appointment.booked.v1"]
    audited(db)


def test_offers_stay_within_opening_hours_and_after_the_goods(db):
    late = offers(db, minutes=60, not_before=OPEN + 2 * HOUR - 1)
    assert [slot.start_at for slot in late[:2]] == [OPEN + 2 * HOUR, OPEN + 24 * HOUR]
    assert all(any(o.start_at <= s.start_at and s.end_at <= o.end_at for o in OPENINGS)
               for s in offers(db, minutes=45, most=500))  # fmt: skip
    assert offers(db, staff=[]) == ()


def test_a_taken_or_overlapping_time_is_refused(db):
    book(db, start_at=OPEN + QUARTER)
    for start_at in (OPEN, OPEN + QUARTER, OPEN + 2 * QUARTER):
        with pytest.raises(SlotTaken):
            book(db, "second", start_at=start_at)
    book(db, "second", start_at=OPEN + 3 * QUARTER)
    book(db, "third", staff_id=BEA)
    audited(db)


def test_what_cannot_be_an_appointment_is_refused(db):
    with pytest.raises(SlotCrooked):
        book(db, start_at=OPEN + 1)
    with pytest.raises(SlotCrooked):
        book(db, minutes=0)
    with pytest.raises(SlotCrooked):
        book(db, minutes=24 * 60 + 1)
    with pytest.raises(GoodsNotReady):
        book(db, goods_ready_at=OPEN + 1)
    with pytest.raises(GoodsNotReady):
        book(db, start_at=OPEN - 24 * HOUR, goods_ready_at=0)
    book(db)
    with pytest.raises(AppointmentTwice):
        book(db, start_at=OPEN + HOUR)


def test_a_moved_appointment_frees_its_old_time(db):
    booked = book(db)
    key = booked.order_id, booked.appointment_id
    with db.writing() as tx:
        slot = Slot(OPEN + QUARTER, OPEN + 3 * QUARTER, ANA)
        moved = move_appointment(tx, stamp(), *key, slot=slot, cause="customer")
    assert (moved.start_at, moved.end_at, moved.moves) == (slot.start_at, slot.end_at, 1)
    book(db, "second", minutes=15)
    told = announced(db, order())[-1][1]
    assert (told["was_at"], told["start_at"], told["cause"]) == (OPEN, slot.start_at, "customer")
    audited(db)


def test_a_move_to_a_taken_time_leaves_the_old_one(db):
    booked = book(db)
    other = book(db, "second", start_at=OPEN + HOUR)
    slot = Slot(other.start_at - QUARTER, other.start_at + QUARTER, ANA)
    with pytest.raises(SlotTaken), db.writing() as tx:
        move_appointment(tx, stamp(), order(), booked.appointment_id, slot=slot, cause="customer")
    with db.reading() as tx:
        assert appointments_of(tx, [order()]) == [booked]
    audited(db)


def test_a_move_to_before_the_goods_are_ready_or_into_the_past_is_refused(db):
    booked = book(db)
    key = booked.order_id, booked.appointment_id
    for start_at, ready in ((OPEN + QUARTER, OPEN + HOUR), (OPEN - 24 * HOUR, 0)):
        slot = Slot(start_at, start_at + 2 * QUARTER, ANA)
        with pytest.raises(GoodsNotReady), db.writing() as tx:
            move_appointment(tx, stamp(), *key, slot=slot, cause="customer", goods_ready_at=ready)
    with db.reading() as tx:
        assert appointments_of(tx, [order()]) == [booked]


def test_late_goods_take_the_appointment_with_them(db):
    booked = book(db)
    late = OPEN + 2 * HOUR + 1

    def follow(found, at, openings=OPENINGS):
        with db.writing() as tx:
            return follow_goods(
                tx, stamp(), found, goods_ready_at=at, staff=[ANA, BEA], openings=openings
            )

    assert follow(booked, OPEN) == booked
    moved = follow(booked, late)
    assert moved.start_at == OPEN + 2 * HOUR + QUARTER
    assert moved.goods_ready_at == late
    assert announced(db, order())[-1][1]["cause"] == "goods_late"
    released = follow(moved, OPEN + 4 * HOUR, OPENINGS[:1])
    assert released.status is AppointmentStatus.RELEASED
    assert [name for name, _ in announced(db, order())][-1] == "appointment.released.v1"
    audited(db)


def test_a_released_appointment_is_over_and_its_time_free(db):
    booked = book(db)
    key = booked.order_id, booked.appointment_id
    with db.writing() as tx:
        release_appointment(tx, stamp(), *key, cause="customer")
    with pytest.raises(AppointmentNotOpen), db.writing() as tx:
        release_appointment(tx, stamp(), *key, cause="customer")
    book(db, "second")
    book(db, staff_id=BEA)
    audited(db)


@pytest.mark.parametrize(("kept", "status"), [(True, "done"), (False, "missed")])
def test_an_appointment_ends_kept_or_missed(db, kept, status):
    booked = book(db)
    with db.writing() as tx:
        finish_appointment(tx, stamp(), order(), booked.appointment_id, kept=kept)
    with db.reading() as tx:
        assert appointments_of(tx, [order()])[0].status == status
    assert announced(db, order())[-1][1]["kept"] is kept
    audited(db)


def test_an_appointment_nobody_made_is_unknown(db):
    with pytest.raises(AppointmentUnknown), db.writing() as tx:
        finish_appointment(tx, stamp(), order(), AppointmentId("0" * 32), kept=True)


def test_ten_who_want_one_slot_get_it_once(db):
    outcomes: SimpleQueue[object] = SimpleQueue()
    lanes = [Lane(db) for _ in range(2)]
    for lane in lanes:
        lane.start()

    def want(number: int) -> None:
        def verb(tx, _item):
            return book_appointment(
                tx,
                stamp(),
                order_id=order(f"race {number}"),
                line_no=1,
                place_id=place(),
                staff_id=ANA,
                skill="set_up",
                start_at=OPEN + number % 2 * QUARTER,
                minutes=30,
                goods_ready_at=OPEN,
            )

        lanes[number % 2].put(Work(verb, None, outcomes.put))

    threads = [Thread(target=want, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ends = [outcomes.get(timeout=30) for _ in threads]
    for lane in lanes:
        lane.stop()
    assert sum(isinstance(end, Appointment) for end in ends) == 1
    assert sum(isinstance(end, SlotTaken) for end in ends) == 9
    audited(db)


def test_the_audit_sees_a_lost_and_an_orphaned_quarter_hour(db):
    booked = book(db)
    with db.writing() as tx:
        tx.run(delete(slots).where(slots.c.quarter_at == booked.start_at))
        tx.run(
            insert(slots),
            staff_id=BEA,
            place_id=place(),
            quarter_at=OPEN,
            appointment_id=digest_id("nobody's"),
        )
        checks = {check.name: check.findings for check in audit(tx)}
    [lost] = checks["appointments: an appointment has its quarter hours"]
    assert "1 of 2" in lost
    [orphan] = checks["appointments: a quarter hour is taken for an appointment"]
    assert BEA in orphan
