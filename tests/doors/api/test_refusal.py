"""A store's no: served elsewhere at once, the person told, and what nobody has is cancelled."""

import pytest

from tests.doors.api.desk import DAY_AND_NIGHT, NEVER
from tests.doors.api.wishes import ANA, MADRID, fetched, handset, shipped

SKU = "CASE-CLEAR"
PRICE = 2490
PHONE = "PHONE-128-BLACK"
SERRANO, GRANVIA, GRACIA = "ES-MAD-SERRANO", "ES-MAD-GRANVIA", "ES-BCN-GRACIA"
STORES = (SERRANO, GRANVIA, GRACIA, "ES-VLC-COLON", "ES-SVQ-TETUAN")


@pytest.fixture
def stores(desk):
    """The stores of Spain by day and night, so that no test hangs on the hour it runs at."""
    desk.keep_hours(DAY_AND_NIGHT, *STORES)
    return desk


def refuse(desk, part, **body):
    answer = desk.try_step(part, "refuse", {"reason": "not on the shelf", **body})
    assert answer.status_code == 200, answer.text
    desk.settle()
    return answer.json()


def test_all_of_a_parcel_is_served_by_another_place(stores):
    stores.api.stock(SKU, ES_MAD_GRANVIA=5)
    order_id = stores.place(shipped(SKU, 2))
    stores.api.stock(SKU, ES_GETAFE=5)
    (first,) = stores.parts(order_id)
    refuse(stores, first)
    refused, second = stores.parts(order_id)
    assert (refused.status.value, second.status.value) == ("refused", "released")
    assert stores.stock(SKU, GRANVIA) == (5, 0, 0)
    assert stores.stock(SKU, "ES-GETAFE") == (5, 2, 0)
    stores.deliver(second)
    assert stores.statuses(order_id) == ("completed", "delivered", "paid")
    assert stores.charged(order_id) == 2 * PRICE


def test_a_store_that_may_split_keeps_what_it_has(stores):
    stores.api.stock(SKU, ES_MAD_GRANVIA=5)
    order_id = stores.place(shipped(SKU, 3))
    stores.api.stock(SKU, ES_GETAFE=5)
    (first,) = stores.parts(order_id)
    refuse(stores, first, missing={"1": 1}, may_split=True)
    kept, sent = stores.parts(order_id, "released")
    assert [(p.portions[0].quantity) for p in (kept, sent)] == [2, 1]
    for part in (kept, sent):
        stores.deliver(part)
    assert stores.statuses(order_id) == ("completed", "delivered", "paid")
    assert stores.charged(order_id) == 3 * PRICE
    assert len(stores.invoices(order_id)) == 1


def test_a_store_that_may_not_split_gives_up_all_of_it_together(stores):
    stores.api.stock(SKU, ES_MAD_GRANVIA=5)
    order_id = stores.place(shipped(SKU, 3))
    stores.api.stock(SKU, ES_GETAFE=5)
    refuse(stores, stores.parts(order_id)[0], missing={"1": 1})
    (second,) = stores.parts(order_id, "released")
    assert second.portions[0].quantity == 3


def test_more_than_there_was_is_not_refused(stores):
    stores.api.stock(SKU, ES_MAD_GRANVIA=5)
    (part,) = stores.parts(stores.place(shipped(SKU, 3)))
    for missing in ({"1": 4}, {"7": 1}):
        answer = stores.try_step(part, "refuse", {"reason": "gone", "missing": missing})
        assert (answer.status_code, answer.json()["code"]) == (400, "refused_too_much")


def test_what_nobody_else_has_is_cancelled_with_a_letter_that_says_sorry(stores):
    stores.api.stock(SKU, ES_MAD_GRANVIA=3)
    order_id = stores.place(shipped(SKU, 3, person=ANA, language="en"))
    refuse(stores, stores.parts(order_id)[0])
    assert stores.statuses(order_id) == ("cancelled", "cancelled", "voided")
    assert stores.charged(order_id) == 0
    (letter,) = stores.letters()
    assert "we no longer have the goods" in letter.get_body(("plain",)).get_content()


def test_what_others_have_of_it_is_served_and_only_the_rest_cancelled(stores):
    stores.api.stock(SKU, ES_MAD_GRANVIA=3)
    order_id = stores.place(shipped(SKU, 3))
    stores.api.stock(SKU, ES_GETAFE=1)
    order = refuse(stores, stores.parts(order_id)[0])
    assert order["lines"][0]["counters"]["cancelled"] == 2
    (rest,) = stores.parts(order_id, "released")
    stores.deliver(rest)
    assert stores.statuses(order_id) == ("completed", "delivered", "paid")
    assert stores.charged(order_id) == PRICE


