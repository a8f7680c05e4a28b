"""A store's day: what is due in the order it is due, each task with its next step."""

import pytest

from paraguas.plumbing.clock import now
from paraguas.staff.model import Scope
from paraguas.values.time import HOUR
from tests.doors.pages.clicker import Forms
from tests.doors.pages.world import STORE


@pytest.fixture
def desk(world, reader):
    reader.enter(world.key("shop", Scope.STORE_WORK, Scope.ORDERS_READ, Scope.ORDERS_WRITE,
                           door="till"))  # fmt: skip
    return reader


def section(page, name: str) -> str:
    return page.text.partition(f'id="{name}"')[2].partition("</section>")[0]


def press(desk, step: str, **fields):
    """Press the one button of the day that takes this step; gives the day after it."""
    return desk.follow(desk.submit(desk.get(f"/store/{STORE}"), f"/{step}", **fields))


def test_a_pick_up_goes_from_new_to_its_bay_by_one_button_each(world, desk):
    order_id = world.handset()
    number = world.order(order_id)["number"]
    assert number in section(desk.get(f"/store/{STORE}"), "prepare")
    assert "Accepted." in press(desk, "accept").text
    press(desk, "pick")
    press(desk, "stage", bay="B2")
    day = press(desk, "ready")
    assert number not in section(day, "prepare")
    assert number in section(day, "ready")
    assert "Bay B2" in section(day, "ready")
    assert number in section(press(desk, "customer-here"), "here")


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Clear case for Phone Uno"), ("fr", "Coque transparente")]
)
def test_goods_are_named_in_the_language_of_who_works_there(world, desk, language, title):
    world.api.stock("CASE-CLEAR", ES_MAD_SERRANO=1)
    order_id = world.handset(
        language="es",
        lines=[{"sku": "CASE-CLEAR", "quantity": 1}],
        groups=[{"kind": "pick_up", "place": STORE}],
    )
    day = desk.get(f"/store/{STORE}", accept_language=language)
    assert title in section(day, "prepare")
    [part] = world.parts(order_id)
    task = f"/store/{STORE}/tasks/{order_id}/{part.fulfilment_id}"
    assert title in desk.get(task, accept_language=language).text


def test_a_parcel_is_packed_and_given_to_the_carrier(world, desk):
    world.api.stock("CASE-GREEN", ES_MAD_SERRANO=3)
    order_id = world.handset(
        lines=[{"sku": "CASE-GREEN", "quantity": 3}],
        groups=[{"kind": "ship", "address": {"line1": "Sol 1", "city": "Madrid", "country": "ES"}}],
    )
    for step in ("accept", "pick", "pack"):
        day = press(desk, step)
    number = world.order(order_id)["number"]
    assert "Give to the carrier" in section(day, "parcels")
    part = world.parts(order_id)[0]
    task = desk.get(f"/store/{STORE}/tasks/{order_id}/{part.fulfilment_id}")
    day = desk.follow(desk.submit(task, "/ship", carrier="SEUR", tracking="S-1"))
    assert number not in section(day, "parcels")
    assert world.parts(order_id)[0].tracking == "S-1"


def test_the_steps_are_stamped_with_who_pressed(world, reader):
    order_id = world.handset()
    reader.enter(world.key())
    press(reader, "accept")
    told = world.api.get(f"/v1/orders/{order_id}/timeline").json()
    assert "ES-04" in str(told) or "Hugo Prieto" in str(told)


def test_what_is_not_paid_has_no_button(world, desk):
    world.handset(tenders=[{"kind": "card", "token": "tok_declined"}])
    page = desk.get(f"/store/{STORE}")
    assert "Waiting for the payment" in section(page, "prepare")
    assert {address for address, _ in Forms(page.text).found} == {"/leave"}


def test_times_left_are_told_in_words(world, desk):
    order_id = world.handset()
    assert " left" in section(desk.get(f"/store/{STORE}"), "prepare")
    part = world.parts(order_id)[0]
    world.step(part, "late", until_at=now() + 30 * HOUR)
    assert "30 hrs left" in section(desk.get(f"/store/{STORE}"), "prepare")


def test_set_ups_stand_by_their_time_and_are_closed(world, desk):
    order_id = world.handset()
    world.book(order_id)
    part = world.ready(order_id)
    booked = world.appointment(order_id)
    day = desk.get(f"/store/{STORE}?day={booked.start_at}")
    path = f"/store/{STORE}/set-ups/{order_id}/{booked.appointment_id}/kept"
    world.step(part, "hand-over", code=part.code)
    fields = [(n, t) for n, t in Forms(day.text).found[0][1] if n == "form"]
    done = desk.post(path, [*fields, ("once", "one")])
    assert done.headers["location"] == f"/store/{STORE}?done=kept"
    assert world.appointment(order_id).status.value == "done"
    again = desk.post(path, [*fields, ("once", "two")])
    assert again.status_code == 409
    elsewhere = desk.post(path.replace(STORE, "ES-VLC-COLON"), [*fields, ("once", "three")])
    assert elsewhere.status_code == 404


def test_another_stores_day_is_not_there_for_a_key_of_one(world, reader):
    order_id = world.handset()
    part = world.parts(order_id)[0]
    reader.enter(world.key(place="ES-MAD-GRANVIA", actor="ES-01"))
    assert reader.get(f"/store/{STORE}").status_code == 404
    own = f"/store/ES-MAD-GRANVIA/tasks/{order_id}/{part.fulfilment_id}"
    assert reader.get(own).status_code == 404
    page = reader.get("/store/ES-MAD-GRANVIA")
    fields = [(name, text) for name, text in Forms(page.text).found[0][1] if name == "form"]
    assert reader.post(f"{own}/accept", [*fields, ("once", "1")]).status_code == 404
    assert world.parts(order_id)[0].status.value == "released"


def test_who_works_in_no_store_chooses_one(world, reader):
    reader.enter(world.key("shop", Scope.STORE_WORK, place=""))
    page = reader.get("/store")
    assert f'href="/store/{STORE}"' in page.text
    assert reader.get(f"/store/{STORE}").status_code == 200
    assert reader.get("/store/NOWHERE").status_code == 404
