"""Set-up appointments: bound to their goods, a colleague's skill, and one quarter hour each."""

import pytest

from paraguas.network.model import Hours
from paraguas.values.time import DAY, HOUR, local
from tests.doors.api.desk import DAY_AND_NIGHT
from tests.doors.api.wishes import handset

STORE = "ES-MAD-SERRANO"


@pytest.fixture
def store(desk):
    desk.keep_hours(DAY_AND_NIGHT, STORE)
    desk.api.stock("PHONE-128-BLACK", ES_MAD_SERRANO=20)
    desk.api.stock("CASE-CLEAR", ES_GETAFE=40)
    return desk


@pytest.fixture
def order_id(store):
    return store.place(handset())


def test_times_begin_when_the_goods_are_there(store, order_id):
    ready = store.open_promises(order_id)["ready"]["latest_at"]
    slots = store.slots(order_id, 2)
    assert slots[0]["start_at"] >= ready
    early = store.book(order_id, 2, slots[0]["start_at"] - HOUR)
    assert (early.status_code, early.json()["code"]) == (409, "slot_taken")
    for line_no in (1, 9):
        refused = store.api.get(f"/v1/orders/{order_id}/lines/{line_no}/slots")
        assert (refused.status_code, refused.json()["code"]) == (400, "bound_wrongly")


def test_booking_again_moves_it_and_tells_nobody_who_asked_for_it(store, order_id):
    slots = store.slots(order_id, 2)
    first = store.book(order_id, 2, slots[0]["start_at"]).json()
    second = store.book(order_id, 2, slots[5]["start_at"]).json()
    assert (first["appointment_id"], second["moves"]) == (second["appointment_id"], 1)
    assert store.open_promises(order_id)["appointment"]["earliest_at"] == slots[5]["start_at"]
    store.settle()
    assert store.letters() == []


def test_one_colleague_has_one_person_at_a_time(store, order_id):
    start_at = store.slots(order_id, 2)[0]["start_at"]
    booked = 0
    while store.book(store.place(handset()), 2, start_at).status_code == 200:
        booked += 1
    assert booked > 0
    assert start_at not in [slot["start_at"] for slot in store.slots(order_id, 2)]
    late = store.book(order_id, 2, start_at)
    assert (late.status_code, late.json()["code"]) == (409, "slot_taken")


def test_an_order_can_bring_its_slot_along_all_or_nothing(store, order_id):
    slot = store.slots(order_id, 2)[8]["start_at"]
    wish = handset()
    wish["groups"][1]["slot_at"] = slot
    placed = store.api.post("/v1/orders", wish)
    assert placed.status_code == 201
    (appointment,) = store.appointments(placed.json()["order_id"])
    assert appointment.start_at == slot
    wish["groups"][1]["slot_at"] = slot + 1
    before = store.api.rows()
    refused = store.api.post("/v1/orders", wish)
    assert (refused.status_code, refused.json()["code"]) == (409, "slot_taken")
    assert store.api.rows() == before


def test_a_person_who_did_not_come_books_anew_and_pays_when_it_is_done(store, order_id):
    store.hand_over(store.parts(order_id)[0])
    store.deliver(store.parts(order_id)[1])
    store.book(order_id, 2, store.slots(order_id, 2)[0]["start_at"])
    (missed,) = store.appointments(order_id)
    assert store.finish(missed, kept=False).json()["status"] == "missed"
    assert "appointment" not in store.open_promises(order_id)
    assert store.finish(missed).json()["code"] == "appointment_not_open"
    assert store.book(order_id, 2, store.slots(order_id, 2)[3]["start_at"]).status_code == 200
    store.finish(store.appointments(order_id)[-1])
    store.settle()
    assert store.statuses(order_id) == ("completed", "delivered", "paid")
    assert store.charged(order_id) == 59900 + 2900 + 2 * 2490
    done = store.book(order_id, 2, missed.start_at)
    assert (done.status_code, done.json()["code"]) == (409, "appointment_not_open")


def test_two_services_in_one_group_are_one_promise(store):
    wish = handset()
    wish["lines"].append({"sku": "SETUP-DATA", "quantity": 1, "group": 1, "bound_to": 0})
    order_id = store.place(wish)
    first = store.slots(order_id, 2)[0]["start_at"]
    store.book(order_id, 2, first)
    last = store.slots(order_id, 4)[4]
    store.book(order_id, 4, last["start_at"])
    promise = store.open_promises(order_id)["appointment"]
    assert (promise["earliest_at"], promise["latest_at"]) == (first, last["end_at"])
    late = last["start_at"] + 2 * DAY
    store.step(store.parts(order_id)[0], "late", {"until_at": late})
    assert all(one.start_at >= late for one in store.appointments(order_id))
    for one in store.appointments(order_id):
        assert store.finish(one).status_code == 200
    assert "appointment" not in store.open_promises(order_id)


def test_offers_lie_within_the_hours_of_the_store(store, order_id):
    """Three quarters of an hour fit into three of the quarters of an hour and a half."""
    hours = Hours((((10 * 60, 11 * 60 + 30),),) * 7)
    store.keep_hours(hours, STORE)
    slots = store.slots(order_id, 2)
    times = {local(one["start_at"], "Europe/Madrid").time().isoformat("minutes") for one in slots}
    assert times <= {"10:00", "10:15", "10:30", "10:45"}
    assert "10:45" in times