def test_a_shelf_that_is_empty_for_everybody_is_written_off_and_its_other_orders_move(stores):
    stores.api.stock(SKU, ES_MAD_GRANVIA=10)
    first, second = (stores.place(shipped(SKU, n)) for n in (2, 3))
    picked = stores.place(shipped(SKU, 1))
    stores.steps(stores.parts(picked)[0], "accept", "pick")
    stores.api.stock(SKU, ES_GETAFE=10)
    refuse(stores, stores.parts(first)[0], whole_sku=True)
    assert stores.stock(SKU, GRANVIA) == (1, 1, 0)
    assert stores.stock(SKU, "ES-GETAFE") == (10, 5, 0)
    assert [p.status.value for p in stores.parts(second)] == ["refused", "released"]
    assert [p.status.value for p in stores.parts(picked)] == ["picking"]
    (later,) = stores.parts(stores.place(shipped(SKU, 1)))
    assert later.place_id == stores.parts(first)[1].place_id


def test_a_pick_up_moves_to_another_store_and_its_set_up_moves_along(stores):
    stores.api.stock(PHONE, ES_MAD_SERRANO=1, ES_MAD_GRANVIA=1)
    stores.api.stock(SKU, ES_GETAFE=2)
    order_id = stores.place(handset(SERRANO, language="en"))
    start_at = stores.slots(order_id, 2)[-1]["start_at"]
    stores.book(order_id, 2, start_at)
    (pick_up, _) = stores.parts(order_id)
    order = refuse(stores, pick_up)
    moved = stores.parts(order_id)[-1]
    assert [group["place_id"] for group in order["groups"]] == [moved.place_id] * 2 + [None]
    (appointment,) = stores.appointments(order_id)
    assert (appointment.place_id, appointment.start_at) == (moved.place_id, start_at)
    letters = [letter.get_body(("plain",)).get_content() for letter in stores.letters()]
    assert any("Madrid Gran Vía" in letter for letter in letters)
    stores.hand_over(moved)
    assert stores.finish(appointment).status_code == 200


def test_a_set_up_nobody_can_do_at_the_new_store_is_given_back_and_booked_anew(stores):
    stores.api.stock(PHONE, ES_MAD_SERRANO=1, ES_MAD_GRANVIA=1)
    stores.api.stock(SKU, ES_GETAFE=2)
    order_id = stores.place(handset(SERRANO))
    stores.book(order_id, 2, stores.slots(order_id, 2)[0]["start_at"])
    with stores.without_skill("phone_set_up", GRANVIA):
        refuse(stores, stores.parts(order_id)[0])
        assert [one.status.value for one in stores.appointments(order_id)] == ["released"]
        assert "appointment" not in stores.open_promises(order_id)
        assert stores.slots(order_id, 2) == []
    again = stores.book(order_id, 2, stores.slots(order_id, 2)[0]["start_at"])
    assert again.status_code == 200
    assert again.json()["place_id"] == stores.parts(order_id)[-1].place_id


def test_the_day_of_the_new_place_counts_it_and_the_old_one_has_room_again(stores):
    stores.keep_hours(DAY_AND_NIGHT, SERRANO, GRANVIA, capacity=1)
    stores.keep_hours(NEVER, GRACIA, "ES-VLC-COLON", "ES-SVQ-TETUAN")
    stores.api.stock(SKU, ES_MAD_SERRANO=9, ES_MAD_GRANVIA=9)
    full = stores.place(fetched(SKU, 1, GRANVIA))
    order_id = stores.place(fetched(SKU, 1, SERRANO))
    (first,) = stores.parts(order_id)
    refuse(stores, first)
    moved = stores.parts(order_id)[-1]
    assert moved.counted_on > stores.parts(full)[0].counted_on
    (again,) = stores.parts(stores.place(fetched(SKU, 1, SERRANO)))
    assert again.counted_on == first.counted_on


def test_goods_that_are_ready_are_not_refused(stores):
    stores.api.stock(SKU, ES_MAD_SERRANO=2)
    order_id = stores.place(fetched(SKU, 1, SERRANO))
    (part,) = stores.parts(order_id)
    stores.make_ready(part)
    answer = stores.try_step(part, "refuse", {"reason": "gone"})
    assert (answer.status_code, answer.json()["code"]) == (409, "step_not_allowed")


def test_a_line_over_two_places_loses_only_what_is_refused(stores):
    stores.api.stock(SKU, ES_MAD_SERRANO=1, ES_MAD_GRANVIA=1)
    order_id = stores.place(shipped(SKU, 2, groups=[{"kind": "ship", "address": MADRID}]))
    first, second = stores.parts(order_id)
    refuse(stores, first)
    assert [p.status.value for p in stores.parts(order_id)] == ["refused", "released"]
    stores.deliver(second)
    assert stores.statuses(order_id) == ("completed", "delivered", "paid")
    assert stores.charged(order_id) == PRICE
